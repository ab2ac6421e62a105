from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.vault import LeaderVault, Vault, VaultSettings, channels
from bot.vault.engine import reading
from bot.vault.errors import KeysMismatch, NoPhrase, StorageUnavailable
from bot.vault.master import ServiceKeys, read_keys, write_keys
from bot.vault.tables import leader
from tests.unit.vault.made import NOW, answer, settings, talk


def test_keys_come_back_from_their_text() -> None:
    keys = ServiceKeys.new().with_new_master()
    assert ServiceKeys.parse(keys.dump()) == keys


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}",
        '{"salt": 1, "current": 1, "masters": {}}', '{"salt": "*", "current": 1, "masters": {}}',
        '{"salt": "c2VjcmV0", "current": 1, "masters": {"1": "c2VjcmV0"}}',
    ],
)  # fmt: skip
def test_other_text_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(KeysMismatch) as refused:
        ServiceKeys.parse(text)
    assert "c2VjcmV0" not in str(refused.value)


def test_keys_whose_current_one_is_missing_are_refused() -> None:
    held = json.loads(ServiceKeys.new().dump())
    with pytest.raises(KeysMismatch):
        ServiceKeys.parse(json.dumps({**held, "current": 2}))


def test_keys_are_not_shown() -> None:
    keys = ServiceKeys.new()
    assert "salt" not in repr(keys)
    assert "masters" not in repr(keys)


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "keys"
    write_keys(path, ServiceKeys.new())
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.chmod(0o644)
    read_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_not_there_is_none_and_one_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    assert read_keys(tmp_path / "none") is None
    (tmp_path / "keys").write_bytes(b"\xff\xfe")
    with pytest.raises(KeysMismatch):
        read_keys(tmp_path / "keys")
    with pytest.raises(StorageUnavailable):
        read_keys(tmp_path)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageUnavailable):
        write_keys(tmp_path / "file" / "keys", ServiceKeys.new())


def version_of(vault: Vault, held: LeaderVault) -> int | None:
    with reading(vault._installation.engine) as session:
        found: int | None = session.execute(select(leader.c.master_version).where(leader.c.id == held.id)).scalar_one()
    return found


def test_a_channels_user_finds_their_vault_again(vault: Vault) -> None:
    mine = vault.open_channel("slack", "T1/U1")
    talk(mine, "m1", answer())
    assert vault.open_channel("slack", "T1/U1").turn("m2", NOW).answers() == [answer()]
    assert vault.open_channel("slack", "T1/U2").id != mine.id
    assert vault.open_channel("teams", "T1/U1").id != mine.id
    with pytest.raises(NoPhrase):
        mine.change_phrase()


def test_two_first_messages_at_once_make_one_vault(vault: Vault) -> None:
    ids: list[str] = []
    threads = [threading.Thread(target=lambda: ids.append(vault.open_channel("slack", "U1").id)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(ids), len(set(ids))) == (8, 1)


def test_the_user_id_stands_nowhere(vault: Vault, tmp_path: Path) -> None:
    vault.open_channel("slack", "U-MARKED")
    assert not [path for path in tmp_path.iterdir() if b"U-MARKED" in path.read_bytes()]


def test_rotation_wraps_every_channel_leader_anew_and_no_web_leader(vault: Vault, tmp_path: Path) -> None:
    phrase, web = vault.create()
    slack = vault.open_channel("slack", "U1")
    talk(slack, "m1", answer())
    vault.rotate_master_key()
    assert (version_of(vault, slack), version_of(vault, web)) == (2, None)
    for again in (vault, Vault(settings(tmp_path))):
        assert again.open_channel("slack", "U1").turn("m2", NOW).answers() == [answer()]
        assert again.open(phrase).id == web.id
    vault.rotate_master_key()
    held = read_keys(tmp_path / "canary.keys")
    assert held is not None
    assert (held.current, set(held.masters)) == (3, {2, 3})


def test_the_old_master_key_opens_nothing_after_rotation(vault: Vault) -> None:
    vault.open_channel("slack", "U1")
    before = vault._installation.keys
    vault.rotate_master_key()
    object.__setattr__(vault._installation, "keys", before)
    with pytest.raises(KeysMismatch):
        vault.open_channel("slack", "U1")


def test_a_rotation_cut_short_is_finished_by_the_next(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk(vault.open_channel("slack", "U1"), "m1", answer())
    monkeypatch.setattr(channels, "update", None)  # dies after the file was written, while rows are being changed
    with pytest.raises(TypeError):
        vault.rotate_master_key()
    monkeypatch.undo()
    again = Vault(settings(tmp_path))
    assert again.open_channel("slack", "U1").turn("m2", NOW).answers() == [answer()]
    again.rotate_master_key()
    assert Vault(settings(tmp_path)).open_channel("slack", "U1").turn("m2", NOW).answers() == [answer()]


def test_leaders_added_on_the_old_key_meanwhile_are_not_lost(vault: Vault, tmp_path: Path) -> None:
    still_running = Vault(settings(tmp_path))
    vault.rotate_master_key()
    late = still_running.open_channel("slack", "late")
    talk(late, "m1", answer())
    assert Vault(settings(tmp_path)).open_channel("slack", "late").turn("m2", NOW).answers() == [answer()]


def test_keys_from_the_environment_are_rotated_into_the_file(tmp_path: Path) -> None:
    first = settings(tmp_path)
    talk(Vault(first).open_channel("slack", "U1"), "m1", answer())
    text = first.key_file.read_text()
    first.key_file.unlink()
    given = VaultSettings(first.db_url, first.key_file, keys=text, cost=first.cost)
    Vault(given).rotate_master_key()
    Vault(given).rotate_master_key()  # again before the environment was changed: nothing is lost
    fresh = VaultSettings(first.db_url, first.key_file, keys=first.key_file.read_text(), cost=first.cost)
    assert Vault(fresh).open_channel("slack", "U1").turn("m2", NOW).answers() == [answer()]
