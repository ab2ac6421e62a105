"""After the review: what it adds up to, one wicked question, qualities, where to turn; then the commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content.models import WickedQuestion
from bot.reflection.asking import ask_text, buttons
from bot.reflection.commitments import close
from bot.reflection.findings import answer_to, with_minds
from bot.reflection.model import Finding
from bot.reflection.pattern import agreed, in_own_words, listed, lower_first, pattern
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.turning import routes_for_findings
from bot.reflection.world import Outcome, Say, World


def add_up(state: State, world: World) -> Outcome:
    """The pattern in words; then the wicked question is due."""
    walk = state.walk
    assert walk is not None  # a summary stands in a walk
    here = agreed_here(walk, world)
    earlier = agreed(f for f in world.records.recent_findings() if f.id not in {finding.id for finding in here})
    question = wicked_question(here, world)
    own = [f for f in world.records.findings(walk.reflection_id) if f.verdict == "not_quite" and f.correction]
    says = (Say("summary.intro"), *in_own_words(own), *pattern(here, earlier, own, world))
    return Outcome(state.at(Step.WICKED, item=question.id), says)


def agreed_here(walk: Walk, world: World) -> tuple[Finding, ...]:
    """What the leader agreed to in this reflection, and in what was on their mind since the last one."""
    minds = {r.id for r in world.records.recent_reflections() if r.domain is None and r.ended_at is None}
    return agreed(with_minds(walk, minds, world))


def wicked_question(here: Sequence[Finding], world: World) -> WickedQuestion:
    """The question that sits best beside what was agreed, among those asked least often."""
    asked = [answer.prompt_id for answer in world.records.recent_answers() if answer.kind == "wicked"]
    signatures = {finding.signature for finding in here}

    def worth(question: WickedQuestion) -> tuple[int, int]:
        return asked.count(question.id), -len(signatures & set(question.signatures))

    return min(world.content.wicked.values(), key=worth)


def ask_wicked(state: State, world: World) -> Outcome:
    question = world.content.wicked[state.place.item or ""]
    before = (Say("wicked.lead"),) if not state.place.question else ()
    return ask_text(state, question.ask, *buttons(world, "skip", "why"), before=before)


def hear_wicked(state: State, text: str, world: World) -> Outcome:
    """The answer is kept to be read again another day; nothing is made of it."""
    walk = state.walk
    assert walk is not None  # the wicked question stands in a walk
    answer = answer_to(world, walk.reflection_id, "wicked", text, state.place.item)
    kept = Outcome(replace(state, last_answer=answer.id)).keeping(answer).saying("wicked.thanks", pick=state.turn)
    return after_wicked(kept, world)


def after_wicked(outcome: Outcome, world: World) -> Outcome:
    """The qualities of the area, and where to turn for what was agreed; a check-in ends here."""
    state, walk = outcome.state, outcome.state.walk
    assert walk is not None  # a summary stands in a walk
    if walk.length == "check_in":
        return close(outcome, world)
    here = agreed_here(walk, world)
    says = (*_qualities(walk, world), *routes_for_findings(here, state, world))
    return replace(outcome, says=outcome.says + says, state=state.at(Step.COMMIT))


def _qualities(walk: Walk, world: World) -> tuple[Say, ...]:
    domain = world.content.domains.get(walk.domain or "")
    if domain is None:
        return ()
    names = listed([lower_first(quality.name) for quality in domain.qualities], world)
    source = world.content.papers[domain.source].cite
    return (Say("summary.qualities", {"qualities": names, "domain": lower_first(domain.title), "source": source}),)
