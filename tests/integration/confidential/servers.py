"""Canary's real server in a process of its own, to be killed at will, with an eye on what it writes to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from bot.settings import Settings

ROOT = Path(__file__).parents[3]
PLAIN = [str(Path(sys.executable).with_name("canary")), "run"]
FAULTY = [sys.executable, "-m", "tests.integration.confidential.faulty"]
_WRITES = 0o3  # the access mode within the flags of an open file


class Server:
    """One life of a server. Everything it could write to lies under ``folder``."""

    def __init__(self, folder: Path, database: str, port: int, command: list[str], **extra: str) -> None:
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"
        for name in ("data", "home", "tmp", "cwd"):
            (folder / name).mkdir(mode=0o700, exist_ok=True, parents=True)
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",  # the interpreter's own files would look like strays in a new checkout
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "CANARY_DATA": str(folder / "data"),
            "CANARY_DATABASE": database,
            "CANARY_PORT": str(port),
            "CANARY_MODEL": str(Settings.from_environment().model),
            **extra,
        }
        with (folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, cwd=folder / "cwd", stdout=log, stderr=log)
        self.written: set[str] = set()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()

    def wait(self, seconds: float = 150.0) -> None:
        """Until it answers messages."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process.poll() is None, "the server ended by itself"
            status = self._status()
            assert status != "broken", "the server could not load the model"
            if status == "ok":
                return
            time.sleep(0.1)
        raise TimeoutError("the server did not get ready")

    def _status(self) -> str:
        try:
            return str(httpx.get(f"{self.address}/health", timeout=5).json()["status"])
        except httpx.HTTPError:
            return "away"

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As an operator would."""
        self.process.terminate()
        self.process.wait(30)

    def core_limit(self) -> str:
        """How big a core file the process may leave, as the system says it."""
        limits = Path(f"/proc/{self.process.pid}/limits").read_text()
        return next(line.split()[4] for line in limits.splitlines() if line.startswith("Max core file size"))

    def strays(self) -> set[str]:
        """Files it had open for writing outside its own folders."""
        return {path for path in self.written if path.startswith("/") and not self._allowed(path)}

    def _allowed(self, path: str) -> bool:
        inside = path.startswith(tuple(f"{self.folder / name}/" for name in ("data", "home", "tmp", "cwd")))
        semaphore = path.startswith("/dev/shm/sem.")  # noqa: S108 - multiprocessing's locks; they hold a number
        return inside or semaphore or path == str(self.folder / "log") or path.startswith(("/dev/null", "/memfd:"))

    def _watch(self) -> None:
        """Look again and again at its open files. What is open for less than a moment can be missed."""
        files = Path(f"/proc/{self.process.pid}/fd")
        while self.process.poll() is None:
            try:
                for one in list(files.iterdir()):
                    flags = re.search(r"flags:\s*(\d+)", Path(str(one).replace("/fd/", "/fdinfo/")).read_text())
                    if flags and int(flags[1], 8) & _WRITES:
                        self.written.add(os.readlink(one))
            except OSError:  # closed meanwhile, or not ours to see
                pass
            time.sleep(0.03)
