"""What the server asks of every channel that lives in a chat service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import Route


class Channel(Protocol):
    """One channel. It is made at the start and lives as long as the server does."""

    @property
    def routes(self) -> Sequence[Route]:
        """The addresses it answers at."""

    async def run(self) -> None:
        """Whatever it does on its own, until cancelled. A channel that only answers just waits."""

    async def close(self) -> None:
        """Finish what is under way and let go of its connections."""
