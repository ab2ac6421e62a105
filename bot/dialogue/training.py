"""Trains the dialogue model when what it is made from has changed, and only then.

    if stale(model):
        train(model)

Rasa keeps what each part learned in `.rasa/cache`, so that a changed rule does not teach the gate again. Beside the
model lies a stamp: the hash of everything it was made from.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.dialogue.errors import DialogueError

ROOT = Path(__file__).resolve().parents[2]
_MADE_FROM = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/stories",
    "models/manifest.json",
    "requirements.lock",
    "bot/dialogue/gate_classifier.py",
    "bot/dialogue/menu.py",
    "bot/understanding/gate.py",
    "bot/understanding/gate_features.py",
    "bot/understanding/gate_fit.py",
    "bot/understanding/spelling.py",
)


class TrainingFailed(DialogueError):
    """Rasa could not train; it has said why on standard error."""


def stale(model: Path) -> bool:
    """Whether the model is missing or was made from something else than what lies here now."""
    stamp = _stamp(model)
    return not model.is_file() or not stamp.is_file() or stamp.read_text(encoding="utf-8") != fingerprint()


def train(model: Path) -> None:
    """Train in a process of its own, since Rasa's trainer keeps its memory. Raises TrainingFailed.

    The stamp is written last: a training that is cut short is done again.
    """
    made_from = fingerprint()
    _stamp(model).unlink(missing_ok=True)
    data = [str(ROOT / "data" / name) for name in ("nlu", "rules", "stories") if (ROOT / "data" / name).is_dir()]
    command = [sys.executable, "-m", "bot.dialogue.rasa_cli", "train", "--data", *data]
    command += ["--config", "config.yml", "--domain", "domain.yml"]
    command += ["--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "WARNING"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603  our own command
    if done.returncode != 0 or not model.is_file():
        raise TrainingFailed("the dialogue model could not be trained")
    _stamp(model).write_text(made_from, encoding="utf-8")


def fingerprint() -> str:
    """A hash of everything the model is made from, file names included."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for name in _MADE_FROM:
        place = ROOT / name
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*.yml"))
        elif place.is_file():
            yield place


def _stamp(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".made-from")
