"""A leader at the web page, without the page: what it sends and what it gets."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import httpx


class Leader:
    """Somebody with a session of the web channel."""

    def __init__(self, canary: str) -> None:
        self._http = httpx.AsyncClient(base_url=canary, timeout=60)
        self._ids = itertools.count(1)
        self._last: dict[str, Any] = {}
        self._unread: list[str] = []
        self.phrase = ""

    async def start(self) -> None:
        """A new vault, and the talk opened."""
        answer = await self._http.post("/api/session", json={"keep_nothing": False})
        self.phrase = answer.json()["phrase"]
        await self.send(button="open")

    async def write(self, text: str) -> None:
        await self.send(text=text)

    async def press(self, title: str) -> None:
        """Press a button under the last message."""
        found = [one for reply in self._last["replies"] for one in reply["buttons"] if one["title"] == title]
        assert found, f"no button {title!r}"
        await self.send(button=found[0]["payload"])

    async def send(self, **what: str) -> None:
        body = {"id": f"message-{next(self._ids):04d}", **what}
        answer = await self._http.post("/api/messages", json=body)
        while answer.status_code == 429:  # as the page does
            await asyncio.sleep(answer.json()["error"]["retry_after"])
            answer = await self._http.post("/api/messages", json=body)
        assert answer.status_code == 200, answer.text
        self._last = answer.json()
        for reply in self._last["replies"]:
            self._unread += [line for line in reply["text"].split("\n") if line.strip()]
            self._unread += [f"[{button['title']}]" for button in reply["buttons"]]

    def lines(self) -> list[str]:
        """What Canary said since last time, as lines of text, with buttons as "[title]"."""
        lines, self._unread = self._unread, []
        return lines

    async def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return await self._http.request(method, path, json=body)

    async def close(self) -> None:
        await self._http.aclose()
