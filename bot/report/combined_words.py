"""What combines, in words: whose voices are in it, and what the leader's situation looks at first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import Content
from bot.report.telling import voice_names
from bot.report.together import LOOK_FIRST, Combined
from bot.report.wording import listed, short_name


def voices_words(combined: Combined, content: Content) -> tuple[str, str]:
    """Who was named as saying so, and who was not."""
    say = content.speech.say
    named = listed(voice_names(combined.voices, content), content)
    missing = listed(voice_names(combined.missing, content), content)
    return (
        say("drawn.together.voices_named", signs=named) if named else say("drawn.together.voices_none"),
        say("drawn.together.voices_missing", signs=missing) if missing else say("drawn.together.voices_all"),
    )


def situation_words(combined: Combined, content: Content) -> tuple[str, ...]:
    """How this situation reads the picture, and what of it that it looks at first."""
    return (content.speech.say(f"drawn.situation.explain_{combined.standing}"), *_first(combined, content))


def _first(combined: Combined, content: Content) -> list[str]:
    lines = []
    for side in ("strength", "risk"):
        here = [s for s in combined.first if side in {mark.side for mark in s.marks} and side not in s.past]
        if here:
            names = _names([spot.signature for spot in here], content)
            lines.append(content.speech.say(f"drawn.situation.first_{side}", signs=names))
    looked_for = _names(LOOK_FIRST[combined.standing], content)
    return lines or [content.speech.say("drawn.situation.first_none", signs=looked_for)]


def _names(signatures: Sequence[str], content: Content) -> str:
    return listed([short_name(signature, content) for signature in signatures], content)
