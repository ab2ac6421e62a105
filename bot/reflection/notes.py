"""What mentors wrote back, told when the leader is next here: each note once."""

from __future__ import annotations

from dataclasses import replace

from bot.reflection.world import Outcome, World


def with_notes(outcome: Outcome, world: World) -> Outcome:
    """The outcome, and every note that was not told before, in quotation marks: it is somebody else who speaks."""
    notes = world.records.notes()
    fresh = [note for note in notes if note.id not in outcome.state.told_notes]
    told = replace(outcome.state, told_notes=tuple(note.id for note in notes))
    for place, note in enumerate(fresh):
        key = "mentor_note.came_more" if place else "mentor_note.came"
        shared_on = f"{note.shared_on.day} {note.shared_on:%B %Y}"
        outcome = outcome.saying(key, date=shared_on, quote=note.text)
    return outcome.moved(told)
