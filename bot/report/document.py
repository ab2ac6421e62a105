"""A report as plain data: a title page and a row of blocks. The writers read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Heading:
    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Quote:
    """A leader's own words, and when they were said."""

    text: str
    said: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """The picture, and words for who can't see it. Markdown has the words alone."""

    svg: str
    alt: str


Block = Heading | Paragraph | Quote | Bullets | Figure


@dataclass(frozen=True)
class Document:
    """``audience`` says for whom it is ("Yours alone" or "For sharing"), ``about`` what time it covers."""

    title: str
    audience: str
    about: str
    made: str
    notes: tuple[str, ...]
    footer: str
    blocks: tuple[Block, ...]


def plain(text: str) -> str:
    """Text without characters that XML and PDF cannot hold; line breaks become blanks."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
