"""Canary's settings, read once from the environment, checked, and then fixed.

    settings = Settings.from_environment()

Every variable is described in docs/running.md. With none set, Canary serves this machine alone and keeps everything
in `var/`. A setting that would not work or would be unsafe stops Canary at the start, in plain words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.vault.settings import VaultSettings

PREFIX = "CANARY_"
_ROOT = Path(__file__).resolve().parent.parent
_FACTS = ("controller", "contact", "complaints", "web_address", "idle_minutes", "retention_months", "backup_days")
_REDIS = ("redis://", "rediss://", "unix://")
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg2://")


class SettingsError(Exception):
    """Settings that Canary will not start with. Names the variable and the mend, never the value."""


def _setting(default: Any, variable: str, read: Callable[[str], Any], secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"variable": PREFIX + variable, "read": read})


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


@dataclass(frozen=True)
class Settings:
    """One frozen set for the whole process. Raises SettingsError when made wrong."""

    data: Path = _setting(_ROOT / "var", "DATA", _path)
    database: str = _setting("", "DATABASE", str, secret=True)
    key_file: Path | None = _setting(None, "KEY_FILE", _path)
    keys: str | None = _setting(None, "KEYS", str, secret=True)
    erased: Path | None = _setting(None, "ERASED", _path)
    backups: Path | None = _setting(None, "BACKUPS", _path)
    redis: str = _setting("", "REDIS", str, secret=True)
    process: str = _setting("", "PROCESS", str)
    metrics: str = _setting("", "METRICS", str)
    content: Path = _setting(_ROOT / "content", "CONTENT", _path)
    model: Path = _setting(_ROOT / "models" / "rasa" / "canary.tar.gz", "MODEL", _path)
    host: str = _setting("127.0.0.1", "HOST", str)
    port: int = _setting(8080, "PORT", int)
    web_address: str = _setting("", "WEB_ADDRESS", str)
    idle_minutes: int = _setting(30, "IDLE_MINUTES", int)
    retention_months: int = _setting(12, "RETENTION_MONTHS", int)
    backup_days: int = _setting(30, "BACKUP_DAYS", int)
    controller: str = _setting("whoever set it up on this machine", "CONTROLLER", str)
    contact: str = _setting("whoever set it up on this machine", "CONTACT", str)
    complaints: str = _setting("whoever set it up on this machine", "COMPLAINTS", str)
    slack_team: str = _setting("", "SLACK_TEAM", str)
    slack_bot_token: str = _setting("", "SLACK_BOT_TOKEN", str, secret=True)
    slack_signing_secret: str = _setting("", "SLACK_SIGNING_SECRET", str, secret=True)
    slack_app_token: str = _setting("", "SLACK_APP_TOKEN", str, secret=True)
    teams_app: str = _setting("", "TEAMS_APP", str)
    teams_tenant: str = _setting("", "TEAMS_TENANT", str)
    teams_secret: str = _setting("", "TEAMS_SECRET", str, secret=True)
    api_tokens: str = _setting("", "API_TOKENS", str, secret=True)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read every CANARY_ variable; one that is not a setting is refused too, since it is likely misspelt."""
        known = {one.metadata["variable"]: one for one in fields(cls)}
        unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise SettingsError(f"{', '.join(unknown)} is not a setting of Canary's: see docs/running.md")
        return cls(**{one.name: _read(name, one, environment) for name, one in known.items() if environment.get(name)})

    def __post_init__(self) -> None:
        _fill(self, "database", self.database or f"sqlite:///{self.data / 'canary.db'}")
        _fill(self, "key_file", self.key_file or self.data / "canary.keys")
        _fill(self, "erased", self.erased or self.data / "canary.erased")
        _fill(self, "backups", self.backups or self.data / "backups")
        _fill(self, "web_address", self.web_address or f"http://{self.host}:{self.port}")
        for one in fields(self):
            problem = _problem(one.name, getattr(self, one.name))
            if problem:
                raise SettingsError(f"{one.metadata['variable']} {problem}")
        if bool(self.process) and not self.redis:
            raise SettingsError(f"{PREFIX}PROCESS is for several processes, which need {PREFIX}REDIS too")
        if not self.is_local and self.web_address.startswith("http://"):
            raise SettingsError(
                f"{PREFIX}WEB_ADDRESS must begin with https:// when Canary answers beyond this machine: "
                "put a proxy with TLS before it"
            )

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach Canary directly."""
        return self.host == "localhost" or (_is_address(self.host) and ip_address(self.host).is_loopback)

    @property
    def facts(self) -> dict[str, object]:
        """What the notices tell leaders about this installation."""
        return {name: getattr(self, name) for name in _FACTS}

    @property
    def vault(self) -> VaultSettings:
        """The vault's own settings."""
        from bot.vault.settings import VaultSettings  # the vault loads SQLAlchemy

        return VaultSettings(
            db_url=self.database,
            key_file=self.key_file or self.data / "canary.keys",
            keys=self.keys,
            erased_file=self.erased,
            idle_minutes=self.idle_minutes,
            retention_months=self.retention_months,
        )

    def prepare_data_folder(self) -> None:
        """Make the data folder, readable by its owner alone. Raises SettingsError when it is open to others."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise SettingsError(f"{PREFIX}DATA: the folder cannot be made there") from None
        if self.data.stat().st_mode & 0o077:
            raise SettingsError(f"{PREFIX}DATA: others can look into the folder; run: chmod 700 on it")
        if not os.access(self.data, os.W_OK):
            raise SettingsError(f"{PREFIX}DATA: Canary may not write into the folder")


def _fill(settings: Settings, name: str, value: object) -> None:
    object.__setattr__(settings, name, value)


def _read(name: str, one: Any, environment: Mapping[str, str]) -> Any:
    try:
        return one.metadata["read"](environment[name])
    except ValueError:
        raise SettingsError(f"{name} must be a whole number") from None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _between(low: int, high: int) -> Callable[[int], str | None]:
    return lambda value: None if low <= value <= high else f"must be between {low} and {high}"


def _database(url: str) -> str | None:
    return None if url.startswith(_DATABASES) else "must begin with sqlite:/// or postgresql://"


def _redis(url: str) -> str | None:
    return None if not url or url.startswith(_REDIS) else "must begin with redis://, rediss:// or unix://"


def _host(host: str) -> str | None:
    named = re.fullmatch(r"[A-Za-z0-9.-]{1,253}", host) is not None
    return None if named or _is_address(host) else "must be a host name or an address"


def _web_address(url: str) -> str | None:
    right = re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?", url)
    return None if right else "must be an address such as https://canary.example.gov.uk"


def _line(text: str) -> str | None:
    return None if text.isprintable() and 0 < len(text.strip()) <= 200 else "must be one line of at most 200 characters"


def _like(pattern: str, example: str) -> Callable[[str], str | None]:
    """Set, it must have a shape; a token in the wrong place is the usual slip."""
    return lambda text: None if not text or re.fullmatch(pattern, text) else f"must look like {example}"


_UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_CHECKS: dict[str, Callable[[Any], str | None]] = {
    "database": _database,
    "redis": _redis,
    "process": _like(r"[a-z0-9]{1,20}", "one, the name that the proxy has for this process"),
    "metrics": _like(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}", "127.0.0.1:9464"),
    "host": _host,
    "port": _between(1, 65535),
    "web_address": _web_address,
    "idle_minutes": _between(1, 24 * 60),
    "retention_months": _between(1, 120),
    "backup_days": _between(0, 3650),
    "controller": _line,
    "contact": _line,
    "complaints": _line,
    "slack_team": _like(r"[TE][A-Z0-9]{2,}", "T0123456789, the workspace's id"),
    "slack_bot_token": _like(r"xoxb-[A-Za-z0-9-]+", "xoxb-…, the bot user's token"),
    "slack_signing_secret": _like(r"[0-9a-f]{32,}", "32 letters and digits, from Basic Information"),
    "slack_app_token": _like(r"xapp-[A-Za-z0-9-]+", "xapp-…, the app-level token"),
    "teams_app": _like(_UUID, "an application (client) id"),
    "teams_tenant": _like(_UUID, "a directory (tenant) id"),
    "api_tokens": _like(r"[A-Za-z0-9_-]{32,}(,[A-Za-z0-9_-]{32,})*", "32 letters and digits or more"),
    "teams_secret": _like(r"\S{8,}", "a client secret's value"),
}


def _problem(name: str, value: Any) -> str | None:
    check = _CHECKS.get(name)
    return check(value) if check else None
