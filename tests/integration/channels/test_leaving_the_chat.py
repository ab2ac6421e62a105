"""Taking words back, the picture, deleting everything, and moving to the private page, with the real conversation."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.doubles.browser import Leader
from tests.doubles.microsoft import TENANT
from tests.doubles.microsoft_shown import card_lines, pictures_in
from tests.doubles.slack import TEAM
from tests.doubles.slack_shown import lines_of
from tests.doubles.town import Town

ANSWER = "Honestly supervision gets cancelled whenever the duty team is short."


async def begin(person: Any, here: Town) -> None:
    """As far as the first question about culture."""
    await person.write("hello")
    await person.press("I'm happy to go on")
    await person.press("Choose an area")
    await person.press(here.app.state.web.content.domains["culture"].title)
    await person.press("The short look")


def kept(here: Town, channel: str, user: str) -> list[str]:
    """The answers that are stored for a leader of a channel."""
    leader = here.app.state.web.vault.find_channel(channel, user)
    if leader is None:
        return []
    with closing(leader):
        return [answer.text for answer in leader.turn("looking", datetime.now(UTC)).answers()]


@pytest.fixture(params=["slack", "teams"])
def chat(request: pytest.FixtureRequest, here: Town) -> tuple[str, str, Any]:
    """The channel, the leader's id in it, and the leader."""
    if request.param == "slack":
        return "slack", f"{TEAM}/U0ANNA", here.slack_person()
    return "teams", f"{TENANT}/aad-anna", here.teams_person()


async def delete_message(channel: str, person: Any, message: Any) -> None:
    """Delete a message in the chat service."""
    if channel == "slack":
        before = {"user": person.user, "ts": message, "text": ANSWER, "team": TEAM}
        event = {"type": "message", "subtype": "message_deleted", "channel": person.channel, "channel_type": "im"}
        await person.event({**event, "ts": "9.9", "deleted_ts": message, "previous_message": before})
    else:
        data = {"tenant": {"id": TENANT}, "eventType": "softDeleteMessage"}
        await person.send(person.activity(type="messageDelete", id=message["id"], channelData=data))


async def test_a_message_deleted_there_is_deleted_here(here: Town, chat: tuple[str, str, Any]) -> None:
    channel, user, person = chat
    await begin(person, here)
    person.lines()
    message = await person.write(ANSWER)
    assert kept(here, channel, user) == [ANSWER]
    person.lines()
    await delete_message(channel, person, message)
    said = person.lines()
    assert said[0].startswith("You deleted that message, so I've deleted my copy")
    assert kept(here, channel, user) == [] and len(said) > 2
    await delete_message(channel, person, message)
    await person.write("We say what went wrong in the open, every week.")
    assert kept(here, channel, user) == ["We say what went wrong in the open, every week."]
    await person.close()


@pytest.mark.parametrize("typed", ["", "show me my picture"])
async def test_the_picture_comes_as_an_image_and_in_words(here: Town, chat: tuple[str, str, Any], typed: str) -> None:
    channel, user, person = chat
    await begin(person, here)
    await person.write(ANSWER)
    for _ in range(12):
        if any(title in "\n".join(_last_lines(channel, here)) for title in ("[Fair]",)):
            break
        await person.write("skip")
    await person.press("Fair")
    person.lines()
    if typed:
        await person.write(typed)
    elif channel == "slack":
        await person.event({"type": "app_home_opened", "user": person.user, "tab": "home"})
        await person.press_home("My picture")
    else:
        await person.write("My picture")
    if channel == "slack":
        assert len(here.slack.files) == 1
        file = here.slack.files[0]
        assert file["channel"] == person.channel and file["data"].startswith(b"\x89PNG") and len(file["alt"]) > 100
    else:
        pictures = [png for sent in here.microsoft.sent for png in pictures_in(sent)]
        assert len(pictures) == 1 and pictures[0].startswith(b"\x89PNG") and len(pictures[0]) < 1_000_000
        assert any("Your picture, in words." in line for line in person.lines())
    await person.close()


