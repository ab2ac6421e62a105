"""`canary export`: everything that is held for one leader, for whoever has the six words."""

from __future__ import annotations

import getpass
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot import logs
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.content import Content


def export(
    as_data: Annotated[bool, typer.Option("--json", help="As data (canary-export) instead of to read.")] = False,
) -> None:
    """Print all that is held for you. Asks for the six words, or reads them as the first line of input."""
    logs.configure(least=logs.WARNING)
    from bot.content import ContentError, load_content
    from bot.vault.errors import VaultError, WrongPhrase

    try:
        settings = Settings.from_environment()
        content = load_content(settings.content)
        typer.echo(_exported(settings, content, as_data))
    except WrongPhrase:
        typer.echo(content.speech.say("terminal.wrong_phrase"), err=True)
        raise typer.Exit(1) from None
    except SettingsError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    except (ContentError, VaultError) as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(1) from None


def _exported(settings: Settings, content: Content, as_data: bool) -> str:
    from bot.report.readable import export_markdown
    from bot.vault import Vault

    phrase = (
        getpass.getpass(f"{content.speech.say('terminal.ask_phrase')}: ")
        if sys.stdin.isatty()
        else sys.stdin.readline()
    )
    settings.prepare_data_folder()
    vault = Vault(settings.vault)
    try:
        mine = vault.open(phrase)
        held = mine.export()
        mine.close()
    finally:
        vault.close()
    return json.dumps(held, ensure_ascii=False, indent=2) if as_data else export_markdown(held, content)
