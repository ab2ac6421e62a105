"""Looks for what is missing or misconfigured, and says how to mend it."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.content import ContentError, load_content
from bot.settings import Settings, SettingsError

ROOT = Path(__file__).resolve().parents[1]
_LEAST_FREE = 500 * 1024 * 1024
_OLDEST_SQLITE = (3, 35)
_UNSET = "whoever set it up"


def findings(settings: Settings) -> Iterator[str]:
    """One line for each thing that is wrong: what, and what to do."""
    for look in _LOOKS:
        yield from look(settings)


def _python(_settings: Settings) -> Iterator[str]:
    if sys.version_info[:2] != (3, 11):
        yield f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; Rasa needs 3.11. Run `make setup` with it."
    if importlib.util.find_spec("tensorflow") is not None:
        yield "TensorFlow is installed here; Canary runs without it. Run `make setup` in a fresh .venv."


def _data(settings: Settings) -> Iterator[str]:
    try:
        settings.prepare_data_folder()
    except SettingsError as wrong:
        yield str(wrong)
        return
    if shutil.disk_usage(settings.data).free < _LEAST_FREE:
        yield "Less than 500 MB are free where CANARY_DATA lies; make room before leaders' answers cannot be kept."
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        yield "SQLite is older than 3.35; use a newer Python build."


def _content(settings: Settings) -> Iterator[str]:
    try:
        load_content(settings.content)
    except ContentError as wrong:
        yield f"Content: {wrong}. `canary check-content` lists everything."


def _models(settings: Settings) -> Iterator[str]:
    from bot.dialogue.training import stale
    from bot.understanding.manifest import ModelFileError, checked

    try:
        checked(ROOT / "models")
    except ModelFileError as wrong:
        yield f"Understanding: {wrong}"
    if stale(settings.model):
        yield "The dialogue model is missing or older than what it is made from. Run `canary train`."


def _vault(settings: Settings) -> Iterator[str]:
    from bot.vault import Vault
    from bot.vault.errors import VaultError

    try:
        vault = Vault(settings.vault)
        if since := vault.clock_doubted_since():
            yield (
                f"This machine's clock has jumped (it has been steady since its {since}): set it by NTP. Nothing is "
                "erased for being unused until it has been steady for a week."
            )
        vault.close()
    except VaultError as wrong:
        yield f"Vault: {wrong}."


def _service(settings: Settings) -> Iterator[str]:
    from bot.doctor_service import backup_findings, redis_findings

    yield from backup_findings(settings)
    yield from redis_findings(settings)


def _port(settings: Settings) -> Iterator[str]:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError:
            yield f"Port {settings.port} is taken (by a Canary that runs already?). Stop that, or set CANARY_PORT."


def _named(settings: Settings) -> Iterator[str]:
    unnamed = [name for name in ("controller", "contact", "complaints") if getattr(settings, name).startswith(_UNSET)]
    if unnamed and not settings.is_local:
        variables = ", ".join(f"CANARY_{name.upper()}" for name in unnamed)
        yield f"The notice does not name who runs this Canary. Set {variables}."


def _chats(settings: Settings) -> Iterator[str]:
    if settings.slack_bot_token or settings.teams_app:
        from bot.channels.checkup import channel_findings

        yield from channel_findings(settings)


_LOOKS: tuple[Callable[[Settings], Iterator[str]], ...] = (
    _python,
    _data,
    _content,
    _models,
    _vault,
    _service,
    _port,
    _named,
    _chats,
)
