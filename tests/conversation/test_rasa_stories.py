"""Rasa's own test of the stories beside this file: which actions follow which intents."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORIES = sorted((Path(__file__).parent / "stories").glob("test_*.yml"))


def rasa(*arguments: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Run Rasa's command line in the repository."""
    command = [sys.executable, "-m", "bot.dialogue.rasa_cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "MPLCONFIGDIR": str(out)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=280)


def test_the_stories_hold(trained_model: Path, tmp_path: Path) -> None:
    assert len(STORIES) >= 12
    folder = str(STORIES[0].parent)
    done = rasa(
        "test", "core", "--stories", folder, "--model", str(trained_model), "--out", str(tmp_path),
        "--fail-on-prediction-errors", "--endpoints", "endpoints.yml", out=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
