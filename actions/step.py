"""What every action does around its one plain function."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.context import TurnContext, current
from bot.reflection.corrections import with_corrections
from bot.reflection.machine import comes_first
from bot.reflection.picture import PICTURE_BEGINS
from bot.reflection.receipt import receipt_in_words
from bot.reflection.reminder import with_reminder
from bot.reflection.state import State
from bot.reflection.world import Outcome, Say, World
from bot.support import explain
from bot.understanding.names import seems_to_name


@dataclass(frozen=True)
class Heard:
    """What the leader sent: typed words, or a button's option. Either may be missing.

    ``confidence`` is how sure the gate is of what it took the message for, from 0 to 1.
    """

    text: str | None
    option: str | None
    confidence: float


class Step(Action, ABC):
    """One step. Its risk: an action that raises ends the turn, and then nothing of the turn is kept."""

    needs_consent = True
    gives_way = True  # whether words that are plainly the choice at hand come before it; not where there is danger
    then = "action_ask_next"  # as the rules have it; saying so here spares Rasa two of three predictions a turn
    in_crisis = False  # whether it may run after a leader in crisis was told where help is; else only they decide

    @abstractmethod
    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        """The plain function of this step."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Read the turn, act, say, keep. What the leader sees is what was kept."""
        context = current()
        if context.closed == "erased":
            return []
        state, world = State.load(context.turn.state), world_of(context)
        heard = heard_in(context, tracker)
        words = heard.text if self.gives_way else None
        first = comes_first(state, words, self.needs_consent, self.in_crisis, world)
        outcome = first or self.act(state, heard, world)
        outcome = with_corrections(with_reminder(outcome, world))
        says = outcome.says
        keep(context, outcome)
        if outcome.erase:
            says = (*says, *receipt_in_words(context.erase_everything(), world))
        say(dispatcher, context, says)
        return [SlotSet("step", outcome.state.step.value), FollowupAction(self.then)]


def heard_in(context: TurnContext, tracker: Tracker) -> Heard:
    """The leader's words come with the turn, never through Rasa's tracker."""
    option = next(tracker.get_latest_entity_values("option"), None)
    confidence = float(tracker.latest_message["intent"]["confidence"])
    return Heard(context.incoming.text, option, confidence)


def world_of(context: TurnContext) -> World:
    """The turn, as the machine sees it."""
    content = context.content

    def became(name: str) -> tuple[str, ...]:
        found = explain(name, content)
        return (found.route.name, *found.paragraphs, *(route.name for route in found.instead)) if found else ()

    return World(
        content=content,
        records=context.turn,
        read=context.reader.read,
        now=context.now,
        new_id=lambda: uuid4().hex,
        explain=became,
        values=context.facts,
        channel=context.channel,
        has_phrase=context.channel in ("web", "terminal") and not context.leader.keeps_nothing,
        has_name=seems_to_name,
    )


def keep(context: TurnContext, outcome: Outcome) -> None:
    """Hand records and state to the turn; they are stored when it is committed."""
    for record in outcome.puts:
        context.turn.put(record)
    for answer_id in outcome.deletes:
        context.turn.delete_answer(answer_id)
    context.turn.state = outcome.state.dump()


def say(dispatcher: CollectingDispatcher, context: TurnContext, says: Sequence[Say]) -> None:
    """Every message in the content's words."""
    context.pictured |= any(one.key == PICTURE_BEGINS for one in says)
    for one in says:
        text = context.content.speech.say(one.key, pick=one.pick, **one.values)
        dispatcher.utter_message(text=text, buttons=[{"title": b.title, "payload": b.payload} for b in one.buttons])
