"""Databases for tests, started here and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_UNPRIVILEGED = ("postgres", "nobody")


class Missing(Exception):
    """The program is not installed; `scripts/system-packages.sh` installs it."""


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL of its own; gives the address of an empty database."""
    programs = _postgres_programs()
    owner = _owner()
    data, port = folder / "postgres", free_port()
    data.mkdir(mode=0o700)
    _hand_over(folder, data, owner)
    _run_as(owner, [programs / "initdb", "-D", data, "-U", "canary", "-A", "trust", "-E", "UTF8", "--no-sync"], folder)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    _run_as(owner, [programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", data / "log", "start"], folder)
    try:
        yield f"postgresql://canary@127.0.0.1:{port}/postgres"
    finally:
        _run_as(owner, [programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], folder)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis of its own; gives its address."""
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("redis-server is not installed")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def chromium() -> str:
    """The browser's program."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise Missing("chromium is not installed")
    return found


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _postgres_programs() -> Path:
    for folder in [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]:
        if (folder / "postgres").exists():
            return folder
    found = shutil.which("postgres")
    if found is None:
        raise Missing("PostgreSQL is not installed")
    return Path(found).parent


def _owner() -> str | None:
    """PostgreSQL will not run as root; somebody else it can run as, or None for ourselves."""
    if os.getuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in names)


def _hand_over(folder: Path, data: Path, owner: str | None) -> None:
    if owner is None:
        return
    shutil.chown(data, owner)
    for above in (folder, *folder.parents):
        if above.stat().st_mode & 0o001:
            break
        above.chmod(above.stat().st_mode | 0o011)


def _run_as(owner: str | None, command: list[str | Path], folder: Path) -> None:
    subprocess.run(
        list(map(str, command)), user=owner, check=True, cwd=folder if owner is None else "/", stdout=subprocess.DEVNULL
    )


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the service did not answer")
