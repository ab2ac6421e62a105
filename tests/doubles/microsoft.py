"""Microsoft's services as their documentation describes them: OpenID keys, login of a tenant, and the Bot Connector.

    microsoft = MicrosoftDouble()
    async with served(microsoft.app) as address:
        microsoft.address = address
        anna = Person(microsoft, "anna", canary_address)
        await anna.write("Hello")
        anna.lines()

It refuses what Microsoft refuses: a wrong tenant or secret, a token it did not give out, a card over 28 KB.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.doubles.microsoft_shown import actions_in, card_size, lines_of

APP, TENANT = "6c1f7d5e-0000-4000-8000-0000000000a1", "2b0f7d5e-0000-4000-8000-0000000000b2"
SECRET, BOT = "a~client~secret", f"28:{APP}"
ISSUER = "https://api.botframework.com"
MOST_CARD = 28 * 1024
Quiet = Callable[[], Awaitable[None]]


@dataclass
class Key:
    """One of Microsoft's signing keys."""

    kid: str
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    endorsements: tuple[str, ...] = ("msteams", "webchat")

    @property
    def public(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key()))
        return {**made, "kid": self.kid, "use": "sig", "endorsements": list(self.endorsements)}


@dataclass
class MicrosoftDouble:
    """``trouble`` are answers to give before the next posts to the connector: (status, retry-after)."""

    address: str = ""
    keys: list[Key] = field(default_factory=lambda: [Key("first")])
    sent: list[dict[str, Any]] = field(default_factory=list)
    trouble: list[tuple[int, int | None]] = field(default_factory=list)
    key_fetches: int = 0
    logins: int = 0
    lifetime: int = 3599
    clock_ahead: float = 0.0
    keys_away: bool = False
    _tokens: set[str] = field(default_factory=set)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def service(self) -> str:
        """The address that activities say to answer at."""
        return f"{self.address}/uk/"

    @property
    def app(self) -> web.Application:
        app = web.Application(client_max_size=2**22)
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_post("/uk/v3/conversations/{conversation}/activities", self._send)
        return app

    async def _metadata(self, _request: web.Request) -> web.Response:
        if self.keys_away:
            return web.Response(status=503)
        return web.json_response(
            {
                "issuer": ISSUER, "jwks_uri": f"{self.address}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )  # fmt: skip

    async def _keys(self, _request: web.Request) -> web.Response:
        self.key_fetches += 1
        return web.json_response({"keys": [key.public for key in self.keys]})

    async def _login(self, request: web.Request) -> web.Response:
        given = dict(await request.post())
        headers = {"Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + self.clock_ahead))}
        if request.match_info["tenant"] != TENANT:
            error = {"error": "unauthorized_client", "error_description": "AADSTS700016: not found in the directory"}
            return web.json_response(error, status=400, headers=headers)
        wanted = {"grant_type": "client_credentials", "client_id": APP, "client_secret": SECRET}
        right = {**wanted, "scope": "https://api.botframework.com/.default"}
        if given != right:
            error = {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."}
            return web.json_response(error, status=401, headers=headers)
        self.logins += 1
        token = f"token-{next(self._numbers)}"
        self._tokens.add(token)
        body = {"token_type": "Bearer", "expires_in": self.lifetime, "access_token": token}
        return web.json_response(body, headers=headers)

    def withdraw_tokens(self) -> None:
        self._tokens.clear()

    async def _send(self, request: web.Request) -> web.Response:
        activity = await request.json()
        if self.trouble and activity["type"] != "typing":
            status, wait = self.trouble.pop(0)
            return web.Response(status=status, headers={"Retry-After": str(wait)} if wait is not None else {})
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self._tokens:
            return web.Response(status=401)
        for attached in activity.get("attachments", ()):
            if attached["contentType"].endswith("adaptive") and card_size(attached["content"]) > MOST_CARD:
                return web.json_response({"error": {"code": "MessageSizeTooBig"}}, status=413)
        id = f"1:{next(self._numbers)}"
        self.sent.append({**activity, "id": id, "in": request.match_info["conversation"]})
        return web.json_response({"id": id}, status=201)

    def ticket(self, key: Key | None = None, algorithm: str = "RS256", **changed: Any) -> str:
        """The token Microsoft sends along; what is changed may be made wrong, or left out with None."""
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": APP, "exp": now + 3600, "nbf": now - 60, "serviceurl": self.service, **changed}
        used = key or self.keys[0]
        kept = {name: value for name, value in claims.items() if value is not None}
        secret: Any = (
            used.private
            if algorithm == "RS256"
            else ("a secret of thirty-two bytes or more" if algorithm == "HS256" else None)
        )
        return jwt.encode(kept, secret, algorithm=algorithm, headers={"kid": used.kid})


class Person:
    """Somebody in the tenant, with the personal chat open. After each thing they do they wait for ``quiet``."""

    def __init__(self, microsoft: MicrosoftDouble, user: str, canary: str, quiet: Quiet | None = None) -> None:
        self.microsoft, self.user, self.canary, self.quiet = microsoft, user, canary, quiet
        self.conversation = f"a:{user}"
        self.acknowledged_after: list[float] = []
        self._read = 0
        self._http = httpx.AsyncClient(timeout=15.0)

    def activity(self, **more: Any) -> dict[str, Any]:
        """What Teams sends, before anything is said."""
        return {
            "type": "message", "id": f"{next(self.microsoft._numbers)}", "timestamp": "2026-11-25T10:00:00Z",
            "channelId": "msteams", "serviceUrl": self.microsoft.service,
            "from": {"id": f"29:{self.user}", "name": "Somebody", "aadObjectId": f"aad-{self.user}"},
            "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": self.conversation},
            "recipient": {"id": BOT, "name": "Canary"}, "channelData": {"tenant": {"id": TENANT}}, "locale": "en-GB",
            **more,
        }  # fmt: skip

    async def write(self, text: str, **more: Any) -> dict[str, Any]:
        """Type into the chat; gives the activity."""
        html = [{"contentType": "text/html", "content": f"<p>{text}</p>"}]
        activity = self.activity(text=text, textFormat="plain", attachments=html, **more)
        await self.send(activity)
        return activity

    async def install(self) -> None:
        """Open the chat for the first time."""
        await self.send(self.activity(type="conversationUpdate", membersAdded=[{"id": BOT}, {"id": f"29:{self.user}"}]))

    async def press(self, title: str) -> None:
        """Press a button in the latest card that has it; Teams shows it as a message of the leader's."""
        sent, action = self.find(title)
        back = action["data"]["msteams"]
        assert back["type"] == "messageBack"
        await self.send(self.activity(text=back.get("text", ""), value=back["value"], replyToId=sent["id"]))

    def find(self, title: str) -> tuple[dict[str, Any], dict[str, Any]]:
        for sent in reversed(self._mine()):
            for action in actions_in(sent):
                if action["title"] == title:
                    return sent, action
        raise AssertionError(f"no button {title!r}")

    async def invoke(self, name: str, value: dict[str, Any]) -> httpx.Response:
        return await self.send(self.activity(type="invoke", name=name, value=value))

    async def send(self, activity: dict[str, Any], ticket: str | None = "") -> httpx.Response:
        """One request with its token; None sends none. Where the connection breaks it is sent again, as Teams does."""
        headers = {} if ticket is None else {"Authorization": f"Bearer {ticket or self.microsoft.ticket()}"}
        for number in range(3):
            began = time.monotonic()
            try:
                answer = await self._http.post(self.canary + "/teams/messages", json=activity, headers=headers)
                break
            except httpx.TransportError:
                if number == 2:
                    raise
        self.acknowledged_after.append(time.monotonic() - began)
        if self.quiet is not None:
            await self.quiet()
        return answer

    def new(self) -> list[dict[str, Any]]:
        """What came into the chat since last time, typing left out."""
        sent = self._mine()[self._read :]
        self._read += len(sent)
        return sent

    def lines(self) -> list[str]:
        """The same, as lines of text, with buttons as "[title]"."""
        return [line for sent in self.new() for line in lines_of(sent)]

    def _mine(self) -> list[dict[str, Any]]:
        return [one for one in self.microsoft.sent if one["in"] == self.conversation and one["type"] != "typing"]

    async def close(self) -> None:
        await self._http.aclose()


async def until(holds: Any, seconds: float = 10.0) -> None:
    """Wait until something holds. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)
