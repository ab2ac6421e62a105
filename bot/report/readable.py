"""The export as Markdown that a person can read.

Words that were said are escaped: a reader that shows Markdown as HTML must neither run nor fetch anything from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.content import Content
from bot.vault.forget import REMOVED

Held = Mapping[str, Any]
_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~!]")


def export_markdown(held: Held, content: Content) -> str:
    """Everything in an export (see ``bot.vault.export``) as one Markdown text, oldest first."""
    return "\n".join(_Readable(held, content).lines()).strip() + "\n"


class _Readable:
    def __init__(self, held: Held, content: Content) -> None:
        self.held, self.content = held, content

    def lines(self) -> Iterator[str]:
        yield f"# {self._say('heading')}"
        yield ""
        yield self._say("made", date=_day(self.held["exported_at"]))
        yield self._say("kept_until", date=_day(self.held["kept_until"]))
        for reflection in self.held["reflections"]:
            yield from self._reflection(reflection)
        yield from self._shares(self.held["shares"])
        yield from self._transcript(self.held["exchanges"])

    def _reflection(self, reflection: Held) -> Iterator[str]:
        domain = reflection["domain"]
        title = self.content.domains[domain].title if domain else self._say("mind")
        yield from self._heading(f"{title}, {_day(reflection['started_at'])}")
        yield from self._answers(self._of(reflection, "answers"))
        yield from self._part("heard", self._of(reflection, "findings"), self._finding)
        yield from self._part("commitments", self._of(reflection, "commitments"), self._commitment)

    def _answers(self, answers: Sequence[Held]) -> Iterator[str]:
        for answer in answers:
            prompt = self.content.prompts.get(answer["prompt_id"] or "")
            if prompt is not None and answer["kind"] == "prompt":
                yield from (f"**{prompt.ask}**", "")
            yield from (_quoted(answer["text"]), "")

    def _part(self, key: str, records: Sequence[Held], line: Any) -> Iterator[str]:
        if records:
            yield from (f"### {self._say(key)}", "")
            yield from (line(record) for record in records)
            yield ""

    def _finding(self, finding: Held) -> str:
        about = self.content.signatures[finding["signature"]].title
        direction = self._say(f"direction.{finding['polarity'] or 'unsure'}")
        verdict = self._say(f"verdict.{finding['verdict']}")
        words = "; ".join(f"“{_one_line(evidence['quote'])}”" for evidence in finding["evidence"])
        extra = "; ".join(_one_line(text) for text in (finding["correction"], finding["who_else"]) if text)
        return "- " + ". ".join(part for part in (f"{about}: {direction}, {verdict}", words, extra) if part)

    def _commitment(self, commitment: Held) -> str:
        due = self._say("by", date=_day(commitment["due"])) if commitment["due"] else ""
        outcome = self._say(f"outcome.{commitment['outcome']}") if commitment["outcome"] else ""
        parts = (_one_line(commitment["text"]), due, outcome, _one_line(commitment["learned"] or ""))
        return "- " + "; ".join(part for part in parts if part)

    def _shares(self, shares: Sequence[Held]) -> Iterator[str]:
        if not shares:
            return
        yield from self._heading(self._say("shares"))
        for share in shares:
            yield "- " + self._say("share", first=_day(share["made"]), last=_day(share["expires"]))
            if share["note"]:
                yield from ("", self._say("note"), _quoted(share["note"]), "")

    def _transcript(self, exchanges: Sequence[Held]) -> Iterator[str]:
        yield from self._heading(self._say("transcript"))
        for exchange in exchanges:
            if exchange["said"]:
                yield from (_quoted(self._worded(exchange["said"])), "")
            for reply in exchange["replies"]:
                yield from (_plain(self._worded(reply["text"])), "")

    def _worded(self, text: str) -> str:
        """The text; where it was taken back, that it was."""
        return self.content.speech.say(REMOVED) if text == REMOVED else text

    def _heading(self, text: str) -> Iterator[str]:
        yield from ("", f"## {text}", "")

    def _of(self, reflection: Held, kind: str) -> list[Held]:
        return [record for record in self.held[kind] if record["reflection_id"] == reflection["id"]]

    def _say(self, key: str, **values: Any) -> str:
        return self.content.speech.say(f"export.{key}", **values)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in _plain(text).splitlines())


def _one_line(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """The text with every character escaped that Markdown or HTML would take for more than itself."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _day(iso: str) -> str:
    day = datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
