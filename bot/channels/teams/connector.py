"""Sends to Teams through the Bot Connector: with the bot's own token, patiently, and to known hosts only."""

from __future__ import annotations

import asyncio
import base64
import random
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.channels.shared.desk import Drawn
from bot.channels.teams.account import TeamsAccount
from bot.channels.teams.activities import Place
from bot.channels.teams.cards import CARD, Element

SCOPE = "https://api.botframework.com/.default"
MARGIN_SECONDS = 300.0  # a token this near its end is not used any more
TRIES = 7  # with back-off about a minute in all
LONGEST_WAIT = 60.0
TIMEOUT = aiohttp.ClientTimeout(total=15)
_AGAIN = frozenset({412, 429, 500, 502, 503, 504})


class NotSent(Exception):
    """Microsoft did not take it. ``status`` is the last answer's, 0 when there was none."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Connector:
    """One bot's way out. The token is fetched when needed, once for all who wait for it, and kept till near its end."""

    def __init__(
        self, account: TeamsAccount, back_off: float = 0.5, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._account, self._back_off, self._clock = account, back_off, clock
        self._session: aiohttp.ClientSession | None = None
        self._token, self._until = "", float("-inf")
        self._lock = asyncio.Lock()

    async def send_card(self, place: Place, card: Element) -> None:
        """Post a card. Raises NotSent."""
        await self._send(place, {"type": "message", "attachments": [{"contentType": CARD, "content": card}]})

    async def send_picture(self, place: Place, drawn: Drawn) -> None:
        """Post a picture, within the message itself, so that it lies on no server to be fetched from."""
        data = base64.b64encode(drawn.png).decode()
        image = {"contentType": "image/png", "contentUrl": f"data:image/png;base64,{data}", "name": "picture.png"}
        await self._send(place, {"type": "message", "attachments": [image]})

    async def send_typing(self, place: Place) -> None:
        """Show that an answer is being made. Not worth a second try."""
        await self._send(place, {"type": "typing"}, tries=1)

    async def token(self) -> str:
        """A token that will last. Raises NotSent when Microsoft gives none."""
        async with self._lock:
            if self._clock() >= self._until:
                fields = {
                    "grant_type": "client_credentials",
                    "client_id": self._account.app,
                    "client_secret": self._account.secret,
                    "scope": SCOPE,
                }
                given = await self._patiently(lambda: self._post(self._account.token_address, data=fields), TRIES)
                self._token = given["access_token"]
                self._until = self._clock() + float(given["expires_in"]) - MARGIN_SECONDS
            return self._token

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def _send(self, place: Place, activity: Mapping[str, Any], tries: int = TRIES) -> None:
        if not self._account.allows(place.service):
            raise NotSent(0)
        address = f"{place.service.rstrip('/')}/v3/conversations/{quote(place.conversation, safe='')}/activities"
        full = {
            **activity,
            "from": {"id": place.bot},
            "recipient": {"id": place.user},
            "conversation": {"id": place.conversation},
        }
        await self._patiently(lambda: self._post_with_token(address, full), tries)

    async def _post_with_token(self, address: str, activity: Mapping[str, Any]) -> _Answer:
        token = await self.token()
        answer = await self._post(address, json=activity, headers={"Authorization": f"Bearer {token}"})
        if answer.status == 401:  # withdrawn before its time: the next try fetches another
            self._until = float("-inf")
        return answer

    async def _patiently(self, post: Callable[[], Any], tries: int) -> dict[str, Any]:
        """Try until it is taken; wait as long as Microsoft says, else longer each time."""
        status = 0
        for number in range(tries):
            answer: _Answer = await post()
            status = answer.status
            if 200 <= status < 300:
                return answer.body
            if status not in _AGAIN and status not in (0, 401):
                break
            if number + 1 < tries:
                await asyncio.sleep(self._wait(number, answer.retry_after))
        raise NotSent(status)

    def _wait(self, number: int, asked: float | None) -> float:
        """With chance in it, so that fifty waiting turns don't all come back at once."""
        if asked is not None:
            return min(asked, LONGEST_WAIT) * (1 + random.random() / 10)
        return min(self._back_off * 2.0**number, LONGEST_WAIT) * (0.5 + random.random())

    async def _post(self, address: str, **what: Any) -> _Answer:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        try:
            async with self._session.post(address, allow_redirects=False, **what) as answer:
                body = await answer.json(content_type=None) if answer.status < 300 else {}
                return _Answer(answer.status, body or {}, _seconds(answer.headers.get("Retry-After")))
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return _Answer(0, {}, None)


class _Answer:
    """What came back; status 0 when nothing did."""

    def __init__(self, status: int, body: dict[str, Any], retry_after: float | None) -> None:
        self.status, self.body, self.retry_after = status, body, retry_after


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isdigit() else None
