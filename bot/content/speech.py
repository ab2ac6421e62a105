"""Canary's sentences, by key.

    content.speech.say("greeting.back", name="Tuesday")       # the first wording
    content.speech.say("small_talk.thanks", pick=3)           # the fourth, going round; never by chance

A sentence holds its values as ``{name}``; which names there are stands in content/speech/placeholders.yml.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.content.errors import SpeechError

KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> frozenset[str]:
    """The names that stand in braces in a text."""
    return frozenset(PLACEHOLDER.findall(text))


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its placeholders filled. Values are put in as they are and never read again.

    Raises KeyError with the name of a placeholder that has no value.
    """
    return PLACEHOLDER.sub(lambda match: str(values[match[1]]), text)


@dataclass(frozen=True)
class Speech:
    """Every sentence by its key; a key has one or more wordings."""

    wordings: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, wordings: Mapping[str, tuple[str, ...]]) -> Speech:
        """A speech that nobody can change afterwards."""
        return cls(MappingProxyType(dict(wordings)))

    def __contains__(self, key: object) -> bool:
        return key in self.wordings

    def say(self, key: str, *, pick: int = 0, **values: object) -> str:
        """The sentence for this key with its values.

        ``pick`` chooses among the wordings, going round. Raises SpeechError, without any value in its message,
        for an unknown key and for a placeholder without a value.
        """
        wordings = self._of_key(key)
        try:
            return filled(wordings[pick % len(wordings)], values)
        except KeyError as error:
            raise SpeechError(f"'{key}' needs a value for {{{error.args[0]}}}") from None

    def needs(self, key: str) -> frozenset[str]:
        """The placeholders that this key's wordings use."""
        return frozenset().union(*(placeholders(text) for text in self._of_key(key)))

    def misused(self, uses: Mapping[str, Collection[str]]) -> Iterator[str]:
        """What is wrong with the way code means to use the speech: key -> names of the values it gives."""
        for key, given in sorted(uses.items()):
            if key not in self:
                yield f"there is no sentence '{key}'"
            elif lacking := self.needs(key) - set(given):
                yield f"'{key}' needs a value for {', '.join(sorted(lacking))}"

    def _of_key(self, key: str) -> tuple[str, ...]:
        try:
            return self.wordings[key]
        except KeyError:
            raise SpeechError(f"there is no sentence '{key}'") from None
