"""Looks whether Slack and Teams will work as they are set up, for `canary doctor`: tokens, scopes, clock, addresses.

It calls Slack and Microsoft with the tokens that are set, and sends nothing to anybody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from email.utils import parsedate_to_datetime

import aiohttp

from bot.channels.connect import slack_account, teams_account
from bot.channels.slack.account import SlackAccount
from bot.channels.slack.manifest import SCOPES
from bot.channels.teams.account import TeamsAccount
from bot.channels.teams.connector import SCOPE
from bot.settings import PREFIX, Settings, SettingsError

CLOCK_SECONDS = 60.0  # both services refuse what is five minutes off
TIMEOUT = aiohttp.ClientTimeout(total=10)


def channel_findings(settings: Settings) -> Iterator[str]:
    """One line for each thing that is wrong with Slack or Teams: what, and what to do."""
    try:
        slack, teams = slack_account(settings), teams_account(settings)
    except SettingsError as wrong:
        yield str(wrong)
        return
    if (teams or (slack and not slack.app_token)) and not settings.web_address.startswith("https://"):
        yield f"Slack and Teams only call https addresses: set {PREFIX}WEB_ADDRESS to the one your proxy serves."
    yield from asyncio.run(_all(slack, teams))


async def _all(slack: SlackAccount | None, teams: TeamsAccount | None) -> list[str]:
    found: list[str] = []
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        if slack is not None:
            found += [line async for line in slack_findings(slack, session)]
        if teams is not None:
            found += [line async for line in teams_findings(teams, session)]
    return found


async def slack_findings(account: SlackAccount, session: aiohttp.ClientSession) -> AsyncIterator[str]:
    """What Slack says about the tokens."""
    try:
        async with session.post(f"{account.api}auth.test", headers=_bearer(account.bot_token)) as answer:
            body, headers = await answer.json(), answer.headers
        if account.app_token:
            async with session.post(
                f"{account.api}apps.connections.open", headers=_bearer(account.app_token)
            ) as answer:
                if not (await answer.json()).get("ok"):
                    yield f"Slack does not take {PREFIX}SLACK_APP_TOKEN: make one with the scope connections:write."
    except (aiohttp.ClientError, TimeoutError, ValueError):
        yield "Slack can't be reached: let this machine call slack.com over https."
        return
    for line in _about_clock(headers.get("Date"), "Slack"):
        yield line
    if not body.get("ok"):
        yield f"Slack does not take {PREFIX}SLACK_BOT_TOKEN: copy the Bot User OAuth Token again."
        return
    if body.get("team_id") != account.team:
        yield f"{PREFIX}SLACK_BOT_TOKEN belongs to another workspace than {PREFIX}SLACK_TEAM names."
    for line in _about_scopes(headers.get("x-oauth-scopes", "")):
        yield line


async def teams_findings(account: TeamsAccount, session: aiohttp.ClientSession) -> AsyncIterator[str]:
    """What Microsoft says about the bot's login, and whether its keys can be fetched."""
    fields = {
        "grant_type": "client_credentials", "client_id": account.app, "client_secret": account.secret, "scope": SCOPE,
    }  # fmt: skip
    try:
        async with session.post(account.token_address, data=fields) as answer:
            body, date = await answer.json(content_type=None), answer.headers.get("Date")
        async with session.get(account.metadata) as answer:
            keys_there = answer.status == 200
    except (aiohttp.ClientError, TimeoutError, ValueError):
        yield "Microsoft can't be reached: let this machine call login.microsoftonline.com and login.botframework.com."
        return
    for line in _about_clock(date, "Microsoft"):
        yield line
    if "access_token" not in body:
        yield _about_login(str(body.get("error_description", "")))
    if not keys_there:
        yield "Microsoft's keys can't be fetched from login.botframework.com just now; messages would be refused."


def _about_scopes(given: str) -> Iterator[str]:
    has = {scope.strip() for scope in given.split(",") if scope.strip()}
    if missing := sorted(set(SCOPES) - has):
        yield f"The Slack app lacks {', '.join(missing)}: add them and install it anew."
    if extra := sorted(has - set(SCOPES)):
        yield f"The Slack app may do more than Canary needs: take {', '.join(extra)} away."


def _about_login(said: str) -> str:
    """Microsoft's codes in plain words; its own sentence may name the tenant and is not repeated."""
    if "AADSTS7000222" in said:
        return f"The client secret has expired: make a new one and set {PREFIX}TEAMS_SECRET."
    if "AADSTS7000215" in said:
        return f"Microsoft does not take {PREFIX}TEAMS_SECRET: set the secret's value, not its id."
    if "AADSTS700016" in said or "AADSTS90002" in said:
        return (
            f"{PREFIX}TEAMS_APP is not known in the tenant {PREFIX}TEAMS_TENANT names: the bot must be single-tenant."
        )
    return f"Microsoft refused the bot's login: check {PREFIX}TEAMS_APP, {PREFIX}TEAMS_TENANT and {PREFIX}TEAMS_SECRET."


def _about_clock(date: str | None, who: str) -> Iterator[str]:
    if date and abs(parsedate_to_datetime(date).timestamp() - time.time()) > CLOCK_SECONDS:
        yield f"This machine's clock differs from {who}'s by over a minute: set it by NTP, or requests will be refused."


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
