"""How busy this machine was with other things while something was measured: figures taken in a crowd are no result."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

CALM = 0.10  # of all cores: what others may use before a run counts as provisional


@dataclass(frozen=True)
class Crowd:
    """The share of the machine's cores that others used, and the load average at the end."""

    others: float
    load: float


@dataclass(frozen=True)
class _Moment:
    at: float
    busy: float
    ours: float


class Watch:
    """Begin it before a measurement; `stop` tells what went on beside it. `ours` are the processes measured."""

    def __init__(self, ours: Iterable[int]) -> None:
        self._ours = [psutil.Process(), *(psutil.Process(pid) for pid in ours)]
        self._began = self._now()

    def stop(self) -> Crowd:
        """What others used since the beginning."""
        ended = self._now()
        seconds = max(ended.at - self._began.at, 1e-3)
        others = (ended.busy - self._began.busy) - (ended.ours - self._began.ours)
        return Crowd(max(0.0, others / seconds / (os.cpu_count() or 1)), os.getloadavg()[0])

    def _now(self) -> _Moment:
        total = psutil.cpu_times()
        busy = sum(total) - total.idle - total.iowait - total.guest - total.guest_nice
        return _Moment(time.perf_counter(), busy, sum(_used(process) for process in self._ours))


def _used(process: psutil.Process) -> float:
    """Processor seconds of a process and its children that are alive (psutil counts the ended ones to the parent)."""
    used = 0.0
    for one in (process, *process.children(recursive=True)):
        times = one.cpu_times()
        used += times.user + times.system + (times.children_user + times.children_system if one is process else 0.0)
    return used


def is_niced() -> bool:
    """Whether this run was started with a lower priority than people's processes have."""
    return os.nice(0) > 0
