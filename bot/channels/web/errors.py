"""What goes wrong in the web channel, and the words the page shows for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.content import Content


class WebError(Exception):
    """A refusal with an HTTP status and a code; its words are content under ``web.error`` or ``web.state``.

    ``retry_after`` is in whole seconds; ``hang_up`` ends the connection, for a body that is not read to its end.
    No part of what was sent is ever kept in it.
    """

    def __init__(
        self,
        status: int,
        code: str,
        speech_key: str,
        retry_after: int | None = None,
        hang_up: bool = False,
        **values: Any,
    ):
        super().__init__(code)
        self.status, self.code, self.speech_key = status, code, speech_key
        self.retry_after, self.hang_up, self.values = retry_after, hang_up, values

    @property
    def headers(self) -> dict[str, str]:
        """What goes with the refusal beside its body."""
        wait = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
        return wait | ({"Connection": "close"} if self.hang_up else {})


def malformed(status: int = 400, hang_up: bool = False) -> WebError:
    """The body was not the JSON this address asks for."""
    return WebError(status, "malformed", "web.error.malformed", hang_up=hang_up)


def handler(content: Content) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The Starlette exception handler that words a ``WebError``."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, WebError)  # noqa: S101 - registered for this class alone
        words = content.speech.say(error.speech_key, **error.values)
        body = {"error": {"code": error.code, "message": words, "retry_after": error.retry_after}}
        return JSONResponse(body, error.status, error.headers)

    return answer
