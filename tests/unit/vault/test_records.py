from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Button, Exchange, Progress, Reply
from bot.reflection.model import Answer, Commitment, Evidence, Finding, Reflection
from bot.vault.errors import NotStorable
from bot.vault.records import Kept, Record, from_json, pack, to_json, unpack
from tests.unit.vault.made import NOW, answer

TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
RECORDS = st.one_of(
    st.builds(Reflection, started_at=TIMES, ended_at=st.none() | TIMES),
    st.builds(Answer, at=TIMES),
    st.builds(Finding, at=TIMES, confidence=st.floats(0, 1), evidence=st.lists(st.builds(Evidence)).map(tuple)),
    st.builds(Commitment, at=TIMES, due=st.none() | st.dates(), reviewed_at=st.none() | TIMES),
)
REPLIES = st.lists(st.builds(Reply, buttons=st.lists(st.builds(Button), max_size=3).map(tuple)), max_size=3)
EXCHANGES = st.builds(
    Exchange, at=TIMES, said=st.none() | st.text(), replies=REPLIES.map(tuple), progress=st.none() | st.builds(Progress)
)


@given(RECORDS, st.lists(st.integers(1, 9999), min_size=1, max_size=5), st.integers(0, 99))
def test_any_record_comes_back(record: Record, turns: list[int], place: int) -> None:
    assert unpack(type(record), pack(record, tuple(turns)), place) == Kept(record, tuple(turns), place)


@given(EXCHANGES)
def test_any_exchange_comes_back(exchange: Exchange) -> None:
    assert from_json(Exchange, to_json(exchange)) == exchange


def test_a_time_elsewhere_is_the_same_moment() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=1)))
    assert from_json(Answer, to_json(Answer("a", "r", "mind", "x", elsewhere))).at == NOW


def test_half_a_surrogate_pair_is_refused_without_quoting_the_text() -> None:
    with pytest.raises(NotStorable) as refused:
        to_json(answer(text="secret \ud800"))
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
