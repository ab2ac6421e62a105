"""Nobody who was erased comes back with a restored backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import Vault, VaultSettings
from bot.vault.erased import ErasedList
from bot.vault.errors import StorageUnavailable, WrongPhrase
from tests.unit.vault.made import Clock, answer, settings, talk


@pytest.fixture
def listed(tmp_path: Path) -> VaultSettings:
    return replace(settings(tmp_path), erased_file=tmp_path / "elsewhere" / "canary.erased")


@pytest.fixture
def put_back(tmp_path: Path) -> Callable[[], None]:
    """Keeps the database file as it is now; the call puts it back, as any copy of a file would be."""
    kept = tmp_path / "kept.db"

    def put(first: bool = False) -> None:
        for end in ("-wal", "-shm"):
            (tmp_path / f"canary.db{end}").unlink(missing_ok=True)
        shutil.copy(*((tmp_path / "canary.db", kept) if first else (kept, tmp_path / "canary.db")))

    return put


def test_a_restored_file_is_cleaned_at_the_next_start(listed: VaultSettings, put_back: Callable[..., None]) -> None:
    vault = Vault(listed, Clock())
    (gone, mine), (stays, other) = vault.create(), vault.create()
    talk(mine, "m1", answer())
    talk(other, "m1", answer())
    vault.close()
    put_back(first=True)
    vault = Vault(listed, Clock())
    vault.open(gone).erase()
    vault.close()
    put_back()
    vault = Vault(listed, Clock())
    with pytest.raises(WrongPhrase):
        vault.open(gone)
    assert vault.open(stays).turn("m2", Clock().now).answers() == [answer()]


def test_those_unused_for_long_are_on_it_too(listed: VaultSettings) -> None:
    clock = Clock()
    vault = Vault(listed, clock)
    mine = vault.create()[1]
    clock.pass_time(days=400)
    assert vault.sweep()
    assert listed.erased_file is not None
    assert listed.erased_file.read_text() == f"{mine.id} {clock.now.date()} unused\n"
    assert listed.erased_file.stat().st_mode & 0o777 == 0o600


def test_what_could_not_be_written_down_at_once_is_at_the_next_start(
    listed: VaultSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault(listed, Clock())
    mine = vault.create()[1]

    def full(*_: object) -> None:
        raise StorageUnavailable("no room")

    monkeypatch.setattr(ErasedList, "_append", full)
    assert mine.erase().counts["key"] == 1
    monkeypatch.undo()
    assert listed.erased_file is not None and not listed.erased_file.exists()
    Vault(listed, Clock())
    assert mine.id in listed.erased_file.read_text()


def test_one_that_keeps_nothing_is_not_on_it(listed: VaultSettings) -> None:
    Vault(listed, Clock()).create(keep_nothing=True)[1].erase()
    assert listed.erased_file is not None and not listed.erased_file.exists()


@given(st.binary(max_size=60) | st.from_regex(r"[0-9a-f]{32} \d{4}-\d\d-\d\d asked\n?", fullmatch=True).map(str.encode))
def test_a_damaged_end_takes_no_line_with_it(tmp_path_factory: pytest.TempPathFactory, torn: bytes) -> None:
    held = settings(tmp_path_factory.mktemp("torn"))
    listed = replace(held, erased_file=held.key_file.with_name("canary.erased"))
    assert listed.erased_file is not None
    listed.erased_file.write_bytes(torn)
    vault = Vault(listed, Clock())
    mine = vault.create()[1]
    mine.erase()
    assert mine.id in ErasedList(listed.erased_file)._read()


def test_a_list_that_cannot_be_read_stops_the_start(listed: VaultSettings) -> None:
    assert listed.erased_file is not None
    listed.erased_file.mkdir(parents=True)
    with pytest.raises(StorageUnavailable, match="list of erasures"):
        Vault(listed, Clock())
