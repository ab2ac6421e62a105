"""Serves the page and its files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.content import Content
from bot.messages import MAX_TEXT
from bot.web.mentor_page import mentor_route

HERE = Path(__file__).parent
_SPOKEN_BY_SCRIPT = {
    "talk": ("you", "canary", "remaining", "progress", "progress_timed", "kept_until", "keeping_nothing"),
    "state": ("starting", "offline", "sent", "locked", "idle", "erased", "ended", "ended_everywhere"),
    "error": ("too_long", "empty", "trouble"),
    "phrase": ("copy", "copied"),
}


def page_routes(content: Content, controller: str, idle_minutes: int = 30) -> list[BaseRoute]:
    """The page at "/" and its static files."""
    html = _render(content, controller=controller, minutes=idle_minutes)

    async def page(request: Request) -> Response:
        return HTMLResponse(html)

    files = Mount("/static", _Files(directory=HERE / "static"), name="static")
    return [Route("/", page), mentor_route(content, idle_minutes), files]


class _Files(StaticFiles):
    """Files of one folder. A path that no file system could hold is one that isn't there."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where the file lies, or nowhere."""
        try:
            return super().lookup_path(path)
        except ValueError:
            return "", None


def _render(content: Content, **facts: object) -> str:
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape())
    template = environment.get_template("page.html")
    about = ("privacy", "reading", "accessibility")
    return template.render(say=content.speech.say, texts=_texts(content), about=about, **facts)


def _texts(content: Content) -> dict[str, Any]:
    """The sentences that the script shows, with their placeholders still open."""
    groups = {
        group: {name: content.speech.wordings[f"web.{group}.{name}"][0] for name in names}
        for group, names in _SPOKEN_BY_SCRIPT.items()
    }
    return {**groups, "limit": MAX_TEXT}
