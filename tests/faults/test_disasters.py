"""A full disk, a model that does not load, a migration cut short: said plainly, nothing lost, and well again."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event, text

from bot import server
from bot.settings import Settings
from bot.vault import Vault, VaultSettings
from bot.vault.engine import file_engine, reading, writing
from bot.vault.migrate import migrate
from tests.faults.fleet import ECHO
from tests.faults.leaders import Leader, Watcher
from tests.integration.confidential.app import Echo, served
from tests.integration.confidential.servers import Server
from tests.services import free_port
from tests.unit.vault.made import NOW, answer, exchange, settings


def test_a_full_disk_is_said_and_what_was_acknowledged_is_there(tmp_path: Path) -> None:
    """Files may not grow: what the system then says is what it says of a full disk."""
    with Server(tmp_path, f"sqlite:///{tmp_path / 'data' / 'canary.db'}", free_port(), ECHO) as here:
        here.wait()
        leader = Leader(here.address, 5)
        leader.begin()
        watcher = Watcher(Vault(Settings(data=tmp_path / "data").vault), [leader])
        leader.say()
        limit(here, max(path.stat().st_size for path in (tmp_path / "data").iterdir()))
        refused = until_refused(leader)
        assert refused.json()["error"]["code"] == "storage" and refused.json()["error"]["message"]
        assert watcher.faults() == []
        limit(here, resource.RLIM_INFINITY)
        for _ in range(3):
            leader.say()  # room was made, and nobody had to start anything anew
        assert watcher.faults() == []
        leader.close()


def limit(here: Server, size: int) -> None:
    _, most = resource.prlimit(here.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(here.process.pid, resource.RLIMIT_FSIZE, (size, most))


def until_refused(leader: Leader) -> httpx.Response:
    for number in range(200):
        message = {"id": f"filling-{number}", "text": f"word{leader.seed}x{number} " + "long " * 700}
        answer = leader._client.post("/api/messages", json=message)
        if answer.status_code == 503:
            return answer
        if answer.status_code == 200:
            leader.acknowledged[message["id"]] = answer.json()["said"]
        time.sleep(0.2 if answer.status_code == 429 else 0)
    raise AssertionError("the disk never filled")


def test_a_model_that_does_not_load_is_said_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LOAD_AGAIN_SECONDS", 1.0)
    tries = []

    def load(*_: object) -> Echo:
        tries.append(time.monotonic())
        if len(tries) < 3:
            raise OSError("half a file")
        return Echo()

    with served(tmp_path, Echo(), load) as address, httpx.Client(base_url=address) as leader:
        leader.post("/api/session", json={})
        said = leader.post("/api/messages", json={"id": "message-1", "text": "hello"})
        assert said.status_code == 503 and said.json()["error"]["code"] == "trouble"
        assert leader.get("/health").json() == {"status": "broken"}
        until = time.monotonic() + 30
        while leader.get("/health").status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert leader.post("/api/messages", json={"id": "message-1", "text": "hello"}).status_code == 200


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> VaultSettings:
    """A vault with a leader in it, as the first Canary left it."""
    url = request.getfixturevalue("own_database") if request.param == "postgresql" else None
    held = settings(tmp_path, url)
    vault = Vault(held)
    mine = vault.create()[1]
    turn = mine.turn("m1", NOW)
    turn.put(answer())
    turn.commit(exchange())
    with writing(vault._installation.engine) as session:
        for table in ("share", "calendar"):
            session.execute(text(f"DROP TABLE {table}"))
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    vault.close()
    return held


def test_a_migration_killed_at_any_statement_left_nothing_and_is_made_good_at_the_next_start(
    old: VaultSettings,
) -> None:
    for number in range(1, 40):
        if ended_well(number, old.db_url):
            break
        engine = file_engine(old.db_url)
        with reading(engine) as session:
            assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0001"
        engine.dispose()
    else:
        raise AssertionError("the migration has more statements than were tried")
    assert number > 5
    vault = Vault(old)
    with reading(vault._installation.engine) as session:
        assert session.execute(text("SELECT count(*) FROM answer")).scalar_one() == 1
        assert session.execute(text("SELECT count(*) FROM share")).scalar_one() == 0
    vault.close()


def ended_well(number: int, db_url: str) -> bool:
    """Migrate in a child that is killed after so many statements; whether it came to the end before that."""
    child = os.fork()
    if child == 0:
        left = number

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        engine = file_engine(db_url)
        event.listen(engine, "after_cursor_execute", count)
        migrate(engine)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)
