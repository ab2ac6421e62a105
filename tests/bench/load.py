"""`make bench-load`: Canary under load, and the report into docs/benchmarks.md.

    make bench-load                                          # all of it, some 40 minutes on two quiet cores
    make bench-load ARGS="--only past --stored 100 5000"     # one shape, smaller: provisional

Exit codes: 0 measured on a quiet machine, 1 something gave no proper answer, 3 measured, but the figures do not stand.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from http.client import HTTPException
from pathlib import Path

from tests import services
from tests.bench.baseline import ROOT, BaselineMissing, prepare
from tests.bench.client import BotFailed
from tests.bench.load_report import is_final, text
from tests.bench.measure import Say
from tests.bench.page import put
from tests.bench.shapes import Loads, Wishes, beside, one_machine, several, with_a_past

SHAPES: dict[str, Callable[[Wishes, Loads, Say], None]] = {
    "machine": one_machine,
    "beside": beside,
    "several": several,
    "past": with_a_past,
}
_FAILURES = (
    BaselineMissing, BotFailed, HTTPException, OSError, services.Missing, subprocess.CalledProcessError,
)  # fmt: skip


def say(line: str) -> None:
    """Show how far it has come."""
    print(f"[load] {line}", file=sys.stderr, flush=True)


def main() -> int:
    """Measure what is asked for, and write."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped then too
    only, wishes = _asked()
    found = Loads()
    try:
        if "beside" in only:
            prepare(say)
        subprocess.run([str(Path(sys.executable).parent / "canary"), "train"], cwd=ROOT, check=True)
        for name in only:
            SHAPES[name](wishes, found, say)
    except _FAILURES as problem:
        say(str(problem) or type(problem).__name__)
        return 1
    report = text(found, wishes, datetime.now().astimezone())
    put("load", report)
    print(report)
    return 0 if is_final(found, wishes) and only == list(SHAPES) else 3


def _asked() -> tuple[list[str], Wishes]:
    asked = argparse.ArgumentParser(prog="make bench-load", description="Canary under load.")
    asked.add_argument("--only", nargs="+", choices=SHAPES, default=list(SHAPES), help="these shapes")
    for one in fields(Wishes):
        many = "+" if isinstance(one.default, tuple) else None
        kind = type(one.default[0] if isinstance(one.default, tuple) else one.default)
        asked.add_argument(f"--{one.name.replace('_', '-')}", type=kind, nargs=many, default=one.default)
    given = vars(asked.parse_args())
    only = given.pop("only")
    return only, Wishes(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


if __name__ == "__main__":
    sys.exit(main())
