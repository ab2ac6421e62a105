"""Schemathesis over our descriptions: whatever is sent, meant well or not, no 5xx, no hang, nothing that leaks.

The server is the real one over real HTTP, with a conversation that repeats what it hears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from starlette.routing import Route

from bot.channels.api.channel import DESCRIPTION
from bot.server import create_app
from bot.settings import Settings
from bot.tally.pace import Pace
from bot.vault import CHEAP_FOR_TESTS
from tests.fuzz.page import description
from tests.integration.confidential.app import Echo, served

TOKEN = "t" * 40
SLACK = {"slack_team": "T0123456", "slack_bot_token": "xoxb-1", "slack_signing_secret": "0" * 32}
MARKED = "zebrafinch"  # said by another leader, and to be seen in no answer
KEPT_BACK = (MARKED, "Traceback", "sqlalchemy", "sqlite3", "site-packages")
DESCRIPTIONS = {"api": DESCRIPTION, "page": description()}
OPERATIONS = [
    (name, method, path) for name, one in DESCRIPTIONS.items() for path, on in one["paths"].items() for method in on
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that takes any pace and spends little on a phrase, since many thousand requests are made."""
    whole = Settings.vault.fget  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settings, "vault", property(lambda self: replace(whole(self), cost=CHEAP_FOR_TESTS)))
        patch.setattr(Pace, "admit", lambda *_: True)
        with served(tmp_path_factory.mktemp("fuzz"), Echo(), api_tokens=TOKEN, **SLACK) as address:
            requests.post(
                f"{address}/v1/messages",
                json={"id": "message-1", "text": MARKED},
                headers={"Authorization": f"Bearer {TOKEN}", "Canary-Leader": "another-leader"},
                timeout=30,
            ).raise_for_status()
            yield address


@pytest.mark.parametrize(("name", "method", "path"), OPERATIONS)
def test_whatever_is_sent_is_answered_properly(address: str, name: str, method: str, path: str, thorough: bool) -> None:
    operation = schemathesis.openapi.from_dict(DESCRIPTIONS[name])[path][method.upper()]
    meant_well, wrong = (operation.as_strategy(generation_mode=mode) for mode in GenerationMode)
    with requests.Session() as browser:
        how_often = 100_000 // len(OPERATIONS) + 1 if thorough else 10

        @settings(
            max_examples=how_often,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=meant_well | wrong)
        def send(case: Case) -> None:
            require_proper(browser, address, case)

        send()


def require_proper(browser: requests.Session, address: str, case: Case) -> None:
    """One request, in a session that is open where the page would have one."""
    if "canary_session" not in browser.cookies:
        browser.post(f"{address}/api/session", json={}, timeout=30)
    headers = {"Authorization": f"Bearer {TOKEN}"} if case.path.startswith("/v1") else {}
    try:
        answer = case.call(base_url=address, session=browser, headers=headers, timeout=30, allow_redirects=False)
    except (requests.exceptions.InvalidHeader, UnicodeError, ValueError):
        return  # no client can send that
    read = answer.content  # bytes, since a report is no text
    assert answer.status_code < 500, (answer.status_code, read[:200])
    assert not [word for word in KEPT_BACK if word.encode() in read], read[:200]


def test_every_address_is_described(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "data", api_tokens=TOKEN, **SLACK), lambda *_: Echo())
    described = {(method.upper(), _plain(path)) for _, method, path in OPERATIONS}
    routes = [route for route in app.routes if isinstance(route, Route)]
    served_here = {
        (method, _plain(route.path)) for route in routes for method in (route.methods or ()) if method != "HEAD"
    }
    assert {one for one in served_here if not one[1].startswith("/slack/")} <= described | _ABOUT


_ABOUT = {("GET", f"/about/{name}") for name in ("privacy", "details", "reading", "accessibility")}


def _plain(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_nothing_grows_with_what_was_sent(address: str, thorough: bool) -> None:
    """Memory of this process, server and all, over many refused and answered requests."""
    process, body = psutil.Process(), {"id": "x" * 8, "text": "y" * 4_000}

    def many(how_many: int) -> int:
        with requests.Session() as browser:
            for _ in range(how_many):
                browser.post(f"{address}/api/messages", json=body, timeout=30)
                browser.post(f"{address}/{'z' * 2_000}", data=b"\x00" * 4_000, timeout=30)
        return int(process.memory_info().rss)

    how_many = 5_000 if thorough else 150
    before = many(how_many)
    assert many(how_many) - before < 30e6
