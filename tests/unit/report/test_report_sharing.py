"""What a mentor is shown: what was picked and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.reflection.model import Commitment
from bot.report.held import Held
from bot.report.layout import PLACES
from bot.report.sharing import MIND, Choice, shown_to_mentor
from bot.understanding.names import mask_names
from tests.unit.report.made import AUTUMN, DOMAINS, NOW, SPRING, SUMMER, content, finding, held, many, reflection

UNTIL = date(2026, 12, 9)
ALL = Choice(
    frozenset({*DOMAINS, MIND}),
    frozenset(f"{signature}:{side}" for signature in PLACES for side in ("risk", "strength", "own")),
    frozenset({"c1", "c2"}),
    quotes=True,
    question="How do I bring this to Councillor Margaret Oduya?",
)


def three() -> Held:
    """One finding in each of three places, every text marked by a word of its own."""
    culture, governance, mind = (
        reflection("one", SPRING), reflection("two", SUMMER, "governance"), reflection("three", AUTUMN, None)
    )  # fmt: skip
    own = finding(mind, "B2", "risk", "umbrella")
    return held(
        [culture, governance, mind],
        [
            finding(culture, "C4", "risk", "zebrafax with Amira Khan", who_else="The front line, says quagmire"),
            finding(governance, "A1", "mixed", "wombat"),
            replace(own, verdict="not_quite", correction="marzipan"),
            finding(culture, "C1", "risk", "unagreed", verdict="open"),
            finding(culture, "C2", "risk", "unwanted", verdict="dropped"),
        ],
        Commitment("c1", "one", "visit the larder", SPRING, UNTIL, "done", "learned of gooseberries", SUMMER),
        Commitment("c2", "two", "call the lighthouse", SUMMER),
    )


def told(choice: Choice, kept: Held | None = None) -> str:
    return json.dumps(shown_to_mentor(kept or three(), choice, content(), NOW, UNTIL, mask_names), ensure_ascii=False)


def test_everything_picked_is_shown_with_names_masked() -> None:
    text = told(ALL)
    for word in ("zebrafax", "quagmire", "wombat", "marzipan", "larder", "gooseberries", "lighthouse"):
        assert word in text
    for name in ("Amira", "Khan", "Oduya", "Margaret"):
        assert name not in text
    assert "How do I bring this to" in text and "[name]" in text
    assert "unagreed" not in text and "unwanted" not in text


def test_without_quotes_no_word_of_the_leaders_is_left_but_voices_are_named() -> None:
    text = told(replace(ALL, quotes=False, commitments=frozenset()))
    for word in ("zebrafax", "quagmire", "wombat", "umbrella", "marzipan", "larder", "gooseberries"):
        assert word not in text
    assert "also seen by the front line" in text


def test_quotes_are_off_unless_asked_for() -> None:
    assert not Choice().quotes


def test_an_area_that_was_not_picked_is_nowhere() -> None:
    text = told(replace(ALL, domains=frozenset({"culture"}), commitments=frozenset()))
    assert "zebrafax" in text
    for word in ("wombat", "marzipan", content().domains["governance"].title, content().signatures["A1"].title):
        assert word not in text


def test_a_sign_that_was_not_picked_is_in_neither_words_picture_nor_questions() -> None:
    text = told(replace(ALL, signs=frozenset({"C4:risk"})))
    assert content().signatures["C4"].title in text
    for signature in ("A1", "B2"):
        assert content().signatures[signature].title not in text
        assert content().signatures[signature].about not in text
        assert content().coaching.for_signature(signature)[0] not in text


def test_one_side_of_what_was_heard_both_ways() -> None:
    shown = shown_to_mentor(three(), replace(ALL, signs=frozenset({"A1:strength"})), content(), NOW, UNTIL, mask_names)
    lines = [block["text"] for block in shown["blocks"] if block["kind"] == "paragraph"]
    assert any(line.startswith("Going well") for line in lines)
    assert not any("sign of risk" in line and "none of them" not in line for line in lines)


def test_the_picture_is_there_only_if_picked_and_holds_no_link_or_style() -> None:
    assert "figure" not in kinds(replace(ALL, picture=False))
    figure = next(block for block in shown(ALL)["blocks"] if block["kind"] == "figure")
    names, attributes = set(), set()

    def walk(node: Any) -> None:
        if isinstance(node, list):
            names.add(node[0])
            attributes.update(node[1])
            for child in node[2]:
                walk(child)

    walk(figure["svg"])
    assert names == {"svg", "g", "rect", "circle", "path", "text"}
    assert not {name for name in attributes if name.startswith("on") or name in ("href", "style", "id")}


def test_commitments_are_picked_one_by_one() -> None:
    text = told(replace(ALL, commitments=frozenset({"c2"}), domains=frozenset({"culture"})))
    assert "lighthouse" in text and "larder" not in text


def test_coaching_questions_fit_the_signs_and_the_qualities_of_the_areas() -> None:
    text = told(replace(ALL, domains=frozenset({"culture"})))
    assert content().coaching.for_signature("C4")[0] in text
    for quality in content().domains["culture"].qualities:
        assert content().coaching.for_quality(quality.id)[0] in text
    assert content().coaching.for_quality(content().domains["governance"].qualities[0].id)[0] not in text


def test_with_nothing_picked_nothing_is_shown() -> None:
    assert shown(Choice())["blocks"] == []
    assert kinds(Choice(question="Where do I begin?")) == {"heading", "paragraph"}


@given(st.sets(st.sampled_from(sorted(ALL.domains))), st.sets(st.sampled_from(sorted(ALL.signs))), st.booleans())
def test_whatever_is_picked_shows_no_sign_and_no_area_beside_it(
    domains: set[str], signs: set[str], quotes: bool
) -> None:
    text = told(Choice(frozenset(domains), frozenset(signs), quotes=quotes), many(30))
    hidden = set(PLACES) - {sign.partition(":")[0] for sign in signs}
    assert not [signature for signature in hidden if content().signatures[signature].title in text]
    assert not [id for id, one in content().domains.items() if id not in domains and f", {one.title}" in text]
    assert quotes or "Supervision happens" not in text


def shown(choice: Choice) -> dict[str, Any]:
    return shown_to_mentor(three(), choice, content(), NOW, UNTIL, mask_names)


def kinds(choice: Choice) -> set[str]:
    return {block["kind"] for block in shown(choice)["blocks"]}
