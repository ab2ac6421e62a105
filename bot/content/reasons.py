"""Turns what pydantic found into a sentence for an editor."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.content import models
from bot.content.errors import Problem
from bot.content.pages import Page, Where
from bot.content.support_models import SCENARIO

_WRITTEN = {
    models.SLUG: "use small letters, digits and _, beginning with a letter.",
    models.SIGNATURE: "use A, B or C and one digit, such as C4.",
    SCENARIO: "use S and one digit, such as S3.",
}
_MISSPELT = "correct its spelling or take it out"


def problem_from(page: Page, model: type[BaseModel], error: ErrorDetails) -> Problem:
    """One validation error as a problem with its line."""
    where = tuple(part for part in error["loc"] if part != "[key]")
    name = str(where[-1]) if where else "the file"
    what, mend = _told(error, name, _fields_near(model, where[:-1]))
    return page.problem(where, what, mend)


def _told(error: ErrorDetails, name: str, fields: list[str]) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return f"'{name}' is missing.", f"add a line '{name}:' to this entry."
    if kind == "extra_forbidden":
        known = f"; known here: {', '.join(fields)}" if fields else ""
        return f"'{name}' is not known here.", f"{_MISSPELT}{known}."
    if kind == "literal_error":
        return f"'{name}' has a value that is not allowed.", f"write one of {context['expected']}."
    if kind == "string_type":
        return f"'{name}' should be a text.", "write a text, and put it in quotes."
    if kind in ("string_too_short", "too_short"):
        return f"'{name}' is empty.", "write it, or take the line out where it may be left out."
    if kind == "string_pattern_mismatch":
        return f"'{name}' is not written as it should be.", _WRITTEN.get(context["pattern"], "look at its neighbours.")
    if kind.startswith("date"):
        return f"'{name}' is not a day.", "write it as year-month-day, for example 2026-05-31."
    if kind in ("model_type", "dict_type", "mapping_type", "model_attributes_type"):
        return f"'{name}' should hold named lines.", "write 'name: value' lines below it, set in by two spaces."
    if kind in ("tuple_type", "list_type"):
        return f"'{name}' should be a list.", "write each item on its own line, beginning with '- '."
    return f"'{name}' is wrong: {error['msg']}.", "correct this value."


def _fields_near(model: Any, where: Where) -> list[str]:
    """The field names of the record at this path, for a helpful mend."""
    for part in where:
        known = model.model_fields if _is_record(model) else {}
        model = _plain(known[part].annotation) if part in known else _inside(model)
    return sorted(model.model_fields) if _is_record(model) else []


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _inside(kind: Any) -> Any:
    """What a group or list holds."""
    inner = [part for part in typing.get_args(kind) if part is not Ellipsis]
    return _plain(inner[-1]) if inner else kind


def _plain(kind: Any) -> Any:
    """The type without Annotated and without 'or None'."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
    return kind
