"""What Canary needs to know of its Slack app."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

SLACK_API = "https://slack.com/api/"


@dataclass(frozen=True)
class SlackAccount:
    """One app in one workspace. ``app_token`` is set for Socket Mode, ``signing_secret`` for inbound HTTP.

    ``team`` is the workspace's id ("T…"): what comes from another one is refused.
    """

    team: str
    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api: str = SLACK_API

    def direct_address(self, app: str) -> str:
        """The address that opens the direct message with the app, on any device."""
        place = urlsplit(self.api)
        return f"{place.scheme}://{place.netloc}/app_redirect?app={app}&team={self.team}"
