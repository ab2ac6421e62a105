"""One conversation for all channels: the same reflection on the page, in Slack and in Teams, line by line."""

from __future__ import annotations

import json
import os
from itertools import takewhile
from pathlib import Path
from typing import Any

from bot.content import Content
from tests.doubles.browser import Leader
from tests.doubles.town import Town

REFLECTION: list[tuple[str, str]] = [
    ("press", "More about privacy"),
    ("press", "I'm happy to go on"),
    ("press", "Choose an area"),
    ("press", "{culture}"),
    ("press", "The short look"),
    (
        "write",
        "Honestly supervision gets cancelled whenever the duty team is short. Nobody minds *much* & it's <fine>.",
    ),
    ("write", "Why do you ask?"),
    ("write", "who can see this"),
    ("write", "The front line would say so, and so would the IROs."),
    ("write", "People own up, they really do; last month a manager told the whole team about her own mistake."),
    ("write", "skip"),
    ("press", "Fair"),
    ("write", "sum up"),
    ("press", "No, that's all"),
    ("write", "I'm not sure. We look when somebody tells us to look, if I'm honest."),
    ("write", "I'll sit in on two supervision sessions by Friday"),
    ("write", "my picture so far"),
    ("write", "find support"),
    ("write", "delete that answer"),
    ("write", "no, keep it"),
    ("write", "who can see this"),
    ("write", "export"),
    ("write", "goodbye"),
]


async def test_the_same_reflection_reads_the_same_everywhere(here: Town, conversation: Any, root: Path) -> None:
    content: Content = conversation._content
    web, slack, teams = Leader(here.canary), here.slack_person(), here.teams_person()
    await web.start()
    await slack.event({"type": "app_home_opened", "user": slack.user, "tab": "home"})
    await slack.press_home("Start")
    await teams.install()
    people: dict[str, Any] = {"web": web, "slack": slack, "teams": teams}
    for name, person in people.items():
        lines = person.lines()
        notice = "\n".join(lines)
        assert "999" in notice and lines[-3:] == ["[I'm happy to go on]", "[More about privacy]", "[No thanks]"]
        assert ("belongs to your employer" in notice) is (name != "web")
        assert ("https://canary.test" in notice) is (name != "web")
    own = _own_lines(content)
    try:
        for how, what in REFLECTION:
            await _compared(people, own, how, what.format(culture=content.domains["culture"].title))
    finally:
        _keep(here)
    assert len(here.slack.posted) > 15
    for person in people.values():
        await person.close()


async def _compared(people: dict[str, Any], own: set[str], how: str, what: str) -> None:
    """Everybody does the same, and reads the same."""
    said: dict[str, list[str]] = {}
    for name, person in people.items():
        await getattr(person, how)(what)
        said[name] = [line for line in _before_the_image(person.lines()) if line not in own]
    assert said["web"] or what == "More about privacy", what
    assert said["slack"] == said["web"], what
    assert said["teams"] == said["web"], what


def _before_the_image(lines: list[str]) -> list[str]:
    """Without the words that go with the image in Teams, which are the last of all."""
    return list(takewhile(lambda line: not line.startswith("Your picture, in words."), lines))


def _own_lines(content: Content) -> set[str]:
    """What a channel says about itself only: its notice, its reminder, where the copy is."""
    from bot.content.speech import filled
    from tests.conversation.talk import FACTS

    notices = [content.notices[name] for name in ("web", "slack", "teams")]
    texts = [
        filled(text, FACTS) for notice in notices for text in (*notice.text, *(notice.more or ()), notice.short or "")
    ]
    for key, wordings in content.speech.wordings.items():
        if key.split(".")[0] in ("phrase", "copy"):
            texts += wordings
    return {line for text in texts for line in text.split("\n")}


def _keep(here: Town) -> None:
    """Write what was sent where somebody who wants to look at it says (CANARY would refuse a variable of its own)."""
    folder = os.environ.get("LOOK_AT_CARDS")
    if folder:
        posted = [{"text": one.text, "blocks": one.blocks} for one in here.slack.posted]
        Path(folder, "slack.json").write_text(json.dumps(posted, indent=1, ensure_ascii=False), encoding="utf-8")
        Path(folder, "teams.json").write_text(
            json.dumps(here.microsoft.sent, indent=1, ensure_ascii=False), encoding="utf-8"
        )
