"""The one patch of Rasa: the schema of an action's result is compiled once, not checked anew on every action.

Rasa calls `jsonschema.validate`, which first checks that Rasa's own constant schema is a valid schema: 22 ms for each
action, two thirds of a turn. Same schema, same errors, checked once here.

`tests/integration/test_platform_traps.py` fails when Rasa's method is no longer the one that was replaced.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

REPLACED = RemoteAction._validate_action_result
_MOST_KEPT = 256
_RIGHT: set[str] = set()


@cache
def _validator() -> Draft7Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def validate(result: Any) -> None:
    """Raise jsonschema's ValidationError, the same one that `jsonschema.validate` would raise.

    Events are most of the cost, and actions give few kinds of them (names of steps): those found right once are not
    looked at again.
    """
    events = _events(result)
    error = best_match(_validator().iter_errors({**result, "events": []} if events in _RIGHT else result))
    if error is not None:
        raise error
    if events is not None and len(_RIGHT) < _MOST_KEPT:
        _RIGHT.add(events)


def _events(result: Any) -> str | None:
    """The events as one text, to know them again by."""
    return json.dumps(result["events"], sort_keys=True) if isinstance(result, dict) and "events" in result else None


def _validate_action_result(_self: RemoteAction, result: dict[str, Any]) -> bool:
    validate(result)
    return True


def install() -> None:
    """Put the cached check in place of Rasa's."""
    RemoteAction._validate_action_result = _validate_action_result
