"""Sentences, clauses and windows keep their places in the original text."""

from __future__ import annotations

from bot.understanding.text import clauses, sentences, windows


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_do_not_end_at_titles_or_initials() -> None:
    text = "Mrs. P rang. I spoke to J. Okafor about it! Did she come?"
    assert cut(text) == ["Mrs. P rang.", "I spoke to J. Okafor about it!", "Did she come?"]


def test_sentences_of_notes_end_at_line_breaks() -> None:
    assert cut("audits late\nsup ok  \n\nagency down") == ["audits late", "sup ok", "agency down"]


def test_nothing_gives_nothing() -> None:
    assert sentences("  \n ") == []


def test_clauses_split_at_but_and_semicolons() -> None:
    text = "Audits are regular, but nobody acts on them; I do mine."
    places = clauses(text, (0, len(text)))
    assert [text[a:b] for a, b in places] == ["Audits are regular,", "but nobody acts on them;", "I do mine."]


def test_windows_hold_whole_sentences_and_lose_no_word() -> None:
    text = " ".join(f"This is sentence number {n}." for n in range(40))
    places = windows(text, lambda piece: len(piece.split()), 25)
    assert all(len(text[a:b].split()) <= 25 for a, b in places)
    assert " ".join(text[a:b] for a, b in places) == text


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "word " * 100
    places = windows(text, lambda piece: len(piece.split()), 30)
    assert sum(len(text[a:b].split()) for a, b in places) == 100
