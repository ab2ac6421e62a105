"""Is a request from Microsoft, for this bot, about our tenant? Every check is needed: each closes a way in.

    await tickets.check(request.headers.get("authorization", ""), activity)

The signature (RS256 and nothing else, by a key that Microsoft publishes and endorses for Teams), the issuer, the
audience (this bot), the time (five minutes of leeway), the service address (the token's must be the activity's, and on
the list of hosts: the bot's own token is sent there), the channel, and the tenant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

from bot.channels.shared.bodies import Refused
from bot.channels.teams.account import TeamsAccount
from bot.channels.teams.keys import KeysAway, PublicKeys

ISSUER = "https://api.botframework.com"
LEEWAY_SECONDS = 300
CHANNEL = "msteams"
Activity = Mapping[str, Any]


class Tickets:
    """Checks what comes in for one bot."""

    def __init__(self, account: TeamsAccount, keys: PublicKeys | None = None) -> None:
        self._account = account
        self._keys = keys or PublicKeys(account.metadata)

    async def check(self, authorization: str, activity: Activity) -> None:
        """Raises Refused: 401 for the token, 403 for what it is used for, 503 while Microsoft's keys are away."""
        claims = await self._claims(authorization)
        address = activity.get("serviceUrl")
        if not isinstance(address, str) or claims.get("serviceurl") != address or not self._account.allows(address):
            raise Refused(403, "service_address")
        if activity.get("channelId") != CHANNEL:
            raise Refused(403, "other_channel")
        tenants = set(_tenants(activity))
        if tenants != {self._account.tenant}:
            raise Refused(403, "other_tenant")

    async def _claims(self, authorization: str) -> dict[str, Any]:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(401, "no_token")
        try:
            header = jwt.get_unverified_header(token)
            if header.get("alg") != "RS256" or not isinstance(header.get("kid"), str):
                raise Refused(401, "wrong_algorithm")
            return self._verified(token, await self._key(header["kid"]))
        except jwt.PyJWTError as problem:
            raise Refused(401, type(problem).__name__) from None

    async def _key(self, kid: str) -> jwt.PyJWK:
        try:
            found = await self._keys.find(kid)
        except KeysAway:
            raise Refused(503, "keys_away") from None
        if found is None:
            raise Refused(401, "unknown_key")
        key, endorsements = found
        if endorsements and CHANNEL not in endorsements:
            raise Refused(403, "not_endorsed")
        return key

    def _verified(self, token: str, key: jwt.PyJWK) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=self._account.app,
            issuer=ISSUER,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iss", "aud"]},
        )
        return claims


def _tenants(activity: Activity) -> list[object]:
    """Every tenant that the activity names; [None] when it names none."""
    named = [
        _mapping(_mapping(activity.get("channelData")).get("tenant")).get("id"),
        _mapping(activity.get("conversation")).get("tenantId"),
    ]
    return [one for one in named if one is not None] or [None]


def _mapping(value: object) -> Activity:
    return value if isinstance(value, dict) else {}
