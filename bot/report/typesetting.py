"""Typst, which sets the PDF and turns the picture into an image.

It runs in a process of its own that ends with the file. Typst keeps what it set lately, so in Canary's own process
words would outlast the session they belong to, and 90 MB of memory with them. Nothing is written to disk, nothing
stands in the arguments, and none of Canary's settings reach that process. What leaders said goes in as data and is
never read as markup.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

_PROGRAM = Path(__file__).with_name("typesetter.py")
_SECONDS = 60  # the longest report takes one
_IMAGE = """
#set page(width: auto, height: auto, margin: 14pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")
"""


class CannotTypeset(Exception):
    """A page could not be set. It holds no part of what was to be on it."""


def typeset_pdf(source: str, **data: str) -> bytes:
    """A tagged PDF from a Typst template and its data. Raises CannotTypeset.

    It meets PDF/UA-1, unless it holds a letter that no font here can show (an emoji, say): that would make a report
    impossible to hand out, and a box in its place is better.
    """
    return _set("pdf", source, data, ["ua-1"], [])


def typeset_png(svg: str) -> bytes:
    """An SVG as an image on a white ground, twice as fine as a screen's points. Raises CannotTypeset."""
    return _set("png", _IMAGE, {"svg": svg}, [])


def _set(kind: Literal["pdf", "png"], source: str, data: dict[str, str], *standards: list[str]) -> bytes:
    """The file that meets the first of these lists of standards that can be met."""
    job = {"kind": kind, "source": source, "data": data, "standards": standards}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with nothing from outside in the command
            [sys.executable, "-I", _PROGRAM],
            input=json.dumps(job).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if not name.startswith("CANARY")},
            timeout=_SECONDS,
        )
    except (subprocess.TimeoutExpired, OSError):
        raise CannotTypeset("the page was not set in time") from None
    if done.returncode != 0:
        raise CannotTypeset("the page could not be set")
    return done.stdout
