"""`make bench`: Canary beside Rasa's starter bots, and the table into docs/benchmarks.md.

Exit codes: 0 measured on a quiet machine (met or missed, the table says), 1 a bot failed, 3 measured, but others used
the machine too much for the figures to stand.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from tests.bench.baseline import ROOT, BaselineMissing, prepare
from tests.bench.bots import bots
from tests.bench.client import BotFailed
from tests.bench.growth import growth
from tests.bench.measure import all_running, starts, talk
from tests.bench.page import put
from tests.bench.report import Measured, text
from tests.bench.whole import whole


def say(line: str) -> None:
    """Show how far it has come."""
    print(f"[bench] {line}", file=sys.stderr, flush=True)


def measure() -> Measured:
    """All of it: some 35 minutes on two quiet cores."""
    all_bots = bots()
    begun = starts(all_bots, say)
    with ExitStack() as stack:
        up = all_running(stack, all_bots)
        return Measured(all_bots, begun, talk(up, say), whole(up, say), growth(up, say))


def main() -> int:
    """Prepare, measure, write."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the bots are stopped then too
    try:
        prepare(say)
        subprocess.run([str(Path(sys.executable).parent / "canary"), "train"], cwd=ROOT, check=True)
        found = measure()
    except (BaselineMissing, BotFailed, subprocess.CalledProcessError) as problem:
        say(str(problem))
        return 1
    report = text(found, datetime.now().astimezone())
    put("starter", report)
    print(report)
    return 0 if found.is_final else 3


if __name__ == "__main__":
    sys.exit(main())
