"""What reaches a log. Whole processes are tried in tests/integration/test_platform_leaks.py."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import logs

WORD = "Zebrafinch"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as configured, with everything put back afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.raiseExceptions
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    stream = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.configure(stream)
        yield stream
        logging.captureWarnings(False)
    root.handlers[:], root.level, logging.raiseExceptions = before
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def events(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_our_own_events_pass_with_their_fields(log: io.StringIO) -> None:
    logs.log_event("retention_swept", erased=3)
    (event,) = events(log)
    assert (event["event"], event["erased"], event["level"]) == ("retention_swept", 3, "INFO")


@pytest.mark.parametrize("value", [f"{WORD} said so", "x" * 81, "caf\u00e9", "line\nline", ""])
def test_a_field_that_could_hold_words_is_withheld(log: io.StringIO, value: str) -> None:
    logs.log_event("turn_failed", cause=value)
    assert events(log)[0]["cause"] == "(withheld)"


def test_an_event_without_a_name_of_ours_loses_it(log: io.StringIO) -> None:
    logs.log_event(WORD)
    assert events(log)[0]["event"] == "event_unknown"


def test_a_library_says_who_and_how_loud_and_no_more(log: io.StringIO) -> None:
    try:
        raise ValueError(WORD)
    except ValueError:
        logging.getLogger("some.library").exception("about %s", WORD, stack_info=True)
    (event,) = events(log)
    assert {key: event[key] for key in ("event", "logger", "level", "cause")} == {
        "event": "outside_record",
        "logger": "some.library",
        "level": "ERROR",
        "cause": "ValueError",
    }
    assert WORD not in log.getvalue()


def test_below_warning_libraries_say_nothing(log: io.StringIO) -> None:
    logging.getLogger("some.library").setLevel(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger("some.library").info(WORD)
    logging.getLogger("some.library").debug(WORD)
    assert log.getvalue() == ""


def test_a_handler_that_was_there_before_is_gone() -> None:
    stream = io.StringIO()
    library = logging.getLogger("some.library.with.handler")
    library.addHandler(logging.StreamHandler(stream))
    library.propagate = False
    before = logging.getLogger().handlers[:]
    logs.configure(io.StringIO())
    library.error(WORD)
    logging.getLogger().handlers[:] = before
    assert stream.getvalue() == ""


def test_a_warning_is_not_printed(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    logging.captureWarnings(False)  # pytest has put its own recorder in since the fixture ran
    logs.configure(log)
    warnings.warn(WORD, stacklevel=1)
    assert log.getvalue() + capsys.readouterr().err == ""


def test_an_uncaught_error_shows_its_place_and_type(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(WORD)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    (event,) = events(log)
    assert event["cause"] == "ValueError" and re.fullmatch(r"test_logs\.py:\d+", event["place"])
    assert WORD not in log.getvalue() + capsys.readouterr().err


def test_a_record_that_cannot_be_written_is_not_printed(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    log.close()
    logging.getLogger("some.library").error("%s", WORD)
    assert capsys.readouterr().err == ""


def test_every_event_that_code_logs_is_listed(root: Path) -> None:
    used: set[str] = set()
    for path in [*(root / "bot").rglob("*.py"), *(root / "actions").rglob("*.py")]:
        used |= set(re.findall(r"log_event\(\s*\"(\w+)\"", path.read_text("utf-8")))
    assert used <= logs.EVENTS
    assert logs.EVENTS - used <= {"event_unknown", "outside_record"}
