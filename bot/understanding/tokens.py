"""Prompt and answer as the encoder reads them: [CLS] prompt [SEP] answer [SEP]."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

MOST_TOKENS = 256
MOST_PROMPT_TOKENS = 48
CLS, SEP = 101, 102


@dataclass(frozen=True)
class Encoded:
    """Token ids, their kind (0 prompt, 1 answer) and each token's place in the answer (None outside it)."""

    ids: list[int]
    kinds: list[int]
    places: list[tuple[int, int] | None]


class PairTokenizer:
    """Turns (prompt, answer) into token ids. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def knows(self, word: str) -> bool:
        """True for a word that the vocabulary holds whole."""
        return self._tokenizer.token_to_id(word) is not None

    def count(self, text: str) -> int:
        """How many tokens the text alone takes."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode(self, text: str, prompt: str | None) -> Encoded:
        """The pair, cut at MOST_TOKENS (callers give longer answers in pieces)."""
        ids, kinds, places = [CLS], [0], [None]  # type: tuple[list[int], list[int], list[tuple[int, int] | None]]
        if prompt:
            asked = self._tokenizer.encode(prompt, add_special_tokens=False).ids[:MOST_PROMPT_TOKENS]
            ids += [*asked, SEP]
            kinds += [0] * (len(asked) + 1)
            places += [None] * (len(asked) + 1)
        said = self._tokenizer.encode(text, add_special_tokens=False)
        room = MOST_TOKENS - len(ids) - 1
        ids += [*said.ids[:room], SEP]
        places += [*said.offsets[:room], None]
        kinds += [1] * (len(ids) - len(kinds))
        return Encoded(ids, kinds, places)
