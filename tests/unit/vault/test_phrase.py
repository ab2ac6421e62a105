from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import phrase
from bot.vault.errors import CannotStart, UnsafeSettings
from bot.vault.phrase import PhraseBook, letters, new_phrase, words
from bot.vault.settings import CHEAP_FOR_TESTS, PhraseCost, VaultSettings

BOOK = PhraseBook(b"s" * 32, CHEAP_FOR_TESTS)
SIX = "ultimatum compound endanger mango chemo recount"


def test_six_words_are_at_least_77_bits() -> None:
    assert len(set(words())) == len(words()) == 7772
    assert all(letters(word) == word for word in words())
    assert 6 * math.log2(len(words())) >= 77
    assert {len(new_phrase().split()) for _ in range(50)} == {6}
    assert all(word in words() for word in new_phrase().split())


def test_phrases_do_not_come_twice() -> None:
    assert len({new_phrase() for _ in range(500)}) == 500


def test_no_word_begins_another_so_that_spaces_do_not_matter() -> None:
    ordered = sorted(words())
    assert not [pair for pair in zip(ordered, ordered[1:], strict=False) if pair[1].startswith(pair[0])]


@pytest.mark.parametrize(
    "typed",
    [
        "  Ultimatum   Compound endanger\tmango\nchemo recount ",
        "ultimatum-compound-endanger-mango-chemo-recount",
        "ULTIMATUM, COMPOUND, ENDANGER, MANGO, CHEMO, RECOUNT.",
        "1. ultimatum 2. compound 3. endanger 4. mango 5. chemo 6. recount",
        "\u201cultimatum compound endanger mango chemo recount\u201d",
        "\uff55ltimatum compound endanger mango chemo recount",
    ],
)
def test_the_ways_people_type_a_phrase_are_the_same(typed: str) -> None:
    assert BOOK.derive(typed) == BOOK.derive(SIX)


@given(st.text(max_size=200))
def test_any_text_can_be_tried(typed: str) -> None:
    assert (BOOK.derive(typed) == BOOK.derive(SIX)) == (letters(typed) == letters(SIX))


def test_another_word_or_order_gives_other_keys() -> None:
    right = BOOK.derive(SIX)
    for wrong in (SIX.replace("mango", "mangle"), " ".join(reversed(SIX.split())), SIX + " extra", "", "xyzzy"):
        other = BOOK.derive(wrong)
        assert other.tag != right.tag
        assert other.wrapping != right.wrapping


def test_the_stored_tag_is_not_the_key() -> None:
    keys = BOOK.derive(SIX)
    assert keys.tag != keys.wrapping


def test_another_installation_derives_other_keys() -> None:
    assert PhraseBook(b"t" * 32, CHEAP_FOR_TESTS).derive(SIX).tag != BOOK.derive(SIX).tag


def test_a_changed_word_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "list.txt"
    changed.write_bytes(phrase.WORD_LIST.read_bytes().replace(b"abacus", b"abacuz"))
    monkeypatch.setattr(phrase, "WORD_LIST", changed)
    words.cache_clear()
    with pytest.raises(CannotStart):
        words()
    words.cache_clear()


@pytest.mark.parametrize("weak", [{"memory_kib": 19 * 1024 - 1}, {"passes": 1}, {"lanes": 0}])
def test_a_cost_below_owasps_is_refused(weak: dict[str, int]) -> None:
    with pytest.raises(UnsafeSettings):
        PhraseCost(**weak)


def test_the_default_cost_is_not_below_owasps() -> None:
    assert (PhraseCost().memory_kib, PhraseCost().passes, PhraseCost().tests_only) == (65536, 3, False)


@pytest.mark.parametrize("wrong", ["idle_minutes", "retention_months", "tracker_window"])
def test_settings_without_sense_are_refused(wrong: str) -> None:
    with pytest.raises(UnsafeSettings):
        VaultSettings(db_url="sqlite:///x", key_file=Path("k"), **{wrong: 0})


def test_settings_do_not_show_secrets() -> None:
    shown = repr(VaultSettings(db_url="postgresql://canary:pa55@db/x", key_file=Path("k"), keys="s3cret"))
    assert "pa55" not in shown
    assert "s3cret" not in shown
