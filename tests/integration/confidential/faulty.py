"""`canary run`, but at DEBUG and with things going wrong all the time, each with the leader's words in its error.

FAULTS_SEED=1 python -m tests.integration.confidential.faulty
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable
from functools import wraps
from typing import Any

from bot import cli, logs
from bot.dialogue import actions_in_process
from bot.dialogue.context import current
from bot.vault.errors import StorageUnavailable
from bot.vault.turn import Turn

_chance = random.Random(os.environ["FAULTS_SEED"])
_OFTEN, _SELDOM = 0.12, 0.04


def _words() -> str:
    turn = current()
    return f"{turn.incoming.text or turn.said} {[answer.text for answer in turn.turn.answers()]}"


def _raising(run: Callable[..., Any]) -> Callable[..., Any]:
    """An action that now and then raises with all of the leader's words in hand."""

    @wraps(run)
    def run_or_raise(*arguments: Any) -> Any:
        if _chance.random() < _SELDOM:
            words = _words()
            logging.getLogger("actions").error("failed on %s", words, extra={"words": words})
            raise RuntimeError(words)
        return run(*arguments)

    return run_or_raise


def _failing(method: Callable[..., Any], chance: float) -> Callable[..., Any]:
    """A store that now and then is away, and says so with words that it must not say."""

    def work_or_fail(self: Turn, *arguments: Any, **named: Any) -> Any:
        if _chance.random() < chance:
            raise StorageUnavailable(f"could not store {list(self._put.values())}")
        return method(self, *arguments, **named)

    return work_or_fail


def _at_debug() -> None:
    configure = logs.configure

    def configure_and_open(*arguments: Any, **named: Any) -> None:
        configure(*arguments, **named)
        logging.root.setLevel(logging.DEBUG)
        for name in ("rasa", "rasa_sdk", "sqlalchemy", "sqlalchemy.engine", "sanic", "uvicorn", "starlette", "asyncio"):
            logging.getLogger(name).setLevel(logging.DEBUG)

    logs.configure = configure_and_open  # type: ignore[assignment]


if __name__ == "__main__":
    off_the_loop = actions_in_process._off_the_loop
    actions_in_process._off_the_loop = lambda run: off_the_loop(_raising(run))  # type: ignore[assignment]
    Turn.commit = _failing(Turn.commit, _OFTEN)  # type: ignore[method-assign]
    Turn.tracker_events = _failing(Turn.tracker_events, _SELDOM)  # type: ignore[method-assign]
    _at_debug()
    cli.run()
