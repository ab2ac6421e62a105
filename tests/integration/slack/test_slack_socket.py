"""Socket Mode: the same over a connection that Canary opens, with no address of its own."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from tests.doubles.echo import Echo
from tests.doubles.slack import TEAM
from tests.doubles.town import town


async def test_messages_buttons_and_the_command_over_the_socket(tmp_path: Path) -> None:
    echo = Echo()
    async with town(tmp_path, echo, socket_mode=True) as here:
        anna = here.slack_person(by_socket=True)
        await anna.write("Hello")
        assert anna.lines()[0] == "Heard on slack: Hello"
        await anna.press("Skip this")
        assert anna.lines()[0] == "Heard on slack: skip"
        assert (await anna.command())["response_type"] == "ephemeral"
        for path in ("events", "interactivity", "command"):
            assert (await anna.send(f"/slack/{path}", json.dumps({"type": "url_verification"}))).status_code == 404
        await anna.close()


async def test_a_slow_turn_keeps_nobody_waiting(tmp_path: Path) -> None:
    echo = Echo()
    echo.seconds = 2.5
    async with town(tmp_path, echo, socket_mode=True) as here:
        people = [here.slack_person(f"U0P{number}", by_socket=True) for number in range(5)]
        await asyncio.gather(*(person.write(f"from {person.user}") for person in people))
        await here.slack.until(lambda: len(here.slack.posted) == 5)
        assert [person.lines()[0] for person in people] == [f"Heard on slack: from {p.user}" for p in people]
        for person in people:
            await person.close()


async def test_another_workspace_is_refused_over_the_socket_too(tmp_path: Path) -> None:
    echo = Echo()
    async with town(tmp_path, echo, socket_mode=True) as here:
        said = {"type": "message", "channel": "D1", "user": "U1", "text": "x", "ts": "1.1", "channel_type": "im"}
        await here.slack.socket_send("events_api", {"team_id": "T0OTHER", "event": {**said, "team": TEAM}})
        assert not echo.heard and not here.slack.posted
