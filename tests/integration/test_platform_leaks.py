"""No word of a leader's in anything a process writes, whatever goes wrong and however loud the libraries are set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LEAK = Path(__file__).parent / "demo" / "leak.py"
WORD = "Zebrafinch"


@pytest.fixture(scope="module")
def written(demo_model: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """What a conversation full of the word writes, with every level at DEBUG."""
    loud = dict.fromkeys(("LOG_LEVEL", "LOG_LEVEL_LIBRARIES", "LOG_LEVEL_MATPLOTLIB", "LOG_LEVEL_KAFKA"), "DEBUG")
    environment = {**os.environ, **loud, "PYTHONPATH": str(root)}
    command = [sys.executable, str(LEAK), str(demo_model)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root)


def test_the_word_is_nowhere(written: subprocess.CompletedProcess[str]) -> None:
    assert WORD not in written.stdout + written.stderr


def test_what_happened_can_still_be_seen(written: subprocess.CompletedProcess[str]) -> None:
    """A log that says nothing would hide faults as well as words."""
    assert written.returncode == 1
    assert written.stdout == ""
    events = [json.loads(line) for line in written.stderr.splitlines()]
    named = {event["event"] for event in events}
    assert {"model_loaded", "action_failed", "turn_failed", "outside_record", "uncaught"} <= named
    failed = [event for event in events if event["event"] == "action_failed"]
    assert {event["cause"] for event in failed} == {"ValueError"}
    assert all(event["place"].startswith("all_ways.py:") for event in failed)
    causes = [event["cause"] for event in events if event["event"] == "turn_failed"]
    assert {"ActionFailed", "SilentTurn", "ActionsLooped", "StorageUnavailable", "(withheld)"} <= set(causes)


def test_nothing_below_warning_comes_from_libraries(written: subprocess.CompletedProcess[str]) -> None:
    events = [json.loads(line) for line in written.stderr.splitlines()]
    outside = [event for event in events if event["event"] == "outside_record"]
    assert outside and {event["level"] for event in outside} <= {"WARNING", "ERROR", "CRITICAL"}
    assert all(set(event) == {"at", "level", "event", "logger", "cause"} for event in outside)
