"""Rasa's own checks of our training data, and its command line, in the environment we lock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path


def rasa(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "bot.dialogue.rasa_cli", *arguments]
    there = {**os.environ, "PYTHONPATH": str(root), "LOG_LEVEL": "WARNING"}
    return subprocess.run(command, cwd=root, env=there, capture_output=True, text=True)


def test_the_data_is_valid_without_a_warning(root: Path) -> None:
    done = rasa(root, "data", "validate", "--fail-on-warnings", "--data", "data/nlu", "data/rules", "data/stories")
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    about_ours = [
        line for line in said.splitlines() if re.search(r"\b(intent|action|utterance|slot|story|rule)s? '", line)
    ]
    assert about_ours == []


def test_rasas_command_line_starts(root: Path) -> None:
    done = rasa(root, "--version")
    assert done.returncode == 0 and re.search(r"Rasa Version\s+:\s+3\.6\.21", done.stdout)


def test_everything_rasa_needs_is_in_the_lock(root: Path) -> None:
    """No address in the lock, every line with its hash, and no TensorFlow."""
    lock = (root / "requirements.lock").read_text("utf-8")
    names = re.findall(r"^([a-z0-9.-]+)==", lock, re.M)
    assert "rasa" in names and not [name for name in names if name.startswith(("tensorflow", "keras", "jax"))]
    assert "://" not in lock
    assert len(names) == len(re.findall(r"^[a-z0-9.-]+==[^\n]*\\\n    --hash=sha256:", lock, re.M))
