"""What is kept of what the reader found: where it could not tell the direction, nothing is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reflection.findings import from_signs
from bot.reflection.model import Answer
from bot.understanding.types import Sign
from tests.unit.reflection.fakes import NOW, Leader, sign

signs = st.lists(
    st.builds(
        sign,
        st.sampled_from(("Supervision slips.", "Audits are read.")),
        st.sampled_from(("C4", "C3")),
        st.sampled_from(("risk", "strength", "mixed")),
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
)


def answer(number: int) -> Answer:
    return Answer(f"a{number}", "r0", "prompt", "Supervision slips. Audits are read.", NOW, None)


@given(first=signs, second=signs)
def test_what_is_told_has_a_direction_however_often_it_was_heard(first: list[Sign], second: list[Sign]) -> None:
    leader = Leader()
    for number, heard in enumerate((first, second)):
        for finding in from_signs(heard, answer(number), leader.world()):
            leader.store.kept[finding.id] = finding
            assert finding.polarity is not None or not finding.told


def test_no_sign_without_a_direction_may_be_told() -> None:
    with pytest.raises(ValueError, match="direction"):
        Sign("C4", "risk", 0.9, "Supervision slips.", told=True, direction_sure=False)
