"""The page on which a leader chooses what a mentor may see, and sees what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.content import Content
from bot.report.held import Held
from bot.report.picture import picture_of
from bot.report.sharing import MIND
from bot.report.telling import mark_words
from bot.report.wording import dated, short_name
from bot.vault.shares import MOST_WRONG, Share
from bot.web.rendering import template

MAX_DAYS = 60
MAX_QUESTION = 1_000
DAYS = 14
_SPOKEN_BY_SCRIPT = ("given.copied", "list.revoked")


def share_page(held: Held, shares: Sequence[Share], content: Content, idle_minutes: int, keeps_nothing: bool) -> str:
    """The whole page as HTML."""
    say = content.speech.say
    texts = {key.partition(".")[2]: say(f"share.{key}") for key in _SPOKEN_BY_SCRIPT}
    return template("share.html").render(
        say=say,
        dated=dated,
        keeps_nothing=keeps_nothing,
        domains=list(_domains(held, content)),
        signs=list(_signs(held, content)),
        commitments=held.all_commitments,
        shares=[(one, list(_how_it_is(one, content))) for one in shares],
        texts=texts | {"trouble": say("mentor_page.error.trouble"), "offline": say("mentor_page.error.offline")},
        days=DAYS,
        max_days=MAX_DAYS,
        max_question=MAX_QUESTION,
        idle_minutes=idle_minutes,
    )


def share_trouble_page(content: Content) -> str:
    """A page that says why there is none just now."""
    say = content.speech.say
    return template("trouble.html").render(say=say, title=say("share.title"), words=say("share.storage"))


def _domains(held: Held, content: Content) -> Iterator[tuple[str, str]]:
    """What was talked about: an id and its title each."""
    touched = {one.domain for one in held.all_reflections}
    for id, domain in content.domains.items():
        if id in touched:
            yield id, domain.title
    if None in touched:
        yield MIND, content.speech.say("share.mind")


def _signs(held: Held, content: Content) -> Iterator[tuple[str, str]]:
    """Every side of every sign in the picture, as the choice names it and in words."""
    last = max((one.started_at for one in held.all_reflections), default=None)
    if last is None:
        return
    for spot in picture_of(held.all_reflections, held.all_findings, last).heard:
        for mark in spot.marks:
            name, words = short_name(spot.signature, content), mark_words(mark, content, with_change=False)
            yield f"{spot.signature}:{mark.side}", content.speech.say("share.choose.sign", title=name, text=words)


def _how_it_is(share: Share, content: Content) -> Iterator[str]:
    """What has become of a share."""
    say = content.speech.say
    if share.is_open:
        yield say("share.list.until", date=dated(share.expires))
    elif share.wrong >= MOST_WRONG:
        yield say("share.list.closed")
    else:
        yield say("share.list.over", date=dated(share.expires))
    yield _opened(share, content)
    if share.is_open and share.wrong:
        yield say("share.list.wrong", number=share.wrong)


def _opened(share: Share, content: Content) -> str:
    if share.last_opened is None:
        return content.speech.say("share.list.not_opened")
    if share.opened == 1:
        return content.speech.say("share.list.opened_once", date=dated(share.last_opened))
    return content.speech.say("share.list.opened", number=share.opened, date=dated(share.last_opened))
