"""Messages over the web: kept once, refused clearly, never executed."""

from __future__ import annotations

import json
import uuid

import pytest
from starlette.testclient import TestClient

from bot.channels.web.service import WebService
from bot.dialogue.errors import MessageEmpty, SilentTurn
from bot.messages import MAX_TEXT
from bot.tally.pace import Pace
from bot.vault.errors import StorageUnavailable

from .conftest import Echo


def start(browser: TestClient, keep_nothing: bool = False) -> dict[str, object]:
    answer = browser.post("/api/session", json={"keep_nothing": keep_nothing})
    assert answer.status_code == 201
    return dict(answer.json())


def say(browser: TestClient, text: str, message_id: str | None = None) -> dict[str, object]:
    return {"status": 0} | dict(
        browser.post("/api/messages", json={"id": message_id or str(uuid.uuid4()), "text": text}).json()
    )


def test_a_message_is_answered_and_shown_again_after_a_reload(browser: TestClient) -> None:
    start(browser)
    say(browser, "We lost our chief executive.")
    shown = browser.get("/api/conversation").json()["exchanges"]
    assert [(e["said"], e["replies"][0]["text"]) for e in shown] == [
        ("We lost our chief executive.", "Heard: We lost our chief executive.")
    ]
    assert shown[0]["replies"][0]["buttons"] == [{"title": "Skip", "payload": "skip"}]


def test_a_message_sent_twice_under_one_id_is_kept_once(browser: TestClient) -> None:
    start(browser)
    first, second = (say(browser, "Not since Easter.", "message-0001") for _ in range(2))
    assert first == second
    assert len(browser.get("/api/conversation").json()["exchanges"]) == 1


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "😶‍🌫️🫠", "/restart", "a\u0007b", "נבדק עברית", "x" * MAX_TEXT]
)
def test_odd_text_comes_back_as_text(browser: TestClient, text: str) -> None:
    start(browser)
    say(browser, text)
    assert browser.get("/api/conversation").json()["exchanges"][0]["said"] == text


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"id": "message-0001", "text": "x" * (MAX_TEXT + 1)}, 413, "too_long"),
        ({"id": "message-0001", "text": "x" * 100_000}, 413, "too_long"),
        ({"id": "message-0001", "text": "  \n "}, 400, "empty"),
        ({"id": "message-0001", "text": 7}, 400, "malformed"),
        ({"id": "message-0001"}, 400, "malformed"),
        ({"id": "message-0001", "text": "a", "button": "skip"}, 400, "malformed"),
        ({"id": "message-0001", "button": '/choose{"option": "x"}'}, 400, "malformed"),
        ({"id": "short", "text": "a"}, 400, "malformed"),
        ({"id": ["message-0001"], "text": "a"}, 400, "malformed"),
        ([], 400, "malformed"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(browser: TestClient, body: object, status: int, code: str) -> None:
    start(browser)
    answer = browser.post("/api/messages", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"]
    assert browser.get("/api/conversation").json()["exchanges"] == []


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"id": "message-0001", "text": ' + b"[" * 20_000, b""])
def test_a_body_that_is_no_json_is_refused(browser: TestClient, raw: bytes) -> None:
    start(browser)
    answer = browser.post("/api/messages", content=raw, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "malformed")


def test_a_form_post_from_elsewhere_is_not_taken_for_json(browser: TestClient) -> None:
    start(browser)
    answer = browser.post("/api/messages", content=json.dumps({"id": "message-0001", "text": "a"}))
    assert answer.status_code == 415


def test_ten_messages_a_second_are_slowed_and_none_is_lost(browser: TestClient, service: WebService) -> None:
    now = [0.0]
    service.messages = Pace(per_second=2, burst=6, clock=lambda: now[0])
    start(browser)
    sent = [f"message-{n:04}" for n in range(10)]
    refused = [one for one in sent if "error" in say(browser, one, one)]
    assert len(refused) == 4
    for one in refused:  # the page sends the same message again under the same id
        now[0] += 1
        assert "error" not in say(browser, one, one)
    assert [e["said"] for e in browser.get("/api/conversation").json()["exchanges"]] == sent


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (SilentTurn("nothing said"), 500, "trouble"),
        (MessageEmpty("nothing left"), 400, "empty"),
        (StorageUnavailable("away"), 503, "storage"),
    ],
)
def test_a_turn_that_fails_is_said_and_can_be_sent_again(
    browser: TestClient, echo: Echo, failure: Exception, status: int, code: str
) -> None:
    start(browser)
    echo.failure = failure
    answer = browser.post("/api/messages", json={"id": "message-0001", "text": "We lost our chief executive."})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    echo.failure = None
    assert "error" not in say(browser, "We lost our chief executive.", "message-0001")


def test_while_the_model_loads_messages_are_to_be_sent_again(browser: TestClient, service: WebService) -> None:
    start(browser)
    conversation, service.conversation = service.conversation, None
    waiting = browser.post("/api/messages", json={"id": "message-0001", "text": "Hello"})
    assert (waiting.status_code, waiting.json()["error"]["code"]) == (503, "starting")
    assert waiting.headers["Retry-After"] == "1"
    service.conversation = conversation
    assert "error" not in say(browser, "Hello", "message-0001")


def test_a_model_that_cannot_be_loaded_is_not_called_starting(browser: TestClient, service: WebService) -> None:
    start(browser)
    service.conversation, service.broken = None, True
    assert (
        browser.post("/api/messages", json={"id": "message-0001", "text": "Hello"}).json()["error"]["code"] == "trouble"
    )
