"""What a leader asks for where no question is open: the finer intents of data/nlu beyond the gate's sixteen.

The gate decides first whether a message is danger, a command or an answer. Only where it sees none of the first two
may a message be one of these, such as "I'd like to look at culture" typed at the start. Nothing here is asked while a
question awaits the leader's own words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.understanding.gate import Embedder, inputs
from bot.understanding.gate_features import BUCKETS, Array
from bot.understanding.spelling import plain
from bot.understanding.types import GateDecision

SURE_ENOUGH = 0.6
LONGEST_WORDS = 25
MOST_OTHERS = 1_500  # of several thousand messages that are no menu wish; more teach it nothing and cost minutes
OTHER = ""
Labelled = tuple[str, str]


@dataclass(frozen=True)
class Menu:
    """A linear reader over the gate's own features. `intents` names its columns; `OTHER` is none of them."""

    intents: tuple[str, ...]
    weights: Array
    bias: Array
    phrases: dict[str, str]

    def decide(self, text: str, reader: Embedder) -> GateDecision | None:
        """The intent the message asks for, or None when it is none of these or not surely one."""
        if not self.intents:
            return None
        if len(plain(text)) > LONGEST_WORDS:
            return None
        chances = self._chances(text, reader)
        best = int(np.argmax(chances))
        if self.intents[best] == OTHER or chances[best] < SURE_ENOUGH:
            return None
        return GateDecision(self.intents[best], float(chances[best]))

    def known(self, text: str) -> GateDecision | None:
        """The intent that these very words were given in data/nlu; sure enough to come before the gate."""
        intent = self.phrases.get(" ".join(plain(text)))
        return GateDecision(intent, 0.99) if intent is not None else None

    def _chances(self, text: str, reader: Embedder) -> Array:
        dense, at, values = inputs(reader, text, False, None)
        logits = dense @ self.weights[: len(dense)] + values @ self.weights[len(dense) + at] + self.bias
        raised = np.exp(logits - logits.max())
        chances: Array = raised / raised.sum()
        return chances

    def save(self, path: Path) -> None:
        """Write as plain arrays (npz)."""
        phrases = np.array(list(self.phrases.items()), dtype=str).reshape(-1, 2)
        intents = np.array(self.intents, dtype=str)
        np.savez_compressed(path, intents=intents, weights=self.weights, bias=self.bias, phrases=phrases)

    @classmethod
    def load(cls, path: Path) -> Menu:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as kept:
            phrases = {str(phrase): str(intent) for phrase, intent in kept["phrases"]}
            return cls(tuple(map(str, kept["intents"])), kept["weights"], kept["bias"], phrases)


def train_menu(wanted: Sequence[Labelled], others: Sequence[str], reader: Embedder) -> Menu:
    """Learn to tell the wanted intents from each other and from everything else that leaders say."""
    if not wanted:
        empty = np.zeros(0, dtype=np.float32)
        return Menu((), empty, empty, {})
    some = random.Random(7).sample(sorted(others), min(len(others), MOST_OTHERS))
    rows = [*wanted, *((text, OTHER) for text in some)]
    model = LogisticRegression(C=2.0, max_iter=300, class_weight="balanced", multi_class="multinomial")
    model.fit(_matrix([text for text, _ in rows], reader), [intent for _, intent in rows])
    # two classes share one row of weights in scikit-learn; here every class has its own
    both = len(model.classes_) == 2
    weights = np.vstack([-model.coef_, model.coef_]) if both else model.coef_
    bias = np.concatenate([-model.intercept_, model.intercept_]) if both else model.intercept_
    phrases = {" ".join(plain(text)): intent for text, intent in wanted}
    return Menu(tuple(model.classes_), weights.T.astype(np.float32), bias.astype(np.float32), phrases)


def _matrix(texts: Sequence[str], reader: Embedder) -> csr_matrix:
    seen = [inputs(reader, text, False, None) for text in texts]
    dense = csr_matrix(np.stack([row[0] for row in seen]))
    owners = np.concatenate([np.full(len(at), row) for row, (_, at, _) in enumerate(seen)])
    places = np.concatenate([at for _, at, _ in seen])
    values = np.concatenate([values for _, _, values in seen])
    hashed = csr_matrix((values, (owners, places)), shape=(len(texts), BUCKETS))
    return hstack([dense, hashed]).tocsr()
