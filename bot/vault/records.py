"""Records as the JSON that gets sealed, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from bot.messages import Exchange
from bot.reflection.model import Answer, Commitment, Finding, Reflection
from bot.vault.errors import NotStorable
from bot.vault.shares import Share

Record = Reflection | Answer | Finding | Commitment
R = TypeVar("R", Reflection, Answer, Finding, Commitment)
V = TypeVar("V")

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (Reflection, Answer, Finding, Commitment, Exchange, Share)
}


@dataclass(frozen=True)
class Kept(Generic[V]):
    """A record and every turn of the leader in which it was written; the first one gives its order."""

    record: V
    turns: tuple[int, ...]
    place: int


def reflection_of(record: Record) -> str:
    """The reflection a record belongs to."""
    return record.id if isinstance(record, Reflection) else record.reflection_id


def to_json(value: object) -> bytes:
    """A record or exchange as JSON. Raises NotStorable for text that is no Unicode (half a surrogate pair)."""
    try:
        return bytes(_ADAPTERS[type(value)].dump_json(value))
    except PydanticSerializationError:
        raise NotStorable("text with half of a surrogate pair cannot be stored") from None


def from_json(kind: type[V], raw: bytes) -> V:
    """The record that :func:`to_json` wrote."""
    value: V = _ADAPTERS[kind].validate_json(raw)
    return value


def plain(value: object) -> dict[str, Any]:
    """A record, exchange or share as JSON-able plain data, for the export."""
    data: dict[str, Any] = _ADAPTERS[type(value)].dump_python(value, mode="json")
    return data


def pack(record: Record, turns: tuple[int, ...]) -> bytes:
    """A record with the turns that wrote it. The two parts are divided by a line break, which JSON never holds."""
    return json.dumps(turns).encode() + b"\n" + to_json(record)


def unpack(kind: type[V], raw: bytes, place: int) -> Kept[V]:
    """What :func:`pack` put together."""
    turns, _, body = raw.partition(b"\n")
    return Kept(from_json(kind, body), tuple(json.loads(turns)), place)
