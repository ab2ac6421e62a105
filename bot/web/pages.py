"""Serves the page and its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.content import Content
from bot.messages import MAX_TEXT

HERE = Path(__file__).parent
_SPOKEN_BY_SCRIPT = {
    "talk": ("you", "canary", "remaining", "progress"),
    "state": ("starting", "offline", "sent", "locked", "idle", "erased", "ended"),
    "error": ("too_long", "empty", "trouble"),
    "phrase": ("copied",),
}


def page_routes(content: Content, controller: str) -> list[BaseRoute]:
    """The page at "/" and its static files."""
    html = _render(content, controller)

    async def page(request: Request) -> Response:
        return HTMLResponse(html)

    return [Route("/", page), Mount("/static", StaticFiles(directory=HERE / "static"), name="static")]


def _render(content: Content, controller: str) -> str:
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape())
    template = environment.get_template("page.html")
    return template.render(say=content.speech.say, texts=_texts(content), controller=controller)


def _texts(content: Content) -> dict[str, Any]:
    """The sentences that the script shows, with their placeholders still open."""
    groups = {
        group: {name: content.speech.wordings[f"web.{group}.{name}"][0] for name in names}
        for group, names in _SPOKEN_BY_SCRIPT.items()
    }
    return {**groups, "limit": MAX_TEXT}
