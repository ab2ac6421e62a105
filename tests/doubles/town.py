"""Canary and a chat service together, for tests of the channels."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.channels.shared.desk import Desk
from bot.channels.slack.account import SlackAccount
from bot.channels.slack.channel import SlackChannel
from bot.channels.teams.account import TeamsAccount
from bot.channels.teams.channel import TeamsChannel
from bot.server import create_app
from bot.settings import Settings
from tests.doubles import microsoft as ms
from tests.doubles import slack as sl
from tests.doubles.microsoft import Person as TeamsPerson
from tests.doubles.serving import canary, served
from tests.doubles.slack_person import Person as SlackPerson
from tests.services import free_port

Anyone = TypeVar("Anyone", SlackPerson, TeamsPerson)


@dataclass
class Town:
    """Everything that is served; what a test does not need is simply not used."""

    slack: sl.SlackDouble
    microsoft: ms.MicrosoftDouble
    canary: str
    app: Any
    channels: list[Any]
    people: list[Any] = field(default_factory=list)

    def slack_person(self, user: str = "U0ANNA", by_socket: bool = False) -> SlackPerson:
        return self._noted(SlackPerson(self.slack, user, self.canary, by_socket, self.quiet))

    def teams_person(self, user: str = "anna") -> TeamsPerson:
        return self._noted(TeamsPerson(self.microsoft, user, self.canary, self.quiet))

    def _noted(self, person: Anyone) -> Anyone:
        """Whoever was made is closed in the end, whatever became of the test."""
        self.people.append(person)
        return person

    async def quiet(self) -> None:
        """Wait until Canary has nothing more to do: on a busy machine a turn may outlast its acknowledgement."""
        async with asyncio.timeout(60):
            while any(channel._lanes._tasks for channel in self.channels):
                await asyncio.sleep(0.01)


@asynccontextmanager
async def town(folder: Path, conversation: Any, socket_mode: bool = False, **facts: Any) -> AsyncIterator[Town]:
    """Canary with both channels, a Slack and a Microsoft, all over real HTTP."""
    slack, microsoft = sl.SlackDouble(), ms.MicrosoftDouble()
    async with served(slack.app) as slack.address, served(microsoft.app) as microsoft.address:
        settings = Settings(data=folder / "data", port=free_port(), **facts)

        channels: list[Any] = []

        def connect(_settings: Settings, web: Any, moving: Any) -> list[Any]:
            address = settings.web_address
            channels.append(SlackChannel(slack_account(slack, socket_mode), Desk("slack", web, address), moving))
            channels.append(TeamsChannel(teams_account(microsoft), Desk("teams", web, address), moving))
            return channels

        app = create_app(settings, lambda *_: conversation, connect)
        async with canary(app, settings.port) as address:
            made = Town(slack, microsoft, address, app, channels)
            try:
                yield made
            finally:
                for person in made.people:
                    await person.close()


def slack_account(slack: sl.SlackDouble, socket_mode: bool = False) -> SlackAccount:
    """The account that the double has."""
    return SlackAccount(
        team=sl.TEAM,
        bot_token=sl.BOT_TOKEN,
        signing_secret="" if socket_mode else sl.SECRET,
        app_token=sl.APP_TOKEN if socket_mode else "",
        api=f"{slack.address}/api/",
    )


def teams_account(microsoft: ms.MicrosoftDouble) -> TeamsAccount:
    """The account that the double has."""
    return TeamsAccount(
        app=ms.APP,
        tenant=ms.TENANT,
        secret=ms.SECRET,
        login=microsoft.address,
        metadata=f"{microsoft.address}/v1/.well-known/openidconfiguration",
        hosts=("127.0.0.1",),
    )
