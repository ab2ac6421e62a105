"""Holds a conversation full of a marked word, with everything going wrong that can, at every library's loudest level.

Run in a process of its own by test_platform_leaks.py, which looks for the word in what it wrote.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

from bot import logs

HERE = Path(__file__).parent
WORD = "Zebrafinch"

logs.configure()
logging.getLogger().setLevel(logging.DEBUG)
sys.path.insert(0, str(HERE))

import demo_actions  # noqa: E402
import structlog  # noqa: E402

from bot.dialogue.agent import load_agent  # noqa: E402
from bot.dialogue.conversation import Conversation  # noqa: E402
from bot.dialogue.errors import DialogueError  # noqa: E402
from bot.messages import Incoming  # noqa: E402
from bot.vault.errors import VaultError  # noqa: E402
from tests.integration.fakes import FakeLeader  # noqa: E402

SAID = ["hello", "because", "break it", "decline this", "loop for ever", "be silent", '/choose{"option": 1}', "/greet{"]


class ReadsNothing:
    """The demonstration bot's answers are read by nobody."""

    def embed(self, text: str, prompt: str | None) -> None: ...


async def talk(model: Path) -> None:
    for logger in list(logging.root.manager.loggerDict):
        logging.getLogger(logger).setLevel(logging.DEBUG)
    conversation = Conversation(load_agent(model, demo_actions), content=None, reader=ReadsNothing())  # type: ignore[arg-type]
    for fails in (None, "load", "append", "commit"):
        leader = FakeLeader(id=f"leader-{fails}", fails=fails)
        for number, text in enumerate(SAID):
            await handled(conversation, leader, Incoming(f"{fails}-{number}", text=f"{text} {WORD}"))
        await handled(conversation, leader, Incoming(f"{fails}-button", button=f"choose:{WORD}"))
        await handled(conversation, leader, Incoming(f"{fails}-wrong", button=f"{WORD}"))


async def handled(conversation: Conversation, leader: Any, incoming: Incoming) -> None:
    try:
        await conversation.handle(leader, incoming)
    except (DialogueError, VaultError) as problem:
        logging.getLogger("elsewhere").warning("failed on %s", incoming, exc_info=problem)


class Untidy:
    def __del__(self) -> None:
        raise ValueError(WORD)


def ways_around() -> None:
    """Everything that writes to a terminal without asking a logger first."""
    logging.getLogger("elsewhere").error("%d", WORD)
    logging.getLogger("elsewhere").critical(WORD, stack_info=True)
    warnings.warn(WORD, stacklevel=1)
    structlog.get_logger("elsewhere").error("failed", text=WORD, exc_info=ValueError(WORD))
    structlog.get_logger("elsewhere").debug("heard", text=WORD)
    logs.log_event("turn_failed", cause=f"said {WORD} to them")
    Untidy()
    thread = threading.Thread(target=lambda: int(WORD))
    thread.start()
    thread.join()


asyncio.run(talk(Path(sys.argv[1])))
ways_around()
raise ValueError(WORD)
