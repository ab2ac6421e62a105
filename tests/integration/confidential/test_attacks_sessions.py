"""What somebody without the six words may try over HTTP: sessions, guesses, other sites, others' ids, replays."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from bot.channels.web.visitor import client_of
from bot.vault.errors import SlowDown
from bot.vault.guessing import GuessLimiter
from bot.vault.phrase import WORDS_IN_PHRASE, words
from bot.vault.settings import PhraseCost
from tests.integration.confidential.app import Echo, served
from tests.unit.vault.made import Clock

SECRET = "Only I may read this."


_open: list[httpx.Client] = []


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    """No connection outlives its test."""
    yield
    while _open:
        _open.pop().close()


def browser(address: str, **given: Any) -> httpx.Client:
    """A browser without a session."""
    client = httpx.Client(base_url=address, timeout=30, **given)
    _open.append(client)
    return client


def entered(address: str, keep_nothing: bool = False) -> tuple[httpx.Client, str]:
    """A browser with a vault open, and its six words."""
    client = browser(address)
    begun = client.post("/api/session", json={"keep_nothing": keep_nothing})
    assert begun.status_code == 201
    return client, begun.json()["phrase"]


def say(client: httpx.Client, text: str, message_id: str | None = None) -> httpx.Response:
    return client.post("/api/messages", json={"id": message_id or str(uuid4()), "text": text})


def token(client: httpx.Client) -> str:
    return client.cookies["canary_session"]


def with_token(address: str, value: str) -> httpx.Client:
    return browser(address, headers={"Cookie": f"canary_session={value}"})


def test_a_planted_session_is_never_taken_over(address: str) -> None:
    """Session fixation: neither a made-up token nor the attacker's own becomes the leader's session."""
    attacker, _ = entered(address)
    for planted in ("planted-by-me", token(attacker)):
        leader = with_token(address, planted)
        begun = leader.post("/api/session", json={})
        fresh = begun.cookies["canary_session"]
        assert fresh != planted and len(fresh) >= 43
        say(with_token(address, fresh), SECRET)
        assert with_token(address, planted).get("/api/conversation").status_code == 401


def test_opening_by_phrase_gives_a_new_token_and_closes_the_old_one(address: str) -> None:
    leader, phrase = entered(address)
    before = token(leader)
    assert leader.post("/api/session/open", json={"phrase": phrase}).status_code == 201
    assert token(leader) != before
    assert with_token(address, before).get("/api/conversation").status_code == 401


@pytest.mark.parametrize("way", ["/api/session", "/api/sessions"])
def test_a_token_is_worth_nothing_after_logging_out(address: str, way: str) -> None:
    leader, _ = entered(address)
    old = token(leader)
    left = leader.delete(way)
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "canary_session" not in leader.cookies
    for path in ("/api/conversation", "/api/export.json", "/api/export.md"):
        assert with_token(address, old).get(path).status_code == 401
    assert say(with_token(address, old), "Still there?").status_code == 401


def test_logging_out_everywhere_ends_every_session_of_this_leader_and_no_other(address: str) -> None:
    here, phrase = entered(address)
    there, somebody_else = browser(address), entered(address)[0]
    assert there.post("/api/session/open", json={"phrase": phrase}).status_code == 201
    here.delete("/api/sessions")
    assert there.get("/api/conversation").status_code == 401
    assert somebody_else.get("/api/conversation").status_code == 200


def test_changing_the_words_ends_the_old_ones_and_every_other_session(address: str) -> None:
    here, old = entered(address)
    say(here, SECRET)
    there = browser(address)
    there.post("/api/session/open", json={"phrase": old})
    before = token(here)
    changed = here.post("/api/session/phrase", json={})
    new = changed.json()["phrase"]
    assert changed.status_code == 201 and len(new.split()) == 6 and new != old
    assert there.get("/api/conversation").status_code == 401
    assert with_token(address, before).get("/api/conversation").status_code == 401
    assert SECRET in here.get("/api/conversation").text
    assert there.post("/api/session/open", json={"phrase": old}).status_code == 403
    assert there.post("/api/session/open", json={"phrase": new}).status_code == 201
    assert SECRET in there.get("/api/conversation").text


def test_what_keeps_nothing_has_no_words_to_change(address: str) -> None:
    leader, _ = entered(address, keep_nothing=True)
    refused = leader.post("/api/session/phrase", json={})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "no_phrase")


def test_writing_keeps_a_session_open_and_opens_none(address: str) -> None:
    leader, _ = entered(address)
    assert leader.put("/api/session").status_code == 200
    assert httpx.put(f"{address}/api/session").status_code == 401


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/session"),
        ("PUT", "/api/session"),
        ("DELETE", "/api/session"),
        ("DELETE", "/api/sessions"),
        ("POST", "/api/session/open"),
        ("POST", "/api/session/phrase"),
        ("POST", "/api/messages"),
        ("GET", "/api/export.json"),
        ("GET", "/api/conversation"),
    ],
)
def test_another_site_can_make_a_browser_do_nothing(
    address: str, method: str, path: str, headers: dict[str, str]
) -> None:
    leader, phrase = entered(address)
    body = {"id": "message-0001", "text": "delete everything", "phrase": phrase}
    assert leader.request(method, path, json=body, headers=headers).status_code == 403
    assert leader.get("/api/conversation").json()["exchanges"] == []


def test_a_form_can_not_pass_for_json(address: str) -> None:
    """What a form on another site can send needs no leave of ours, so it must not be understood."""
    leader, _ = entered(address)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        sent = leader.post("/api/session/phrase", content=b'{"id": "x"}', headers={"Content-Type": kind})
        assert sent.status_code == 415


def test_ids_of_others_open_nothing(address: str) -> None:
    """A leader's message ids, marks and buttons mean nothing in another leader's vault."""
    leader, _ = entered(address)
    say(leader, SECRET, "message-0001")
    other, _ = entered(address)
    assert SECRET not in say(other, "Hello there.", "message-0001").text
    mark = leader.get("/api/conversation").json()["mark"]
    for path in ("/api/conversation", "/api/export.json", "/api/export.md", f"/api/conversation?mark={mark}"):
        assert SECRET not in other.get(path).text
    assert with_token(address, mark).get("/api/conversation").status_code == 401
    other.delete("/api/sessions")
    assert leader.get("/api/conversation").status_code == 200


def test_a_replayed_message_is_answered_from_the_store_and_not_done_again(address: str, echo: Echo) -> None:
    leader, _ = entered(address)
    first = say(leader, SECRET, "message-0001").json()
    assert say(leader, "Something else under the same id.", "message-0001").json() == first
    assert len(leader.get("/api/conversation").json()["exchanges"]) == 1


def test_erasing_ends_every_session_and_the_words_open_nothing(address: str) -> None:
    leader, phrase = entered(address)
    there = browser(address)
    there.post("/api/session/open", json={"phrase": phrase})
    say(leader, SECRET)
    gone = say(leader, "delete everything")
    assert gone.json()["closed"] == "erased" and "Erased" in gone.json()["replies"][0]["text"]
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert leader.get("/api/conversation").status_code == there.get("/api/conversation").status_code == 401
    assert there.post("/api/session/open", json={"phrase": phrase}).status_code == 403


def test_a_receipt_that_was_lost_on_the_way_comes_again_to_the_same_session_only(address: str) -> None:
    leader, _ = entered(address)
    session = token(leader)
    say(leader, SECRET)
    receipt = say(leader, "delete everything", "message-0002").json()
    again = say(with_token(address, session), "delete everything", "message-0002").json()
    assert again["replies"] == receipt["replies"] and again["closed"] == "erased" and again["said"] is None
    assert say(with_token(address, session), "Hello?", "message-0003").status_code == 401
    assert say(entered(address)[0], "Hello there.", "message-0002").json()["closed"] is None


def test_a_hundred_thousand_guesses_from_one_place_take_most_of_a_year() -> None:
    clock = Clock()
    began, limiter = clock.now, GuessLimiter(clock)
    for _ in range(100_000):
        try:
            limiter.check("one place")
        except SlowDown as slow:
            clock.pass_time(seconds=slow.seconds)
            limiter.check("one place")
    assert (clock.now - began).days >= 340


def test_a_hundred_thousand_guesses_from_everywhere_cost_hours_and_find_nothing() -> None:
    """Without any delay: the cost of Argon2id on our side, and the chance that one of them is right."""
    cost, keys = PhraseCost(), len(words()) ** WORDS_IN_PHRASE
    assert (cost.memory_kib, cost.passes) >= (64 * 1024, 3)
    leaders = 1_000_000
    assert 100_000 * leaders / keys < 2**-38
    assert math.log2(keys) > 77


def test_one_house_of_ipv6_addresses_is_one_guesser(tmp_path: Path) -> None:
    class Asked:
        def __init__(self, host: str) -> None:
            self.client = type("Client", (), {"host": host})()

    houses = {client_of(Asked(host)) for host in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:0:5::9")}  # type: ignore[arg-type]
    assert houses == {"2001:db8::/64"}
    assert client_of(Asked("203.0.113.7")) == "203.0.113.7"  # type: ignore[arg-type]


def test_behind_https_the_cookie_is_bound_to_this_host(tmp_path: Path, echo: Echo) -> None:
    with served(tmp_path, echo, web_address="https://canary.example") as address:
        begun = httpx.post(f"{address}/api/session", json={})
        cookie = begun.headers["set-cookie"]
        assert cookie.startswith("__Host-canary_session=") and "Secure" in cookie and "Domain" not in cookie
        assert begun.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        value = cookie.partition("=")[2].partition(";")[0]
        assert with_token(address, value).get("/api/conversation").status_code == 401
        named = {"Cookie": f"__Host-canary_session={value}"}
        assert httpx.get(f"{address}/api/conversation", headers=named).status_code == 200
