"""Several Canary processes behind nginx, with a PostgreSQL and a Redis of their own: what a region runs, in small."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from redis import Redis
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.settings import Settings
from bot.vault import Vault
from bot.vault.engine import file_engine
from tests import services
from tests.integration.confidential.servers import PLAIN, ROOT, Server

NAMES = ("one", "two", "three", "four")
ECHO = [sys.executable, "-m", "tests.faults.echo_process"]
DEPLOY = ROOT / "deploy" / "nginx"


@dataclass
class Fleet:
    """``address`` is the proxy's; ``processes`` are the lives of the servers, by name."""

    folder: Path
    command: list[str]
    postgres: services.Postgres
    redis_url: str
    ports: dict[str, int]
    address: str = ""
    processes: dict[str, Server] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Begin a process's life; it is not ready yet."""
        own = {"CANARY_PROCESS": name, "CANARY_REDIS": self.redis_url}
        self.processes[name] = Server(self.folder, self.postgres.url, self.ports[name], self.command, **own)

    def kill(self, name: str) -> None:
        """As a power cut would."""
        self.processes[name].kill()

    def revive(self) -> None:
        """Start every process that is dead, as systemd would."""
        for name, server in self.processes.items():
            if server.process.poll() is not None:
                self.start(name)

    def wait(self) -> None:
        """Until each process answers, and the others know that it is alive."""
        for server in self.processes.values():
            server.wait(300)
        with Redis.from_url(self.redis_url) as redis:
            until = time.monotonic() + 20
            while time.monotonic() < until:
                beating = [redis.zcard(key) for key in redis.keys("canary:homes:*")]
                if max(beating, default=0) >= len(self.processes):
                    return
                time.sleep(0.1)
        raise TimeoutError("the processes do not find each other")

    def settings(self) -> Settings:
        """Those of the processes, for a look into their vault."""
        return Settings(data=self.folder / "data", database=self.postgres.url)

    def vault(self) -> Vault:
        """A look into the vault from outside."""
        return Vault(self.settings().vault)

    def cut_database(self) -> None:
        """End every connection to PostgreSQL."""
        engine = file_engine(self.postgres.url)
        try:
            with engine.connect() as connection:
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
                )
        except DBAPIError:  # background workers may not be ended
            pass
        finally:
            engine.dispose()

    def cut_redis(self) -> None:
        """End every connection to Redis."""
        with Redis.from_url(self.redis_url) as redis:
            redis.client_kill_filter(_type="normal", skipme=True)

    def close(self) -> None:
        """Stop what runs."""
        for server in self.processes.values():
            if server.process.poll() is None:
                server.kill()


@contextmanager
def fleet(folder: Path, names: tuple[str, ...] = NAMES[:2], real: bool = False) -> Iterator[Fleet]:
    """Everything up and ready. ``real`` has the trained conversation; otherwise it repeats what it hears."""
    with ExitStack() as stack:
        postgres = stack.enter_context(services.Postgres(folder))
        redis_url = stack.enter_context(services.redis(folder))
        made = Fleet(folder, PLAIN if real else ECHO, postgres, redis_url, {one: services.free_port() for one in names})
        stack.callback(made.close)
        port = services.free_port()
        stack.enter_context(services.nginx(folder, configuration(made.ports, port)))
        made.address = f"http://127.0.0.1:{port}"
        for name in names:
            made.start(name)
        made.wait()
        httpx.get(made.address).raise_for_status()
        yield made


def configuration(ports: dict[str, int], port: int) -> str:
    """What deploy/ has for nginx, with these processes on these ports, and without TLS."""
    processes = (DEPLOY / "processes.conf").read_text("utf-8")
    for number, name in enumerate(NAMES, start=1):
        if name in ports:
            processes = processes.replace(f"127.0.0.1:{8080 + number}", f"127.0.0.1:{ports[name]}")
            continue
        processes = re.sub(rf"upstream canary_{name} \{{.*?\}}\n", "", processes, flags=re.DOTALL)
        processes = re.sub(rf" *(server 127\.0\.0\.1:{8080 + number}|{name} +canary_{name}).*\n", "", processes)
    routes = (DEPLOY / "routes.conf").read_text("utf-8")
    return f"{processes}\nserver {{\nlisten 127.0.0.1:{port};\n{routes}\n}}\n"
