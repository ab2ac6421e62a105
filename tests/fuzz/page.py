"""A description of the page's own addresses, in OpenAPI's words, for those who make up requests.

It is no promise to anybody: the page and its server change together. docs/api.md is the description for programs.
"""

from __future__ import annotations

from typing import Any

_PHRASE = {"type": "string", "maxLength": 200}
_TEXT = {"type": "string", "maxLength": 4000}
_ID = {"type": "string", "pattern": "^[A-Za-z0-9-]{8,64}$"}
_HEX = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_LIST = {"type": "array", "items": {"type": "string"}}

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("post", "/api/session"): {"keep_nothing": {"type": "boolean"}},
    ("put", "/api/session"): {},
    ("delete", "/api/session"): {},
    ("post", "/api/session/open"): {"phrase": _PHRASE},
    ("post", "/api/session/phrase"): {},
    ("delete", "/api/sessions"): {},
    ("post", "/api/messages"): {"id": _ID, "text": _TEXT, "button": {"type": "string"}},
    ("post", "/api/shares"): {"reflections": _LIST, "parts": _LIST, "days": {"type": "integer"}},
    ("post", "/api/shares/preview"): {"reflections": _LIST, "parts": _LIST, "days": {"type": "integer"}},
    ("delete", "/api/shares/{name}"): {},
    ("post", "/api/mentor/copy"): {"share": _HEX, "proof": _HEX},
    ("post", "/api/mentor/note"): {"share": _HEX, "proof": _HEX, "note": {"type": "string"}},
    ("post", "/api/move"): {"code": {"type": "string", "maxLength": 40}},
    ("put", "/api/move"): {"code": {"type": "string", "maxLength": 40}},
}
QUERIES: dict[str, tuple[str, ...]] = {
    "/": (),
    "/health": (),
    "/health/live": (),
    "/move": (),
    "/share": ("reflection",),
    "/mentor": (),
    "/picture": ("at", "since", "situation"),
    "/about/{name}": (),
    "/static/{name}": (),
    "/api/commitments.ics": (),
    "/api/conversation": (),
    "/api/export.{name}": (),
    "/api/report.{name}": ("reflection", "from", "to", "for", "situation"),
    "/api/shares/{name}": (),
}


def description() -> dict[str, Any]:
    """The whole of it."""
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), fields in BODIES.items():
        body = {"content": {"application/json": {"schema": {"type": "object", "properties": fields}}}}
        paths.setdefault(path, {})[method] = {**_about(path, ()), **({"requestBody": body} if fields else {})}
    for path, names in QUERIES.items():
        paths.setdefault(path, {})["get"] = _about(path, names)
    return {"openapi": "3.0.3", "info": {"title": "The page", "version": "1"}, "paths": paths}


def _about(path: str, queries: tuple[str, ...]) -> dict[str, Any]:
    given = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in queries]
    if "{name}" in path:
        given.append({"name": "name", "in": "path", "required": True, "schema": {"type": "string"}})
    return {"parameters": given, "responses": {"default": {"description": "whatever it is"}}}