def _last_lines(channel: str, here: Town) -> list[str]:
    if channel == "slack":
        return lines_of(here.slack.posted[-1].blocks)
    return [
        line
        for one in here.microsoft.sent[-1:]
        for attached in one["attachments"]
        for line in card_lines(attached["content"])
    ]


async def test_delete_everything_leaves_nothing_and_says_what_it_cannot_reach(
    here: Town, chat: tuple[str, str, Any]
) -> None:
    channel, user, person = chat
    await begin(person, here)
    await person.write(ANSWER)
    person.lines()
    await person.write("delete everything")
    await person.press("Yes, delete everything")
    said = "\n".join(person.lines())
    assert "Everything was erased on" in said and "held by your employer's system" in said
    assert "this service's own key" in said and "six words" not in said
    assert here.app.state.web.vault.find_channel(channel, user) is None
    await person.write("hello")
    assert "belongs to your employer" in "\n".join(person.lines())
    await person.close()


async def test_everything_moves_to_the_private_page(here: Town, chat: tuple[str, str, Any]) -> None:
    channel, user, person = chat
    await begin(person, here)
    await person.write(ANSWER)
    code = await ask_for_code(channel, here, person)
    stranger, leader = Leader(here.canary), Leader(here.canary)
    assert (await stranger.call("POST", "/api/move", {"code": "ABCD-EFGH-JKMN"})).status_code == 403
    assert (await leader.call("PUT", "/api/move", {"code": code})).status_code == 403  # words come first
    words = (await leader.call("POST", "/api/move", {"code": code.lower()})).json()["phrase"]
    assert len(words.split()) == 6 and kept(here, channel, user) == [ANSWER]  # nothing has moved yet
    assert (await leader.call("PUT", "/api/move", {"code": code})).status_code == 201
    await leader.send(button="open")
    assert "your six words open it" in "\n".join(leader.lines())
    await leader.press("I'm happy to go on")
    assert "Carry on" in "\n".join(leader.lines())
    assert here.app.state.web.vault.find_channel(channel, user) is None
    with closing(here.app.state.web.vault.open(words)) as vault:
        assert [answer.text for answer in vault.turn("looking", datetime.now(UTC)).answers()] == [ANSWER]
    assert (await stranger.call("POST", "/api/move", {"code": code})).status_code == 403
    assert (await stranger.call("GET", "/move")).status_code == 200
    for one in (person, stranger, leader):
        await one.close()


async def ask_for_code(channel: str, here: Town, person: Any) -> str:
    """Ask for the code; it is shown in a dialog and stands in no message."""
    await person.write("Take this to the private page")
    if channel == "slack":
        await person.press("Take this to the private page")
        told = "\n".join(lines_of(here.slack.dialogs[-1]["blocks"]))
        posted = str(here.slack.posted)
    else:
        _, action = person.find("Take this to the private page")
        assert action["data"]["msteams"] == {"type": "task/fetch"}
        answer = (await person.invoke("task/fetch", {"data": action["data"]})).json()
        told = "\n".join(card_lines(answer["task"]["value"]["card"]["content"]))
        posted = str(here.microsoft.sent)
    code = told.split("minutes: ")[1][:14]
    assert "http://canary.test/move" in told and code not in posted
    return code


async def test_a_code_is_too_old_after_ten_minutes(here: Town, chat: tuple[str, str, Any]) -> None:
    channel, _, person = chat
    await person.write("hello")
    code = await ask_for_code(channel, here, person)
    moving = here.channels[0]._doing._moving
    real = moving._clock
    moving._clock = lambda: real() + 601
    leader = Leader(here.canary)
    assert (await leader.call("POST", "/api/move", {"code": code})).status_code == 403
    await leader.close()
    await person.close()


async def test_whoever_comes_back_another_day_is_greeted(here: Town, chat: tuple[str, str, Any]) -> None:
    channel, _, person = chat
    await person.write("hello")
    await person.press("I'm happy to go on")
    person.lines()
    desk = here.channels[0 if channel == "slack" else 1]._doing._desk
    desk._clock = lambda: datetime.now(UTC) + timedelta(hours=5)
    await person.write("hello")
    greeting = person.lines()[0]
    assert any(word in greeting for word in ("Hello again", "Welcome back", "Good to have you back"))
    await person.close()
