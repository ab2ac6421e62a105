"""What Canary does about each thing a leader does in Teams."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from bot.channels.shared.desk import Desk
from bot.channels.shared.lanes import Lanes, Work
from bot.channels.shared.moving import MoveDesk
from bot.channels.teams.account import TeamsAccount
from bot.channels.teams.activities import Added, Changed, Elsewhere, Event, Place, Pressed, Said
from bot.channels.teams.cards import Element, action_sets, card, cards, dialog, link, text_elements
from bot.channels.teams.connector import Connector, NotSent
from bot.messages import Incoming, Reply
from bot.tally import through

Task = asyncio.Task[None] | None
MOVE = "move_to_web"  # a payload of this channel's own: it does not go to the conversation
TYPING_AFTER = 0.5  # seconds; a turn is usually done before
COMMANDS = {"start": "open", "picture": "picture", "privacy": "more_privacy", "delete": "delete:all", "move": MOVE}
"""What the bot's menu in Teams sends as text, and the payload it stands for; the texts are channel.menu.*."""


class Doing:
    """Puts work into the leader's lane. Every method returns at once, with the task or None when there is none."""

    def __init__(self, account: TeamsAccount, desk: Desk, connector: Connector, moving: MoveDesk, lanes: Lanes) -> None:
        self._account, self._desk, self._connector, self._moving, self._lanes = account, desk, connector, moving, lanes
        self._met = desk.tally.deliveries("teams")
        self._say = desk.content.speech.say
        self._commands = {self._say(f"channel.menu.{name}").casefold(): payload for name, payload in COMMANDS.items()}

    def event(self, event: Event) -> Task:
        """Something a leader did. The same thing delivered again is passed over."""
        match event:
            case Said():
                return self._once(event.user, event.place, f"said/{event.id}", lambda: self._heard(event))
            case Pressed():
                again = f"pressed/{event.card or event.id}/{event.payload}"
                return self._once(event.user, event.place, again, lambda: self._chose(event))
            case Added():
                return self._once(event.user, event.place, f"added/{event.id}", lambda: self._began(event))
            case Changed():
                again = f"changed/{event.id}/{event.deleted}"
                work = self._deleted if event.deleted else self._edited
                return self._once(event.user, event.place, again, lambda: work(event))
            case Elsewhere():
                return self._once(
                    event.place.user, event.place, f"else/{event.id}", lambda: self._only_direct(event.place)
                )

    async def code(self, user: str) -> Element:
        """The dialog with the code that takes everything to the private page."""
        told = await self._moving.code_for("teams", self._person(user))
        return card(list(text_elements(told)))

    async def _heard(self, said: Said) -> None:
        if said.files and not said.text.strip():
            await self._tell(said.place, "channel.only_words")
            return
        payload = self._commands.get(" ".join(said.text.split()).casefold())
        if payload == MOVE:
            await self._offer_move(said.place)
        elif payload is not None:
            await self._answer(said.user, said.place, Incoming(f"teams-{said.id}", button=payload))
        else:
            await self._answer(said.user, said.place, Incoming(f"teams-{said.id}", text=said.text))

    async def _chose(self, press: Pressed) -> None:
        await self._answer(press.user, press.place, Incoming(f"teams-{press.id}", button=press.payload))

    async def _began(self, added: Added) -> None:
        await self._answer(added.user, added.place, Incoming(f"teams-added-{added.id}", button="open"))

    async def _edited(self, changed: Changed) -> None:
        await self._tell(changed.place, "channel.edited")

    async def _deleted(self, changed: Changed) -> None:
        replies = await self._desk.take_back(
            self._person(changed.user), f"teams-{changed.id}", f"teams-deleted-{changed.id}"
        )
        await self._reply(changed.place, replies)

    async def _only_direct(self, place: Place) -> None:
        button = link(self._say("channel.open_direct"), self._account.direct_address)
        await self._connector.send_card(
            place, card([*text_elements(self._say("channel.direct_only")), *action_sets([button])])
        )

    async def _offer_move(self, place: Place) -> None:
        button = dialog(self._say("channel.menu.move"), MOVE)
        await self._connector.send_card(
            place, card([*text_elements(self._say("channel.move.offer")), *action_sets([button])])
        )

    async def _answer(self, user: str, place: Place, incoming: Incoming) -> None:
        typing = asyncio.create_task(self._typing(place))
        try:
            answered = await self._desk.answer(self._person(user), incoming)
        finally:
            typing.cancel()
        await self._reply(place, answered.replies)
        drawn = await self._desk.picture(self._person(user)) if answered.pictured else None
        if drawn is not None:
            await self._connector.send_picture(place, drawn)
            alt = self._say("channel.picture_alt", text=drawn.words)
            await self._reply(place, (Reply(alt),))

    async def _typing(self, place: Place) -> None:
        await asyncio.sleep(TYPING_AFTER)
        with suppress(NotSent):
            await self._connector.send_typing(place)

    async def _reply(self, place: Place, replies: Sequence[Reply]) -> None:
        for one in cards(replies):
            await self._connector.send_card(place, one)

    async def _tell(self, place: Place, key: str) -> None:
        await self._reply(place, (Reply(self._say(key)),))

    def _once(self, user: str, place: Place, id: str, work: Work) -> Task:
        delivery = f"{user}/{id}"
        if not self._met.first_time(delivery):
            return None
        task = self._lanes.put(self._person(user), through(self._met, delivery, work))
        if task is None:
            return self._lanes.put(f"too_fast/{user}", lambda: self._tell(place, "channel.too_fast"))
        return task

    def _person(self, user: str) -> str:
        return f"{self._account.tenant}/{user}"
