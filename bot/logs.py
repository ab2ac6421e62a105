"""What Canary logs: its own named events, and of everything else only who complained, never what about.

    configure()                                      # once, before Rasa is loaded
    log_event("turn_failed", cause="ActionFailed")   # {"at": …, "level": "INFO", "event": "turn_failed", …}

A library's log record, exception or warning can hold a leader's words, at any level and without meaning to. So one
filter stands before every handler: an event of ours passes, a library's record at WARNING or above is reduced to its
logger, level and the type of its exception, and anything below WARNING is dropped, whatever the levels are set to.

Risk if it fails: words in a log file, which no deletion reaches. That is why it works by letting through, not by
taking out, and why the ways around logging (warnings, uncaught exceptions, a handler's own errors) are closed here too.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, MutableMapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

EVENTS = frozenset(
    {
        "action_failed",
        "channel_connected",
        "channel_failed",
        "channel_not_connected",
        "channel_refused",
        "clock_doubted",
        "event_unknown",
        "model_loaded",
        "model_not_loaded",
        "outside_record",
        "ready",
        "redis_away",
        "retention_put_off",
        "retention_swept",
        "turn_failed",
        "uncaught",
    }
)
"""Every name that Canary logs. A new one is added here, after asking whether its fields could hold words."""

WARNING = logging.WARNING

_NAME = re.compile(r"[A-Za-z0-9_.:<>+-]{1,80}")
_OURS = "canary_event"
_WITHHELD = "(withheld)"

Scalar = str | int | float | bool | None


_listeners: list[Callable[[str], None]] = []


def listen(heard: Callable[[str], None]) -> None:
    """Call this with the name of every event from now on; the name is always one of EVENTS."""
    _listeners.append(heard)


def log_event(event: str, *, level: int = logging.INFO, **fields: Scalar) -> None:
    """Log one of our events. A field that could be more than a name or a number is withheld."""
    named = {"event": event if event in EVENTS else "event_unknown", **{key: _safe(fields[key]) for key in fields}}
    for heard in _listeners:
        heard(str(named["event"]))
    logging.getLogger("canary").log(level, "", extra={_OURS: named})


def place_of(trace: TracebackType | None) -> str:
    """Where an exception was raised: file name and line, without any value."""
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "unknown"


def configure(stream: TextIO | None = None, least: int = logging.INFO) -> None:
    """Make this process log as described above, from ``least`` on. Whatever handlers there were are replaced."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_JsonLine())
    handler.addFilter(OnlyOurs())
    _clear_other_handlers()
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(least)
    _close_ways_around()
    _quieten_structlog()


class OnlyOurs(logging.Filter):
    """Lets our events through, reduces what libraries warn of, drops the rest."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place: nothing after this filter can see the words."""
        if isinstance(getattr(record, _OURS, None), dict):
            return True
        if record.levelno < logging.WARNING or record.name == "py.warnings":  # a warning without its text says nothing
            return False
        cause = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        setattr(record, _OURS, {"event": "outside_record", "logger": _safe(record.name), "cause": cause})
        record.msg, record.args = "", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class _JsonLine(logging.Formatter):
    """One JSON object a line, of nothing but the event's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": at, "level": record.levelname, **getattr(record, _OURS)})


def _safe(value: Scalar) -> Scalar:
    if isinstance(value, str) and not _NAME.fullmatch(value):
        return _WITHHELD
    return value


def _clear_other_handlers() -> None:
    """A logger with a handler of its own would go past the filter."""
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def _close_ways_around() -> None:
    logging.raiseExceptions = False  # else a handler that fails prints the record itself
    logging.captureWarnings(True)  # a warning becomes a record, and is dropped, instead of being printed
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _uncaught(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    """Instead of a traceback, whose last line is the exception's text."""
    if issubclass(kind, KeyboardInterrupt):
        return
    log_event("uncaught", level=logging.ERROR, cause=kind.__name__, place=place_of(trace))


def _quieten_structlog() -> None:
    """Rasa's structured log goes through the same filter, and its events lose their fields before that."""
    import structlog

    structlog.configure(
        processors=[_without_fields],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _without_fields(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    return ("",), {"exc_info": event.get("exc_info")}
