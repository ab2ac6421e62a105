"""What the vault can be told from outside, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.vault.errors import UnsafeSettings

OWASP_MEMORY_KIB = 19 * 1024
OWASP_PASSES = 2


@dataclass(frozen=True)
class PhraseCost:
    """What one try at a phrase costs (Argon2id), for us and for whoever guesses.

    The default takes about 0.16 s of one core and 64 MiB. OWASP's least is 19 MiB and 2 passes;
    ``tests_only`` allows less and must never be set where leaders are.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1
    tests_only: bool = False

    def __post_init__(self) -> None:
        weak = self.memory_kib < OWASP_MEMORY_KIB or self.passes < OWASP_PASSES or self.lanes < 1
        if weak and not self.tests_only:
            raise UnsafeSettings("the phrase cost is below 19 MiB of memory and 2 passes")


CHEAP_FOR_TESTS = PhraseCost(memory_kib=64, passes=1, tests_only=True)


@dataclass(frozen=True)
class VaultSettings:
    """Where the vault lives and how long it keeps.

    ``db_url``: ``sqlite:///path`` or ``postgresql://...``; may hold a password, so it is never shown.
    ``key_file``: the service's keys, made on first run, readable by the owner only. Losing it locks every
    leader out; whoever has it and the database can read Slack and Teams leaders, never web leaders.
    ``keys``: the same text from the environment instead; then ``key_file`` is not touched.
    ``erased_file``: the list of erasures, apart from the database; None keeps none (see bot/vault/erased.py).
    ``tracker_window``: turns of Rasa's events loaded with each turn. Every prediction goes through all of them, so more
    make the twentieth turn slower than the fifth; Rasa's policies here look back five steps, less than two turns.
    """

    db_url: str = field(repr=False)
    key_file: Path
    keys: str | None = field(default=None, repr=False)
    erased_file: Path | None = None
    cost: PhraseCost = field(default_factory=PhraseCost)
    idle_minutes: int = 30
    retention_months: int = 12
    tracker_window: int = 2

    def __post_init__(self) -> None:
        for name in ("idle_minutes", "retention_months", "tracker_window"):
            if getattr(self, name) < 1:
                raise UnsafeSettings(f"{name} must be at least 1")
