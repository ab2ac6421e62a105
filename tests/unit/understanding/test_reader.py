"""The reader as it ships: one pass for all who ask, safe in threads, silent when nothing is said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.encoder import Encoder
from bot.understanding.reader import Reader, direction

MODELS = Path(__file__).resolve().parents[3] / "models"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(MODELS)


def test_plain_risk_and_plain_strength(reader: Reader) -> None:
    risk = reader.read("Supervision is missed most months and audits are never acted on.")
    strength = reader.read("Ninety-four per cent of our social workers are permanent now and agency use keeps falling.")
    assert ("C4", "risk") in {(s.signature, s.polarity) for s in risk.signs}
    assert ("C7", "strength") in {(s.signature, s.polarity) for s in strength.signs}


@pytest.mark.parametrize("text", ["", "   ", "Thanks, that's kind.", "I'd have to look that up.", "skip"])
def test_nothing_said_nothing_found(reader: Reader, text: str) -> None:
    assert reader.read(text).signs == ()


def test_evidence_is_a_piece_of_the_text_even_in_very_long_answers(reader: Reader) -> None:
    text = (
        "We talked about the car park and the weather for a while. " * 60
        + "Caseloads are at thirty-one and we cannot recruit."
    )
    signs = reader.read(text).signs
    assert "B2" in {s.signature for s in signs}
    assert all(s.evidence in text and "car park" not in s.evidence for s in signs if s.signature == "B2")


def test_gate_and_reading_share_one_pass(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[str] = []
    real = Encoder._read
    monkeypatch.setattr(Encoder, "_read", lambda self, text, prompt: passes.append(text) or real(self, text, prompt))  # type: ignore[func-returns-value]
    text = "Nobody above team manager has been on a visit since May."
    reader.embed(text, "How do you see practice?")
    reader.danger(text, "How do you see practice?")
    reader.read(text, "How do you see practice?")
    assert len(passes) == 1


def test_forget_drops_what_was_kept(reader: Reader) -> None:
    reader.embed("A text that must not linger.")
    assert reader._encoder._kept
    reader.forget()
    assert not reader._encoder._kept


def test_many_threads_read_what_one_reads(reader: Reader) -> None:
    texts = [f"In team {n} supervision has not happened since May." for n in range(24)]
    alone = [reader.read(text) for text in texts]
    reader.forget()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(reader.read, texts)) == alone


def test_direction_is_mixed_only_when_both_are_likely() -> None:
    assert direction(np.array([0.9, 0.1], dtype=np.float32), 0.5)[0] == "risk"
    assert direction(np.array([0.2, 0.8], dtype=np.float32), 0.5)[0] == "strength"
    assert direction(np.array([0.7, 0.6], dtype=np.float32), 0.5)[0] == "mixed"
    unsure = direction(np.array([0.48, 0.49], dtype=np.float32), 0.5)[1]
    assert unsure < 0.5


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    from bot.understanding.manifest import ModelFileError

    for path in MODELS.glob("*.*"):
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "calibration.json").unlink()
    (tmp_path / "calibration.json").write_text("{}")
    with pytest.raises(ModelFileError, match="calibration"):
        Reader(tmp_path)
