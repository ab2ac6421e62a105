"""The real agent, actions, content and vault behind every channel; only what is read in answers is told beforehand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.conversation.conftest import agent  # noqa: F401  a fixture
from tests.conversation.reading import ToldReader
from tests.conversation.talk import FACTS
from tests.doubles.town import Town, town


class Told(ToldReader):
    """Reads what it is told; there is nothing to read ahead."""

    def embed(self, text: str, prompt: str | None = None) -> None:
        """Nothing to do."""


@pytest.fixture
def conversation(agent: Any, root: Path) -> Any:  # noqa: F811
    from bot.content import load_content
    from bot.dialogue.conversation import Conversation

    return Conversation(agent, load_content(root / "content"), Told(), FACTS)


@pytest_asyncio.fixture(loop_scope="function")
async def here(tmp_path: Path, conversation: Any) -> AsyncIterator[Town]:
    async with town(tmp_path, conversation, web_address="http://canary.test") as made:
        yield made
