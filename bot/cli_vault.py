"""`canary backup`, `canary restore` and `canary migrate`: the vault as a whole, for whoever runs the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.vault.restore import Found

File = Annotated[Path, typer.Argument(help="The backup, as `canary backup` named it.")]


def backup() -> None:
    """Make a backup while Canary serves, and remove those that are older than the notice allows."""
    from bot.vault.backup import back_up, end_overdue

    with _told("No backup was made") as settings:
        now = datetime.now(UTC)
        made = back_up(settings.vault, _folder(settings), now)
        gone = end_overdue(_folder(settings), now, settings.backup_days)
    typer.echo(f"Made: {made}")
    typer.echo(f"Removed, being older than {settings.backup_days} days: {len(gone)}.")
    typer.echo("The key file is not in it. Keep that, and the list of erasures, somewhere else.")


def restore(
    file: File,
    check: Annotated[bool, typer.Option("--check", help="Only try the backup out; change nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a vault that has leaders, backed up first.")
    ] = False,
) -> None:
    """Bring a backup back; whoever was erased since is erased again. Stop Canary first. May be run again."""
    from bot.vault.restore import examine
    from bot.vault.restore import restore as put_back

    with _told("The backup is no use as it is" if check else "Nothing was restored") as settings:
        if check:
            found = examine(settings.vault, file.resolve())
        else:
            found = put_back(settings.vault, file.resolve(), replace, datetime.now(UTC), _folder(settings))
    for line in _what_it_holds(found):
        typer.echo(line)
    typer.echo("It can be restored; nothing was changed." if check else "Restored. Start Canary again.")


def migrate(
    source: Annotated[
        str, typer.Option("--from", help="Copy everything from this SQLite file into the database that is set.")
    ] = "",
) -> None:
    """Bring the database up to this Canary's tables, or take an SQLite vault to PostgreSQL. May be run again."""
    from bot.vault.copying import copy
    from bot.vault.installation import prepare

    with _told("Nothing was migrated") as settings:
        if not source:
            prepare(settings.vault).engine.dispose()
            typer.echo("The database has this Canary's tables.")
            return
        copied = copy(Path(source).resolve(), settings.vault)
    if not copied:
        typer.echo("Everything was there already; nothing was copied.")
        return
    typer.echo(f"Copied and compared: {copied['leader']} leaders, {sum(copied.values())} rows in all.")
    typer.echo(f"Remove {source} once Canary runs on the new database: what is erased there stays in the old file.")


def _what_it_holds(found: Found) -> Iterator[str]:
    last = f", last used on {found.last_used}" if found.last_used else ""
    yield f"Leaders in it: {found.leaders}{last}."
    yield f"Erased again, because they were erased after it was made: {found.erased_again}."


def _folder(settings: Settings) -> Path:
    return settings.backups or settings.data / "backups"


@contextmanager
def _told(failed: str) -> Iterator[Settings]:
    """The settings, and whatever goes wrong in plain words with the exit code that fits."""
    from bot.vault.errors import VaultError

    try:
        settings = Settings.from_environment()
        settings.prepare_data_folder()
        yield settings
    except SettingsError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    except VaultError as wrong:
        typer.echo(f"{failed}: {wrong}.", err=True)
        raise typer.Exit(1) from None
