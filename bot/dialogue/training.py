"""Trains the dialogue model when what it is made from has changed, and only then.

    if stale(model):
        train(model)

Rasa keeps what each part learned in `.rasa/cache`, so that a changed rule does not teach the gate again. Beside the
model lies a stamp: the hash of everything it was made from.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.dialogue.errors import DialogueError

ROOT = Path(__file__).resolve().parents[2]
_MADE_FROM = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/utterances",
    "models/manifest.json",
    "requirements.lock",
    "bot/dialogue/gate_classifier.py",
    "bot/dialogue/menu.py",
    "bot/understanding/gate.py",
    "bot/understanding/gate_features.py",
    "bot/understanding/gate_fit.py",
    "bot/understanding/spelling.py",
)


_STEP = re.compile(r"(Starting to train|Restored) component '(?:[\w.]+\.)?(\w+)'")
_LAST_LINES = 40


class TrainingFailed(DialogueError):
    """Rasa could not train. `said` holds the end of what it wrote; it concerns training data, never leaders."""

    def __init__(self, said: str) -> None:
        super().__init__("the dialogue model could not be trained")
        self.said = said


def stale(model: Path) -> bool:
    """Whether the model is missing or was made from something else than what lies here now."""
    stamp = _stamp(model)
    return not model.is_file() or not stamp.is_file() or stamp.read_text(encoding="utf-8") != fingerprint()


def train(model: Path, tell: Callable[[str], None]) -> None:
    """Train in a process of its own, since Rasa's trainer keeps its memory. Raises TrainingFailed.

    ``tell`` hears of each part as it is learned or found unchanged. The stamp is written last: a training that is cut
    short is done again. A second training waits for the first, and has then nothing left to do.
    """
    model.parent.mkdir(parents=True, exist_ok=True)
    with model.with_suffix(".lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if stale(model):
            _train(model, tell)


def forget(model: Path) -> None:
    """Make the model count as stale, whatever it was made from."""
    _stamp(model).unlink(missing_ok=True)


def _train(model: Path, tell: Callable[[str], None]) -> None:
    made_from = fingerprint()
    _stamp(model).unlink(missing_ok=True)
    data = [str(ROOT / "data" / name) for name in ("nlu", "rules", "stories") if (ROOT / "data" / name).is_dir()]
    command = [sys.executable, "-m", "bot.dialogue.rasa_cli", "train", "--data", *data]
    command += ["--config", "config.yml", "--domain", "domain.yml"]
    command += ["--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "INFO", "PYTHONUNBUFFERED": "1"}
    said: deque[str] = deque(maxlen=_LAST_LINES)
    with subprocess.Popen(  # noqa: S603  our own command
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        for line in running.stdout or ():
            said.append(line)
            _progress(line, tell)
    if running.returncode != 0 or not model.is_file():
        raise TrainingFailed("".join(said))
    _stamp(model).write_text(made_from, encoding="utf-8")


def _progress(line: str, tell: Callable[[str], None]) -> None:
    step = _STEP.search(line)
    if step:
        tell(f"{'learning' if step[1].startswith('Starting') else 'unchanged'}: {step[2]}")


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
            yield from sorted(path for path in place.rglob("*") if path.suffix in (".yml", ".jsonl"))
        elif place.is_file():
            yield place


def _stamp(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".made-from")
