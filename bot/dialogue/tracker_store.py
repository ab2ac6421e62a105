"""Rasa's tracker store over the current turn of a leader's vault.

The vault encrypts; here nothing is decided but which steps are kept (`steps`) and that a failure is never silent.
Rasa wraps every store in one that carries on in plain memory when it fails; `bot.dialogue.agent` takes that wrapping
off and refuses to serve with it.

Nothing is written until the turn is committed, so a turn that fails leaves no trace here either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot.dialogue.context import TurnContext, current
from bot.dialogue.errors import NoTurn
from bot.dialogue.steps import Step, from_turn_start, slot_steps, wordless

# Rasa looks through all its classes of events anew for every event: a sixth of a turn.
_KINDS: dict[str, type[Event]] = {kind.type_name: kind for kind in all_subclasses(Event)}


class CanaryTrackerStore(TrackerStore):
    """Loads a window of steps from the current turn, and adds the turn's steps to it."""

    def __init__(self) -> None:
        super().__init__(domain=None, event_broker=None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as far as the window reaches, or None when there is none yet."""
        context = _turn_of(sender_id)
        tracker = self._tracker(sender_id, from_turn_start(context.turn.tracker_events()))
        if tracker is None:
            return None
        context.steps_known = len(tracker.events)
        context.slots_known = _slots_set(tracker)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Every step since the beginning, for looking at; it is not the tracker that `save` goes on from."""
        return self._tracker(conversation_id, _turn_of(conversation_id).turn.tracker_events(everything=True))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the steps that are new since the window was loaded. Raises WordsInSteps."""
        context = _turn_of(tracker.sender_id)
        events = list(tracker.events)
        new = wordless(event.as_dict() for event in events[context.steps_known :])
        context.steps_known = len(events)
        if not new:
            return
        again = slot_steps(context.slots_known, new[0]["timestamp"])
        context.slots_known = {}
        context.turn.append_tracker_events(again + new)

    def _tracker(self, sender_id: str, steps: list[Step]) -> DialogueStateTracker | None:
        if not steps:
            return None
        events = [_KINDS[step["event"]]._from_parameters(step) for step in steps]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots, domain=self.domain)

    async def keys(self) -> Iterable[str]:
        """Nobody's: who talks to Canary is not listed."""
        return []


def _turn_of(sender_id: str) -> TurnContext:
    context = current()
    if context.turn.leader_id != sender_id:
        raise NoTurn("the current turn is another leader's")
    return context


def _slots_set(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Slots that differ from how they start, leaving out those Rasa keeps for itself."""
    return {name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value}
