"""Messages, buttons and the bot's menu, over the Bot Framework."""

from __future__ import annotations

import asyncio

from bot.messages import Button, Reply
from tests.doubles.echo import Echo
from tests.doubles.microsoft import BOT, MOST_CARD, TENANT, Person, until
from tests.doubles.microsoft_shown import actions_in, card_lines, card_size, cards_in
from tests.doubles.town import Town


async def test_a_message_is_answered_in_the_chat(here: Town, anna: Person) -> None:
    await anna.write("We lost our chief executive &amp; &lt;everything&gt;")
    assert anna.lines() == [
        "Heard on teams: We lost our chief executive & <everything>", "[Skip this]", "[My picture so far]",
    ]  # fmt: skip
    sent = here.microsoft.sent[-1]
    assert (sent["from"]["id"], sent["recipient"]["id"], sent["conversation"]["id"]) == (BOT, "29:anna", "a:anna")


async def test_opening_the_chat_begins(echo: Echo, anna: Person) -> None:
    await anna.install()
    assert [said for _, said in echo.heard] == ["open"] and anna.lines()[0] == "Heard on teams: open"


async def test_a_button_counts_once_and_shows_as_the_leaders_message(echo: Echo, anna: Person) -> None:
    await anna.write("Hello")
    _, action = anna.find("Skip this")
    assert action["data"]["msteams"]["displayText"] == "Skip this"
    await asyncio.gather(anna.press("Skip this"), anna.press("Skip this"))
    assert [said for _, said in echo.heard] == ["Hello", "skip"]


async def test_a_buttons_value_may_come_as_text(echo: Echo, anna: Person) -> None:
    await anna.send(anna.activity(value='{"canary": "skip"}'))
    await anna.send(anna.activity(value='{"canary": '))
    await anna.send(anna.activity(value={"other": "skip"}))
    assert [said for _, said in echo.heard] == ["skip"]


async def test_an_invoked_action_is_answered_as_invokes_are(echo: Echo, anna: Person) -> None:
    value = {"action": {"type": "Action.Execute", "verb": "x", "data": {"canary": "skip"}}, "trigger": "manual"}
    answer = await anna.invoke("adaptiveCard/action", value)
    assert answer.json() == {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""}
    assert [said for _, said in echo.heard] == ["skip"]


async def test_the_bots_menu_stands_for_buttons(echo: Echo, anna: Person) -> None:
    for command in ("Start", "my picture", "Privacy", "DELETE  everything"):
        await anna.write(command)
    assert [said for _, said in echo.heard] == ["open", "picture", "more_privacy", "delete:all"]


async def test_the_same_activity_sent_again_is_answered_once(echo: Echo, here: Town, anna: Person) -> None:
    activity = anna.activity(text="Only once")
    await asyncio.gather(*(anna.send(activity) for _ in range(5)))
    assert len(echo.heard) == 1 and len(anna.new()) == 1


async def test_a_slow_turn_is_acknowledged_in_time_and_shows_typing(echo: Echo, here: Town, anna: Person) -> None:
    anna.quiet, echo.seconds = None, 6.0
    await anna.write("Take your time")
    assert max(anna.acknowledged_after) < 6
    assert [one["type"] for one in here.microsoft.sent] == ["typing"]
    await until(lambda: len(here.microsoft.sent) == 2)
    assert len(echo.heard) == 1


async def test_one_persons_messages_are_answered_in_order(echo: Echo, here: Town, anna: Person) -> None:
    echo.seconds = 0.05
    tasks = []
    for number in range(10):
        tasks.append(asyncio.create_task(anna.write(f"number {number}")))
        await asyncio.sleep(0.005)
    await asyncio.gather(*tasks)
    assert [said for _, said in echo.heard] == [f"number {number}" for number in range(10)]


