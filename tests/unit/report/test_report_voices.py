"""Which voices a leader's words name as saying the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.report.voices import VOICES, in_order, voices_in


@pytest.mark.parametrize(
    ("said", "voices"),
    [
        ("The front line would, and team managers.", ("front_line",)),
        ("Families would say so, and the data shows it", ("families", "data")),
        ("partners in health, I think, but not the police", ("partners",)),
        ("Not the front line. Members would.", ("members",)),
        ("Cllrs don't see it; the social workers do", ("front_line",)),
        ("Nobody", ()),
        ("No-one but me, I suspect", ()),
        ("I don't know", ()),
        ("Everybody in children's services", ()),
        ("The children themselves", ("families",)),
        ("", ()),
        (None, ()),
    ],
)
def test_voices_named(said: str | None, voices: tuple[str, ...]) -> None:
    assert voices_in(said) == voices


@given(st.text(max_size=200))
def test_any_text_gives_known_voices_once_and_in_order(text: str) -> None:
    found = voices_in(text)
    assert found == in_order(found)
    assert set(found) <= set(VOICES)
