"""The pages about Canary: our own documents, as text that can't be anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.content import Content
from bot.web.about_pages import about_routes
from bot.web.markdown import as_html

FACTS = {
    "controller": "A <b>council</b>",
    "contact": "help",
    "complaints": "the officer",
    "web_address": "http://canary.test",
    "idle_minutes": 30,
    "retention_months": 12,
    "backup_days": 30,
}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("privacy", "A &lt;b&gt;council&lt;/b&gt;"),
        ("details", "What must still be trusted"),
        ("reading", "uses no large language model"),
        ("accessibility", "not been tested with people"),
    ],
)
def test_each_page_says_its_own(content: Content, name: str, says: str) -> None:
    page = TestClient(Starlette(routes=about_routes(content, FACTS))).get(f"/about/{name}")
    assert page.status_code == 200 and says in page.text
    assert "{" not in page.text.partition("<main")[2], "a placeholder was left open"


def test_what_markdown_becomes() -> None:
    text = "# One\n\nTwo **three**\nfour [five](six) `seven`.\n\n- eight\n- nine\n\n1. ten\n\n"
    text += "| a | b |\n|---|---|\n| c | d |"
    assert as_html(text) == (
        "<h2>One</h2>\n<p>Two <strong>three</strong> four five <code>seven</code>.</p>\n"
        "<ul><li>eight</li><li>nine</li></ul>\n<ol><li>ten</li></ol>\n"
        '<div class="table"><table>\n<tr><th scope=col>a</th><th scope=col>b</th></tr>\n'
        "<tr><td>c</td><td>d</td></tr>\n</table></div>"
    )


@given(st.text(alphabet="<>&\"'ab*`[]()-1.| #\n"))
def test_no_text_becomes_other_markup(text: str) -> None:
    try:
        made = as_html(text)
    except ValueError:  # a table without its second line: a mistake in our own document
        return
    for tag in ("<a", "<b", "<script", "<img"):
        assert tag not in made.replace("<br", "")
