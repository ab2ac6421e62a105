"""`canary doctor` says what is wrong with tokens, scopes, clock and addresses, in plain words and without a secret."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest_asyncio

from bot.channels.checkup import channel_findings, slack_findings, teams_findings
from bot.settings import Settings
from tests.doubles.microsoft import MicrosoftDouble
from tests.doubles.serving import served
from tests.doubles.slack import SlackDouble
from tests.doubles.town import slack_account, teams_account


@pytest_asyncio.fixture(loop_scope="function")
async def slack() -> AsyncIterator[SlackDouble]:
    double = SlackDouble()
    async with served(double.app) as double.address:
        yield double


@pytest_asyncio.fixture(loop_scope="function")
async def microsoft() -> AsyncIterator[MicrosoftDouble]:
    double = MicrosoftDouble()
    async with served(double.app) as double.address:
        yield double


async def found(look: Any, account: Any) -> str:
    async with aiohttp.ClientSession() as session:
        lines = "\n".join([line async for line in look(account, session)])
    for secret in ("xoxb-", "xapp-", account.__dict__.get("secret", "xoxb-")):
        assert secret not in lines
    return lines


async def test_nothing_wrong_is_nothing_said(slack: SlackDouble, microsoft: MicrosoftDouble) -> None:
    assert await found(slack_findings, slack_account(slack)) == ""
    assert await found(slack_findings, slack_account(slack, socket_mode=True)) == ""
    assert await found(teams_findings, teams_account(microsoft)) == ""


async def test_slacks_tokens_workspace_scopes_and_clock(slack: SlackDouble) -> None:
    account = slack_account(slack, socket_mode=True)
    assert "CANARY_SLACK_BOT_TOKEN" in await found(slack_findings, replace(account, bot_token="xoxb-wrong"))
    assert "CANARY_SLACK_APP_TOKEN" in await found(slack_findings, replace(account, app_token="xapp-wrong"))
    assert "another workspace" in await found(slack_findings, replace(account, team="T0OTHER"))
    slack.scopes = "chat:write,commands,files:write,im:history,channels:history"
    said = await found(slack_findings, account)
    assert "lacks app_mentions:read" in said and "take channels:history away" in said
    slack.clock_ahead = 400
    assert "clock" in await found(slack_findings, account)


async def test_microsofts_secret_tenant_keys_and_clock(microsoft: MicrosoftDouble) -> None:
    account = teams_account(microsoft)
    assert "not its id" in await found(teams_findings, replace(account, secret="wrong-secret"))
    other = "11111111-0000-4000-8000-000000000000"
    assert "single-tenant" in await found(teams_findings, replace(account, tenant=other))
    microsoft.keys_away, microsoft.clock_ahead = True, -400
    said = await found(teams_findings, account)
    assert "keys can't be fetched" in said and "clock" in said


async def test_services_that_cannot_be_reached_are_said_so(slack: SlackDouble, microsoft: MicrosoftDouble) -> None:
    nowhere = "http://127.0.0.1:1"
    assert "can't be reached" in await found(slack_findings, replace(slack_account(slack), api=f"{nowhere}/api/"))
    assert "can't be reached" in await found(teams_findings, replace(teams_account(microsoft), login=nowhere))


def test_half_a_set_up_is_said_without_a_call() -> None:
    settings = Settings.from_environment({"CANARY_SLACK_BOT_TOKEN": "xoxb-1"})
    assert list(channel_findings(settings)) == ["CANARY_SLACK_TEAM must be set too"]
