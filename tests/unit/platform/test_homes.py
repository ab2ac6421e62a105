"""Every process sees the same home for a leader, and when one comes or goes only its own leaders move."""

from __future__ import annotations

import secrets
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.homes import OneHome, _belongs

NAMES = st.sets(st.sampled_from(["one", "two", "three", "four", "five"]), min_size=1)
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(IDS, NAMES)
def test_a_home_is_one_of_those_alive_whatever_their_order(leader: str, names: set[str]) -> None:
    assert _belongs(leader, names) in names
    assert _belongs(leader, set(sorted(names, reverse=True))) == _belongs(leader, names)


@given(IDS, NAMES, st.sampled_from(["one", "six"]))
def test_only_the_leaders_of_the_one_that_goes_move(leader: str, names: set[str], gone: str) -> None:
    before = _belongs(leader, names | {gone})
    after = _belongs(leader, (names - {gone}) or {"seven"})
    if before != gone and names - {gone}:
        assert after == before


def test_leaders_are_spread_evenly() -> None:
    homes = Counter(_belongs(secrets.token_hex(16), {"one", "two", "three", "four"}) for _ in range(8000))
    assert all(1800 < much < 2200 for much in homes.values())


def test_alone_everybody_is_at_home_here() -> None:
    alone = OneHome()
    alone.moved_in("0" * 32)
    assert alone.of("0" * 32) == alone.name == ""
