"""One trained agent for all scripted dialogues; a leader with a vault of their own for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conversation.reading import ToldReader, told_gate
from tests.conversation.talk import FACTS, Clock, Talk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def agent(trained_model: Path) -> Any:
    """The agent as `canary run` loads it."""
    import actions
    from bot.dialogue.agent import load_agent
    from bot.logs import configure

    configure()
    return load_agent(trained_model, actions)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all, as in the server."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path) -> Any:
    return make_vault(tmp_path)


def make_vault(folder: Path) -> Any:
    """A vault in this folder, with phrases that are cheap to try."""
    from bot.vault import Vault
    from bot.vault.settings import CHEAP_FOR_TESTS, VaultSettings

    settings = VaultSettings(f"sqlite:///{folder / 'canary.db'}", folder / "canary.keys", cost=CHEAP_FOR_TESTS)
    return Vault(settings)


@pytest.fixture
def told(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the gate take each message for what reading.py says."""
    nodes = agent.processor.graph_runner._instantiated_nodes
    gate = next(node._component for name, node in nodes.items() if "GateClassifier" in name)
    monkeypatch.setattr(gate, "_decide", told_gate)


@pytest.fixture
def converse(agent: Any, loop: asyncio.AbstractEventLoop, vault: Any, clock: Clock) -> Callable[..., Talk]:
    """Make a leader in talk with a reader of one's choice."""
    from bot.content import load_content
    from bot.dialogue.conversation import Conversation

    content = load_content(ROOT / "content")

    def make(reader: Any = None, keep_nothing: bool = False) -> Talk:
        conversation = Conversation(agent, content, reader or ToldReader(), FACTS, clock)
        return Talk(conversation, vault, clock, loop.run_until_complete, keep_nothing)

    return make


@pytest.fixture
def talk(converse: Callable[..., Talk], told: None) -> Talk:
    """A new leader; what is read in their answers, and what their messages are taken for, stands in reading.py."""
    return converse()


@pytest.fixture
def real_talk(converse: Callable[..., Talk]) -> Talk:
    """A new leader, whose words are read by the real gate and the real reader."""
    from bot.dialogue.shared_reader import shared_reader

    return converse(shared_reader())
