"""Several processes behind the nginx configuration of deploy/: one home for each leader, and safe moves."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.faults.fleet import NAMES, Fleet
from tests.faults.leaders import Leader, Watcher

Begun = Callable[[], Leader]


@contextmanager
def visit(here: Fleet, leader: Leader) -> Iterator[httpx.Client]:
    """Another browser of the same leader."""
    with httpx.Client(base_url=here.address, follow_redirects=True, timeout=30) as client:
        assert client.post("/api/session/open", json={"phrase": leader.phrase}).status_code == 201
        yield client


def test_all_of_a_leaders_browsers_come_to_one_process(here: Fleet, begun: Begun) -> None:
    homes: set[str] = set()
    for _ in range(12):  # homes are drawn; that a dozen leaders are all at one never happens
        if len(homes) > 1:
            break
        leader = begun()
        leader.say()
        for _ in range(3):
            with visit(here, leader) as other:
                assert other.cookies["canary_home"] == leader.home
        homes.add(leader.home)
    assert len(homes) > 1


def test_logging_out_everywhere_reaches_every_browser(here: Fleet, begun: Begun) -> None:
    leader = begun()
    with visit(here, leader) as one, visit(here, leader) as other:
        assert one.get("/api/conversation").status_code == 200
        assert other.request("DELETE", "/api/sessions").status_code == 200
        assert one.get("/api/conversation").status_code == 401
        assert "canary_home" not in other.cookies


def test_a_leader_whose_home_died_is_asked_for_the_words_once_and_loses_nothing(here: Fleet, begun: Begun) -> None:
    leader = begun()
    watcher = Watcher(here.vault(), [leader])
    for _ in range(3):
        leader.say()
    was = leader.home
    here.kill(was)
    for _ in range(3):
        leader.say()
    assert (leader.asked_again, leader.home != was) == (1, True)
    here.revive()
    here.wait()
    moved_to = leader.home
    for _ in range(3):
        leader.say()
    assert (leader.asked_again, leader.home) == (1, moved_to)  # back alive, it does not call them back mid-sitting
    with visit(here, leader) as other:
        assert other.cookies["canary_home"] == moved_to
    assert watcher.faults() == []


def test_what_keeps_nothing_goes_with_its_process_and_that_is_said(here: Fleet) -> None:
    with httpx.Client(base_url=here.address, follow_redirects=True, timeout=30) as client:
        client.post("/api/session", json={"keep_nothing": True})
        assert client.get("/api/conversation").status_code == 200
        here.kill(client.cookies["canary_home"])
        answer = client.get("/api/conversation")
        assert answer.status_code == 401 and answer.json()["error"]["message"]


def test_a_process_that_is_told_to_stop_finishes_and_its_leaders_go_on(here: Fleet, begun: Begun) -> None:
    leader = begun()
    leader.say()
    was = leader.home
    here.processes[was].stop()
    assert here.processes[was].process.returncode in (0, -signal.SIGTERM)  # uvicorn ends by the signal it was told by
    leader.say()
    assert leader.home != was and leader.asked_again == 1
    assert Watcher(here.vault(), [leader]).faults() == []


def test_the_proxy_tells_nobody_who_is_well_and_writes_nothing_down(here: Fleet, begun: Begun) -> None:
    assert httpx.get(f"{here.address}/health").status_code == 404
    assert httpx.get(f"{here.processes['one'].address}/health").json() == {"status": "ok"}
    leader = begun()
    leader.say()
    word = next(iter(leader.acknowledged.values())).encode()
    files = [path for path in here.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if word in path.read_bytes()]
    told = (here.folder / "nginx.log").read_text().splitlines()
    assert all("exited on signal" in line for line in told)  # the kills of other tests, and nothing of anybody


def test_the_configuration_names_every_process_the_same_way(root: Path) -> None:
    text = (root / "deploy" / "nginx" / "processes.conf").read_text()
    for name in NAMES:
        assert f"upstream canary_{name} {{" in text
