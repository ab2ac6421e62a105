"""The bots that are measured, each started as people start it and stopped again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from pathlib import Path

import psutil

from tests.bench.baseline import DEFAULT_BOT, LEAN_BOT, QUIET, RASA, ROOT
from tests.bench.client import BotFailed, Line
from tests.bench.talkers import CanaryTalker, Newcomer, StarterTalker

START_WITHIN = 300.0
LOOK_EVERY = 0.05
LOGS = ROOT / ".venv-bench" / "logs"


@dataclass(frozen=True)
class Bot:
    """A bot, how it is started on a port, and who talks to it. `{port}` stands in the command and environment."""

    name: str
    title: str
    command: tuple[str, ...]
    folder: Path
    newcomer: Newcomer
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Running:
    """A bot that answers. `cold_start` is from the start of its process to the first answer with words in it."""

    bot: Bot
    pid: int
    port: int
    cold_start: float


@dataclass(frozen=True)
class Memory:
    """Of a process and its children, in MB. PSS divides shared pages between those who share them."""

    pss: float
    rss: float


def bots() -> tuple[Bot, ...]:
    """Canary and what it is measured beside, in the order in which they take turns."""
    canary, seeds = str(Path(sys.executable).parent / "canary"), count()
    rasa_run = (str(RASA), "run", "--port", "{port}", "--interface", "127.0.0.1")
    return (
        Bot(
            "canary",
            "Canary",
            (canary, "run"),
            ROOT,
            lambda: CanaryTalker(next(seeds)),
            {"CANARY_PORT": "{port}", "CANARY_DATA": "{data}"},
        ),
        Bot("default", "starter bot", rasa_run, DEFAULT_BOT, StarterTalker),
        Bot("lean", "starter bot, lean", rasa_run, LEAN_BOT, StarterTalker),
    )


@contextmanager
def running(bot: Bot) -> Iterator[Running]:
    """Start a bot with an empty data folder, wait for its first answer, and stop it at the end."""
    data = Path(tempfile.mkdtemp(prefix="bench-"))
    port = _free_port()
    values = {"port": str(port), "data": str(data / "data")}
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{bot.name}.log").open("wb") as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            [part.format(**values) for part in bot.command],
            cwd=bot.folder,
            env={**os.environ, **QUIET, **{name: value.format(**values) for name, value in bot.environment.items()}},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _await_answer(bot, process, port)
            yield Running(bot, process.pid, port, time.perf_counter() - began)
        finally:
            _stop(process)
            shutil.rmtree(data, ignore_errors=True)


def memory(pid: int) -> Memory:
    """What a process and its children hold now."""
    parent = psutil.Process(pid)
    infos = [process.memory_full_info() for process in (parent, *parent.children(recursive=True))]
    return Memory(sum(info.pss for info in infos) / 1e6, sum(info.rss for info in infos) / 1e6)


def _await_answer(bot: Bot, process: subprocess.Popen[bytes], port: int) -> None:
    """Until a newcomer's first message gets an answer with words in it."""
    talker, begun = bot.newcomer(), False
    until = time.perf_counter() + START_WITHIN
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise BotFailed(f"{bot.name} ended with {process.returncode}: see .venv-bench/logs/{bot.name}.log")
        line = Line(port)
        with suppress(BotFailed, OSError, HTTPException), closing(line):
            if not begun:
                talker.begin(line)
                begun = True
            talker.turn(line)
            return
        time.sleep(LOOK_EVERY)
    raise BotFailed(f"{bot.name} gave no answer within {START_WITHIN:.0f} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The bot and whatever it started: all of its group."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
