"""The word lists of ``names.yml``: names usual in Britain, and words that only look like names."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

import yaml

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, several times faster
_FILE = Path(__file__).with_name("names.yml")
_LISTS: Final[dict[str, str]] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - it is safe
_UNMARKED = str.maketrans("łøđıßæ", "lodise", "'’")


def folded(word: str) -> str:
    """The word as the lists have it: lower case, no accents, no apostrophes."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_UNMARKED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


FIRST_NAMES = _words("first_names")
ALSO_WORDS = _words("also_words")
LOWER_WORDS = _words("lower_words")
SURNAMES = _words("surnames")
REPORTS = _words("reports")
NOT_PEOPLE = _words("not_people")
SMALL_WORDS = _words("small_words")
SPEAKERS = _words("speakers")
PLACES = _words("places")
PLACE_ENDS = _words("place_ends")
SHORT_FORMS = _words("short_forms")
NEVER_NAMES = NOT_PEOPLE | (SMALL_WORDS - ALSO_WORDS) | PLACES | REPORTS
SET_PHRASES = tuple(_LISTS["set_phrases"].splitlines())
