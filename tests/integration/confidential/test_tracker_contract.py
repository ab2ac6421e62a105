"""Rasa's contract for a tracker store (its base class and documentation), held by ours over a real vault.

Ours differs in one thing on purpose: a conversation exists only within a turn of its own leader. Nobody is listed,
and nothing is written before the turn is committed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.context import TurnContext, entered
from bot.dialogue.errors import NoTurn
from bot.dialogue.tracker_store import CanaryTrackerStore
from bot.messages import Incoming
from bot.vault import LeaderVault, Vault, VaultSettings
from bot.vault.errors import TurnConflict, VaultClosed
from tests.unit.vault.made import NOW, Clock, exchange, settings

DEMO = Path(__file__).parents[1] / "demo" / "domain.yml"
WORD = "qzvexkoru"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(DEMO))


@pytest.fixture
def store(domain: Domain) -> CanaryTrackerStore:
    made = CanaryTrackerStore()
    made.domain = domain
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def held(request: pytest.FixtureRequest, tmp_path: Path) -> VaultSettings:
    if request.param == "sqlite":
        return settings(tmp_path, window=3)
    shared = request.getfixturevalue("tmp_path_factory").getbasetemp() / "contract"
    shared.mkdir(exist_ok=True)  # one database for this file, so one key file
    return settings(shared, request.getfixturevalue("own_database"), window=3)


@pytest.fixture
def vault(held: VaultSettings) -> Iterator[Vault]:
    made = Vault(held, Clock())
    yield made
    made.close()


def context_of(leader: LeaderVault, name: str) -> TurnContext:
    nothing: Any = None
    return TurnContext(leader, leader.turn(name, NOW), nothing, nothing, Incoming(name, text="hello"), NOW)


async def one_turn(store: TrackerStore, leader: LeaderVault, name: str, *events: Event) -> DialogueStateTracker:
    """What Rasa does in a turn: get or make the tracker, add to it, save it; then the turn is committed."""
    context = context_of(leader, name)
    with entered(context):
        tracker = await store.get_or_create_tracker(leader.id)
        tracker.update_with_events(list(events), store.domain)
        await store.save(tracker)
    context.turn.commit(exchange(name))
    return tracker


async def seen(store: TrackerStore, leader: LeaderVault, full: bool = False) -> DialogueStateTracker | None:
    with entered(context_of(leader, "looking")):
        return await (store.retrieve_full_tracker if full else store.retrieve)(leader.id)


def steps(tracker: DialogueStateTracker | None) -> list[str]:
    return (
        [] if tracker is None else [getattr(event, "action_name", None) or event.type_name for event in tracker.events]
    )


def heard(intent: str = "answer") -> UserUttered:
    return UserUttered(f"{WORD} and more", {"name": intent, "confidence": 1.0})


async def test_a_new_conversation_does_not_exist_until_it_is_saved(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    with entered(context_of(leader, "m1")):
        assert await store.retrieve(leader.id) is None
        assert not await store.exists(leader.id)
        assert await store.retrieve_full_tracker(leader.id) is None


async def test_a_created_tracker_listens(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    with entered(context_of(leader, "m1")):
        tracker = await store.get_or_create_tracker(leader.id)
        assert tracker.sender_id == leader.id and steps(tracker) == ["action_listen"]
        assert await store.exists(leader.id)


async def test_what_was_saved_comes_back_in_order(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    saved = await one_turn(store, leader, "m1", SessionStarted(), heard(), ActionExecuted("action_say"))
    loaded = await seen(store, leader)
    assert loaded is not None and loaded.sender_id == leader.id
    assert steps(loaded) == steps(saved)
    assert [event.timestamp for event in loaded.events] == [event.timestamp for event in saved.events]


async def test_every_kind_of_step_rasa_writes_here_comes_back(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    kinds: list[Event] = [
        SessionStarted(),
        heard(),
        DefinePrevUserUtteredFeaturization(False),
        ActiveLoop("some_form"),
        SlotSet("step", "prompt"),
        FollowupAction("action_listen"),
        ActionExecuted("action_listen", policy="RulePolicy", confidence=1.0),
        Restarted(),
    ]
    await one_turn(store, leader, "m1", *kinds)
    assert {type(event) for event in (await seen(store, leader, full=True)).events} >= {type(kind) for kind in kinds}  # type: ignore[union-attr]


async def test_saving_twice_in_a_turn_stores_each_step_once(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    context = context_of(leader, "m1")
    with entered(context):
        tracker = await store.get_or_create_tracker(leader.id)
        tracker.update(heard(), store.domain)
        await store.save(tracker)
        tracker.update(ActionExecuted("action_say"), store.domain)
        await store.save(tracker)
    context.turn.commit(exchange("m1"))
    assert steps(await seen(store, leader)).count("action_say") == 1
    assert steps(await seen(store, leader)).count("user") == 1


async def test_slots_and_the_active_loop_go_on(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    await one_turn(store, leader, "m1", heard(), ActiveLoop("some_form"), SlotSet("step", "prompt"))
    loaded = await seen(store, leader)
    assert loaded is not None and loaded.get_slot("step") == "prompt" and loaded.active_loop_name == "some_form"


async def test_a_restart_inside_a_step_goes_on_exactly_there(
    store: TrackerStore, held: VaultSettings, vault: Vault, domain: Domain
) -> None:
    phrase, leader = vault.create()
    before = await one_turn(store, leader, "m1", heard(), ActiveLoop("some_form"), SlotSet("step", "prompt"))
    lost = context_of(leader, "m2")
    with entered(lost):  # this turn is under way when the process dies: nothing of it is kept
        tracker = await store.get_or_create_tracker(leader.id)
        tracker.update(SlotSet("step", "lost"), domain)
        await store.save(tracker)
    again = CanaryTrackerStore()
    again.domain = domain
    reopened = Vault(held, Clock()).open(phrase)
    after = await seen(again, reopened)
    assert after is not None and steps(after) == steps(before)
    assert after.current_state()["slots"] == before.current_state()["slots"]
    assert after.active_loop_name == "some_form"


async def test_a_turn_loads_a_window_and_the_full_tracker_has_everything(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    await one_turn(store, leader, "m0", heard("first"), SlotSet("step", "prompt"))
    for number in range(1, 8):
        await one_turn(store, leader, f"m{number}", heard(), ActionExecuted("action_say"))
    window, full = await seen(store, leader), await seen(store, leader, full=True)
    assert window is not None and full is not None
    assert steps(window).count("user") == 3 and steps(full).count("user") == 8
    assert [event.intent_name for event in full.events if isinstance(event, UserUttered)][0] == "first"
    assert window.get_slot("step") == full.get_slot("step") == "prompt", "a slot set before the window is forgotten"


async def test_of_two_turns_at_once_one_is_stored_and_the_other_is_told(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    await one_turn(store, leader, "m0", heard())
    contexts = [context_of(leader, name) for name in ("m1", "m2")]

    async def add(context: TurnContext, name: str) -> None:
        with entered(context):
            tracker = await store.get_or_create_tracker(leader.id)
            await asyncio.sleep(0)
            tracker.update(ActionExecuted(f"action_{name}"), store.domain)
            await store.save(tracker)

    await asyncio.gather(*(add(context, name) for context, name in zip(contexts, ("one", "other"), strict=True)))
    contexts[0].turn.commit(exchange("m1"))
    with pytest.raises(TurnConflict):
        contexts[1].turn.commit(exchange("m2"))
    assert steps(await seen(store, leader))[-1] == "action_one"


async def test_leaders_never_meet(store: TrackerStore, vault: Vault) -> None:
    one, other = vault.create()[1], vault.create()[1]
    await one_turn(store, one, "m1", heard())
    assert await seen(store, other) is None
    with entered(context_of(other, "m1")), pytest.raises(NoTurn):
        await store.retrieve(one.id)
    with pytest.raises(NoTurn):
        await store.retrieve(one.id)
    assert list(await store.keys()) == []


async def test_deleting_takes_the_steps_with_it(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    await one_turn(store, leader, "m1", heard())
    late = context_of(leader, "m2")
    assert leader.erase().counts["tracker"] == 1
    with pytest.raises(VaultClosed):
        await seen(store, leader)
    with entered(late):
        late.turn.append_tracker_events([{"event": "restart", "timestamp": 0.0}])
    with pytest.raises(VaultClosed):
        late.turn.commit(exchange("m2"))


async def test_no_words_are_kept_in_any_step(store: TrackerStore, vault: Vault) -> None:
    leader = vault.create()[1]
    await one_turn(store, leader, "m1", heard(), BotUttered(f"You said {WORD}"))
    full = await seen(store, leader, full=True)
    assert full is not None and WORD not in str([event.as_dict() for event in full.events])
    assert WORD not in str(leader.export()["conversation_steps"])
