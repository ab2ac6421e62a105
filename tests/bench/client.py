"""One connection to a bot, the same plain client for every bot: the standard library's, kept alive between turns."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 30.0  # seconds until an answer is given up


class BotFailed(Exception):
    """A bot gave no proper answer: a measurement that went on would be worth nothing."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last one read."""

    status: int
    body: Any
    cookie: str
    seconds: float


@dataclass
class Line:
    """A kept connection to a port of this machine; used by one thread at a time."""

    port: int
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def post(self, path: str, body: Any, cookie: str = "") -> Answer:
        """Raises OSError or http.client.HTTPException where nothing answers."""
        raw = json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **({"Cookie": cookie} if cookie else {})}
        began = time.perf_counter()
        self._connection.request("POST", path, raw, headers)
        response = self._connection.getresponse()
        read = response.read()
        seconds = time.perf_counter() - began
        cookies = [one.partition(";")[0] for one in response.headers.get_all("Set-Cookie") or ()]
        return Answer(response.status, json.loads(read or b"null"), "; ".join(cookies), seconds)

    def get(self, path: str, cookie: str) -> Any:
        """What stands at an address, for a look afterwards; not timed."""
        self._connection.request("GET", path, headers={"Cookie": cookie})
        response = self._connection.getresponse()
        return json.loads(response.read())

    def close(self) -> None:
        """Let go of the connection; the next message makes a new one."""
        self._connection.close()
