from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault.errors import Tampered, VaultClosed
from bot.vault.keys import DataKey, Place

PLACE = Place("answer", "sealed", "row-1")


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    key = DataKey.new("leader-1")
    assert json.loads(key.open(PLACE, key.seal(PLACE, json.dumps(text).encode()))) == text


@given(st.data())
def test_any_flipped_bit_is_refused(data: st.DataObject) -> None:
    key = DataKey.new("leader-1")
    sealed = bytearray(key.seal(PLACE, b'"the duty list"'))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Tampered):
        key.open(PLACE, bytes(sealed))


@given(st.integers(0, 300))
def test_a_shortened_value_is_refused(length: int) -> None:
    key = DataKey.new("leader-1")
    sealed = key.seal(PLACE, b'"the duty list"')
    with pytest.raises(Tampered):
        key.open(PLACE, sealed[: min(length, len(sealed) - 1)])


@pytest.mark.parametrize("moved", [{"table": "finding"}, {"column": "state"}, {"row": "row-2"}])
def test_a_value_opens_in_its_own_place_only(moved: dict[str, str]) -> None:
    key = DataKey.new("leader-1")
    sealed = key.seal(PLACE, b"{}")
    with pytest.raises(Tampered):
        key.open(replace(PLACE, **moved), sealed)


def test_a_value_opens_for_its_own_leader_only() -> None:
    same_bytes = b"k" * 32
    sealed = DataKey("leader-1", 1, same_bytes).seal(PLACE, b"{}")
    with pytest.raises(Tampered):
        DataKey("leader-2", 1, same_bytes).open(PLACE, sealed)


@pytest.mark.parametrize("relabelled", [False, True])
def test_a_value_of_an_old_key_version_is_refused(relabelled: bool) -> None:
    same_bytes = b"k" * 32
    sealed = DataKey("leader-1", 1, same_bytes).seal(PLACE, b"{}")
    if relabelled:
        sealed = (2).to_bytes(4, "big") + sealed[4:]
    with pytest.raises(Tampered):
        DataKey("leader-1", 2, same_bytes).open(PLACE, sealed)


def test_the_same_words_never_look_the_same() -> None:
    key = DataKey.new("leader-1")
    assert len({key.seal(PLACE, b'"no"') for _ in range(200)}) == 200


def test_the_length_of_short_texts_does_not_show() -> None:
    key = DataKey.new("leader-1")
    assert len(key.seal(PLACE, b'"no"')) == len(key.seal(PLACE, b'"' + b"x" * 200 + b'"'))


def test_a_wrapped_key_comes_back_and_opens_what_it_sealed() -> None:
    key = DataKey.new("leader-1")
    sealed = key.seal(PLACE, b"{}")
    again = DataKey.unwrap("leader-1", 1, b"w" * 32, key.wrap(b"w" * 32))
    assert again.open(PLACE, sealed) == b"{}"
    assert again.tag("answer", "a1") == key.tag("answer", "a1")


@pytest.mark.parametrize(
    ("leader_id", "version", "wrapping"),
    [("leader-2", 1, b"w" * 32), ("leader-1", 2, b"w" * 32), ("leader-1", 1, b"v" * 32)],
)
def test_a_wrapped_key_fits_its_leader_version_and_wrapping_only(leader_id: str, version: int, wrapping: bytes) -> None:
    wrapped = DataKey.new("leader-1").wrap(b"w" * 32)
    with pytest.raises(Tampered):
        DataKey.unwrap(leader_id, version, wrapping, wrapped)


def test_a_tag_differs_by_kind_and_by_key() -> None:
    one, other = DataKey.new("leader-1"), DataKey.new("leader-1")
    assert one.tag("answer", "x") != one.tag("finding", "x")
    assert one.tag("answer", "x") != other.tag("answer", "x")


def test_a_closed_key_is_overwritten_and_does_nothing_more() -> None:
    key = DataKey("leader-1", 1, b"k" * 32)
    sealed = key.seal(PLACE, b"{}")
    key.close()
    key.close()
    assert {bytes(held) for held in (key._key, key._sealing, key._tagging)} == {bytes(32)}
    for use in (lambda: key.open(PLACE, sealed), lambda: key.seal(PLACE, b"{}"), lambda: key.tag("a", "b")):
        with pytest.raises(VaultClosed):
            use()
    with pytest.raises(VaultClosed):
        key.wrap(b"w" * 32)
