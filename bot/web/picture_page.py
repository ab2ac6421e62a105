"""The page with the picture: drawn, in words, over time, and what it comes to. Made anew for each request.

It works without script: signs are links to what was said. With it, a sign shows its words beside the picture as soon
as it has the focus.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.content import Content
from bot.report.calendar import is_dated
from bot.report.combined_words import situation_words, voices_words
from bot.report.compose import commitment_words
from bot.report.drawing import draw_svg
from bot.report.held import Held
from bot.report.moments import Look, Moment, look, picture_at
from bot.report.picture import Mark, Picture, Sight
from bot.report.telling import mark_words, told, untouched
from bot.report.together import Combined, Standing, what_combines
from bot.report.wording import dated, short_name
from bot.web.rendering import template

SHOWN = 3  # occasions of one sign that stand open; earlier ones unfold


@dataclass(frozen=True)
class Choice:
    """What the leader asked to see, by the numbers of reflections."""

    at: int | None = None
    since: int | None = None
    standing: Standing = "prevention"


def picture_page(held: Held, choice: Choice, content: Content, now: datetime, idle_minutes: int) -> str:
    """The whole page as HTML."""
    looked = look(held, choice.at, choice.since)
    picture = picture_at(held, looked, now)
    combined = what_combines(picture, held, content, choice.standing)
    view = _View(content, picture, combined, looked)
    return template("picture.html").render(
        say=content.speech.say,
        content=content,
        view=view,
        picture=picture,
        combined=combined,
        look=looked,
        svg=Markup(draw_svg(picture, content)),  # noqa: S704 - its template escapes every text in it
        shown=SHOWN,
        commitments=[commitment_words(one, content) for one in held.all_commitments],
        has_calendar=any(is_dated(one) for one in held.all_commitments),
        idle_minutes=idle_minutes,
    )


def trouble_page(words: str, content: Content) -> str:
    """A page that says why there is no picture just now."""
    return template("trouble.html").render(say=content.speech.say, title=content.speech.say("drawn.title"), words=words)


class _View:
    """What the template asks for in words."""

    def __init__(self, content: Content, picture: Picture, combined: Combined, looked: Look) -> None:
        self._content, self._picture, self._combined, self._looked = content, picture, combined, looked
        self._say = content.speech.say
        self.dated = dated

    def name(self, signature: str) -> str:
        return short_name(signature, self._content)

    def mark(self, mark: Mark) -> str:
        return mark_words(mark, self._content)

    def said(self, sight: Sight) -> str:
        """When and where something was said."""
        if sight.domain is None:
            return self._say("drawn.words.said_mind", date=dated(sight.at))
        return self._say("drawn.words.said", date=dated(sight.at), domain=self._content.domains[sight.domain].title)

    def moment(self, moment: Moment) -> str:
        date, domain = dated(moment.reflection.started_at), moment.reflection.domain
        if domain is None:
            return self._say("drawn.time.option_mind", date=date)
        return self._say("drawn.time.option", date=date, domain=self._content.domains[domain].title)

    def link(self, moment: Moment) -> str:
        """The page at another moment, read the same way."""
        return f"/picture?at={moment.number}&situation={self._combined.standing}"

    def told(self) -> list[tuple[str, tuple[str, ...]]]:
        """The picture in words: each part its title and its lines."""
        return list(told(self._picture, self._content))

    def not_yet(self) -> list[str]:
        return untouched(self._picture, self._content)

    def covered(self) -> str:
        """Over which time the findings reach."""
        first = dated(self._picture.first or self._picture.at)
        last = dated(self._picture.at)
        if first == last:
            return self._say("drawn.together.reasons_day", date=first)
        return self._say("drawn.together.reasons_intro", first=first, last=last)

    def voices(self) -> tuple[str, str]:
        return voices_words(self._combined, self._content)

    def situation(self) -> tuple[str, ...]:
        return situation_words(self._combined, self._content)

    def source(self) -> str:
        return self._content.papers["intervention_2013"].cite
