"""What the doctor says about backups and what they need."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.doctor_service import backup_findings
from bot.settings import Settings
from bot.vault import Vault
from bot.vault.backup import back_up
from tests.unit.vault.made import NOW


def made(tmp_path: Path, **other: Any) -> Settings:
    settings = Settings(data=tmp_path / "var", **other)
    settings.prepare_data_folder()
    Vault(settings.vault).close()
    return settings


def found(settings: Settings, days: int = 0) -> str:
    return " ".join(backup_findings(settings, NOW + timedelta(days=days)))


def test_a_canary_on_ones_own_machine_needs_no_backup(tmp_path: Path) -> None:
    assert found(made(tmp_path)) == ""


def test_a_served_one_needs_one_each_night_and_things_kept_apart(tmp_path: Path) -> None:
    beyond = {"host": "10.0.0.5", "web_address": "https://canary.example.gov.uk"}
    settings = made(tmp_path, key_file=tmp_path / "var" / "backups" / "canary.keys", **beyond)
    said = found(settings)
    assert "no backup of the last two days" in said and "key file lies among" in said and "CANARY_ERASED" in said
    assert settings.backups is not None
    back_up(settings.vault, settings.backups, NOW)
    assert "no backup" not in found(settings, days=1)
    assert "no backup" in found(settings, days=3)


def test_backups_that_the_notice_says_are_gone(tmp_path: Path) -> None:
    settings = made(tmp_path)
    assert settings.backups is not None
    back_up(settings.vault, settings.backups, NOW)
    assert found(settings, days=30) == ""
    assert "1 backups are older than 30 days" in found(settings, days=31)


def test_postgresql_needs_its_own_tools(tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = made(tmp_path, database=postgres_url)
    assert found(settings) == ""
    monkeypatch.setattr("bot.doctor_service.dump_version", lambda: 9)
    assert "pg_dump is older" in found(settings)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "pg_dump, pg_restore, psql are missing" in found(settings)
