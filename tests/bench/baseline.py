"""Makes what Canary is measured beside: Rasa's starter bot, and the same bot with a lean pipeline.

    prepare(say=print)      # a minute or two to install, some more to train; nothing to do the next time

Everything lies in `.venv-bench/`, apart from Canary's own `.venv`, since these bots need TensorFlow. Deleting that
folder makes them anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".venv-bench"
LOCK = HERE / "requirements-baseline.lock"
LEAN = HERE / "baseline" / "lean.yml"
RASA = FOLDER / "bin" / "rasa"
DEFAULT_BOT = FOLDER / "bots" / "default"
LEAN_BOT = FOLDER / "bots" / "lean"
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "PYTHONWARNINGS": "ignore"}

Say = Callable[[str], None]


class BaselineMissing(Exception):
    """A starter bot could not be made; the name of the log to look into is in the message."""


def prepare(say: Say) -> None:
    """Install and train what is missing or was made from other files. Raises BaselineMissing."""
    if _made_from("venv") != _hash(LOCK):
        say("installing Rasa with TensorFlow into .venv-bench (about 600 MB to fetch the first time)")
        _install()
    if _made_from("default") != _hash(LOCK):
        say("making and training the starter bot as `rasa init` does (several minutes)")
        _init()
    if _made_from("lean") != _hash(LOCK, LEAN):
        say("training the starter bot with the lean pipeline")
        _train_lean()


def _install() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    uv = Path(sys.executable).parent / "uv"
    _run("install", [sys.executable, "-m", "venv", str(FOLDER)], ROOT)
    python = str(FOLDER / "bin" / "python")
    _run("install", [str(uv), "pip", "sync", "--python", python, "--require-hashes", str(LOCK)], HERE / "baseline")
    _note("venv", _hash(LOCK))


def _init() -> None:
    _fresh(DEFAULT_BOT)
    _run("default", [str(RASA), "init", "--no-prompt", "--init-dir", str(DEFAULT_BOT)], FOLDER)
    _require_model(DEFAULT_BOT, "default")
    _note("default", _hash(LOCK))


def _train_lean() -> None:
    shutil.rmtree(LEAN_BOT, ignore_errors=True)
    shutil.copytree(DEFAULT_BOT, LEAN_BOT, ignore=shutil.ignore_patterns("models", ".rasa", "__pycache__"))
    shutil.copy(LEAN, LEAN_BOT / "config.yml")
    _run("lean", [str(RASA), "train"], LEAN_BOT)
    _require_model(LEAN_BOT, "lean")
    _note("lean", _hash(LOCK, LEAN))


def _fresh(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _run(name: str, command: list[str], folder: Path) -> None:
    log = FOLDER / f"{name}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as out:
        done = subprocess.run(command, cwd=folder, env={**os.environ, **QUIET}, stdout=out, stderr=out, check=False)
    if done.returncode != 0:
        program = Path(command[0]).name
        raise BaselineMissing(f"{program} stopped with {done.returncode}: see .venv-bench/{name}.log")


def _require_model(bot: Path, name: str) -> None:
    if not list((bot / "models").glob("*.tar.gz")):
        raise BaselineMissing(f"no model was trained: see .venv-bench/{name}.log")


def _hash(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _note(name: str, made_from: str) -> None:
    (FOLDER / f"{name}.made-from").write_text(made_from, encoding="utf-8")


def _made_from(name: str) -> str:
    stamp = FOLDER / f"{name}.made-from"
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
