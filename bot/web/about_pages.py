"""The pages about Canary itself: who can see what, how it reads, accessibility. Made once, the same for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content import Content
from bot.content.speech import filled
from bot.web.markdown import as_html
from bot.web.pages import HERE

_DOCS = Path(__file__).parents[2] / "docs"
_FILES = {"details": "privacy.md", "reading": "how-canary-reads.md", "accessibility": "accessibility.md"}


def about_routes(content: Content, facts: Mapping[str, object]) -> list[BaseRoute]:
    """/about/privacy (the notice in full), /about/details, /about/reading, /about/accessibility."""
    bodies = {name: as_html((_DOCS / file).read_text(encoding="utf-8")) for name, file in _FILES.items()}
    bodies["privacy"] = as_html(_notice(content, facts))
    return [_route(name, _page(content, name, body)) for name, body in bodies.items()]


def _notice(content: Content, facts: Mapping[str, object]) -> str:
    notice = content.notices["web"]
    paragraphs = (filled(text, facts) for text in (*notice.text, *notice.more))
    return "\n\n".join((f"# {content.speech.say('web.about.privacy')}", *paragraphs))


def _page(content: Content, name: str, body: str) -> str:
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape())
    others = [other for other in ("privacy", "details", "reading", "accessibility") if other != name]
    trusted = Markup(body)  # noqa: S704 - from our own files, escaped in markdown.py
    return environment.get_template("about.html").render(say=content.speech.say, name=name, body=trusted, others=others)


def _route(name: str, page: str) -> BaseRoute:
    async def show(request: Request) -> Response:
        return HTMLResponse(page)

    return Route(f"/about/{name}", show)
