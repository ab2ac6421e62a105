"""The ways of reading that are compared: keywords, words, the encoder alone, and what Canary shows."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from bot.understanding.labels import DIRECTIONS, SIGNATURES
from bot.understanding.lexical import Lexical
from bot.understanding.reader import Reader, direction
from bot.understanding.scoring import sigmoid
from bot.understanding.training.items import Item

_N = len(SIGNATURES)

Guess = Callable[[Item], list[tuple[str, str, float]]]

_KEYWORDS: dict[str, str] = {
    "A1": r"\b(?:members?|cabinet|councillors?|cllr|lead member|scrutiny|politic\w*)\b",
    "A2": r"\b(?:interim|acting up|director|chief exec\w*|succession|senior (?:team|leaders))\b",
    "A3": r"\b(?:restructur\w*|reorganis\w*|savings|cuts?|redundan\w*|spans?)\b",
    "A4": r"\b(?:outstanding|good judgement|coasting|complacen\w*|laurels)\b",
    "A5": r"\b(?:section 114|s114|overspen\w*|deficit|auditors?|budget|reserves)\b",
    "B1": r"\b(?:police|health|icb|schools?|probation|partners?|partnership)\b",
    "B2": r"\b(?:caseloads?|vacanc\w*|recruit\w*|retention|training|newly qualified)\b",
    "B3": r"\b(?:blame|learning|defensive|mistakes?|fear|near.miss)\b",
    "B4": r"\b(?:prevent|channel|radicalis\w*|extremis\w*|far.right)\b",
    "C1": r"\b(?:self.evaluation|peer (?:review|challenge)|external challenge|self.awareness)\b",
    "C2": r"\b(?:front.?line|staff survey|listen\w*|speak up|staff (?:say|told|tell))\b",
    "C3": r"\b(?:observ\w*|practice week|visits?|sat in|sits? with)\b",
    "C4": r"\b(?:supervision|audits?|oversight|dip.sampl\w*)\b",
    "C5": r"\b(?:voice|drift|delay|wishes|seen alone|children say|journey)\b",
    "C6": r"\b(?:early warning|firefighting|surpris\w*|spotted|too late)\b",
    "C7": r"\b(?:agency|locums?|permanent|churn)\b",
    "C8": r"\b(?:data|dashboard|figures|performance information|spreadsheet)\b",
}
_GOOD = re.compile(
    r"\b(?:good|better|strong\w*|improv\w*|regular\w*|clear|well|every|excellent|effective\w*|proud|falling)\b", re.I
)
_BAD = re.compile(
    r"\b(?:no|not|never|nobody|weak\w*|poor\w*|late|too|lack\w*|fail\w*|missed|inconsistent|hardly|n't|few)\b", re.I
)


def by_keywords(item: Item) -> list[tuple[str, str, float]]:
    """The simplest way: a word names the signature, more bad words than good ones name the direction."""
    leaning = "strength" if len(_GOOD.findall(item.text)) > len(_BAD.findall(item.text)) else "risk"
    return [(s, leaning, 0.5) for s, pattern in _KEYWORDS.items() if re.search(pattern, item.text, re.I)]


def by_words(lexical: Lexical) -> Guess:
    """TF-IDF of words and pieces with logistic regression, alone."""

    def guess(item: Item) -> list[tuple[str, str, float]]:
        chances = sigmoid(lexical.logits(item.text, item.prompt))
        joint = chances[_N : 3 * _N].reshape(_N, 2)
        found = np.flatnonzero(chances[:_N] >= 0.35)
        return [(SIGNATURES[at], DIRECTIONS[int(joint[at].argmax())], float(chances[at])) for at in found]

    return guess


def by_encoder(reader: Reader) -> Guess:
    """The fine-tuned encoder, alone and uncalibrated."""

    def guess(item: Item) -> list[tuple[str, str, float]]:
        passed = reader._encoder.read(item.text, item.prompt)
        presence, leaning = sigmoid(passed.presence), sigmoid(passed.direction)
        found = np.flatnonzero(presence >= 0.6)
        return [(SIGNATURES[at], direction(leaning[at], 0.5)[0], float(presence[at])) for at in found]

    return guess


def by_product(reader: Reader) -> Guess:
    """What Canary shows: both readers, calibrated."""

    def guess(item: Item) -> list[tuple[str, str, float]]:
        return [(s.signature, s.polarity, s.confidence) for s in reader.read(item.text, item.prompt).signs]

    return guess
