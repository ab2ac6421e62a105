"""Every sentence that the code says is in the content, with its values; every button leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.unit.reflection.fakes import content

ROOT = Path(__file__).resolve().parents[3]
CODE = [*sorted((ROOT / "bot" / "reflection").glob("*.py")), *sorted((ROOT / "actions").glob("*.py"))]
FAMILIES = {
    "heard.{}": ["risk", "strength", "mixed"],
    "follow.{}": ["example", "who", "how"],
    "thanks.{}": ["who", "how"],
    "verdict.{}": ["fair", "drop"],
    "review.{}": ["risk", "strength", "mixed"],
    "review.unsure_{}": ["risk", "strength", "mixed"],
    "learned.{}": ["done", "partly", "not"],
    "pattern.{}": ["again", "better", "worse"],
    "pattern.within_{}": ["a", "b", "c"],
    "picture.{}": ["risk", "strength"],
    "picture.no_{}": ["risk", "strength"],
    "sum_up.{}": ["risk", "strength", "mixed"],
    "unreadable.{}": ["noise", "language"],
    "question.{}": ["human", "watching", "maker", "working", "sources", "unknown"],
    "small_talk.{}": ["abuse", "thanks", "bye", "how_are_you", "hello", "other"],
    "walk.begin_{}": ["short", "full"],
    "number.n{}": ["1", "2", "3", "4", "5", "6"],
    "copy.{}": ["web", "terminal", "other"],
    "delete.{}": ["backups", "database_log", "elsewhere"],
}
KEY = re.compile(r'(?:saying|speak|Say)\(\s*"([a-z_]+\.[a-z0-9_]+)"|ask\(state, world, "([a-z_]+\.[a-z0-9_]+)"')


def keys_in_code() -> set[str]:
    return {key for path in CODE for match in KEY.findall(path.read_text(encoding="utf-8")) for key in match if key}


def test_the_code_says_only_what_the_content_has() -> None:
    used = keys_in_code()
    assert len(used) > 60
    assert not sorted(key for key in used if key not in content().speech)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_whole(family: str) -> None:
    assert not [name for name in FAMILIES[family] if family.format(name) not in content().speech]


def test_neighbours_do_not_sound_the_same() -> None:
    for key in (
        "heard.risk",
        "heard.strength",
        "heard.kept",
        "heard.fine",
        "follow.who",
        "follow.how",
        "follow.example",
    ):
        wordings = content().speech.wordings[key]
        assert len(set(wordings)) == len(wordings) >= 3, key


def test_our_own_words_stay_ours() -> None:
    forbidden = re.compile(r"\b(?:signature|finding|polarity|intent)s?\b|!", re.IGNORECASE)
    own = {k: w for k, w in content().speech.wordings.items() if not k.startswith(("web.", "export.", "terminal."))}
    assert not [key for key, wordings in own.items() for text in wordings if forbidden.search(text)]


def test_every_button_is_an_intent_with_a_rule() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    known = {next(iter(intent)) for intent in domain["intents"]}
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE if path.name != "asking.py")
    pressed = {m.split(":")[0] for m in re.findall(r'"([a-z_]+:[a-z_]+)"', code) if m.split(":")[0] != "bot"}
    shown = {
        key.split(".")[0]
        for group in re.findall(r"buttons\(world, ([^)]*)\)", code)
        for key in re.findall(r'"([a-z_.]+)"', group)
    }
    assert not (pressed | shown) - known
    ruled = {
        step["intent"]
        for path in (ROOT / "data" / "rules").glob("*.yml")
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
        for step in rule["steps"]
        if "intent" in step
    }
    assert ruled == known
