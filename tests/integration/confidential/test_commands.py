"""`canary keys rotate` and `canary export`: what they do, and that they show nothing they should not."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings
from bot.vault import Vault
from bot.vault.master import read_keys
from tests.unit.vault.made import answer, reflection, talk


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """A command sets up logging for its whole process."""
    hooks, handlers, level = sys.excepthook, logging.root.handlers[:], logging.root.level
    yield
    sys.excepthook, logging.root.handlers[:] = hooks, handlers
    logging.root.setLevel(level)
    logging.raiseExceptions = True
    logging.captureWarnings(False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(data=tmp_path / "data")
    made.prepare_data_folder()
    return made


def canary(settings: Settings, *arguments: str, typed: str = "", **environment: str) -> Result:
    there = {"CANARY_DATA": str(settings.data), **environment}
    return CliRunner().invoke(app, list(arguments), input=typed, env=there)


def test_rotating_keeps_every_leader_and_shows_no_key(settings: Settings) -> None:
    vault = Vault(settings.vault)
    phrase, web = vault.create()
    chat = vault.open_channel("slack", "T1/U1")
    vault.close()
    before = read_keys(settings.vault.key_file)
    done = canary(settings, "keys", "rotate")
    after = read_keys(settings.vault.key_file)
    assert done.exit_code == 0 and before is not None and after is not None
    assert after.current == before.current + 1 and after.salt == before.salt
    assert before.dump() not in done.output and after.dump() not in done.output
    vault = Vault(settings.vault)
    assert vault.open(phrase).id == web.id and vault.open_channel("slack", "T1/U1").id == chat.id
    vault.close()


def test_rotating_says_what_to_do_with_keys_from_the_environment(settings: Settings) -> None:
    Vault(settings.vault).close()
    held = settings.vault.key_file.read_text()
    done = canary(settings, "keys", "rotate", CANARY_KEYS=held)
    assert done.exit_code == 0 and "CANARY_KEYS still holds the old ones" in done.output
    assert held not in done.output


def test_rotating_with_foreign_keys_changes_nothing(settings: Settings) -> None:
    Vault(settings.vault).close()
    other = Settings(data=settings.data.parent / "other")
    other.prepare_data_folder()
    Vault(other.vault).close()
    settings.vault.key_file.write_text(other.vault.key_file.read_text())
    refused = canary(settings, "keys", "rotate")
    assert refused.exit_code == 1 and "belong to another database" in refused.output


def test_the_six_words_export_everything(settings: Settings) -> None:
    vault = Vault(settings.vault)
    phrase, mine = vault.create()
    talk(mine, "m1", reflection(), answer(text="Not since <b>Easter</b>."))
    vault.close()
    read = canary(settings, "export", typed=phrase + "\n")
    assert read.exit_code == 0 and r"Not since \<b\>Easter\</b\>." in read.output
    data = canary(settings, "export", "--json", typed=phrase + "\n")
    assert json.loads(data.stdout)["answers"][0]["text"] == "Not since <b>Easter</b>."
    assert phrase not in read.output + data.output


def test_other_words_export_nothing(settings: Settings) -> None:
    Vault(settings.vault).close()
    refused = canary(settings, "export", typed="no such six words at all\n")
    assert refused.exit_code == 1 and "no such" not in refused.output
