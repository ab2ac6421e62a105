"""`canary keys`: the service's own keys. Web leaders' keys are opened by their six words and are not touched here."""

from __future__ import annotations

import os

import typer

from bot.settings import PREFIX, Settings, SettingsError

app = typer.Typer(no_args_is_help=True, help="The service's own keys, which wrap Slack and Teams leaders' keys.")


@app.callback()
def keys() -> None:
    """Keeps `rotate` a command of its own although it is the only one."""


@app.command()
def rotate() -> None:
    """Wrap every Slack and Teams leader's key by a new master key. Restart Canary afterwards."""
    from bot.vault import Vault
    from bot.vault.errors import VaultError

    try:
        settings = Settings.from_environment()
        settings.prepare_data_folder()
        vault = Vault(settings.vault)
        vault.rotate_master_key()
        vault.close()
    except SettingsError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    except VaultError as wrong:
        typer.echo(f"The keys were not rotated: {wrong}.", err=True)
        raise typer.Exit(1) from None
    typer.echo("A new master key is in the key file. Back that file up, and restart every Canary that uses it.")
    if os.environ.get(f"{PREFIX}KEYS"):
        typer.echo(f"{PREFIX}KEYS still holds the old ones: set it to the key file's text before you restart.")
