"""Splitting loses nothing, deliveries count once, lanes keep order."""

from __future__ import annotations

import asyncio
import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.shared.lanes import MOST_WAITING, Lanes
from bot.channels.shared.link import parts
from bot.channels.shared.splitting import pieces
from bot.channels.slack import blocks
from bot.channels.teams import cards
from bot.messages import Button, Reply
from bot.tally.seen import KEEP_SECONDS, Seen
from tests.doubles.microsoft import MOST_CARD
from tests.doubles.microsoft_shown import card_lines, card_size
from tests.doubles.slack_shown import problem_with

WORDS = st.text("ab .,:/&<>*_[]()`~#|-\\\"'é€ß😀\u200dЖ中", max_size=60)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=30).map("\n\n".join)
BUTTONS = st.lists(st.builds(Button, WORDS.filter(str.strip), st.just("choose:x")), max_size=60).map(tuple)
REPLIES = st.lists(st.builds(Reply, TEXTS, BUTTONS), max_size=6)


@given(TEXTS, st.integers(1, 200))
def test_pieces_fit_and_are_the_whole_text(text: str, most: int) -> None:
    cut = list(pieces(text, most))
    assert "".join(cut) == text and all(0 < len(piece) <= most for piece in cut)


@given(TEXTS)
def test_addresses_are_found_and_nothing_is_lost(text: str) -> None:
    mixed = f"{text} https://canary.test/a?b=1. {text}"
    assert "".join(part for part, _ in parts(mixed)) == mixed
    assert ("https://canary.test/a?b=1", True) in list(parts(mixed))


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@settings(max_examples=60)
@given(REPLIES)
def test_slack_takes_every_message_and_it_holds_every_word(replies: list[Reply]) -> None:
    made = blocks.messages(replies)
    assert all(problem_with(list(one.blocks)) is None and one.text or not one.blocks for one in made)
    sections = [block["text"]["text"] for one in made for block in one.blocks if block["type"] == "section"]
    shown = " ".join(text if "&" not in text or "://" not in text else html.unescape(text) for text in sections)
    assert _words(shown) == _words(" ".join(reply.text for reply in replies)) or "://" in shown
    buttons = [
        element for one in made for block in one.blocks if block["type"] == "actions" for element in block["elements"]
    ]
    assert len(buttons) == sum(len(reply.buttons) for reply in replies)


@settings(max_examples=60)
@given(REPLIES)
def test_teams_takes_every_card_and_it_holds_every_word(replies: list[Reply]) -> None:
    made = cards.cards(replies)
    assert all(card_size(one) <= MOST_CARD for one in made)
    inlines = [run["text"] for one in made for element in one["body"] for run in element.get("inlines", ())]
    blocks_ = [element["text"] for one in made for element in one["body"] if element["type"] == "TextBlock"]
    said = " ".join(reply.text for reply in replies)
    if not blocks_:
        assert _words(" ".join(inlines)) == _words(said)
    actions = [a for one in made for e in one["body"] if e["type"] == "ActionSet" for a in e["actions"]]
    assert len(actions) == sum(len(reply.buttons) for reply in replies)
    assert all(len(e["actions"]) <= 6 for one in made for e in one["body"] if e["type"] == "ActionSet")


def test_slack_text_with_an_address_and_many_signs_still_fits() -> None:
    made = blocks.messages([Reply("https://canary.test/ " + "&<>" * 1300)])
    assert all(problem_with(list(one.blocks)) is None for one in made)
    shown = "".join(block["text"]["text"] for one in made for block in one.blocks)
    assert html.unescape(shown).count("&<>") >= 1299


def test_a_card_line_survives_markdown() -> None:
    text = "- [x](y) *a* _b_ `c` #d | ~e~ <f> https://canary.test/a_b*"
    assert card_lines(cards.cards([Reply(text)])[0]) == [text]


def test_a_delivery_counts_once_within_an_hour() -> None:
    now = [0.0]
    seen = Seen(lambda: now[0])
    assert seen.first_time("a") and not seen.first_time("a") and seen.first_time("b")
    now[0] = KEEP_SECONDS + 1
    assert seen.first_time("a")


async def test_a_lane_is_in_order_lanes_are_not_and_both_outlive_trouble() -> None:
    lanes, done = Lanes(), []

    async def work(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)
        if name == "a1":
            raise ValueError(name)

    tasks = [
        lanes.put("a", lambda: work("a1", 0.05)),
        lanes.put("a", lambda: work("a2", 0.0)),
        lanes.put("b", lambda: work("b1", 0.0)),
    ]
    await asyncio.gather(*(task for task in tasks if task))
    assert done == ["b1", "a1", "a2"]


async def test_a_lane_is_full_at_last_and_settles() -> None:
    lanes, gate = Lanes(), asyncio.Event()

    async def wait() -> None:
        await gate.wait()

    taken = [lanes.put("a", wait) for _ in range(MOST_WAITING + 3)]
    assert sum(task is None for task in taken) == 3
    await lanes.settle(0.05)
    await asyncio.sleep(0)
    assert lanes.put("a", wait) is not None
    gate.set()
    await lanes.settle(1)
