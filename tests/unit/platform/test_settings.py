"""Settings are read once, checked, and said in plain words when wrong."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError

SECRET = "hunter2"


def read(**given: str) -> Settings:
    return Settings.from_environment({f"CANARY_{name}": value for name, value in given.items()})


def test_nothing_needs_to_be_set() -> None:
    settings = read()
    assert settings.is_local and settings.web_address == "http://127.0.0.1:8080"
    assert settings.database == f"sqlite:///{settings.data}/canary.db"


def test_they_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        read().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "x"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("IDLE_MINUTES", "0"),
        ("RETENTION_MONTHS", "-1"),
        ("BACKUP_DAYS", "99999"),
        ("DATABASE", f"mysql://u:{SECRET}@h/d"),
        ("HOST", "not a host"),
        ("WEB_ADDRESS", "canary.example"),
        ("CONTROLLER", "two\nlines"),
    ],
)
def test_a_wrong_one_is_named_and_its_value_is_not_shown(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**{name: value})
    assert f"CANARY_{name}" in str(refused.value)
    assert SECRET not in str(refused.value) and len(str(refused.value)) < 200


def test_a_misspelt_one_is_refused() -> None:
    with pytest.raises(SettingsError, match="CANARY_RETENTION_MONTH "):
        read(RETENTION_MONTH="6")


@pytest.mark.parametrize("host", ["::", "10.0.0.5", "canary.example.gov.uk"])
def test_answering_beyond_this_machine_needs_https(host: str) -> None:
    with pytest.raises(SettingsError, match="https"):
        read(HOST=host)
    assert not read(HOST=host, WEB_ADDRESS="https://canary.example.gov.uk").is_local


def test_secrets_are_not_shown() -> None:
    settings = read(DATABASE=f"postgresql://u:{SECRET}@h/d", KEYS=SECRET)
    assert SECRET not in repr(settings) and SECRET not in repr(settings.vault)


def test_the_data_folder_is_private(tmp_path: Path) -> None:
    settings = read(DATA=str(tmp_path / "var"))
    settings.prepare_data_folder()
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    (tmp_path / "var").chmod(0o755)
    with pytest.raises(SettingsError, match="chmod 700"):
        settings.prepare_data_folder()


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="CANARY_DATA"):
        read(DATA=str(tmp_path / "file" / "var")).prepare_data_folder()


def test_the_vault_gets_its_own() -> None:
    vault = read(IDLE_MINUTES="7", RETENTION_MONTHS="3").vault
    assert (vault.idle_minutes, vault.retention_months) == (7, 3)


def test_every_setting_is_described(root: Path) -> None:
    described = set(re.findall(r"^\| `(CANARY_[A-Z_]+)` \|", (root / "docs/running.md").read_text("utf-8"), re.M))
    assert described == {one.metadata["variable"] for one in fields(Settings)}
