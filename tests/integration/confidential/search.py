"""Looks for words, phrases and keys in bytes, however they may be written there."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData, create_engine, select

STEM = "qzvexkoru"
"""Stands in every marked word and name, so that one search finds them all. No language has it."""


@dataclass(frozen=True)
class Needles:
    """What must be nowhere: the stem in any spelling, and secrets as they are, as hex and as base64."""

    phrases: tuple[str, ...]
    secrets: tuple[bytes, ...]

    def found_in(self, haystack: bytes) -> list[str]:
        """The names of what stands in the bytes; never the things themselves."""
        low = haystack.lower()
        words = [
            f"words as {form}" for form, needle in _spellings() if needle in (low if form != "base64" else haystack)
        ]
        phrases = [
            f"phrase {n}" for n, phrase in enumerate(self.phrases) if any(part in low for part in _parts(phrase))
        ]
        keys = [f"secret {n}" for n, one in enumerate(self.secrets) if any(form in haystack for form in _forms(one))]
        return [*words, *phrases, *keys]


def in_files(needles: Needles, places: Iterable[Path], but: Path | None = None) -> list[str]:
    """Where something stands in files under the places, file names included. ``but`` may hold what it holds."""
    hits = []
    for path in _files(places):
        if path == but:
            continue
        try:
            what = needles.found_in(str(path).encode() + b"\0" + path.read_bytes())
        except OSError:  # gone meanwhile, as a database's own files are
            continue
        hits += [f"{path.name}: {one}" for one in what]
    return hits


def in_tables(needles: Needles, url: str) -> list[str]:
    """Where something stands in any table of the database, read through SQL so that nothing is compressed."""
    engine = create_engine(url, future=True)
    tables = MetaData()
    tables.reflect(engine)
    assert len(tables.tables) >= 9
    hits = []
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)):
                fields = [bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row]
                hits += [f"{table.name}: {one}" for one in needles.found_in(b"\0".join(fields))]
    engine.dispose()
    return hits


def in_processes(needles: Needles) -> list[str]:
    """Where something stands in the arguments or the environment of any process on this machine."""
    hits = []
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                found = needles.found_in((process / name).read_bytes())
            except OSError:  # ended meanwhile, or another user's
                continue
            hits += [f"{name}: {one}" for one in found]
    return hits


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from (path for path in ([place] if place.is_file() else place.rglob("*")) if path.is_file())


def _spellings() -> Iterator[tuple[str, bytes]]:
    plain = STEM.encode()
    yield from (("text", plain), ("UTF-16", STEM.encode("utf-16-le")), ("hex", plain.hex().encode()))
    yield ("escapes", "".join(f"\\u{ord(letter):04x}" for letter in STEM).encode())
    yield from (("base64", one) for one in _in_base64(plain))


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """The characters that are sure wherever in a longer text the bytes stand."""
    for before in range(3):
        padded = b"\0" * before + plain
        sure = len(padded) // 3 * 4
        yield base64.b64encode(padded)[-(-before * 8 // 6) : sure]


def _parts(phrase: str) -> Iterator[bytes]:
    """The whole phrase, without spaces, and any two neighbouring words: a single one is a word like others."""
    words = phrase.split()
    yield "".join(words).encode()
    yield from (
        f"{one}{gap}{two}".encode() for one, two in zip(words, words[1:], strict=False) for gap in (" ", "+", "%20")
    )


def _forms(secret: bytes) -> Iterator[bytes]:
    yield from (secret, secret.hex().encode(), *(one for one in _in_base64(secret)))
