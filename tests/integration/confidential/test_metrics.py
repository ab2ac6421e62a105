"""What Prometheus is told holds numbers and fixed words only, and is on no public address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.settings import Settings, SettingsError
from tests.integration.confidential.app import Echo, served
from tests.services import free_port

MARKED = "zebrafinch"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The public address and the measures' own, after a leader has been there."""
    port = free_port()
    with served(tmp_path_factory.mktemp("measured"), Echo(), metrics=f"127.0.0.1:{port}") as address:
        with httpx.Client(base_url=address) as leader:
            leader.post("/api/session", json={})
            for number in range(3):
                leader.post("/api/messages", json={"id": f"{MARKED}-{number}", "text": f"{MARKED} said"})
            leader.get(f"/{MARKED}")
            leader.post("/api/session/open", json={"phrase": MARKED})
        yield address, f"http://127.0.0.1:{port}/metrics"


def test_turns_sessions_and_answers_are_counted(asked: tuple[str, str]) -> None:
    told = httpx.get(asked[1]).text
    for line in (
        'canary_turns_total{channel="web",outcome="answered"} 3.0',
        'canary_turn_seconds_count{channel="web"} 3.0',
        'canary_responses_total{status="404"} 1.0',
        'canary_responses_total{status="403"} 1.0',
        'canary_events_total{event="ready"} 1.0',
        "canary_open_sessions 1.0",
        "canary_ready 1.0",
    ):
        assert line in told, line
    assert "process_resident_memory_bytes" in told


def test_nothing_of_anybody_is_in_it(asked: tuple[str, str]) -> None:
    told = httpx.get(asked[1]).text
    assert MARKED not in told and "127.0.0.1" not in told
    labels = set(re.findall(r'(\w+)="', told))
    assert labels <= {"channel", "outcome", "status", "event", "le"}


def test_they_are_not_on_the_public_address(asked: tuple[str, str]) -> None:
    assert httpx.get(f"{asked[0]}/metrics").status_code == 404


def test_an_address_that_cannot_be_had_stops_the_start(tmp_path: Path, asked: tuple[str, str]) -> None:
    from bot.server import create_app

    taken = asked[1].removeprefix("http://").removesuffix("/metrics")
    with pytest.raises(SettingsError, match="CANARY_METRICS"):
        create_app(Settings(data=tmp_path / "data", metrics=taken))


def test_health_says_how_the_process_is(asked: tuple[str, str]) -> None:
    assert httpx.get(f"{asked[0]}/health").json() == {"status": "ok"}
    assert httpx.get(f"{asked[0]}/health/live").json() == {"status": "alive"}


def test_the_dashboard_and_the_alarms_ask_for_measures_that_exist(asked: tuple[str, str], root: Path) -> None:
    told = httpx.get(asked[1]).text
    for file in (root / "deploy" / "prometheus").iterdir():
        for name in set(re.findall(r"\b(?:canary|process)_[a-z_]+", file.read_text("utf-8"))):
            assert f"\n{name}" in told or f"\n{name.removesuffix('_bucket')}_" in told, f"{file.name}: {name}"
