"""The page for a leader who comes from Slack or Teams with a code."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.content import Content
from bot.web.pages import HERE


def move_page(content: Content) -> str:
    """The whole page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape(), undefined=StrictUndefined
    )
    say = content.speech.say
    texts = {
        "phrase": {"copied": say("web.phrase.copied")},
        "error": {"trouble": say("channel.page.trouble"), "offline": say("channel.page.offline")},
    }
    return environment.get_template("move.html").render(say=say, texts=texts)
