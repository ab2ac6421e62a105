"""Sentences by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import Speech, SpeechError, load_content

if TYPE_CHECKING:
    from tests.unit.content.conftest import Folder


SPEECH = Speech.of({"talk.heard": ("You said {quote}.", "I heard {quote} from {who}."), "talk.thanks": ("Thanks.",)})


def test_say_fills_in_values() -> None:
    assert SPEECH.say("talk.heard", quote="not since Easter") == "You said not since Easter."


def test_wordings_are_used_in_turn() -> None:
    said = [SPEECH.say("talk.heard", pick=number, quote="x", who="y") for number in range(4)]
    assert said == ["You said x.", "I heard x from y."] * 2


def test_nested_and_dotted_keys_are_the_same(folder: Folder) -> None:
    folder.write("speech/more.yml", "more.one: First\nmore:\n  two: Second\n")
    speech = load_content(folder.path).speech
    assert (speech.say("more.one"), speech.say("more.two")) == ("First", "Second")


def test_an_unknown_key() -> None:
    with pytest.raises(SpeechError, match="there is no sentence 'talk.nothing'"):
        SPEECH.say("talk.nothing")


def test_a_missing_value_is_named_and_no_value_is_told() -> None:
    with pytest.raises(SpeechError) as caught:
        SPEECH.say("talk.heard", pick=1, quote="marked words")
    assert str(caught.value) == "'talk.heard' needs a value for {who}"
    assert caught.value.__suppress_context__ and "marked" not in repr(caught.value)


def test_needs_joins_all_wordings() -> None:
    assert SPEECH.needs("talk.heard") == {"quote", "who"}


def test_misuse_is_found_at_start() -> None:
    wrong = list(SPEECH.misused({"talk.heard": {"quote"}, "talk.gone": (), "talk.thanks": {"spare"}}))
    assert wrong == ["there is no sentence 'talk.gone'", "'talk.heard' needs a value for who"]


@given(st.text())
def test_a_value_is_put_in_as_it_is(words: str) -> None:
    assert SPEECH.say("talk.heard", quote=words) == f"You said {words}."


@given(st.integers())
def test_any_number_picks_a_wording(number: int) -> None:
    assert SPEECH.say("talk.thanks", pick=number) == "Thanks."


def test_a_speech_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        SPEECH.wordings["talk.thanks"] = ("No.",)  # type: ignore[index]
