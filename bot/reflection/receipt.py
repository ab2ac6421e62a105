"""What is said when everything was erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.reflection.world import Say, World


class Receipt(Protocol):
    """What a vault hands over when it has been erased."""

    @property
    def at(self) -> datetime: ...
    @property
    def counts(self) -> dict[str, int]: ...
    @property
    def may_remain(self) -> tuple[str, ...]: ...


_IN_AN_EMPLOYERS_CHAT = ("slack", "teams")


def receipt_in_words(receipt: Receipt, world: World) -> tuple[Say, ...]:
    """What went and when, and what may remain elsewhere and for how long."""
    entries = sum(number for kind, number in receipt.counts.items() if kind != "key")
    at = receipt.at
    told = Say("delete.all_done", {"date": f"{at.day} {at:%B %Y}", "time": f"{at:%H:%M}", "count": entries})
    return (told, *_remains(receipt.may_remain, world.values, world))


def _remains(places: Sequence[str], facts: Mapping[str, object], world: World) -> tuple[Say, ...]:
    """Without six words the service's own key opened it, and whoever has that key could open what remains."""
    suffix = "" if world.has_phrase else "_service"
    says = [Say(f"delete.{place}{suffix}", {"days": facts.get("backup_days", "")}) for place in places]
    if world.channel in _IN_AN_EMPLOYERS_CHAT:
        says.append(Say("delete.elsewhere"))
    return tuple(says)
