"""Something on the leader's mind: their words first, then what may fit, asked tentatively."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.messages import Button
from bot.reflection.asking import ask, buttons
from bot.reflection.findings import answer_to
from bot.reflection.hearing import read, say_back
from bot.reflection.model import Reflection
from bot.reflection.pattern import lower_first
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.support import SURE_SCENARIO
from bot.reflection.topics import domain_for
from bot.reflection.world import Outcome, World


def start_mind(state: State) -> Outcome:
    """Ask for it; a reflection under way is kept at its place."""
    return Outcome(state.park().at(Step.MIND, walk=None))


def ask_mind(state: State, world: World) -> Outcome:
    return ask(state, world, "mind.ask", *buttons(world, "home"), pick=state.turn)


def hear_mind(state: State, text: str, world: World) -> Outcome:
    """Keep it, say back what was heard, and look for the area and situation that may fit."""
    outcome, scenarios = keep_on_mind(state.park(), text, world)
    walk = Walk(outcome.puts[0].id, None)
    return outcome.moved(outcome.state.at(Step.FIT, walk=walk, options=scenarios, item=_fitting(outcome, world)))


def keep_on_mind(state: State, text: str, world: World) -> tuple[Outcome, tuple[str, ...]]:
    """The words in a reflection of their own, with what was read in them."""
    reflection = Reflection(world.new_id(), None, "short", state.notice or "", world.now)
    answer = answer_to(world, reflection.id, "mind", text)
    findings = read(text, state.read_with, answer, state, world)
    outcome = Outcome(replace(state, last_answer=answer.id)).keeping(reflection, answer, *findings)
    told = [finding for finding in findings if finding.told]
    said = say_back(outcome, told, world) if told else outcome.saying("mind.kept", pick=state.turn)
    reading = world.read(text, state.read_with)
    scenarios = tuple(sign.scenario for sign in reading.scenarios if sign.confidence >= SURE_SCENARIO)[:1]
    return said, scenarios


def _fitting(outcome: Outcome, world: World) -> str | None:
    """The area whose questions touch most of what was heard."""
    signatures = [getattr(record, "signature", None) for record in outcome.puts]
    areas = Counter(area for id in signatures if id and (area := domain_for(id, world.content)))
    return areas.most_common(1)[0][0] if areas else None


def ask_fit(state: State, world: World) -> Outcome:
    """What may fit: an area, a situation others have been in, or just that for now."""
    domain = world.content.domains.get(state.place.item or "")
    scenario = world.content.scenarios.get(state.place.options[0]) if state.place.options else None
    offered: list[Button] = []
    if domain:
        offered.append(Button(domain.title, f"choose:{domain.id}"))
    if scenario:
        offered.append(world.button("situation", f"situation:{scenario.id}"))
    offered += (*buttons(world, "areas"), world.button("enough", "finish"))
    key = "fit.both" if domain and scenario else "fit.domain" if domain else "fit.situation" if scenario else "fit.none"
    area, situation = lower_first(domain.title) if domain else "", scenario.title if scenario else ""
    return ask(state, world, key, *offered, domain=area, situation=situation)
