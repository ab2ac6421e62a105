"""Messages, buttons, the home tab and /canary, over the Events API."""

from __future__ import annotations

import asyncio

from bot.messages import Button, Reply
from tests.doubles.echo import Echo
from tests.doubles.slack import APP, BOT, BOT_USER, TEAM
from tests.doubles.slack_person import Person
from tests.doubles.slack_shown import buttons_in, lines_of
from tests.doubles.town import Town


async def test_a_message_is_answered_in_the_direct_message(here: Town, anna: Person) -> None:
    await anna.write("We lost our chief executive & <everything>")
    assert anna.lines() == [
        "Heard on slack: We lost our chief executive & <everything>", "[Skip this]", "[My picture so far]",
    ]  # fmt: skip


async def test_slacks_markup_is_taken_out_and_no_id_is_kept(echo: Echo, anna: Person) -> None:
    event = {
        "type": "message", "channel": anna.channel, "user": anna.user, "ts": "1.1", "team": TEAM, "channel_type": "im",
        "text": "Ask <@U0BEN> in <#C0X|leads> about <https://a.uk/x|a.uk/x> &amp; <mailto:a@b.uk|a@b.uk>",
    }  # fmt: skip
    await anna.event(event)
    assert echo.heard[-1][1] == "Ask a colleague in leads about a.uk/x & a@b.uk"


async def test_a_button_is_pressed_once_and_shows_what_was_chosen(echo: Echo, here: Town, anna: Person) -> None:
    await anna.write("Hello")
    posted = anna.new()[0]
    element = buttons_in(posted.blocks)[0]
    await asyncio.gather(anna._press(element, posted), anna._press(element, posted))
    assert [said for _, said in echo.heard] == ["Hello", "skip"]
    assert lines_of(posted.blocks) == ["Heard on slack: Hello", "You chose: Skip this"]
    assert anna.lines()[0] == "Heard on slack: skip"


async def test_the_same_event_sent_again_is_answered_once(echo: Echo, here: Town, anna: Person) -> None:
    event = {
        "type": "message", "channel": anna.channel, "user": anna.user, "ts": "2.1", "team": TEAM, "channel_type": "im",
        "text": "Only once",
    }  # fmt: skip
    await asyncio.gather(*(anna.event(event, "Ev1") for _ in range(5)))
    assert len(echo.heard) == 1 and len(here.slack.posted) == 1


async def test_the_acknowledgement_is_in_time_while_the_turn_is_slow(echo: Echo, here: Town, anna: Person) -> None:
    echo.seconds = 4.0
    await anna.write("Take your time")
    assert anna.sent_again == 0 and max(anna.acknowledged_after) < 3
    await here.slack.until(lambda: len(here.slack.posted) == 1)
    assert len(echo.heard) == 1


async def test_one_persons_messages_are_answered_in_order(echo: Echo, here: Town, anna: Person) -> None:
    echo.seconds = 0.05
    tasks = []
    for number in range(10):
        tasks.append(asyncio.create_task(anna.write(f"number {number}")))
        await asyncio.sleep(0.005)
    await asyncio.gather(*tasks)
    await here.slack.until(lambda: len(here.slack.posted) == 10)
    assert [said for _, said in echo.heard] == [f"number {number}" for number in range(10)]
    assert [line for line in anna.lines() if "Heard" in line] == [f"Heard on slack: number {n}" for n in range(10)]


async def test_too_many_at_once_are_said_not_to_be_kept(echo: Echo, here: Town, anna: Person) -> None:
    echo.seconds = 0.2
    await asyncio.gather(*(anna.write(f"number {number}") for number in range(24)))
    await here.slack.until(lambda: len(here.slack.posted) == 24, 15)
    assert len(echo.heard) == 20
    assert sum("That was quick" in line for line in anna.lines()) == 4


async def test_a_thread_is_answered_in_the_thread(here: Town, anna: Person) -> None:
    await anna.write("In a thread", thread_ts="77.1")
    assert here.slack.posted[-1].thread == "77.1"


async def test_long_replies_are_split_without_loss(echo: Echo, here: Town, anna: Person) -> None:
    long = "\n\n".join(" ".join(f"word{p}x{w}" for w in range(900)) for p in range(6))
    echo.replies = (Reply(long, tuple(Button(f"{n} " + "x" * 90, f"choose:{n}") for n in range(60))),)
    await anna.write("Long")
    posted = anna.new()
    text = " ".join(block["text"]["text"] for one in posted for block in one.blocks if block["type"] == "section")
    assert text.split("- 0 x")[0].split() == long.split()
    values = [button["value"] for one in posted for button in buttons_in(one.blocks)]
    assert values == [f"choose:{n}" for n in range(60)]
    shown_in_full = [line for one in posted for line in lines_of(one.blocks) if line.startswith("- ")]
    assert shown_in_full == [f"- {n} " + "x" * 90 for n in range(60)]


async def test_only_our_addresses_become_links(echo: Echo, here: Town, anna: Person) -> None:
    echo.replies = (Reply("See https://canary.test/a?b=1&c=2.\n\nHe said <!channel> *now*"),)
    await anna.write("Link")
    texts = [block["text"] for block in here.slack.posted[-1].blocks]
    assert texts[0] == {"type": "mrkdwn", "text": "See <https://canary.test/a?b=1&amp;c=2>.", "verbatim": True}
    assert texts[1] == {"type": "plain_text", "text": "He said <!channel> *now*", "emoji": False}
    assert "<!channel>" not in here.slack.posted[-1].text


