"""What combines: the pattern in words with its reasons, whose voices are in it, and questions to sit with.

The words of the pattern are those of the conversation (bot/reflection/pattern.py). Beside them stands what they rest
on, so that a leader can disagree with a step and not only with the whole. Never a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.content import Content
from bot.content.models import WickedQuestion
from bot.reflection.model import Finding
from bot.reflection.pattern import NOTHING_OF_IT, agreed, in_own_words, over_time, pattern
from bot.reflection.world import Say, Telling
from bot.report.held import Held, own_words
from bot.report.picture import SIDES, Picture, Side, Spot
from bot.report.voices import VOICES, Voice

Standing = Literal["prevention", "after"]

# Where each situation looks first, after sections 5 and 7 of the 2013 paper. Prevention: complacency, wherever it
# sits, and news that does not travel. After intervention: what has to hold once attention and the board have gone.
LOOK_FIRST: Final[dict[Standing, tuple[str, ...]]] = {
    "prevention": ("A1", "A4", "C1", "C2", "C6"),
    "after": ("A2", "B1", "B2", "B3", "C4"),
}
OWN_WORDS: Final = 3  # the leader's own wordings put into the pattern; all of them stand in the picture
_ASK_FIRST: Final[dict[Standing, str]] = {"prevention": "early_warning", "after": "support"}


@dataclass(frozen=True)
class Combined:
    """``pattern`` are paragraphs; ``reasons`` the places they rest on by side; ``first`` the places that this
    situation looks at first and in which something stands; ``missing`` the voices nobody has named."""

    standing: Standing
    pattern: tuple[str, ...]
    reasons: tuple[tuple[Side, tuple[Spot, ...]], ...]
    first: tuple[Spot, ...]
    voices: tuple[Voice, ...]
    missing: tuple[Voice, ...]
    questions: tuple[WickedQuestion, ...]


def what_combines(
    picture: Picture, held: Held, content: Content, standing: Standing = "prevention", partial: bool = False
) -> Combined:
    """What everything in the picture comes to. ``held`` is what the picture was made of; where it is only a part of
    what there is (``partial``), nothing is said to be missing."""
    heard = picture.heard
    return Combined(
        standing=standing,
        pattern=_pattern(picture, held, content, partial),
        reasons=tuple((side, tuple(s for s in heard if any(m.side == side for m in s.marks))) for side in SIDES),
        first=tuple(spot for spot in heard if spot.signature in LOOK_FIRST[standing]),
        voices=picture.voices,
        missing=tuple(voice for voice in VOICES if voice not in picture.voices),
        questions=_questions(picture, held, content, standing),
    )


def _pattern(picture: Picture, held: Held, content: Content, partial: bool) -> tuple[str, ...]:
    """How what still stands combines, and how the time since then sits beside the time before."""
    started = {one.id: one.started_at for one in held.reflections() if one.started_at <= picture.at}
    findings = [finding for finding in held.findings() if finding.reflection_id in started]
    own = [finding for finding in findings if own_words(finding)]
    counted = agreed(findings)
    world = Telling(content, picture.at)
    says = (*in_own_words(own[-OWN_WORDS:]), *pattern(_standing(counted, picture), (), own, world))
    if since := picture.since:
        before = [finding for finding in counted if started[finding.reflection_id] <= since]
        after = [finding for finding in counted if started[finding.reflection_id] > since]
        says = (*says, *over_time(after, before, world))
    return tuple(_said(say, content) for say in says if not (partial and say.key in NOTHING_OF_IT))


def _standing(findings: Sequence[Finding], picture: Picture) -> list[Finding]:
    """The findings on sides that still stand; what no longer does is told as time's part."""
    past = {(spot.signature, side) for spot in picture.heard for side in spot.past}
    return [finding for finding in findings if (finding.signature, finding.polarity) not in past]


def _said(say: Say, content: Content) -> str:
    return content.speech.say(say.key, pick=say.pick, **say.values)


def _questions(picture: Picture, held: Held, content: Content, standing: Standing) -> tuple[WickedQuestion, ...]:
    """One question on early warning and one on support, those that fit best and were asked least."""
    asked = [answer.prompt_id for answer in held.answers() if answer.kind == "wicked"]
    heard = {spot.signature for spot in picture.heard}

    def worth(question: WickedQuestion) -> tuple[int, int]:
        return -len(heard & set(question.signatures)), asked.count(question.id)

    kinds = sorted({one.about for one in content.wicked.values()}, key=lambda about: about != _ASK_FIRST[standing])
    return tuple(min((q for q in content.wicked.values() if q.about == about), key=worth) for about in kinds)
