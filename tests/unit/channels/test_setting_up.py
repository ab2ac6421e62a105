"""Manifests ask for the fewest permissions, are documented, and hold what the services demand."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.channels.connect import slack_account, teams_account
from bot.channels.slack.manifest import SCOPES, manifest
from bot.channels.teams import package as teams
from bot.content import Content, load_content
from bot.settings import Settings, SettingsError

APP = "6c1f7d5e-0000-4000-8000-0000000000a1"
ADDRESS = "https://canary.example.gov.uk"


@pytest.fixture(scope="module")
def content(root: Path) -> Content:
    return load_content(root / "content")


def test_the_slack_manifest_names_our_addresses_and_no_scope_that_is_not_explained(root: Path) -> None:
    made = manifest(ADDRESS, socket_mode=False)
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{ADDRESS}/slack/events"
    assert made["settings"]["interactivity"]["request_url"] == f"{ADDRESS}/slack/interactivity"
    assert made["features"]["slash_commands"][0]["url"] == f"{ADDRESS}/slack/command"
    assert made["oauth_config"]["scopes"] == {"bot": list(SCOPES)}
    explained = re.findall(r"^\| `([a-z_:]+)` \|", (root / "docs/slack.md").read_text("utf-8"), re.M)
    assert sorted(explained) == sorted(SCOPES)


def test_with_socket_mode_it_names_no_address_at_all() -> None:
    made = manifest(ADDRESS, socket_mode=True)
    assert made["settings"]["socket_mode_enabled"] and "http" not in json.dumps(made)


def test_the_teams_package_is_for_personal_chats_alone(content: Content) -> None:
    archive = zipfile.ZipFile(io.BytesIO(teams.package(APP, ADDRESS, "Northbridge " * 9, content)))
    assert sorted(archive.namelist()) == ["color.png", "manifest.json", "outline.png"]
    made = json.loads(archive.read("manifest.json"))
    assert made["bots"][0]["scopes"] == ["personal"] and "permissions" not in made and "webApplicationInfo" not in made
    assert made["validDomains"] == ["canary.example.gov.uk"] and len(made["developer"]["name"]) <= 32
    assert len(made["description"]["short"]) <= 80 and len(made["description"]["full"]) <= 4000
    for command in made["bots"][0]["commandLists"][0]["commands"]:
        assert len(command["title"]) <= 32 and len(command["description"]) <= 128
    for name, side in (("color.png", 192), ("outline.png", 32)):
        image = archive.read(name)
        assert image[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", image[16:24]) == (side, side)


def test_the_package_is_the_same_for_the_same_settings(content: Content) -> None:
    assert teams.package(APP, ADDRESS, "A", content) == teams.package(APP, ADDRESS, "A", content)


def read(**given: str) -> Settings:
    return Settings.from_environment({f"CANARY_{name}": value for name, value in given.items()})


SLACK = {"SLACK_TEAM": "T0123456789", "SLACK_BOT_TOKEN": "xoxb-1-2", "SLACK_SIGNING_SECRET": "0" * 32}
TEAMS = {"TEAMS_APP": APP, "TEAMS_TENANT": APP, "TEAMS_SECRET": "hunter2hunter2"}


def test_both_are_off_until_they_are_set() -> None:
    assert slack_account(read()) is None and teams_account(read()) is None
    assert slack_account(read(**SLACK)) is not None and teams_account(read(**TEAMS)) is not None


@pytest.mark.parametrize("left_out", [*SLACK, *TEAMS])
def test_half_set_up_is_said_so(left_out: str) -> None:
    settings = read(**{name: value for name, value in {**SLACK, **TEAMS}.items() if name != left_out})
    with pytest.raises(SettingsError, match=f"CANARY_{left_out}"):
        slack_account(settings)
        teams_account(settings)


def test_both_ways_into_slack_at_once_are_refused() -> None:
    with pytest.raises(SettingsError, match="not both"):
        slack_account(read(**SLACK, SLACK_APP_TOKEN="xapp-1"))


@pytest.mark.parametrize("name", [*SLACK, *TEAMS])
def test_a_token_in_the_wrong_place_is_named_and_not_shown(name: str) -> None:
    with pytest.raises(SettingsError, match=f"CANARY_{name}") as refused:
        read(**{name: "hunt er2"})
    assert "er2" not in str(refused.value)


def test_secrets_are_not_shown() -> None:
    settings = read(**SLACK, **TEAMS)
    shown = repr(settings) + repr(slack_account(settings)) + repr(teams_account(settings))
    assert "xoxb" not in shown and "hunter2" not in shown and "0" * 32 not in shown


def run(monkeypatch: pytest.MonkeyPatch, *words: str, **given: str) -> Any:
    """`canary` with these settings."""
    from typer.testing import CliRunner

    from bot.cli import app

    for name, value in given.items():
        monkeypatch.setenv(f"CANARY_{name}", value)
    return CliRunner().invoke(app, list(words))


def test_the_commands_print_and_write_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    socket = run(monkeypatch, "slack-manifest", "--socket-mode")
    assert socket.exit_code == 0 and json.loads(socket.stdout)["settings"]["socket_mode_enabled"]
    assert run(monkeypatch, "slack-manifest").exit_code == 2  # Slack can't call this machine
    assert run(monkeypatch, "teams-package", str(tmp_path / "t.zip")).exit_code == 2
    given = {**TEAMS, "WEB_ADDRESS": ADDRESS}
    assert run(monkeypatch, "teams-package", str(tmp_path / "t.zip"), **given).exit_code == 0
    assert zipfile.is_zipfile(tmp_path / "t.zip")
    assert json.loads(run(monkeypatch, "slack-manifest").stdout) == manifest(ADDRESS, socket_mode=False)
