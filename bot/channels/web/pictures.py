"""The picture's page and the reports, made from the open vault of the session's cookie."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web.errors import WebError, malformed
from bot.channels.web.visitor import leader_of, service_of
from bot.report.calendar import calendar_of
from bot.report.compose import compose
from bot.report.document import Document
from bot.report.held import Held
from bot.report.markdown import write_markdown
from bot.report.pdf import write_pdf
from bot.report.together import Standing
from bot.report.typesetting import CannotTypeset
from bot.report.word import write_word
from bot.understanding.names import mask_names
from bot.vault.errors import StorageUnavailable, VaultClosed
from bot.vault.leader import LeaderVault
from bot.web.picture_page import Choice, picture_page, trouble_page

_LOOKING = "looking"  # a turn under this id is only read and never stored
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS: dict[str, tuple[str, Callable[[Document], bytes | str]]] = {
    "pdf": ("application/pdf", write_pdf),
    "docx": (_WORD, write_word),
    "md": ("text/markdown; charset=utf-8", write_markdown),
}


async def picture(request: Request) -> Response:
    """The page. Without an open vault it leads to the front page."""
    service = service_of(request)
    try:
        held = await asyncio.to_thread(held_by, leader_of(request))
    except (WebError, VaultClosed):
        return RedirectResponse("/", 303)
    except StorageUnavailable:
        words = service.content.speech.say("drawn.storage")
        return HTMLResponse(trouble_page(words, service.content), 503)
    choice = _choice(request.query_params)
    html = await asyncio.to_thread(picture_page, held, choice, service.content, _now(), service.idle_minutes)
    return HTMLResponse(html)


async def report(request: Request) -> Response:
    """A report as a file: ``reflection`` (its number) or ``from`` and ``to`` (days); ``for=sharing`` masks names."""
    service, kind = service_of(request), request.path_params["kind"]
    if kind not in _KINDS:
        raise WebError(404, "not_found", "web.error.not_found")
    leader = leader_of(request)
    if not service.messages.admit(leader.id):
        raise WebError(429, "too_fast", "web.error.too_fast", retry_after=1)
    media, write = _KINDS[kind]
    asked = request.query_params

    def made() -> bytes | str:
        held = _cut(held_by(leader), asked)
        mask = mask_names if asked.get("for") == "sharing" else None
        return write(compose(held, service.content, _now(), mask, _standing(asked)))

    try:
        file = await asyncio.to_thread(made)
    except CannotTypeset:
        raise WebError(503, "trouble", "drawn.take.failed") from None
    headers = {"Content-Disposition": f'attachment; filename="canary-report.{kind}"'}
    return Response(file, media_type=media, headers=headers)


async def calendar(request: Request) -> Response:
    """The days of what the leader means to do, as a calendar file without a word of it."""
    service = service_of(request)
    held = await asyncio.to_thread(held_by, leader_of(request))
    file = calendar_of(held.all_commitments, service.content.speech.say("meant.calendar_title"), _now())
    if not file:
        raise WebError(404, "no_days", "drawn.meant.no_days")
    headers = {"Content-Disposition": 'attachment; filename="reminders.ics"'}
    return Response(file, media_type="text/calendar; charset=utf-8", headers=headers)


def held_by(leader: LeaderVault) -> Held:
    """Everything in an open vault. Raises VaultClosed, StorageUnavailable."""
    return Held.of(leader.turn(_LOOKING, _now()))


def _cut(held: Held, asked: QueryParams) -> Held:
    number = _number(asked, "reflection")
    if number and number <= len(held.all_reflections):
        return held.only({held.all_reflections[number - 1].id})
    if number:
        raise WebError(404, "not_found", "web.error.not_found")
    return held.between(_day(asked, "from"), _day(asked, "to"))


def _choice(asked: QueryParams) -> Choice:
    return Choice(_number(asked, "at"), _number(asked, "since"), _standing(asked))


def _number(asked: QueryParams, name: str) -> int | None:
    text = asked.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _day(asked: QueryParams, name: str) -> date | None:
    text = asked.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise malformed() from None


def _standing(asked: QueryParams) -> Standing:
    return "after" if asked.get("situation") == "after" else "prevention"


def _now() -> datetime:
    return datetime.now(UTC)
