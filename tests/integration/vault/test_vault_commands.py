"""`canary backup`, `restore` and `migrate` as they are run, each in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.vault import Vault


def vault_in(tmp_path: Path, **other: Any) -> Vault:
    settings = Settings(data=tmp_path / "var", **other)
    settings.prepare_data_folder()
    return Vault(settings.vault)


def test_a_night_and_a_morning_after(canary: Any, tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    (stays, _), (goes, _) = vault.create(), vault.create()
    vault.close()
    made = [canary("backup") for _ in range(2)]
    assert all(done.returncode == 0 for done in made)
    backup = made[0].stdout.splitlines()[0].removeprefix("Made: ")
    assert Path(backup).stat().st_mode & 0o777 == 0o600
    vault = vault_in(tmp_path)
    vault.open(goes).erase()
    vault.close()
    checked = canary("restore", backup, "--check")
    assert checked.returncode == 0, checked.stderr
    assert "Leaders in it: 1," in checked.stdout and "made: 1." in checked.stdout
    refused = canary("restore", backup)
    assert refused.returncode == 1 and "--replace" in refused.stderr and "Traceback" not in refused.stderr
    restored = canary("restore", backup, "--replace")
    assert restored.returncode == 0, restored.stderr
    assert vault_in(tmp_path).open(stays)


@pytest.mark.parametrize("command", [("backup",), ("restore", "nowhere.db"), ("migrate", "--from", "nowhere.db")])
def test_what_cannot_be_done_is_said_plainly(canary: Any, command: tuple[str, ...]) -> None:
    done = canary(*command)
    assert done.returncode == 1
    assert done.stderr.endswith(".\n") and len(done.stderr.splitlines()) == 1


def test_migrating_twice_is_as_good_as_once(canary: Any, tmp_path: Path) -> None:
    for _ in range(2):
        assert canary("migrate").returncode == 0
    assert (tmp_path / "var" / "canary.db").exists()


def test_to_postgresql_without_a_password_in_sight(canary: Any, tmp_path: Path, postgres_url: str) -> None:
    vault = vault_in(tmp_path)
    phrase = vault.create()[0]
    vault.close()
    file, database = str(tmp_path / "var" / "canary.db"), {"CANARY_DATABASE": postgres_url}
    first, again = (canary("migrate", "--from", file, **database) for _ in range(2))
    assert first.returncode == 0 and "1 leaders" in first.stdout, first.stderr
    assert again.returncode == 0 and "already" in again.stdout
    assert vault_in(tmp_path, database=postgres_url).open(phrase)
    assert canary("backup", **database).stdout.splitlines()[0].endswith(".dump")