async def test_long_replies_are_split_without_loss(echo: Echo, anna: Person) -> None:
    long = "\n\n".join(" ".join(f"wörd{p}x{w}" for w in range(900)) for p in range(6))
    echo.replies = (Reply(long, tuple(Button(f"Button {n}", f"choose:{n}") for n in range(40))),)
    await anna.write("Long")
    sent = anna.new()
    cards = [card for one in sent for card in cards_in(one)]
    assert len(cards) > 1 and all(card_size(card) <= MOST_CARD for card in cards)
    lines = [line for card in cards for line in card_lines(card)]
    assert " ".join(line for line in lines if not line.startswith("[")).split() == long.split()
    assert [line for line in lines if line.startswith("[")] == [f"[Button {n}]" for n in range(40)]


async def test_markdown_and_addresses_in_what_was_said_do_nothing(echo: Echo, here: Town, anna: Person) -> None:
    echo.replies = (Reply("He said *now* [x](http://evil)\n\n- See https://canary.test/a_b and _wait_."),)
    await anna.write("Link")
    body = cards_in(here.microsoft.sent[-1])[0]["body"]
    assert body[1]["text"] == "\\- See [https://canary.test/a_b](https://canary.test/a_b) and \\_wait\\_."
    echo.replies = (Reply("He said *now* [x](y)"),)
    await anna.write("Plain")
    assert cards_in(here.microsoft.sent[-1])[0]["body"][0]["inlines"][0]["text"] == "He said *now* [x](y)"


async def test_where_others_read_it_says_only_that_it_works_in_a_direct_message(
    echo: Echo, here: Town, anna: Person
) -> None:
    for number, kind in enumerate(("groupChat", "channel", None)):
        where = {"conversationType": kind, "tenantId": TENANT, "id": f"19:{number}"}
        await anna.send(anna.activity(conversation=where, text="<at>Canary</at> what do you think"))
        await anna.send(anna.activity(conversation=where, value={"canary": "skip"}))
        await anna.send(anna.activity(conversation=where, type="conversationUpdate", membersAdded=[{"id": "29:ben"}]))
        await anna.send(anna.activity(conversation=where, type="conversationUpdate", membersAdded=[{"id": BOT}]))
    assert not echo.heard and len(here.microsoft.sent) == 9
    for sent in here.microsoft.sent:
        assert card_lines(cards_in(sent)[0])[0].startswith("I only work in a direct message.")
        assert actions_in(sent)[0]["url"].startswith("https://teams.microsoft.com/l/chat/0/0?users=28:")


async def test_edits_and_deletions_are_seen(echo: Echo, anna: Person) -> None:
    activity = await anna.write("Frist")
    anna.new()
    for kind, event in (("messageUpdate", "editMessage"), ("messageDelete", "softDeleteMessage")):
        data = {"tenant": {"id": TENANT}, "eventType": event}
        await anna.send(anna.activity(type=kind, id=activity["id"], text="First", channelData=data))
    undone = {"tenant": {"id": TENANT}, "eventType": "undeleteMessage"}
    await anna.send(anna.activity(type="messageUpdate", id=activity["id"], channelData=undone))
    lines = anna.lines()
    assert "you edited a message" in lines[0] and "It was not an answer" in lines[1] and len(lines) == 2
    assert len(echo.heard) == 1


async def test_a_file_alone_is_neither_opened_nor_kept(echo: Echo, anna: Person) -> None:
    attached = [{"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "x.docx"}]
    await anna.send(anna.activity(text="", attachments=attached))
    assert not echo.heard and anna.lines() == ["I can only read words. I haven't opened or kept the file."]


async def test_people_never_meet(echo: Echo, here: Town, anna: Person) -> None:
    ben = here.teams_person("ben")
    await asyncio.gather(anna.write("from Anna"), ben.write("from Ben"))
    assert anna.lines()[0] == "Heard on teams: from Anna" and ben.lines()[0] == "Heard on teams: from Ben"
    assert len({leader for leader, _ in echo.heard}) == 2
    await ben.close()
