"""The picture in words, equal to what is drawn: for screen readers, for chats, and as the description of an image."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import Content
from bot.report.layout import BANDS
from bot.report.picture import Mark, Picture, Spot, Touched
from bot.report.wording import change_of, dated, listed, short_name


def describe(picture: Picture, content: Content) -> str:
    """Everything the picture shows, as paragraphs parted by blank lines; lines of lists begin with "- "."""
    parts = ("\n".join([title, *(f"- {line}" for line in lines)]) for title, lines in told(picture, content))
    return "\n\n".join(parts)


def told(picture: Picture, content: Content) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The same as parts, each a sentence or a title and the lines below it."""
    yield summary(picture, content), ()
    for band in BANDS:
        yield _band(band, [spot for spot in picture.spots if spot.signature[0] == band], content)
    for sentence in areas(picture, content):
        yield sentence, ()


def summary(picture: Picture, content: Content) -> str:
    """In one or two sentences what time the picture covers and what it is compared with."""
    say = content.speech.say
    if picture.first is None:
        return say("drawn.tell.nothing")
    first, last = dated(picture.first), dated(picture.at)
    one_day = first == last
    covers = say("drawn.tell.on_day", date=first) if one_day else say("drawn.tell.from_to", first=first, last=last)
    if picture.since is None:
        return covers
    return f"{covers} {say('drawn.tell.compared', date=dated(picture.since))}"


def spot_line(spot: Spot, content: Content) -> str:
    """One place with everything that stands in it. It begins with what is written in the picture, as a name must."""
    say, change = content.speech.say, change_of(spot, content)
    name = short_name(spot.signature, content)
    marks = [mark_words(mark, content, with_change=len(spot.marks) > 1) for mark in spot.marks]
    named = say("drawn.tell.name_change", name=name, text=change) if change else name
    return say("drawn.tell.sign", name=named, lines="; ".join(marks))


def mark_words(mark: Mark, content: Content, with_change: bool = True, sides: str = "drawn.side") -> str:
    """One side of a sign: how often, when last, who else, and what has changed. ``sides`` is where its name stands."""
    say = content.speech.say
    title, last = say(f"{sides}.{mark.side}"), dated(mark.sights[-1].at)
    if mark.occasions == 1:
        words = say("drawn.tell.mark_once", title=title, date=last)
    else:
        words = say("drawn.tell.mark", title=title, number=mark.occasions, date=last)
    if mark.voices:
        words = say("drawn.tell.mark_voices", title=words, signs=listed(voice_names(mark.voices, content), content))
    if not with_change or mark.change in (None, "resting"):
        return words
    return say("drawn.tell.mark_change", title=words, text=say(f"drawn.change.{mark.change}"))


def voice_names(voices: tuple[str, ...], content: Content) -> list[str]:
    return [content.speech.say(f"drawn.voice.{voice}") for voice in voices]


def areas(picture: Picture, content: Content) -> Iterator[str]:
    """Which domains were talked about, and which were not."""
    say = content.speech.say
    touched = [_area(one, content) for one in picture.touched]
    yield say("drawn.tell.touched", signs=listed(touched, content)) if touched else say("drawn.tell.touched_none")
    if missing := untouched(picture, content):
        yield say("drawn.tell.not_yet", signs=listed(missing, content))
    else:
        yield say("drawn.tell.all_touched")


def untouched(picture: Picture, content: Content) -> list[str]:
    """The titles of the domains that were not talked about."""
    touched = {one.domain for one in picture.touched}
    return [domain.title for id, domain in content.domains.items() if id not in touched]


def _area(touched: Touched, content: Content) -> str:
    title, last = content.domains[touched.domain].title, dated(touched.last)
    if touched.times == 1:
        return content.speech.say("drawn.tell.area_once", domain=title, date=last)
    return content.speech.say("drawn.tell.area", domain=title, number=touched.times, date=last)


def _band(band: str, spots: list[Spot], content: Content) -> tuple[str, tuple[str, ...]]:
    say = content.speech.say
    title = say("drawn.tell.band", title=say(f"drawn.band.{band.lower()}"), category=content.categories[band].title)
    heard = [spot_line(spot, content) for spot in spots if spot.marks]
    quiet = [short_name(spot.signature, content) for spot in spots if not spot.marks]
    return title, (*heard, say("drawn.tell.quiet", signs=listed(quiet, content))) if quiet else tuple(heard)
