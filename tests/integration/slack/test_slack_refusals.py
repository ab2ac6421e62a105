"""What Slack did not send, or not for us, does nothing; what Slack can't take just now is not lost."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from bot.vault.errors import StorageUnavailable
from tests.doubles.echo import Echo
from tests.doubles.slack import APP, SECRET, TEAM
from tests.doubles.slack_person import Person, signature_headers
from tests.doubles.town import Town


def event(person: Person, **more: Any) -> str:
    said = {"type": "message", "channel": person.channel, "user": person.user, "text": "hi", "ts": "1.1", "team": TEAM}
    body = {"type": "event_callback", "team_id": TEAM, "api_app_id": APP, "event_id": "Ev1", "event": said}
    said |= {"channel_type": "im"}
    return json.dumps({**body, **more})


async def send(anna: Person, body: str, headers: dict[str, Any], path: str = "/slack/events") -> int:
    answer = await anna._http.post(anna.canary + path, content=body.encode(), headers=headers)
    return answer.status_code


async def test_the_address_is_verified(anna: Person) -> None:
    answer = await anna.send("/slack/events", json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"}))
    assert answer.status_code == 200 and answer.json() == {"challenge": "3eZbrw1aB"}


@pytest.mark.parametrize("path", ["/slack/events", "/slack/interactivity", "/slack/command"])
async def test_bad_missing_and_old_signatures_are_refused(echo: Echo, here: Town, anna: Person, path: str) -> None:
    body, now = event(anna), int(time.time())
    right = signature_headers(body.encode(), SECRET, now)
    wrong = [
        {},
        {**right, "X-Slack-Signature": "v0=" + "0" * 64},
        {**right, "X-Slack-Signature": "v0=é"},
        {**right, "X-Slack-Request-Timestamp": "soon"},
        {**right, "X-Slack-Request-Timestamp": str(now + 1)},
        {"X-Slack-Signature": right["X-Slack-Signature"]},
        signature_headers(body.encode(), "another secret", now),
        signature_headers(body.encode(), SECRET, now - 310),
        signature_headers(body.encode(), SECRET, now + 310),
        signature_headers(b"another body", SECRET, now),
    ]
    for headers in wrong:
        assert await send(anna, body, {name: value.encode() for name, value in headers.items()}, path) == 401
    assert not echo.heard and not here.slack.posted


async def test_a_replayed_request_is_answered_once(echo: Echo, anna: Person) -> None:
    body = event(anna)
    headers = signature_headers(body.encode(), SECRET, int(time.time()) - 200)
    assert [await send(anna, body, headers) for _ in range(3)] == [200, 200, 200]
    assert len(echo.heard) == 1


async def test_another_workspace_is_refused(echo: Echo, anna: Person) -> None:
    said = {
        "type": "message", "channel": "D1", "user": "U1", "text": "x", "ts": "1.1", "channel_type": "im",
    }  # fmt: skip
    for body in (
        event(anna, team_id="T0OTHER"),
        event(anna, event={**said, "team": "T0OTHER"}),
        event(anna, event={**said, "user_team": "T0OTHER"}),
        event(anna, team_id=None, event=said),
    ):
        assert (await anna.send("/slack/events", body)).status_code == 403
    press = {"type": "block_actions", "team": {"id": "T0OTHER"}, "user": {"id": "U1"}, "actions": [{"value": "skip"}]}
    form = "payload=" + json.dumps(press)
    assert (await anna.send("/slack/interactivity", form)).status_code == 403
    assert (await anna.send("/slack/command", "team_id=T0OTHER&command=/canary")).status_code == 403
    assert not echo.heard


@pytest.mark.parametrize("body", ["", "[]", "{", '"x"', "{" * 2000, '{"type": "event_callback", "event": 3}'])
async def test_malformed_bodies_get_a_plain_refusal(anna: Person, body: str) -> None:
    assert (await anna.send("/slack/events", body)).status_code in (200, 400, 403)
    assert (await anna.send("/slack/interactivity", body)).status_code in (200, 400, 403)


async def test_a_body_without_end_is_refused(anna: Person) -> None:
    assert (await anna.send("/slack/events", "x" * 300_000)).status_code == 413


async def test_rate_limits_are_waited_for(here: Town, anna: Person) -> None:
    here.slack.trouble = [(429, 1), (429, 1)]
    began = time.monotonic()
    await anna.write("Hello")
    await here.slack.until(lambda: len(here.slack.posted) == 1)
    assert time.monotonic() - began >= 2 and here.slack.calls.count("chat.postMessage") == 3


async def test_a_storm_of_errors_loses_and_doubles_nothing(here: Town, anna: Person) -> None:
    here.slack.trouble = [(500, None), (503, None), (429, 1), (500, None)]
    await anna.write("One")
    await anna.write("Two")
    await here.slack.until(lambda: len(here.slack.posted) == 2, 20)
    assert [line for line in anna.lines() if "Heard" in line] == ["Heard on slack: One", "Heard on slack: Two"]


async def test_a_store_that_is_away_is_said_in_words(echo: Echo, anna: Person) -> None:
    echo.failure = StorageUnavailable("the database is away")
    await anna.write("Hello")
    assert "can't reach its store" in anna.lines()[0]
    echo.failure = None
    await anna.write("Hello again")
    assert anna.lines()[0] == "Heard on slack: Hello again"


async def test_nothing_said_and_nobody_is_in_the_log(
    here: Town, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    await anna.write("a marked word")
    here.slack.trouble = [(500, None)] * 8
    here.app.state.web.conversation.seconds = 0
    await send(anna, event(anna), {})
    ours = [record for record in caplog.records if record.name == "canary"]
    assert ours and not any(
        part in str(record.__dict__) for record in ours for part in ("marked", anna.user, "xoxb", TEAM)
    )
