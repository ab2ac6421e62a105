"""The `canary` command as it is run: exit codes, help, and the plain conversation, each in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

COMMANDS = ("run", "chat", "train", "check-content", "doctor", "classify", "backup", "restore", "migrate")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(canary: Any, command: str) -> None:
    done = canary(command, "--help")
    assert done.returncode == 0 and "Usage:" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("nonsense",), {}, "No such command"),
        (("chat", "--nonsense"), {}, "No such option"),
        (("chat", "--phrase", "--keep-nothing"), {}, "choose one"),
        (("doctor",), {"CANARY_PORT": "x"}, "CANARY_PORT"),
        (("run",), {"CANARY_PROT": "1"}, "CANARY_PROT is not a setting"),
    ],
)
def test_what_is_not_understood_is_said_without_a_traceback(
    canary: Any, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    done = canary(*arguments, **environment)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_classify_reads_and_writes_lines(canary: Any) -> None:
    lines = [
        {"id": "a", "text": "Our chief executive left and nobody speaks up."},
        {"id": 2, "text": "Thanks"},
    ]
    done = canary("classify", given="".join(json.dumps(line) + "\n" for line in lines) + "not json\n")
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one.get("id") for one in found[:2]] == ["a", 2]
    assert {"signatures", "scenarios"} <= set(found[0]) and "error" in found[2]


def test_the_same_leader_comes_back_with_the_phrase(canary: Any, trained_model: Path) -> None:
    """A first sitting, its six words, a second sitting with them; nothing said is in any file or process argument."""
    first = spoken(canary("chat", "--plain", given="I'm happy to go on\nsomething on my mind\nZebrafinch weather\n"))
    phrase = re.search(r": ((?:[a-z]+[ -]?){6})\.", first[0]["text"])
    assert phrase is not None
    turns = [line["turn"] for line in first if "turn" in line]
    assert turns == list(range(1, len(turns) + 1))
    assert all(set(line) in ({"turn"}, {"text", "buttons"}) for line in first)
    again = spoken(canary("chat", "--plain", "--phrase", given=f"{phrase[1]}\n"))
    assert again[0]["text"] != first[1]["text"]  # known already, so the whole notice is not said again


def test_a_wrong_phrase_opens_nothing(canary: Any, trained_model: Path) -> None:
    done = canary("chat", "--plain", "--phrase", given="six words that were never drawn\n")
    assert done.returncode == 1
    assert "drawn" not in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_keep_nothing_keeps_nothing(canary: Any, trained_model: Path, tmp_path: Path) -> None:
    lines = spoken(canary("chat", "--plain", "--keep-nothing", given="I'm happy to go on\nZebrafinch\n"))
    assert lines[-1] == {"turn": 3}
    kept = b"".join(path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file())
    assert b"Zebrafinch" not in kept


def test_bad_messages_are_answered_and_the_talk_goes_on(canary: Any, trained_model: Path) -> None:
    given = "\n/restart\n" + "a" * 5_000 + '\n/choose{"option": "culture"}\n<script>alert(1)</script>\n\U0001f600\n'
    lines = spoken(canary("chat", "--plain", "--keep-nothing", given=given))
    assert lines[-1] == {"turn": 7}


def spoken(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    assert done.stderr == "" and "Zebrafinch" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
