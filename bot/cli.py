"""The `canary` command. Exit codes: 0 done, 1 found wrong or could not be done, 2 not understood or set wrongly."""

from __future__ import annotations

import sys
import time
from typing import Annotated, NoReturn

import typer

from bot import cli_channels, cli_export, cli_keys, cli_vault, logs
from bot.settings import Settings, SettingsError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks show the values of variables
    help="Canary: a confidential reflection companion for people who lead children's services.",
)
app.add_typer(cli_keys.app, name="keys")
app.command("slack-manifest")(cli_channels.slack_manifest)
app.command("teams-package")(cli_channels.teams_package)
app.command("export")(cli_export.export)
app.command("backup")(cli_vault.backup)
app.command("restore")(cli_vault.restore)
app.command("migrate")(cli_vault.migrate)


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _stop(text: str, code: int = 1) -> NoReturn:
    _say(text)
    raise typer.Exit(code)


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except SettingsError as wrong:
        _stop(str(wrong), 2)


def _train_if_stale(settings: Settings) -> None:
    from bot.dialogue.training import TrainingFailed, stale, train

    if not stale(settings.model):
        return
    _say("Training the dialogue model: what changed since last time. Usually one or two minutes.")
    began = time.monotonic()
    try:
        train(settings.model, lambda step: _say(f"  {step}"))
    except TrainingFailed as failed:
        _stop(f"{failed.said}\nTraining failed: {failed}; the lines above say where.")
    _say(f"Trained in {time.monotonic() - began:.0f} s.")


@app.command()
def run() -> None:
    """Serve Canary to browsers; trains first what changed. Prints the address; Ctrl+C stops it."""
    settings = _settings()
    _train_if_stale(settings)
    logs.configure()
    from bot.content import ContentError
    from bot.server import create_app, serve
    from bot.vault.errors import VaultError

    try:
        server = create_app(settings)
    except (ContentError, VaultError, SettingsError) as wrong:
        _stop(str(wrong))
    _say(f"Canary: {settings.web_address}")
    serve(server, settings)


@app.command()
def chat(
    plain: Annotated[bool, typer.Option("--plain", help="One message a line in, JSON lines out.")] = False,
    phrase: Annotated[
        bool, typer.Option("--phrase", help="Open a vault again; asks for the words, or reads them as the first line.")
    ] = False,
    keep_nothing: Annotated[bool, typer.Option("--keep-nothing", help="Store nothing; all goes at the end.")] = False,
) -> None:
    """Talk in this terminal: the same conversation as in the browser."""
    if phrase and keep_nothing:
        _stop("--phrase opens what was kept, and --keep-nothing keeps nothing: choose one.", 2)
    settings = _settings()
    _train_if_stale(settings)
    logs.configure(least=logs.WARNING)
    from bot.content import ContentError
    from bot.dialogue.errors import DialogueError
    from bot.terminal.sitting import NotOpened, Wishes, sit
    from bot.understanding.manifest import ModelFileError
    from bot.vault.errors import VaultError

    try:
        sit(settings, Wishes(plain, phrase, keep_nothing))
    except NotOpened:
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        _say("")
    except (ContentError, DialogueError, ModelFileError, SettingsError, VaultError) as wrong:
        _stop(str(wrong))


@app.command()
def train(force: Annotated[bool, typer.Option("--force", help="Train although nothing changed.")] = False) -> None:
    """Train the dialogue model, if what it is made from has changed."""
    from bot.dialogue.training import forget, stale

    settings = _settings()
    if force:
        forget(settings.model)
    if not stale(settings.model):
        _say("Nothing changed since the last training.")
        return
    _train_if_stale(settings)


@app.command("check-content")
def check_content() -> None:
    """Check what Canary knows and says; names file, line and mend for anything wrong."""
    from datetime import date

    from bot.content.check import SOURCES, report

    lines, code = report(_settings().content, SOURCES, date.today())
    typer.echo("\n".join(lines))
    raise typer.Exit(code)


@app.command()
def doctor() -> None:
    """Say what is missing or misconfigured, and how to mend it."""
    from bot.doctor import findings

    found = 0
    for line in findings(_settings()):
        typer.echo(f"- {line}")
        found += 1
    typer.echo("Nothing wrong was found." if not found else f"Found: {found}.")
    raise typer.Exit(1 if found else 0)


@app.command()
def classify(
    outside: Annotated[bool, typer.Option("--outside", help="Read messages as if no question were open.")] = False,
) -> None:
    """Read JSON lines {"id", "text", "prompt"} on standard input; write what Canary would act on, a line each."""
    from bot.understanding.classify import classify_lines
    from bot.understanding.manifest import ModelFileError

    try:
        for line in classify_lines(sys.stdin, inside=not outside):
            typer.echo(line)
    except ModelFileError as wrong:
        _stop(str(wrong))
    except UnicodeDecodeError:
        _stop("Standard input is not UTF-8.")


if __name__ == "__main__":
    app()
