"""What goes wrong in the web channel, and the words the page shows for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.content import Content


class WebError(Exception):
    """A refusal with an HTTP status and a code; its words are content under ``web.error`` or ``web.state``.

    ``retry_after`` is in whole seconds. No part of what was sent is ever kept in it.
    """

    def __init__(self, status: int, code: str, speech_key: str, retry_after: int | None = None, **values: Any):
        super().__init__(code)
        self.status, self.code, self.speech_key = status, code, speech_key
        self.retry_after, self.values = retry_after, values


def malformed(status: int = 400) -> WebError:
    """The body was not the JSON this address asks for."""
    return WebError(status, "malformed", "web.error.malformed")


def handler(content: Content) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The Starlette exception handler that words a ``WebError``."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, WebError)  # noqa: S101 - registered for this class alone
        words = content.speech.say(error.speech_key, **error.values)
        body = {"error": {"code": error.code, "message": words, "retry_after": error.retry_after}}
        headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
        return JSONResponse(body, error.status, headers)

    return answer
