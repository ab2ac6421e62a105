"""The labelled utterances are well formed, and none nearly repeats another."""

from __future__ import annotations

import json
from pathlib import Path

from bot.understanding.training.check import faults, near_duplicates, problems
from bot.understanding.training.items import expand, utterance

FOLDER = Path(__file__).resolve().parents[3] / "data" / "utterances"


def test_the_shipped_data_is_sound_and_big_enough() -> None:
    assert problems(FOLDER) == []
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in FOLDER.glob("*.jsonl")) >= 6000


def test_near_duplicates_are_named() -> None:
    texts = [("1", "supervision has slipped to every other month in the duty team", None),
             ("2", "supervision has slipped to every other month in the duty teams", None),
             ("3", "our lead member visits every team once a quarter and reads the audits", None)]  # fmt: skip
    assert near_duplicates(texts) == ["2 nearly repeats 1"]


def test_the_same_words_in_answer_to_another_question_are_no_repeat() -> None:
    said = "nobody has looked at it since last winter"
    texts = [("1", said, "How is practice observed?"), ("2", said, "How is the roof?")]
    assert near_duplicates(texts) == []
    assert near_duplicates([*texts, ("3", said, "How is the roof?")]) == ["3 nearly repeats 2"]
    assert near_duplicates([*texts, ("3", said, None)]) == ["3 nearly repeats 1", "3 nearly repeats 2"]


def test_faults_are_named(tmp_path: Path) -> None:
    row = {
        "id": "x",
        "text": "a b",
        "signatures": [["Z9", "risk"]],
        "scenarios": ["S0"],
        "spans": [{"text": "no", "signature": "C1"}],
    }
    found = list(faults(row))
    assert any("Z9" in f for f in found) and any("S0" in f for f in found) and any("exact" in f for f in found)
    (tmp_path / "q.jsonl").write_text(json.dumps({**row, "spans": []}) + "\n" + json.dumps({**row, "spans": []}) + "\n")
    assert any("was used" in f for f in problems(tmp_path))


def test_mixed_counts_as_both_directions() -> None:
    assert expand([["C4", "mixed"], ["A1+", "risk"]]) == {("C4", "risk"), ("C4", "strength"), ("A1", "risk")}


def test_spans_become_places() -> None:
    item = utterance(
        {
            "text": "ab cd",
            "signatures": [["C4", "risk"]],
            "scenarios": [],
            "spans": [{"signature": "C4", "text": "cd"}],
        },
        "q",
    )
    assert item.spans == (("C4", 3, 5),)
