"""New readings of the same labelled text: joined with another, under another prompt, typed in a hurry."""

from __future__ import annotations

import random
from dataclasses import replace

from bot.understanding.training.items import Item, Span

MOST_WORDS = 150


class Augmenter:
    """Draws the variant of each item that an epoch sees; the seed makes it repeatable."""

    def __init__(self, items: list[Item], prompts: list[str], seed: int) -> None:
        self._rng = random.Random(seed)
        self._prompts = prompts
        joinable = [item for item in items if item.prompt is None and item.signatures is not None]
        self._silent = [item for item in joinable if item.silent and item.author != "gate"]
        self._speaking = [item for item in joinable if not item.silent]

    def draw(self, item: Item) -> Item:
        """One variant; about half of the draws leave the item as it was written."""
        item = self._joined(item)
        item = self._prompted(item)
        return self._hurried(item)

    def _joined(self, item: Item) -> Item:
        rng = self._rng
        if item.author == "gate":
            return self._surrounded(item)
        if rng.random() > 0.3:
            return item
        other = rng.choice(self._silent if rng.random() < 0.4 else self._speaking)
        if other is item or len(item.text.split()) + len(other.text.split()) > MOST_WORDS:
            return item
        return join(item, other) if item.prompt or rng.random() < 0.5 else join(other, item)

    def _surrounded(self, item: Item) -> Item:
        """Danger, or professional talk that only sounds like it, inside a longer answer."""
        if item.signatures is not None or self._rng.random() > 0.4:
            return item
        other = self._rng.choice(self._speaking)
        texts = [item.text, other.text]
        self._rng.shuffle(texts)
        return replace(item, text=" ".join(texts))

    def _prompted(self, item: Item) -> Item:
        chance = 0.5 if item.author == "gate" else 0.35
        if item.prompt is None and self._rng.random() < chance:
            return replace(item, prompt=self._rng.choice(self._prompts))
        return item

    def _hurried(self, item: Item) -> Item:
        roll = self._rng.random()
        if roll > 0.14:
            return item
        text = item.text.lower() if roll < 0.09 else item.text
        if roll < 0.05:
            text = text.replace("'", "").replace("’", "")
        if 0.03 < roll:
            text = self._mistyped(text)
        same = len(text) == len(item.text)
        return replace(item, text=text, spans=item.spans if same else ())

    def _mistyped(self, text: str) -> str:
        words = text.split(" ")
        for place in range(len(words)):
            if len(words[place]) > 4 and self._rng.random() < 0.05:
                words[place] = self._slip(words[place])
        return " ".join(words)

    def _slip(self, word: str) -> str:
        at = self._rng.randrange(1, len(word) - 2)
        if self._rng.random() < 0.5:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :]


def whole_spans(item: Item) -> tuple[Span, ...]:
    """The item's spans; where none are given, the whole text is the evidence of each signature."""
    if item.spans or not item.signatures:
        return item.spans
    return tuple((s, 0, len(item.text)) for s in sorted({s for s, _ in item.signatures}))


def join(first: Item, second: Item) -> Item:
    """One text after the other under the first one's prompt; labels are those of both."""
    shift = len(first.text) + 1
    moved = tuple((s, a + shift, b + shift) for s, a, b in whole_spans(second))
    return replace(
        first,
        text=f"{first.text} {second.text}",
        signatures=(first.signatures or frozenset()) | (second.signatures or frozenset()),
        scenarios=first.scenarios | second.scenarios,
        spans=whole_spans(first) + moved,
        gate="answer",
    )
