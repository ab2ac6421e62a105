"""A gentle word when a leader first names somebody: once, and never again."""

from __future__ import annotations

from dataclasses import replace

from bot.reflection.model import Answer
from bot.reflection.world import Outcome, World


def with_reminder(outcome: Outcome, world: World) -> Outcome:
    """The outcome, with the reminder where an answer to be kept is this leader's first to name somebody."""
    if outcome.state.names_told or outcome.erase:
        return outcome
    if not any(isinstance(record, Answer) and world.has_name(record.text) for record in outcome.puts):
        return outcome
    return outcome.moved(replace(outcome.state, names_told=True)).saying("names.reminder")
