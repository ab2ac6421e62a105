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


def require(*programs: str) -> None:
    """Raises Missing unless all of them are installed."""
    for program in programs:
        if program == "postgres":
            _postgres_programs()
        elif shutil.which(program) is None and shutil.which(f"/usr/sbin/{program}") is None:
            raise Missing(f"{program} is not installed")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL of its own; gives the address of an empty database."""
    with Postgres(folder) as server:
        yield server.url


class Postgres:
    """A PostgreSQL of its own that can be stopped and started again; ``url`` is an empty database's."""

    def __init__(self, folder: Path) -> None:
        self._programs, self._owner, self._folder = _postgres_programs(), _owner(), folder
        self._data, self._port = folder / "postgres", free_port()
        self.url = f"postgresql://canary@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Postgres:
        self._data.mkdir(mode=0o700)
        self._run("initdb", "-U", "canary", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop("immediate")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        sockets = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={self._data}"
        options = f"-p {self._port} {sockets} -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "-w", "-o", options, "-l", self._data / "log", "start")

    def stop(self, how: str = "fast") -> None:
        """``fast`` cuts everybody off and ends properly, ``immediate`` ends as if it had crashed."""
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def _run(self, program: str, *arguments: str | Path) -> None:
        _hand_over(self._folder, self._data, self._owner)  # another pytest that starts meanwhile shuts its way again
        _run_as(self._owner, [self._programs / program, "-D", self._data, *arguments], self._folder)


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


@contextmanager
def nginx(folder: Path, configuration: str) -> Iterator[subprocess.Popen[bytes]]:
    """An nginx with what stands in its http block; everything it writes lies in the folder."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        raise Missing("nginx is not installed")
    kept = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\n{'user root;' if os.getuid() == 0 else ''}\nworker_processes 1;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/nginx.log crit;\nevents {{}}\nhttp {{\n{kept}{configuration}\n}}\n"
    )
    server = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", f"{folder}/nginx.log"]
    )
    try:
        yield server
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
