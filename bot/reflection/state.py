"""Where the talk stands, small enough to be stored with every turn.

    state = State.load(turn.state)
    turn.state = state.dump()

It holds steps, ids and Canary's own words: the buttons on offer, and the question that is open, which may quote the
leader. So whoever deletes an answer calls `without_questions`. Of the leader's own words it holds only those of which
it is not plain yet whether they are an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.messages import Button
from bot.reflection.model import Length
from bot.reflection.steps import ASIDES, IN_WALK, OPEN, Step


@dataclass(frozen=True)
class Walk:
    """A way through some prompts. ``domain`` is None for something on the leader's mind.

    ``done`` are the prompts answered or skipped; ``since_stop`` counts them since a stopping point was offered;
    ``followed`` are the signatures already asked after, so that no follow-up comes twice.
    """

    reflection_id: str
    domain: str | None
    length: Length = "short"
    plan: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    since_stop: int = 0
    followed: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[str, ...]:
        return tuple(prompt for prompt in self.plan if prompt not in self.done)


@dataclass(frozen=True)
class Place:
    """One step and what it needs.

    ``asked`` tells whether its question has been put; ``follow`` is the kind of follow-up; ``item`` is the record
    the step is about (an answer, finding or commitment); ``options`` are signatures to choose from, and ``lean`` the
    direction a reading tends to; ``read_with`` is the question an answer is read with where it isn't the one asked;
    ``queue`` holds findings still to be gone through; ``tries`` counts how often the step has asked; ``held`` are the
    leader's words until it is plain whether they are an answer.
    """

    step: Step = Step.NOTICE
    asked: bool = False
    question: str | None = None
    offered: tuple[Button, ...] = ()
    walk: Walk | None = None
    prompt: str | None = None
    follow: str | None = None
    item: str | None = None
    options: tuple[str, ...] = ()
    lean: str | None = None
    read_with: str | None = None
    queue: tuple[str, ...] = ()
    tries: int = 0
    held: str | None = None

    @property
    def domain(self) -> str | None:
        return self.walk.domain if self.walk else None


@dataclass(frozen=True)
class State:
    """The whole of it: the place, what lies under an aside, and reflections set aside for another time.

    ``corrected`` are the findings last called wrong, by signature and id; ``told_before`` what was asked before places
    to turn in this sitting, with yes, no or unsure.
    """

    notice: str | None = None
    place: Place = Place()
    under: Place | None = None
    parked: tuple[Place, ...] = ()
    turn: int = 0
    crisis_at: int | None = None
    child_at: int | None = None
    last_answer: str | None = None
    reviewed: tuple[str, ...] = ()
    names_told: bool = False
    told_notes: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    told_before: tuple[tuple[str, str], ...] = ()

    @property
    def step(self) -> Step:
        return self.place.step

    @property
    def walk(self) -> Walk | None:
        return self.place.walk

    @property
    def open_question(self) -> str | None:
        """The question that awaits the leader's own words, as asked; None where none does."""
        return self.place.question if self.place.step in OPEN and self.place.asked else None

    @property
    def read_with(self) -> str | None:
        """The question that what the leader now says is read with: an example still answers the prompt before it."""
        return self.place.read_with or self.open_question

    @property
    def offered(self) -> tuple[Button, ...]:
        return self.place.offered

    @property
    def unfinished(self) -> Place | None:
        """The reflection to carry on with: under an aside, else the one set aside last."""
        if self.under and self.under.step in IN_WALK:
            return self.under
        return self.parked[-1] if self.parked else None

    def at(self, step: Step, **changes: Any) -> State:
        """Move to a step; its question is still to be asked. The walk comes along."""
        place = Place(step=step, walk=changes.pop("walk", self.place.walk), **changes)
        return replace(self, place=place)

    def aside(self, step: Step, **changes: Any) -> State:
        """Lay an aside over the present place; an aside over an aside keeps what lay under the first."""
        under = self.under if self.place.step in ASIDES else self.place
        return replace(self, place=Place(step=step, walk=None, **changes), under=under)

    def back_from_aside(self) -> State:
        """Give back what lay under the aside; its question will be shown again."""
        if self.under is None:
            return self.at(Step.HOME, walk=None) if self.place.step in ASIDES else self
        return replace(self, place=replace(self.under, asked=False), under=None)

    def back_to_question(self) -> State:
        """Give back the question under the aside as it stands: words held meanwhile are heard as its answer."""
        return replace(self, place=self.under, under=None) if self.under else self.back_from_aside()

    def park(self) -> State:
        """Set a reflection under way aside, at exactly this place, so that another can begin."""
        place = self.under if self.place.step in ASIDES else self.place
        if place is None or place.step not in IN_WALK or place.walk is None or not place.walk.reflection_id:
            return replace(self, under=None)
        kept = tuple(p for p in self.parked if p.walk and p.walk.reflection_id != place.walk.reflection_id)
        return replace(self, under=None, parked=(*kept, replace(place, asked=False)))

    def parked_in(self, domain: str) -> Place | None:
        return next((place for place in reversed(self.parked) if place.domain == domain), None)

    def unpark(self, place: Place) -> State:
        """Go back to a reflection set aside."""
        return replace(self, place=place, under=None, parked=tuple(p for p in self.parked if p is not place))

    def on_walk(self, **changes: Any) -> State:
        """Change the walk of the present place."""
        if self.place.walk is None:
            return self
        return replace(self, place=replace(self.place, walk=replace(self.place.walk, **changes)))

    def without_questions(self) -> State:
        """The state without any question that may quote the leader; it is put anew when its step comes up."""
        under = replace(self.under, question=None) if self.under else None
        return replace(
            self,
            place=replace(self.place, question=None),
            under=under,
            parked=tuple(replace(place, question=None) for place in self.parked),
        )

    def dump(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> State:
        """From plain data; empty data is a new conversation. Raises KeyError or ValueError for foreign data."""
        if not data:
            return cls()
        plain = {**data, "place": _place(data["place"]), "under": _place(data["under"]) if data["under"] else None}
        plain["parked"] = tuple(_place(place) for place in data["parked"])
        return cls(**{name: _tuples(value) for name, value in plain.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _place(data: Mapping[str, Any]) -> Place:
    plain = {name: _tuples(value) for name, value in data.items()}
    plain["step"] = Step(data["step"])
    plain["offered"] = tuple(Button(**button) for button in data["offered"])
    plain["walk"] = _walk(data["walk"]) if data["walk"] else None
    return Place(**plain)


def _walk(data: Mapping[str, Any]) -> Walk:
    return Walk(**{name: _tuples(value) for name, value in data.items()})
