"""The gate: short commands however typed, long answers however full of command words, danger never missed lightly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.gate import Gate, GateWeights
from bot.understanding.gate_fit import phrases_of
from bot.understanding.labels import SAFETY_GATES
from bot.understanding.reader import Reader

MODELS = Path(__file__).resolve().parents[3] / "models"


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load(MODELS, Reader(MODELS))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("skip", "skip"), ("Skip, please", "skip"), ("skp", "skip"), ("why?", "why"), ("GO BACK", "back"),
        ("puase", "pause"), ("sum up", "sum_up"), ("who can see this?", "privacy"), ("dlete everything", "delete"),
        ("delete everything", "delete"),
        ("export to pdf", "export"), ("hlep", "help"), ("change topic", "switch"), ("find support", "support"),
        ("hello", "small_talk"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prompt", [None, "Whose view is that besides yours: the front line's, partners', families'?"])
@pytest.mark.parametrize("inside", [True, False])
def test_short_commands(gate: Gate, text: str, intent: str, inside: bool, prompt: str | None) -> None:
    assert gate.decide(text, inside, prompt).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "We had to stop the parenting programme in June because the grant ran out and nobody would pick it up.",
        "Paused.",
        "I'd go back and change that restructure if I could, because we lost three of our best managers in weeks.",
        "A baby died here in 2019, the review was honest, and I still ask every new manager to read it.",
    ],
)
def test_answers_that_hold_command_words_or_hard_words(gate: Gate, text: str) -> None:
    assert gate.decide(text, True, "What changed?").intent == "answer"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I want to die", "leader_in_crisis"),
        ("I've been thinking about killing myself", "leader_in_crisis"),
        ("There's a child who isn't safe tonight and nobody's gone out", "child_at_risk"),
    ],
)
def test_danger(gate: Gate, text: str, intent: str) -> None:
    assert gate.decide(text, True, None).intent == intent
    assert gate.decide(text, False, None).intent == intent


def test_emoji_only_is_small_talk(gate: Gate) -> None:
    assert gate.decide("👍👍", True, None).intent == "small_talk"


def test_a_phrase_that_two_intents_share_is_left_to_the_classifier() -> None:
    found = phrases_of([("stop", "pause"), ("stop", "answer"), ("skip it", "skip")])
    assert found == {"skip it": "skip"}


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    weights = GateWeights.load(MODELS / "gate.npz")
    weights.save(tmp_path / "gate.npz")
    again = GateWeights.load(tmp_path / "gate.npz")
    assert again.phrases == weights.phrases
    assert np.array_equal(again.dense, weights.dense)
    assert len(again.safety_least) == len(SAFETY_GATES)
