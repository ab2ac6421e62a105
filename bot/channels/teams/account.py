"""What Canary needs to know of its Teams bot, and where Microsoft's services are."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True)
class TeamsAccount:
    """One bot of one tenant. ``hosts`` are the only ones that messages (and the bot's token) are ever sent to."""

    app: str
    tenant: str
    secret: str = field(repr=False)
    login: str = "https://login.microsoftonline.com"
    metadata: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    hosts: tuple[str, ...] = ("smba.trafficmanager.net",)

    @property
    def token_address(self) -> str:
        """Where a single-tenant bot logs in: at its own tenant."""
        return f"{self.login}/{self.tenant}/oauth2/v2.0/token"

    @property
    def direct_address(self) -> str:
        """The address that opens the personal chat with the bot."""
        return f"https://teams.microsoft.com/l/chat/0/0?users=28:{self.app}"

    def allows(self, service_url: str) -> bool:
        """Whether a service address is one that may be given the bot's token: a known host, over TLS."""
        place = urlsplit(service_url)
        secure = place.scheme == "https" or (place.scheme == "http" and place.hostname == "127.0.0.1")
        return secure and place.hostname in self.hosts and place.username is None
