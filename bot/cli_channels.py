"""`canary slack-manifest` and `canary teams-package`: what an administrator needs to set the chat services up."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import PREFIX, Settings, SettingsError


def slack_manifest(
    socket_mode: Annotated[bool, typer.Option("--socket-mode", help="For Socket Mode: Slack never calls in.")] = False,
) -> None:
    """Print the Slack app's manifest, to be pasted into Slack. docs/slack.md says how."""
    from bot.channels.slack.manifest import manifest

    settings = _settings()
    if not socket_mode and not settings.web_address.startswith("https://"):
        _stop(f"Slack only calls https addresses: set {PREFIX}WEB_ADDRESS, or choose --socket-mode.")
    typer.echo(json.dumps(manifest(settings.web_address, socket_mode), indent=2))


def teams_package(
    path: Annotated[Path, typer.Argument(help="Where to write the zip.")] = Path("canary-teams.zip"),
) -> None:
    """Write the Teams app package, to be uploaded by an administrator. docs/teams.md says how."""
    from bot.channels.teams.package import package
    from bot.content import load_content

    settings = _settings()
    if not settings.teams_app:
        _stop(f"Set {PREFIX}TEAMS_APP to the bot's application (client) id first.")
    if not settings.web_address.startswith("https://"):
        _stop(f"Teams only takes https addresses: set {PREFIX}WEB_ADDRESS.")
    made = package(settings.teams_app, settings.web_address, settings.controller, load_content(settings.content))
    path.write_bytes(made)
    typer.echo(f"Written: {path}")


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except SettingsError as wrong:
        _stop(str(wrong))
        raise


def _stop(text: str) -> None:
    typer.echo(text, err=True)
    sys.exit(2)
