"""How fast somebody may send."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Pace:
    """Lets ``burst`` requests of one key through at once, then ``per_second`` of them (a token bucket).

    A refused request is safe to send again: nothing of it was kept. Memory is bounded by ``max_keys``.
    """

    per_second: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    max_keys: int = 10_000
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)

    def admit(self, key: str) -> bool:
        """True when one more request of ``key`` may pass now."""
        now = self.clock()
        tokens, at = self._buckets.pop(key, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - at) * self.per_second)
        admitted = tokens >= 1
        self._buckets[key] = (tokens - 1 if admitted else tokens, now)
        if len(self._buckets) > self.max_keys:
            del self._buckets[next(iter(self._buckets))]
        return admitted
