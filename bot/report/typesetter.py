"""A program of its own that sets one page or report with Typst and ends.

The job comes as JSON on standard input, the file goes to standard output. It is not imported: typesetting.py runs it.
It exits with 1 when the work could not be done, and says no more: Typst's messages can hold a leader's words.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import typst


def main() -> int:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=job["kind"] == "pdf")  # a picture holds no letters but ours
    for standards in job["standards"]:
        try:
            made = typst.Compiler(font_paths=fonts).compile(
                job["source"].encode(), format=job["kind"], sys_inputs=job["data"], pdf_standards=standards, ppi=144
            )
        except typst.TypstError:
            continue
        return _give(made)
    return 1


def _give(made: Any) -> int:
    """One file; Typst gives a list where there are several pages of an image."""
    if not isinstance(made, bytes):
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
