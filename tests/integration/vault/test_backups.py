"""Backups, restores and the way from SQLite to PostgreSQL, with the databases' own tools."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.vault import Vault, VaultSettings, tables
from bot.vault import backup as backing_up
from bot.vault import copying as copying_rows
from bot.vault.backup import back_up, end_overdue, kept, overdue, verify_sum
from bot.vault.copying import copy
from bot.vault.engine import file_engine, reading, writing
from bot.vault.errors import BackupFailed, KeysMismatch, KeysMissing, SchemaTooNew, WrongPhrase
from bot.vault.restore import examine, restore
from tests.unit.vault.made import NOW, Clock, answer, finding, reflection, settings, talk


@pytest.fixture
def held(held: VaultSettings, tmp_path: Path) -> VaultSettings:
    return replace(held, erased_file=tmp_path / "elsewhere" / "canary.erased")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def lived(held: VaultSettings) -> Callable[[], dict[str, str]]:
    """Makes three leaders and stops; their phrases by name."""

    def live() -> dict[str, str]:
        vault = Vault(held, Clock())
        phrases = {}
        for name in ("stays", "goes", "slack"):
            phrases[name], mine = vault.create() if name != "slack" else ("", vault.open_channel("slack", "U1"))
            talk(mine, "m1", reflection(), answer(text=f"What {name} said."), finding(quote="What"))
            mine.close()
        vault.close()
        return phrases

    return live


def said(held: VaultSettings, phrase: str) -> list[str]:
    vault = Vault(held, Clock())
    try:
        mine = vault.open(phrase) if phrase else vault.find_channel("slack", "U1")
        assert mine is not None
        return [record.text for record in mine.turn("m2", NOW).answers()]
    finally:
        vault.close()


def erase(held: VaultSettings, phrase: str) -> None:
    vault = Vault(held, Clock())
    vault.open(phrase).erase()
    vault.close()


def lose(held: VaultSettings, tmp_path: Path) -> None:
    """The database is gone, as after the loss of a disk; the list of erasures and the key file are elsewhere."""
    if held.db_url.startswith("sqlite"):
        for file in tmp_path.glob("canary.db*"):
            file.unlink()
        return
    engine = file_engine(held.db_url)
    with writing(engine) as session:
        session.execute(text("DROP SCHEMA public CASCADE"))
        session.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def test_a_lost_database_comes_back_without_whom_had_been_erased_since(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    phrases = lived()
    made = back_up(held, folder, NOW)
    erase(held, phrases["goes"])
    lose(held, tmp_path)
    found = restore(held, made, False, NOW, folder)
    assert (found.leaders, found.erased_again, found.last_used) == (2, 1, NOW.date())
    assert said(held, phrases["stays"]) == ["What stays said."]
    assert said(held, "") == ["What slack said."]
    with pytest.raises(WrongPhrase):
        said(held, phrases["goes"])


def test_what_was_shared_ends_since_it_may_have_been_taken_back(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]]
) -> None:
    phrases = lived()
    vault = Vault(held, Clock())
    leader_id = vault.open(phrases["stays"]).id
    given = {"tag": b"t", "leader_id": leader_id, "proof": b"p", "copy": b"c", "own": b"o", "note": b"n"}
    with writing(vault._installation.engine) as session:
        session.execute(insert(tables.share).values(**given, expires=NOW.date(), wrong=0, opened=0))
    vault.close()
    restore(held, back_up(held, folder, NOW), True, NOW + timedelta(hours=1), folder)
    vault = Vault(held, Clock())
    with reading(vault._installation.engine) as session:
        assert session.execute(select(tables.share.c.copy, tables.share.c.note)).one() == (None, b"n")
    vault.close()


def test_checking_changes_nothing_and_may_be_done_while_canary_serves(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    phrases = lived()
    made = back_up(held, folder, NOW)
    erase(held, phrases["goes"])
    vault = Vault(held, Clock())
    mine = vault.open(phrases["stays"])
    before = sorted(path.name for path in tmp_path.rglob("*"))
    for _ in range(2):
        assert (examine(held, made).leaders, examine(held, made).erased_again) == (2, 1)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    talk(mine, "m9", answer("a9"))
    vault.close()
    assert "canary_check" not in databases(held)


def databases(held: VaultSettings) -> str:
    if held.db_url.startswith("sqlite"):
        return ""
    with reading(file_engine(held.db_url)) as session:
        return " ".join(session.execute(text("SELECT datname FROM pg_database")).scalars())


def test_a_vault_with_leaders_is_replaced_only_when_told_to_and_kept(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]]
) -> None:
    phrases = lived()
    made = back_up(held, folder, NOW)
    vault = Vault(held, Clock())
    later = vault.create()[0]
    vault.close()
    with pytest.raises(BackupFailed, match="has leaders already"):
        restore(held, made, False, NOW + timedelta(hours=1), folder)
    assert said(held, later) == []
    for hour in (1, 2):  # twice is as good as once
        restore(held, made, True, NOW + timedelta(hours=hour), folder)
        assert said(held, phrases["stays"]) == ["What stays said."]
    with pytest.raises(WrongPhrase):
        said(held, later)
    restore(held, kept(folder)[1].path, True, NOW + timedelta(hours=3), folder)
    assert said(held, later) == []


def test_nothing_is_restored_under_a_canary_that_runs(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]]
) -> None:
    phrases = lived()
    made = back_up(held, folder, NOW)
    vault = Vault(held, Clock())
    mine = vault.open(phrases["stays"])
    with pytest.raises(BackupFailed, match="in use"):
        restore(held, made, True, NOW, folder)
    talk(mine, "m9", answer("a9"))
    vault.close()


def test_a_backup_made_in_the_midst_of_turns_is_whole(held: VaultSettings, folder: Path) -> None:
    vault = Vault(held, Clock())
    phrase, mine = vault.create()
    stop = threading.Event()

    def go_on_talking() -> None:
        number = 0
        while not stop.is_set():
            talk(mine, f"m{number}", answer(f"a{number}"))
            number += 1

    talking = threading.Thread(target=go_on_talking)
    talking.start()
    made = [back_up(held, folder, NOW + timedelta(minutes=minute)) for minute in range(3)]
    stop.set()
    talking.join()
    vault.close()
    for one in made:
        restore(held, one, True, NOW + timedelta(days=1), folder)
        vault = Vault(held, Clock())
        again = vault.open(phrase)
        assert len(again.turn("afterwards", NOW).answers()) == len(again.exchanges())
        vault.close()


def test_damage_and_strangers_are_refused_and_nothing_changes(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    phrases = lived()
    made = back_up(held, folder, NOW)
    whole = made.read_bytes()
    made.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BackupFailed, match="damaged"):
        examine(held, made)
    made.write_bytes(whole)
    half = folder / made.name.replace("Z", "")
    half.write_bytes(whole[: len(whole) // 2])
    for wrong in (half, tmp_path / "canary.keys"):
        with pytest.raises(BackupFailed):
            restore(held, wrong, True, NOW, folder)
    held.key_file.rename(tmp_path / "away")
    with pytest.raises(KeysMissing):
        examine(held, made)
    (tmp_path / "away").rename(held.key_file)
    stranger = replace(held, key_file=tmp_path / "other" / "keys")
    Vault(replace(stranger, db_url=f"sqlite:///{tmp_path / 'other.db'}")).close()
    with pytest.raises(KeysMismatch):
        examine(stranger, made)
    assert said(held, phrases["stays"]) == ["What stays said."]


def test_a_backup_by_a_newer_canary_is_refused(held: VaultSettings, folder: Path) -> None:
    vault = Vault(held, Clock())
    with writing(vault._installation.engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    vault.close()
    with pytest.raises(SchemaTooNew):
        examine(held, back_up(held, folder, NOW))


def test_old_backups_go_when_the_notice_says_so_and_what_a_crash_left_too(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]]
) -> None:
    lived()
    for days in (0, 20, 31):
        back_up(held, folder, NOW + timedelta(days=days))
    half = folder / "canary-20260101T000000Z.db.part"
    half.touch()
    os.utime(half, (0, 0))
    now = NOW + timedelta(days=31)
    assert [one.at for one in overdue(folder, now, 30)] == [NOW]
    assert len(end_overdue(folder, now, 30)) == 1
    assert end_overdue(folder, now, 30) == []
    assert len(kept(folder)) == 2 and len(list(folder.iterdir())) == 4


def test_a_backup_that_fails_leaves_nothing(
    held: VaultSettings, folder: Path, lived: Callable[[], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lived()
    back_up(held, folder, NOW)
    monkeypatch.setattr(backing_up, "_to_disk", lambda _: (_ for _ in ()).throw(OSError))
    with pytest.raises(BackupFailed):
        back_up(held, folder, NOW + timedelta(days=1))
    assert len(kept(folder)) == 1 and not list(folder.glob("*.part"))
    verify_sum(kept(folder)[0].path)


@pytest.fixture
def both(tmp_path: Path, postgres_url: str) -> tuple[VaultSettings, VaultSettings]:
    """An SQLite vault and an empty PostgreSQL database with the same keys."""
    old = replace(settings(tmp_path), erased_file=tmp_path / "canary.erased")
    return old, replace(old, db_url=postgres_url)


def filled(old: VaultSettings) -> tuple[str, Path]:
    vault = Vault(old, Clock())
    phrase, mine = vault.create()
    for number in range(30):
        talk(mine, f"m{number}", reflection(f"r{number}"), answer(f"a{number}"), finding(f"f{number}"))
    vault.create()[1].erase()
    vault.open_channel("slack", "U1")
    vault.close()
    return phrase, Path(old.db_url.removeprefix("sqlite:///"))


def test_a_vault_goes_to_postgresql_whole_and_once(both: tuple[VaultSettings, VaultSettings]) -> None:
    old, new = both
    phrase, file = filled(old)
    Vault(new, Clock()).close()  # it was started there before
    counts = copy(file, new)
    assert (counts["leader"], counts["answer"], counts["erasure"]) == (2, 30, 1)
    assert copy(file, new) == {}
    for settings_ in both:
        assert len(said(settings_, phrase)) == 30
    vault = Vault(new, Clock())
    talk(vault.open(phrase), "later", answer("later"))
    vault.close()
    with pytest.raises(BackupFailed, match="something else"):
        copy(file, new)
    assert len(said(new, phrase)) == 31


def test_a_copy_cut_short_left_nothing_and_can_be_made_again(
    both: tuple[VaultSettings, VaultSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = both
    phrase, file = filled(old)
    real = copying_rows._copy

    def stop_in_the_middle(sent: object, received: object, table: object) -> None:
        if getattr(table, "name", "") == "finding":
            raise KeyboardInterrupt
        real(sent, received, table)  # type: ignore[arg-type]

    monkeypatch.setattr(copying_rows, "_copy", stop_in_the_middle)
    with pytest.raises(KeyboardInterrupt):
        copy(file, new)
    monkeypatch.undo()
    assert copy(file, new)["answer"] == 30
    assert len(said(new, phrase)) == 30


def test_what_cannot_be_copied_is_said(both: tuple[VaultSettings, VaultSettings], tmp_path: Path) -> None:
    old, new = both
    phrase, file = filled(old)
    with pytest.raises(BackupFailed, match="PostgreSQL"):
        copy(file, old)
    with pytest.raises(BackupFailed, match="no SQLite database"):
        copy(tmp_path / "nowhere.db", new)
    with pytest.raises(KeysMissing):
        copy(file, replace(new, key_file=tmp_path / "nowhere"))
    vault = Vault(old, Clock())
    vault.open(phrase)
    with pytest.raises(BackupFailed, match="in use"):
        copy(file, new)
    vault.close()
