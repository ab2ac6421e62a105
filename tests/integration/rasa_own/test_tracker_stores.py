"""Rasa's tracker-store contract, from its base class and documentation, held by Rasa's own stores here and by ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.context import TurnContext, entered
from bot.dialogue.tracker_store import CanaryTrackerStore
from bot.messages import Exchange, Incoming
from tests.integration.fakes import NOW, FakeLeader

SENDER = "leader-1"
DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [greet]
    slots:
      step: {type: text, influence_conversation: false, mappings: [{type: custom}]}
    actions: [action_greet]
    """
)


class Ours:
    """Our store, with a turn opened before and committed after every use, as the conversation does."""

    def __init__(self) -> None:
        self.store = CanaryTrackerStore()
        self.store.domain = DOMAIN
        self.leader = FakeLeader(SENDER)
        self._turns = 0

    async def __call__(self, method: str, *arguments: Any) -> Any:
        self._turns += 1
        turn = self.leader.turn(str(self._turns), NOW)
        context = TurnContext(self.leader, turn, None, None, Incoming("1"), NOW)  # type: ignore[arg-type]
        with ExitStack() as stack:
            stack.enter_context(entered(context))
            if method == "save":  # the conversation always loads before it saves
                await self.store.retrieve(SENDER)
            result = await getattr(self.store, method)(*arguments)
        turn.commit(Exchange(str(self._turns), NOW, None, ()))
        return result


class Rasas:
    """One of Rasa's own."""

    def __init__(self, store: TrackerStore) -> None:
        self.store = store

    async def __call__(self, method: str, *arguments: Any) -> Any:
        return await getattr(self.store, method)(*arguments)


@pytest.fixture(params=["memory", "sql", "ours"])
def use(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Any]:
    if request.param == "ours":
        yield Ours()
    elif request.param == "memory":
        yield Rasas(InMemoryTrackerStore(DOMAIN))
    else:
        yield Rasas(SQLTrackerStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "rasa.db")))


def a_talk() -> DialogueStateTracker:
    events = [
        ActionExecuted("action_listen"),
        UserUttered("", {"name": "greet", "confidence": 1.0}),
        ActionExecuted("action_greet"),
        SlotSet("step", "prompt"),
        ActionExecuted("action_listen"),
    ]
    return DialogueStateTracker.from_events(SENDER, events, DOMAIN.slots)


async def test_an_unknown_conversation_is_none_and_then_made(use: Any) -> None:
    assert await use("retrieve", SENDER) is None
    assert not await use("exists", SENDER)
    made = await use("get_or_create_tracker", SENDER)
    assert made.sender_id == SENDER


async def test_what_was_saved_comes_back(use: Any) -> None:
    await use("save", a_talk())
    found = await use("retrieve", SENDER)
    assert list(found.events) == list(a_talk().events)
    assert found.get_slot("step") == "prompt"
    assert found.latest_message.intent_name == "greet"
    assert found.latest_action_name == "action_listen"
    assert await use("exists", SENDER)


async def test_the_full_tracker_comes_back(use: Any) -> None:
    await use("save", a_talk())
    found = await use("retrieve_full_tracker", SENDER)
    assert list(found.events) == list(a_talk().events)


async def test_saving_twice_adds_only_what_is_new(use: Any) -> None:
    await use("save", a_talk())
    again = await use("retrieve", SENDER)
    again.update(UserUttered("", {"name": "greet", "confidence": 1.0}))
    await use("save", again)
    assert sum(isinstance(event, UserUttered) for event in (await use("retrieve", SENDER)).events) == 2


async def test_a_loop_is_resumed(use: Any) -> None:
    """A restart inside a step."""
    talk = a_talk()
    talk.update(ActiveLoop("a_form"))
    await use("save", talk)
    assert (await use("retrieve", SENDER)).active_loop_name == "a_form"
