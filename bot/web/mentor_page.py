"""The page that a leader's link opens. It is the same for everybody; what is shared comes to it sealed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.content import Content
from bot.web.rendering import template

MAX_NOTE = 4_000
_SPOKEN_BY_SCRIPT = (
    "no_link", "too_old", "note.sent", "note.empty", "notes.file", "state.closed", "error.wrong_code", "error.trouble",
    "error.offline", "error.note_left",
)  # fmt: skip


def mentor_route(content: Content, idle_minutes: int) -> Route:
    """The page at /mentor."""
    html = mentor_page(content, idle_minutes)

    async def page(request: Request) -> Response:
        return HTMLResponse(html)

    return Route("/mentor", page)


def mentor_page(content: Content, idle_minutes: int) -> str:
    """The whole page as HTML."""
    say = content.speech.say
    texts = {key.rpartition(".")[2]: say(f"mentor_page.{key}") for key in _SPOKEN_BY_SCRIPT}
    return template("mentor.html").render(say=say, texts=texts, max_note=MAX_NOTE, idle_minutes=idle_minutes)
