"""The one patch of Rasa: the schema of an action's result is compiled once, not checked anew on every action.

Rasa calls `jsonschema.validate`, which first checks that Rasa's own constant schema is a valid schema: 22 ms for each
action, two thirds of a turn. Same schema, same errors, checked once here.

`tests/integration/test_platform_traps.py` fails when Rasa's method is no longer the one that was replaced.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

REPLACED = RemoteAction._validate_action_result


@cache
def _validator() -> Draft7Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def validate(result: Any) -> None:
    """Raise jsonschema's ValidationError, the same one that `jsonschema.validate` would raise."""
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        raise error


def _validate_action_result(_self: RemoteAction, result: dict[str, Any]) -> bool:
    validate(result)
    return True


def install() -> None:
    """Put the cached check in place of Rasa's."""
    RemoteAction._validate_action_result = _validate_action_result
