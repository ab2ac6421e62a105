"""A tiny bot, trained once, for the tests of the platform: they ask about Rasa and our use of it, not about content."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import bot.dialogue  # noqa: F401  makes the process fit for Rasa, before any test imports it
from tests.integration.fakes import NOW

if TYPE_CHECKING:
    from bot.dialogue.conversation import Conversation

DEMO = Path(__file__).parent / "demo"


@pytest.fixture(scope="session")
def demo_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration bot, trained the way Canary's own is."""
    from rasa.model_training import train

    out = tmp_path_factory.mktemp("demo")
    files = [str(DEMO / "nlu.yml"), str(DEMO / "rules.yml")]
    result = train(str(DEMO / "domain.yml"), str(DEMO / "config.yml"), files, str(out), fixed_model_name="demo")
    return Path(result.model)


@pytest.fixture(scope="session")
def demo_agent(demo_model: Path) -> Any:
    """The demonstration bot, loaded by our own loader."""
    from bot.dialogue.agent import load_agent

    sys.path.insert(0, str(DEMO))
    import demo_actions

    return load_agent(demo_model, demo_actions)


class _ReadsNothing:
    """The demonstration bot's answers are read by nobody."""

    def embed(self, text: str, prompt: str | None) -> None: ...


@pytest.fixture
def talk(demo_agent: Any) -> Callable[..., Conversation]:
    """A conversation over the demonstration bot."""
    from bot.dialogue.conversation import Conversation

    return Conversation(demo_agent, content=None, reader=_ReadsNothing(), clock=lambda: NOW)


@pytest.fixture
def canary(root: Path, tmp_path: Path) -> Any:
    """Run the command with a data folder of its own."""

    def run(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        here = {"PYTHONPATH": str(root), "CANARY_DATA": str(tmp_path / "var"), **environment}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CANARY_")}
        command = [sys.executable, "-W", "ignore", "-m", "bot.cli", *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, cwd=root, env=kept | here)

    return run
