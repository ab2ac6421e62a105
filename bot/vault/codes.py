"""Codes that people read out to each other: twelve letters and digits in groups of four, 58 bits."""

from __future__ import annotations

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that are taken for another
LENGTH = 12


def new_code() -> str:
    """A fresh code, drawn by the system's random source."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """What counts of a typed code: its letters and digits, however they were written."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
