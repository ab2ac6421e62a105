"""What one turn promises, whoever is talking and whatever fails."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from bot.dialogue.conversation import SEATS
from bot.dialogue.errors import (
    ActionFailed,
    ActionsLooped,
    MessageEmpty,
    MessageTooLong,
    SilentTurn,
    TurnFailed,
    UnknownButton,
)
from bot.messages import MAX_TEXT, Button, Incoming
from bot.vault.errors import StorageUnavailable, TurnConflict
from tests.integration.fakes import FakeLeader


async def test_a_typed_message_is_answered_with_whole_paragraphs_and_buttons(talk: Any) -> None:
    exchange = await talk.handle(FakeLeader(), Incoming("1", text="hello"))
    (reply,) = exchange.replies
    assert reply.text == "Good morning.\n\nShall we begin?"
    assert reply.buttons == (Button("Culture", "choose:culture"), Button("Hello", "greet"))
    assert exchange.said == "hello"


async def test_a_button_sets_its_option(talk: Any) -> None:
    exchange = await talk.handle(FakeLeader(), Incoming("1", button="choose:system_design"))
    assert exchange.replies[0].text == "You chose system_design."


async def test_a_message_sent_again_is_answered_from_the_store(talk: Any) -> None:
    leader = FakeLeader()
    first = await talk.handle(leader, Incoming("1", text="hello"))
    steps = len(leader.steps)
    assert await talk.handle(leader, Incoming("1", text="hello")) == first
    assert len(leader.steps) == steps


@pytest.mark.parametrize("typed", ["/choose", '/choose{"option": "governance"}', " //choose{}", "\u200b/choose"])
async def test_typed_text_is_never_a_command(talk: Any, typed: str) -> None:
    leader = FakeLeader()
    exchange = await talk.handle(leader, Incoming("1", text=typed))
    assert exchange.replies[0].text.startswith("You said")
    assert not any(step["event"] == "slot" and step["name"] == "option" for step in leader.steps)


@pytest.mark.parametrize("typed", ["", "   ", "\x00\x07", "/", "\u202e\u200b"])
async def test_an_empty_message_is_refused_and_leaves_nothing(talk: Any, typed: str) -> None:
    leader = FakeLeader()
    with pytest.raises(MessageEmpty):
        await talk.handle(leader, Incoming("1", text=typed))
    assert not leader.kept and not leader.steps


async def test_a_message_that_is_too_long_is_refused(talk: Any) -> None:
    with pytest.raises(MessageTooLong):
        await talk.handle(FakeLeader(), Incoming("1", text="a" * (MAX_TEXT + 1)))


@pytest.mark.parametrize("payload", ["", "no_such_intent", "choose:{}", '/choose{"option":1}', "choose:a b", "CHOOSE"])
async def test_a_payload_that_was_never_offered_is_refused(talk: Any, payload: str) -> None:
    with pytest.raises(UnknownButton):
        await talk.handle(FakeLeader(), Incoming("1", button=payload))


async def test_an_action_that_raises_ends_the_turn_without_a_trace(talk: Any) -> None:
    leader = FakeLeader()
    await talk.handle(leader, Incoming("1", text="hello"))
    before = list(leader.steps)
    with pytest.raises(ActionFailed) as caught:
        await talk.handle(leader, Incoming("2", text="break it, MARKER"))
    assert (caught.value.action, caught.value.cause) == ("action_break", "ValueError")
    assert "MARKER" not in str(caught.value)
    assert leader.steps == before and set(leader.kept) == {"1"}
    assert (await talk.handle(leader, Incoming("2", text="hello"))).replies


async def test_an_action_whose_result_rasa_cannot_use_fails_the_turn(talk: Any) -> None:
    """Rasa itself would log that and carry on with the next action."""
    leader = FakeLeader()
    with pytest.raises(ActionFailed, match="ValidationError"):
        await talk.handle(leader, Incoming("1", text="mumble this"))
    assert not leader.kept


async def test_a_turn_that_says_nothing_is_an_error(talk: Any) -> None:
    with pytest.raises(SilentTurn):
        await talk.handle(FakeLeader(), Incoming("1", text="be silent"))


async def test_actions_that_never_end_are_an_error(talk: Any) -> None:
    with pytest.raises(ActionsLooped):
        await talk.handle(FakeLeader(), Incoming("1", text="loop for ever"))


async def test_an_action_may_decline_and_its_reason_stays_here(talk: Any) -> None:
    with pytest.raises(TurnFailed) as caught:
        await talk.handle(FakeLeader(), Incoming("1", text="decline this, MARKER"))
    assert "MARKER" not in str(caught.value)


@pytest.mark.parametrize("fails", ["load", "append", "commit"])
async def test_a_store_that_fails_is_never_silent(talk: Any, fails: str) -> None:
    leader = FakeLeader(fails=fails)
    with pytest.raises(StorageUnavailable):
        await talk.handle(leader, Incoming("1", text="hello"))
    assert not leader.kept and not leader.steps
    leader.fails = None
    assert (await talk.handle(leader, Incoming("1", text="hello"))).replies


async def test_a_turn_that_another_process_overtook_is_made_afresh(talk: Any) -> None:
    leader = FakeLeader(conflicts=2)
    assert (await talk.handle(leader, Incoming("1", text="hello"))).replies
    assert sum(step["event"] == "user" for step in leader.steps) == 1
    with pytest.raises(TurnConflict):
        await talk.handle(FakeLeader(conflicts=99), Incoming("1", text="hello"))


async def test_a_lost_caller_does_not_stop_the_turn(talk: Any) -> None:
    leader = FakeLeader()
    call = asyncio.create_task(talk.handle(leader, Incoming("1", text="hello")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    exchange = await talk.handle(leader, Incoming("1", text="hello"))
    assert sum(step["event"] == "user" for step in leader.steps) == 1
    assert exchange.replies


async def test_messages_of_one_leader_keep_their_order_and_never_poll(
    talk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa's lock looks once a second; a counter stands in for the clock."""
    polls: list[float] = []
    real = asyncio.sleep

    async def counted(seconds: float, *rest: Any) -> None:
        polls.append(seconds)
        await real(0)

    monkeypatch.setattr("rasa.core.lock_store.asyncio.sleep", counted)
    leader = FakeLeader()
    texts = ["hello", "because", "the council", "hello", "because"]
    await asyncio.gather(*(talk.handle(leader, Incoming(str(n), text=text)) for n, text in enumerate(texts)))
    assert list(leader.kept) == ["0", "1", "2", "3", "4"]
    assert not [seconds for seconds in polls if seconds >= 0.5]


