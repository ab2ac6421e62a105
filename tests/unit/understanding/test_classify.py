"""Bad lines name themselves and stop nothing; good lines say all that issue 4 asks for."""

from __future__ import annotations

import json

import pytest

from bot.understanding.classify import MOST_CHARACTERS, BadLine, classify_lines, parse


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("not json", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "a"}', '"id"'),
        ('{"id": true, "text": "a"}', '"id"'),
        ('{"id": 1}', '"text"'),
        ('{"id": 1, "text": 5}', '"text"'),
        (json.dumps({"id": 1, "text": "a" * (MOST_CHARACTERS + 1)}), "longer than"),
        ('{"id": 1, "text": "a", "prompt": 7}', '"prompt"'),
        ('{"id": 1, "text": "\\ud800"}', "half of a character"),
    ],
)
def test_what_is_wrong_is_said(line: str, wrong: str) -> None:
    with pytest.raises(BadLine, match=wrong):
        parse(line)


def test_lines_in_lines_out() -> None:
    lines = [
        '{"id": "a", "text": "Cllr Okafor has not come to a single panel."}',
        "",
        "oops",
        '{"id": 2, "text": "skip"}',
    ]
    out = [json.loads(line) for line in classify_lines(lines)]
    assert [row.get("id") for row in out] == ["a", None, 2]
    assert set(out[0]) == {"id", "signatures", "scenarios", "gate", "names", "evidence"}
    assert out[0]["names"] == ["Okafor"]
    assert out[0]["gate"] == "answer"
    assert out[1]["line"] == 3 and "line 3" in out[1]["error"]
    assert out[2]["gate"] == "skip" and out[2]["signatures"] == []


def test_empty_and_marks_only_say_nothing() -> None:
    out = [json.loads(line) for line in classify_lines(['{"id": 1, "text": ""}', '{"id": 2, "text": "👍"}'])]
    assert all(row["signatures"] == [] and row["names"] == [] for row in out)


def test_each_named_signature_has_exact_evidence() -> None:
    text = "I had a nice weekend. Supervision is missed most months and nobody records it. It rained."
    (row,) = (json.loads(line) for line in classify_lines([json.dumps({"id": 1, "text": text})]))
    assert {s for s, *_ in row["signatures"]} == set(row["evidence"])
    assert all(words and words in text for words in row["evidence"].values())
