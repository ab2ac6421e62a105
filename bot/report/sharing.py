"""What a mentor sees of a leader's reflections: what the leader chose, names masked, and nothing else.

    shown = shown_to_mentor(held, choice, content, now, until, mask_names)   # the page draws it block by block

What was not chosen is cut away first, so that nothing of it can reach a picture, a pattern or a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from bot.content import Content
from bot.reflection.model import Finding, Reflection
from bot.report.compose import capital, commitment_words
from bot.report.document import Block, Bullets, Figure, Heading, Paragraph, Quote, plain
from bot.report.drawing import draw_svg
from bot.report.held import Held, Mask, own_words
from bot.report.picture import Mark, Picture, Sight, picture_of, sides_of
from bot.report.telling import mark_words
from bot.report.together import what_combines
from bot.report.wording import dated, listed, short_name

MIND = "mind"  # stands among the domains for what was on a leader's mind
QUESTIONS = 3  # coaching questions for each sign
_DRAWN_BY_PAGE = {"width", "height", "color", "font-family", "role", "aria-labelledby"}


@dataclass(frozen=True)
class Choice:
    """What a leader picks. ``signs`` are like "C4:risk", ``commitments`` their ids; ``quotes`` brings the leader's own
    words to everything else that was picked."""

    domains: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    commitments: frozenset[str] = frozenset()
    quotes: bool = False
    picture: bool = True
    question: str = ""

    def covers(self, reflection: Reflection) -> bool:
        """Whether what was said in a reflection may be drawn on at all."""
        return (reflection.domain or MIND) in self.domains


def chosen(held: Held, choice: Choice) -> Held:
    """The records that were picked, and no word beside them. Voices that were named stay named."""
    covered = tuple(one for one in held.all_reflections if choice.covers(one))
    ids = {one.id for one in covered}
    picked = (_picked(one, choice) for one in held.all_findings if one.reflection_id in ids)
    meant = (one for one in held.all_commitments if one.id in choice.commitments)
    if not choice.quotes:
        meant = (replace(one, learned=None) for one in meant)
    return Held(covered, (), tuple(one for one in picked if one), tuple(meant))


def _picked(finding: Finding, choice: Choice) -> Finding | None:
    """The finding on the sides that were picked; one that was heard both ways may be shown on one side only."""
    sides = sides_of(finding)
    wanted = [side for side in sides if f"{finding.signature}:{side}" in choice.signs]
    if not wanted or finding.verdict in ("open", "dropped"):
        return None
    if len(wanted) < len(sides):
        finding = replace(finding, polarity=wanted[0])  # type: ignore[arg-type]  # "own" is always alone
    return finding if choice.quotes else replace(finding, evidence=())


def shown_to_mentor(
    held: Held, choice: Choice, content: Content, now: datetime, until: date, mask: Mask
) -> dict[str, Any]:
    """Everything that the mentor's page shows, to the letter; the leader's preview is made of the same."""
    cut = chosen(held, choice).masked(mask)
    showing = _Showing(cut, replace(choice, question=mask(choice.question)), content, now)
    say = content.speech.say
    about = [say("share.shown.made", date=dated(now)), say("share.shown.until", date=dated(until))]
    blocks = [_as_json(block) for block in showing.blocks()]
    return {"title": say("share.shown.title"), "about": about, "blocks": blocks}


class _Showing:
    """The parts of what is shown, in order."""

    def __init__(self, held: Held, choice: Choice, content: Content, now: datetime) -> None:
        self.held, self.choice, self.content = held, choice, content
        self.say = content.speech.say
        self.picture: Picture = picture_of(held.reflections(), held.findings(), now)

    def blocks(self) -> Iterator[Block]:
        if self.choice.question:
            yield Heading(self.say("share.shown.question"))
            yield Paragraph(plain(self.choice.question))
        if self.picture.heard:
            yield from self._drawn()
            yield from self._findings()
            yield from self._pattern()
        if self.held.all_commitments:
            yield Heading(self.say("share.shown.commitments"))
            yield Bullets(tuple(commitment_words(one, self.content) for one in self.held.all_commitments))
        yield from self._coaching()

    def _drawn(self) -> Iterator[Block]:
        if self.choice.picture:
            yield Heading(self.say("share.shown.picture"))
            yield Paragraph(self.say("share.shown.worded"))
            alt = self.say("share.shown.alt", number=len(self.picture.heard))
            yield Figure(draw_svg(self.picture, self.content, alone=True), alt)

    def _findings(self) -> Iterator[Block]:
        yield Heading(self.say("share.shown.findings"))
        yield Paragraph(self.say("share.shown.caution"))
        for spot in self.picture.heard:
            yield Heading(self.content.signatures[spot.signature].title, 2)
            for mark in spot.marks:
                yield from self._mark(mark)

    def _mark(self, mark: Mark) -> Iterator[Block]:
        yield Paragraph(f"{capital(mark_words(mark, self.content, sides='share.side'))}.")
        if self.choice.quotes:
            for sight in mark.sights:
                yield from self._quoted(sight)

    def _quoted(self, sight: Sight) -> Iterator[Block]:
        domain = self.content.domains[sight.domain].title if sight.domain else self.say("share.mind")
        said = self.say("share.shown.said", date=dated(sight.at), domain=domain)
        yield from (Quote(plain(quote), said) for quote in sight.quotes)
        if sight.who_else:
            yield Paragraph(self.say("share.shown.who_else", quote=plain(sight.who_else)))

    def _pattern(self) -> Iterator[Block]:
        """As the conversation puts it, of what was picked alone; without quotes, without the leader's own wordings."""
        findings = self.held.all_findings
        counted = findings if self.choice.quotes else tuple(one for one in findings if not own_words(one))
        held = replace(self.held, all_findings=counted)
        combined = what_combines(self.picture, held, self.content, partial=True)
        if combined.pattern:
            yield Heading(self.say("share.shown.pattern"))
            yield Paragraph(self.say("share.shown.alone"))
            yield from (Paragraph(plain(paragraph)) for paragraph in combined.pattern)

    def _coaching(self) -> Iterator[Block]:
        """Open questions for each sign, and one for each quality of the areas."""
        domains = [domain for id, domain in self.content.domains.items() if id in self.choice.domains]
        if not self.picture.heard and not domains:
            return
        yield Heading(self.say("share.shown.coaching"))
        yield Paragraph(self.say("share.shown.coaching_how"))
        for spot in self.picture.heard:
            yield Heading(short_name(spot.signature, self.content), 2)
            yield Bullets(self.content.coaching.for_signature(spot.signature)[:QUESTIONS])
        if domains:
            titles = listed([domain.title for domain in domains], self.content)
            yield Heading(self.say("share.shown.qualities", signs=titles), 2)
            qualities = [quality.id for domain in domains for quality in domain.qualities]
            yield Bullets(tuple(self.content.coaching.for_quality(id)[0] for id in qualities))


def _as_json(block: Block) -> dict[str, Any]:
    data = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Figure):
        data["svg"] = _tree(ElementTree.fromstring(block.svg))  # noqa: S314 - drawn by ourselves a moment ago
    return data


def _tree(element: ElementTree.Element) -> list[Any]:
    """A drawing as [name, attributes, children], since the page may turn no text into markup."""
    name = element.tag.rpartition("}")[2]
    attributes = {key: value for key, value in element.attrib.items() if name != "svg" or key not in _DRAWN_BY_PAGE}
    children = [_tree(child) for child in element if child.tag.rpartition("}")[2] not in ("title", "desc")]
    text = (element.text or "").strip()
    return [name, attributes, [text, *children] if text else children]
