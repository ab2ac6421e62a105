"""What a leader sent, made safe and understood as far as that needs no model.

Typed text is cleaned and is never a command to Rasa; where it names a button that is on offer, it is that button.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from bot.dialogue.errors import MessageEmpty, MessageTooLong, UnknownButton
from bot.messages import MAX_TEXT, Button

_PAYLOAD = re.compile(r"([a-z][a-z0-9_]{0,60})(?::([A-Za-z0-9_.:-]{1,80}))?")
_KEPT_CONTROLS = "\n\t"
_KEPT_FORMATS = "\u200c\u200d"  # joiners: emoji and several scripts need them
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_LONGEST_NAME = 60
_NUMBER = re.compile(r"(?:(?:number|option|no)\s*)?(\d{1,2})")


@dataclass(frozen=True)
class Command:
    """A button's payload taken apart: an intent of the domain, and what it was pressed on."""

    intent: str
    option: str | None = None


def clean(text: str) -> str:
    """The text as it is kept and read. Raises MessageEmpty or MessageTooLong.

    Characters that are not writing (controls, invisible marks, half characters) go, composed forms are made one, and
    a leading "/" goes, because Rasa would take what follows for a command that can set slots.
    """
    if len(text) > 2 * MAX_TEXT:
        raise MessageTooLong(f"more than {MAX_TEXT} characters")
    written = unicodedata.normalize("NFC", "".join(filter(_is_writing, text.replace("\r\n", "\n").replace("\r", "\n"))))
    written = re.sub(r"\A[/\s]+", "", written).rstrip()
    if not written:
        raise MessageEmpty("nothing readable in the message")
    if len(written) > MAX_TEXT:
        raise MessageTooLong(f"more than {MAX_TEXT} characters")
    return written


def command_of(payload: str) -> Command:
    """Take a payload apart. Raises UnknownButton for anything Canary could not have offered."""
    match = _PAYLOAD.fullmatch(payload)
    if not match:
        raise UnknownButton("not a payload of ours")
    return Command(match.group(1), match.group(2))


def named_button(text: str, offered: Sequence[Button], in_answer: bool) -> Button | None:
    """The offered button that the text names, by its title (small typing errors forgiven) or its number.

    A number counts only where no question awaits the leader's own words, since "3" may be the answer.
    """
    if len(text) > _LONGEST_NAME:
        return None
    wanted = _bare(text)
    number = _NUMBER.fullmatch(wanted)
    if number and not in_answer and 1 <= int(number.group(1)) <= len(offered):
        return offered[int(number.group(1)) - 1]
    close = [button for button in offered if _differs_little(wanted, _bare(button.title))]
    exact = [button for button in close if _bare(button.title) == wanted]
    found = exact or close
    return found[0] if len(found) == 1 else None


def _is_writing(character: str) -> bool:
    if character in _KEPT_CONTROLS or character in _KEPT_FORMATS:
        return True
    return unicodedata.category(character) not in _DROPPED


def _bare(text: str) -> str:
    """Letters, digits and single spaces, without case or accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", ""))
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _differs_little(typed: str, title: str) -> bool:
    """Whether one is the other but for a slip or two of the fingers; short words must be exact."""
    allowed = 0 if len(title) < 4 else 1 if len(title) < 10 else 2
    return abs(len(typed) - len(title)) <= allowed and _slips(typed, title) <= allowed


def _slips(one: str, other: str) -> int:
    """Fewest insertions, deletions, changes and swaps of neighbours that turn one into the other."""
    cost = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, j in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        same = one[i - 1] == other[j - 1]
        cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (not same))
        if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
            cost[i, j] = min(cost[i, j], cost[i - 2, j - 2] + 1)
    return cost[len(one), len(other)]
