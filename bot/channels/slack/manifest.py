"""The Slack app's manifest, which an administrator pastes into Slack to make the app. docs/slack.md explains it all."""

from __future__ import annotations

from typing import Any

SCOPES = ("app_mentions:read", "chat:write", "commands", "files:write", "im:history")
"""The fewest that do what Canary does. It can't read channels, people's profiles or other direct messages."""

EVENTS = ("app_home_opened", "app_mention", "message.im")


def manifest(web_address: str, socket_mode: bool) -> dict[str, Any]:
    """The manifest for this installation. With Socket Mode it names no address of ours."""
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Canary",
            "description": "A private place for leaders of children's services to reflect",
            "background_color": "#1f4d4a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Canary", "always_online": True},
            "slash_commands": [_command(web_address, socket_mode)],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _at(web_address, "events", socket_mode) | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | _at(web_address, "interactivity", socket_mode),
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def _command(web_address: str, socket_mode: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"command": "/canary", "description": "Begin in a direct message", "should_escape": False}
    return made if socket_mode else made | {"url": f"{web_address.rstrip('/')}/slack/command"}


def _at(web_address: str, place: str, socket_mode: bool) -> dict[str, Any]:
    return {} if socket_mode else {"request_url": f"{web_address.rstrip('/')}/slack/{place}"}