async def test_the_home_tab_offers_where_to_begin(echo: Echo, here: Town, anna: Person) -> None:
    await anna.event({"type": "app_home_opened", "user": anna.user, "channel": anna.channel, "tab": "home"})
    lines = lines_of(here.slack.homes[anna.user])
    assert [line for line in lines if line.startswith("[")] == [
        "[Start]", "[My picture]", "[Privacy]", "[Delete everything]", "[Take this to the private page]",
    ]  # fmt: skip
    assert any("employer may keep" in line for line in lines)
    await anna.press_home("Start")
    await anna.press_home("Delete everything")
    assert [said for _, said in echo.heard] == ["open", "delete:all"]
    assert "Heard on slack: open" in anna.lines()


async def test_the_command_answers_its_caller_alone_and_keeps_nothing(echo: Echo, here: Town, anna: Person) -> None:
    answer = await anna.command(text="something private")
    assert answer["response_type"] == "ephemeral"
    button = buttons_in(answer["blocks"])[0]
    assert button["url"] == f"{here.slack.address}/app_redirect?app={APP}&team={TEAM}" and button["value"] == "open"
    assert not here.slack.posted and not echo.heard and "private" not in str(answer["text"])


async def test_in_a_channel_it_says_only_that_it_works_in_a_direct_message(
    echo: Echo, here: Town, anna: Person
) -> None:
    event = {
        "type": "app_mention",
        "user": anna.user,
        "channel": "C0GENERAL",
        "ts": "3.1",
        "text": "<@B> hi",
        "team": TEAM,
    }
    await anna.event(event)
    await anna.event({**event, "type": "message", "channel_type": "mpim", "ts": "3.2", "channel": "G0GROUP"})
    assert [(one.channel, one.seen_by) for one in here.slack.posted] == [
        ("C0GENERAL", anna.user),
        ("G0GROUP", anna.user),
    ]
    assert lines_of(here.slack.posted[0].blocks)[0].startswith("I only work in a direct message.")
    assert not echo.heard
    element = buttons_in(here.slack.posted[0].blocks)[0]
    await anna._press(element, here.slack.posted[0])
    assert [said for _, said in echo.heard] == ["open"] and here.slack.posted[-1].channel == anna.channel


async def test_a_channels_own_talk_is_not_even_answered(echo: Echo, here: Town, anna: Person) -> None:
    event = {"type": "message", "user": anna.user, "channel": "C0GENERAL", "ts": "4.1", "text": "hi", "team": TEAM}
    await anna.event({**event, "channel_type": "channel"})
    await anna.event({**event, "channel_type": "group", "ts": "4.2"})
    assert not here.slack.posted and not echo.heard


async def test_buttons_pressed_where_others_read_do_nothing(echo: Echo, here: Town, anna: Person) -> None:
    await anna.write("Hello")
    posted = anna.new()[0]
    posted.channel = "C0GENERAL"
    await anna._press(buttons_in(posted.blocks)[0], posted)
    assert len(echo.heard) == 1


async def test_programs_are_not_answered(echo: Echo, anna: Person) -> None:
    base = {"type": "message", "channel": anna.channel, "ts": "5.1", "team": TEAM, "channel_type": "im", "text": "loop"}
    await anna.event({**base, "user": BOT_USER, "bot_id": BOT, "app_id": APP})
    await anna.event({**base, "subtype": "bot_message", "bot_id": "B0OTHER", "ts": "5.2"})
    await anna.event({**base, "ts": "5.3"})
    assert not echo.heard


async def test_a_file_alone_is_neither_opened_nor_kept(echo: Echo, anna: Person) -> None:
    await anna.write("", subtype="file_share", files=[{"id": "F1"}])
    assert not echo.heard and anna.lines() == ["I can only read words. I haven't opened or kept the file."]


async def test_an_edit_is_seen_and_a_preview_is_none(echo: Echo, anna: Person) -> None:
    ts = await anna.write("Frist")
    anna.new()
    edit = {
        "type": "message", "subtype": "message_changed", "channel": anna.channel, "channel_type": "im", "ts": "6.1",
        "message": {"user": anna.user, "ts": ts, "text": "First", "team": TEAM},
        "previous_message": {"user": anna.user, "ts": ts, "text": "Frist", "team": TEAM},
    }  # fmt: skip
    await anna.event({**edit, "message": {**edit["previous_message"], "attachments": [{"id": 1}]}})
    assert not anna.lines()
    await anna.event(edit)
    assert "you edited a message" in anna.lines()[0] and len(echo.heard) == 1


async def test_a_deleted_message_that_was_no_answer_is_told_so(anna: Person) -> None:
    ts = await anna.write("Hello")
    anna.new()
    await anna.event(
        {
            "type": "message", "subtype": "message_deleted", "channel": anna.channel, "channel_type": "im", "ts": "7.1",
            "deleted_ts": ts, "previous_message": {"user": anna.user, "ts": ts, "text": "Hello", "team": TEAM},
        }
    )  # fmt: skip
    assert "You deleted a message. It was not an answer" in anna.lines()[0]


async def test_people_never_meet(echo: Echo, here: Town, anna: Person) -> None:
    ben = here.slack_person("U0BEN")
    await asyncio.gather(anna.write("from Anna"), ben.write("from Ben"))
    assert [line for line in anna.lines() if "Heard" in line] == ["Heard on slack: from Anna"]
    assert [line for line in ben.lines() if "Heard" in line] == ["Heard on slack: from Ben"]
    assert len({leader for leader, _ in echo.heard}) == 2
    await ben.close()
