"""Which chat services this Canary answers in: those whose settings are set, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.shared.channel import Channel
from bot.channels.slack.account import SlackAccount
from bot.channels.teams.account import TeamsAccount
from bot.settings import PREFIX, Settings, SettingsError

if TYPE_CHECKING:
    from bot.channels.shared.moving import MoveDesk
    from bot.channels.web.service import WebService


def slack_account(settings: Settings) -> SlackAccount | None:
    """The Slack app; None when none is set up. Raises SettingsError for one that is set up by half."""
    ways_in = (settings.slack_signing_secret, settings.slack_app_token)
    if not any((settings.slack_team, settings.slack_bot_token, *ways_in)):
        return None
    _need(settings, "slack_team", "slack_bot_token")
    if all(ways_in) or not any(ways_in):
        raise SettingsError(
            f"Set {PREFIX}SLACK_SIGNING_SECRET (Slack calls this Canary) or {PREFIX}SLACK_APP_TOKEN (Socket Mode), "
            "and not both"
        )
    return SlackAccount(
        team=settings.slack_team,
        bot_token=settings.slack_bot_token,
        signing_secret=settings.slack_signing_secret,
        app_token=settings.slack_app_token,
    )


def teams_account(settings: Settings) -> TeamsAccount | None:
    """The Teams bot; None when none is set up. Raises SettingsError for one that is set up by half."""
    if not any((settings.teams_app, settings.teams_tenant, settings.teams_secret)):
        return None
    _need(settings, "teams_app", "teams_tenant", "teams_secret")
    return TeamsAccount(settings.teams_app, settings.teams_tenant, settings.teams_secret)


def connected(settings: Settings, web: WebService, moving: MoveDesk) -> list[Channel]:
    """The channels that are set up. Raises SettingsError."""
    from bot.channels.api.channel import ApiChannel
    from bot.channels.shared.desk import Desk  # these load aiohttp and Slack's SDK
    from bot.channels.slack.channel import SlackChannel
    from bot.channels.teams.channel import TeamsChannel

    channels: list[Channel] = []
    if slack := slack_account(settings):
        channels.append(SlackChannel(slack, Desk("slack", web, settings.web_address), moving))
    if teams := teams_account(settings):
        channels.append(TeamsChannel(teams, Desk("teams", web, settings.web_address), moving))
    if settings.api_tokens:
        channels.append(ApiChannel(settings.api_tokens.split(","), Desk("api", web, settings.web_address)))
    return channels


def _need(settings: Settings, *names: str) -> None:
    missing = [f"{PREFIX}{name.upper()}" for name in names if not getattr(settings, name)]
    if missing:
        raise SettingsError(f"{', '.join(missing)} must be set too")
