"""Finds web addresses in Canary's own texts, so that a chat service can make them links and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"https?://[^\s<>\"|]*[^\s<>\"|.,;:!?)\]]")


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, each part with whether it is a web address."""
    end = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False