async def test_only_so_many_are_worked_on_at_once_and_first_come_is_first_served(talk: Any) -> None:
    inside, most, order = 0, 0, []
    whole = talk._kept

    async def watched(leader: FakeLeader, *rest: Any) -> Any:
        nonlocal inside, most
        inside, most = inside + 1, max(most, inside + 1)
        order.append(leader.id)
        await asyncio.sleep(0)
        exchange = await whole(leader, *rest)
        inside -= 1
        return exchange

    talk._kept = watched
    leaders = [FakeLeader(f"leader-{at}") for at in range(SEATS * 3)]
    await asyncio.gather(*(talk.handle(leader, Incoming("1", text="hello")) for leader in leaders))
    assert most == SEATS
    assert order == [leader.id for leader in leaders]


async def test_leaders_never_meet(talk: Any) -> None:
    leaders = [FakeLeader(f"leader-{n}") for n in range(8)]
    texts = ["because" + "!" * n for n in range(8)]
    answers = await asyncio.gather(
        *(talk.handle(one, Incoming("1", text=text)) for one, text in zip(leaders, texts, strict=True))
    )
    for text, exchange in zip(texts, answers, strict=True):
        assert exchange.replies[0].text == f"You said {len(text)} characters."


async def test_slots_outlive_the_window(talk: Any) -> None:
    """The step set at the first turn is known forty turns later, when the event that set it is long out of sight."""
    leader = FakeLeader(window=20)
    await talk.handle(leader, Incoming("0", text="hello"))
    for n in range(1, 40):
        exchange = await talk.handle(leader, Incoming(str(n), text="because"))
    assert exchange.replies[1].text == "Step: greeted."


async def test_the_cost_of_a_turn_does_not_grow(talk: Any) -> None:
    """Counted, not timed: what Rasa replays is as long at turn 60 as at turn 10."""
    leader = FakeLeader(window=40)
    for n in range(60):
        await talk.handle(leader, Incoming(str(n), text="because"))
    assert max(leader.loads[10:]) == leader.loads[10] == 40


async def test_a_paragraph_stays_one_message(talk: Any) -> None:
    """Long text reaches the action whole, with its line breaks, and is stored by nobody but the exchange."""
    leader = FakeLeader()
    text = "because " + "we had to stop the programme.\n\n" * 100
    exchange = await talk.handle(leader, Incoming("1", text=text))
    assert exchange.replies[0].text == f"You said {len(text.strip())} characters."
    assert "programme" not in str(leader.steps)


async def test_plain_actions_run_off_the_event_loop(talk: Any) -> None:
    """Reading one leader's answer must not hold up everybody else's turn."""
    exchange = await talk.handle(FakeLeader(), Incoming("1", button="choose:thread"))
    assert exchange.replies[1].text != threading.current_thread().name
