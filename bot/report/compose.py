"""Puts a report together from what was kept.

    compose(held, content, now)                                        # yours alone
    compose(held.only({id}), content, now, mask=mask_names)            # for sharing

It shows what it is given and nothing else, so ``held`` is cut down before it comes here. A report cannot say that it
is for sharing without its names having been masked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.content import Content
from bot.reflection.findings import quoted
from bot.reflection.model import Commitment, Reflection
from bot.report.combined_words import situation_words, voices_words
from bot.report.document import Block, Bullets, Document, Figure, Heading, Paragraph, Quote, plain
from bot.report.drawing import draw_svg
from bot.report.held import Held, Mask
from bot.report.picture import Mark, Picture, Sight, Spot, picture_of
from bot.report.telling import mark_words, summary, told
from bot.report.together import Combined, Standing, what_combines
from bot.report.wording import dated, short_name
from bot.support import Situation, in_words, routes_for

COACHING_SIGNS = 4  # signs for which coaching questions are carried away, two each
ROUTES = 6


def compose(
    held: Held, content: Content, now: datetime, mask: Mask | None = None, standing: Standing = "prevention"
) -> Document:
    """The report on everything in ``held``; for sharing where ``mask`` is given, else for the leader alone."""
    sharing = mask is not None
    held = held.masked(mask) if mask else held
    say = content.speech.say
    picture = picture_of(held.reflections(), held.findings(), now)
    audience = say("report.sharing" if sharing else "report.yours")
    title = say("report.title" if len(held.all_reflections) == 1 else "report.title_period")
    return Document(
        title=title,
        audience=audience,
        about=about(held, content),
        made=say("report.made", date=dated(now)),
        notes=(say("report.sharing_note" if sharing else "report.yours_note"), say("report.how")),
        footer=say("report.footer", text=audience, date=dated(now)),
        blocks=tuple(_Composing(held, content, picture, standing, now).blocks()),
    )


def about(held: Held, content: Content) -> str:
    """What the report covers, in a line."""
    reflections, say = held.all_reflections, content.speech.say
    if not reflections:
        return say("report.about_nothing")
    if len(reflections) == 1:
        return _of(reflections[0], content)
    return say("report.about_period", first=dated(reflections[0].started_at), last=dated(reflections[-1].started_at))


def _of(reflection: Reflection, content: Content) -> str:
    date = dated(reflection.started_at)
    if reflection.domain is None:
        return content.speech.say("report.about_mind", date=date)
    return content.speech.say("report.about_one", domain=content.domains[reflection.domain].title, date=date)


class _Composing:
    """The parts of a report, in order."""

    def __init__(self, held: Held, content: Content, picture: Picture, standing: Standing, now: datetime) -> None:
        self.held, self.content, self.picture, self.now = held, content, picture, now
        self.say = content.speech.say
        self.combined: Combined = what_combines(picture, held, content, standing)

    def blocks(self) -> Iterator[Block]:
        yield from self._picture()
        yield from self._findings()
        yield from self._together()
        yield from self._routes()
        yield from self._commitments()
        yield from self._questions()

    def _picture(self) -> Iterator[Block]:
        yield Heading(self.say("report.picture.heading"))
        if self.picture.heard:
            alt = self.say("report.picture.alt", text=summary(self.picture, self.content))
            svg = draw_svg(self.picture, self.content, alone=True)
            yield Figure(svg, alt)
        for title, lines in told(self.picture, self.content):
            yield Heading(title, 2) if lines else Paragraph(title)
            if lines:
                yield Bullets(lines)

    def _findings(self) -> Iterator[Block]:
        yield Heading(self.say("report.findings.heading"))
        if not self.picture.heard:
            yield Paragraph(self.say("report.findings.none"))
        for spot in self.picture.heard:
            yield Heading(self.content.signatures[spot.signature].title, 2)
            for mark in spot.marks:
                yield from self._mark(mark)

    def _mark(self, mark: Mark) -> Iterator[Block]:
        yield Heading(capital(mark_words(mark, self.content)), 3)
        for sight in mark.sights:
            for quote in sight.quotes:
                yield Quote(plain(quote), self._said(sight))
            if sight.added:
                yield Paragraph(self.say("report.findings.added"))
            if sight.who_else:
                yield Paragraph(self.say("report.findings.who_else", quote=plain(sight.who_else)))

    def _said(self, sight: Sight) -> str:
        if sight.domain is None:
            return self.say("report.findings.said_mind", date=dated(sight.at))
        title = self.content.domains[sight.domain].title
        return self.say("report.findings.said", date=dated(sight.at), domain=title)

    def _together(self) -> Iterator[Block]:
        yield Heading(self.say("report.together.heading"))
        for paragraph in self.combined.pattern:
            yield Paragraph(plain(paragraph))
        for paragraph in (*voices_words(self.combined, self.content), *situation_words(self.combined, self.content)):
            yield Paragraph(paragraph)

    def _routes(self) -> Iterator[Block]:
        yield Heading(self.say("report.routes.heading"))
        situation = Situation(signatures=tuple(spot.signature for spot in self._standing_risks()))
        offered = routes_for(situation, self.content, self.now.date(), ROUTES)
        yield Paragraph(self.say("report.routes.intro" if offered else "report.routes.none"))
        for route in offered:
            name, *paragraphs = in_words(route, self.content)
            yield Heading(name, 2)
            yield Bullets(tuple(plain(paragraph) for paragraph in paragraphs))

    def _standing_risks(self) -> list[Spot]:
        risks = [spot for spot in self.picture.heard if any(mark.side == "risk" for mark in spot.marks)]
        return [spot for spot in risks if "risk" not in spot.past]

    def _commitments(self) -> Iterator[Block]:
        yield Heading(self.say("report.commitments.heading"))
        if not self.held.all_commitments:
            yield Paragraph(self.say("report.commitments.none"))
            return
        yield Bullets(tuple(commitment_words(one, self.content) for one in self.held.all_commitments))

    def _questions(self) -> Iterator[Block]:
        yield Heading(self.say("report.questions.heading"))
        yield Bullets(tuple(question.ask for question in self.combined.questions))
        for spot in (self.combined.first or self.picture.heard)[:COACHING_SIGNS]:
            yield Heading(short_name(spot.signature, self.content), 2)
            yield Bullets(self.content.coaching.for_signature(spot.signature)[:2])


def commitment_words(commitment: Commitment, content: Content) -> str:
    """What was meant, by when, how it went and what was learned."""
    return " ".join((_meant(commitment, content), *_looked_back(commitment, content)))


def _meant(commitment: Commitment, content: Content) -> str:
    text = plain(commitment.text)
    if commitment.due:
        return content.speech.say("report.commitments.by", quote=text, date=dated(commitment.due))
    return content.speech.say("report.commitments.plain", quote=text)


def _looked_back(commitment: Commitment, content: Content) -> Iterator[str]:
    say = content.speech.say
    if commitment.outcome is None:
        yield say("report.commitments.open")
        return
    yield say(f"report.commitments.{commitment.outcome}", date=dated(commitment.reviewed_at or commitment.at))
    if commitment.learned:
        yield say("report.commitments.learned", quote=plain(quoted(commitment.learned)))


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]
