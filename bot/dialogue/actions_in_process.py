"""Actions run in this process, without an action server.

Rasa calls an endpoint object to run a custom action; this one runs it here. Over HTTP, an action that raises makes
Rasa print the whole conversation into its log, since the request's body travels in the exception. Here a failure is
noted in the turn under the names of action and exception alone, and the turn is then not committed.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Coroutine
from functools import wraps
from types import ModuleType
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.dialogue.cached_validator import validate
from bot.dialogue.context import current
from bot.dialogue.errors import ActionFailed
from bot.logs import log_event, place_of

_ADDRESS = "in-process"


class InProcessActions(EndpointConfig):
    """The endpoint Rasa is given. `package` is the Python package that holds the actions."""

    def __init__(self, package: ModuleType) -> None:
        super().__init__(_ADDRESS, enable_selective_domain=True)
        self._executor = ActionExecutor()
        for action in _actions_in(package):
            self._executor.register_function(action.name(), _off_the_loop(action.run))

    @property
    def names(self) -> frozenset[str]:
        """The actions that can be run."""
        return frozenset(self._executor.actions)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run the action that ``json["next_action"]`` names; the other arguments belong to HTTP."""
        call = kwargs["json"]
        name = call["next_action"]
        context = current()
        if context.failure is not None:  # one action failed: run no more of them in this turn
            raise context.failure
        try:
            result = await self._executor.run(call)
            validate(result)  # Rasa does so too, but only logs what is wrong and goes on without it
            return result
        except ActionExecutionRejection as rejection:
            refusal = {"action_name": rejection.action_name, "error": f"{rejection.action_name} declined"}
            raise ClientResponseError(400, "declined", json.dumps(refusal)) from None
        except Exception as problem:
            context.failure = ActionFailed(name, type(problem).__name__)
            log_event("action_failed", action=name, cause=type(problem).__name__, place=place_of(problem.__traceback__))
            raise context.failure from None


def _actions_in(package: ModuleType) -> list[Action]:
    """One of each action class that the package's modules define. An import error is the caller's to see."""
    found: dict[str, type[Action]] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for kind in vars(module).values():
            if inspect.isclass(kind) and issubclass(kind, Action) and kind.__module__ == module.__name__:
                found[f"{module.__name__}.{kind.__name__}"] = kind
    return [kind() for kind in found.values() if not inspect.isabstract(kind) and not kind.__name__.startswith("_")]


def _off_the_loop(run: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    """Run a plain function in a worker thread: reading an answer must not stop everybody else's turn."""
    if inspect.iscoroutinefunction(run):
        return run

    @wraps(run)
    async def in_thread(dispatcher: Any, tracker: Any, domain: Any) -> Any:
        return await asyncio.to_thread(run, dispatcher, tracker, domain)

    return in_thread
