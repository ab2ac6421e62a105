"""A small content folder, whole and right, for tests to break in one place at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.content import Problem, find_problems

TODAY = date(2026, 6, 30)
ROOT = Path(__file__).resolve().parents[3]

_SIGNATURE = """
  {id}:
    name: {name}
    title: {name} title
    about: how {name} goes
    risk: It goes badly.
    strength: It goes well.
    asked_as:
      risk: {name} goes badly
      strength: {name} goes well
    what_else: [Something else.]
    listen_for: [A pause.]
    avoid: [Haste.]
    year: 2013
    sources: [paper_2013]
"""
FILES = {
    "papers.yml": """
papers:
  paper_2013:
    title: A paper
    by: A college
    year: 2013
""",
    "signatures.yml": """
categories:
  A: {title: Far, meaning: Far away., control: Little.}
  C: {title: Near, meaning: Close by., control: Much.}
signatures:"""
    + _SIGNATURE.format(id="A1", name="attention")
    + _SIGNATURE.format(id="C4", name="supervision"),
    "domains.yml": """
domains:
  culture:
    title: Culture
    intro: How people are here.
    source: paper_2013
    prompts:
      - id: first_prompt
        behaviour: They listen.
        ask: What did you hear?
        gentler: Who spoke?
        why: Because it matters.
        source: paper_2013
        signatures: [A1, C4]
      - id: second_prompt
        behaviour: They look.
        ask: What did you see?
        gentler: Who was there?
        why: Because it matters too.
        source: paper_2013
        signatures: [C4]
    qualities:
      - id: patience
        name: Patience
        text: Waiting well.
        source: paper_2013
""",
    "wicked.yml": """
questions:
  purpose:
    about: early_warning
    ask: What is it for?
    why: It is seldom said.
    source: paper_2013
    signatures: [C4]
""",
    "coaching.yml": """
signatures:
  A1: [One?, Two?, Three?, Four?, Five?]
  C4: [One?, Two?, Three?, Four?, Five?]
qualities:
  patience: [One?, Two?, Three?, Four?, Five?]
""",
    "scenarios.yml": """
scenarios:
  S1:
    title: A weakness
    situation: Something is weak.
    acknowledged: true
    local_government_help_2009: [Peer review]
    other_help_2009: []
    routes: [alliance]
    source: paper_2013
""",
    "routes.yml": """
routes:
  alliance:
    name: The alliance
    what: It helps.
    who_for: Anyone
    who_hears: [region]
    how_to_start: Ring.
    source: https://example.org/alliance
    checked_on: 2026-06-01
    status: live
    signatures: [A1, C4]
  partnership:
    name: The partnership
    what: It helped.
    source: https://example.org/partnership
    checked_on: 2026-06-01
    status: ended
    what_became: It closed.
    replaced_by: [alliance]
""",
    "safety.yml": """
leader_in_crisis: {text: [Stop here.]}
child_at_risk: {text: [Ring now.]}
professional: {text: [Carry on.]}
""",
    "notices.yml": """
notices:
  web:
    version: "1"
    date: 2026-06-01
    text:
      - Run by {controller}.
""",
    "knowledge.yml": """
knowledge:
  alliance:
    names: [Alliance]
    text: It helps.
    source: https://example.org/alliance
    as_of: 2026-06-01
    route: alliance
""",
    "speech/placeholders.yml": """
placeholders:
  quote: the leader's own words
""",
    "speech/talk.yml": """
talk:
  heard: "You said {quote}."
  thanks: [Thank you., Thanks.]
""",
}


@dataclass(frozen=True)
class Folder:
    """A content folder that a test can change."""

    path: Path

    def change(self, name: str, old: str, new: str) -> None:
        """Change one piece of text, which must stand there."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (self.path / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def line(self, name: str, text: str) -> int:
        """The number of the first line that holds this text."""
        lines = (self.path / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def problems(self) -> list[Problem]:
        return find_problems(self.path, TODAY)

    def only_problem(self) -> Problem:
        """The one problem that there is."""
        problems = self.problems()
        assert len(problems) == 1, [str(problem) for problem in problems]
        return problems[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A whole and right content folder."""
    path = tmp_path / "content"
    (path / "speech").mkdir(parents=True)
    small = Folder(path)
    for name, text in FILES.items():
        small.write(name, text)
    return small
