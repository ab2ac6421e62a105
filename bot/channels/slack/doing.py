"""What Canary does about each thing a leader does in Slack, over HTTP and Socket Mode alike."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.channels.shared.desk import Desk
from bot.channels.shared.lanes import Lanes, Work
from bot.channels.shared.moving import MoveDesk
from bot.channels.slack import home
from bot.channels.slack.account import SlackAccount
from bot.channels.slack.blocks import messages
from bot.channels.slack.events import Changed, Elsewhere, Event, HomeOpened, Payload, Pressed, Said, plain
from bot.channels.slack.sending import Sending
from bot.messages import Incoming, Reply
from bot.tally import through

Task = asyncio.Task[None] | None
MOVE = "move_to_web"  # a payload of this channel's own: it does not go to the conversation


class Doing:
    """Puts work into the leader's lane. Every method returns at once, with the task or None when there is none."""

    def __init__(self, account: SlackAccount, desk: Desk, sending: Sending, moving: MoveDesk, lanes: Lanes) -> None:
        self._account, self._desk, self._sending, self._moving, self._lanes = account, desk, sending, moving, lanes
        self._met = desk.tally.deliveries("slack")
        self._say = desk.content.speech.say

    def event(self, event: Event) -> Task:
        """Something a leader did. The same thing delivered again is passed over."""
        match event:
            case Said():
                return self._once(event.user, f"said/{event.channel}/{event.ts}", lambda: self._heard(event))
            case Changed():
                again = f"changed/{event.event}"
                return self._once(
                    event.user, again, lambda: self._deleted(event) if event.deleted else self._edited(event)
                )
            case Elsewhere():
                return self._once(event.user, f"else/{event.channel}/{event.ts}", lambda: self._only_direct(event))
            case HomeOpened():
                view = home.view(self._desk.content, self._desk.web_address)
                return self._lanes.put(self._person(event.user), lambda: self._sending.show_home(event.user, view))

    def pressed(self, press: Pressed) -> Task:
        """A button. One press of it counts, however often it is clicked."""
        if press.payload == MOVE:
            return self._once(press.user, f"move/{press.trigger}", lambda: self._move(press))
        if press.channel is not None and not self._may_be_pressed_there(press):
            return None
        return self._once(press.user, f"pressed/{press.channel}/{press.id}", lambda: self._chose(press))

    def command(self, app: str) -> Payload:
        """The answer to /canary, for the caller's eyes only. Words after it are neither read nor kept."""
        text = self._say("channel.command")
        address = self._account.direct_address(app)
        blocks = home.one_button(text, self._say("channel.open_direct"), "open", address)
        return {"response_type": "ephemeral", "text": text, "blocks": blocks}

    async def _heard(self, said: Said) -> None:
        text = plain(said.text, self._say("channel.colleague"))
        if said.files and not text.strip():
            await self._reply(said.channel, (Reply(self._say("channel.only_words")),), said.thread)
            return
        if text.strip().casefold() == self._say("channel.menu.move").casefold():
            await self._offer_move(said.channel)
            return
        await self._answer(said.user, said.channel, Incoming(_message_id(said.ts), text=text), said.thread)

    async def _chose(self, press: Pressed) -> None:
        """Show what was chosen in place of the buttons, and answer in the direct message."""
        channel = press.user if press.channel is None or press.ephemeral else press.channel
        if press.message is not None and not press.ephemeral and press.channel is not None:
            title = home.title_of(press.message, press.payload)
            await self._sending.mark_chosen(press.channel, press.message, self._say("channel.chosen", text=title))
        await self._answer(press.user, channel, Incoming(f"slack-press-{press.id}", button=press.payload))

    async def _answer(self, user: str, channel: str, incoming: Incoming, thread: str | None = None) -> None:
        answered = await self._desk.answer(self._person(user), incoming)
        channel = await self._reply(channel, answered.replies, thread)
        drawn = await self._desk.picture(self._person(user)) if answered.pictured else None
        if drawn is not None:
            await self._sending.show_picture(channel, self._say("channel.picture_title"), drawn)

    async def _edited(self, changed: Changed) -> None:
        await self._reply(changed.channel, (Reply(self._say("channel.edited")),))

    async def _deleted(self, changed: Changed) -> None:
        by = f"slack-deleted-{changed.event}"
        replies = await self._desk.take_back(self._person(changed.user), _message_id(changed.ts), by)
        await self._reply(changed.channel, replies)

    async def _only_direct(self, event: Elsewhere) -> None:
        text, address = self._say("channel.direct_only"), self._account.direct_address(event.app)
        await self._sending.whisper(
            event.channel, event.user, home.telling(text, self._say("channel.open_direct"), address)
        )

    async def _offer_move(self, channel: str) -> None:
        await self._sending.post(
            channel, [home.offer(self._say("channel.move.offer"), self._say("channel.menu.move"), MOVE)]
        )

    async def _move(self, press: Pressed) -> None:
        told = await self._moving.code_for("slack", self._person(press.user))
        await self._sending.show_dialog(press.trigger, self._say("channel.move.title"), home.paragraphs(told))

    async def _reply(self, channel: str, replies: Sequence[Reply], thread: str | None = None) -> str:
        return await self._sending.post(channel, messages(replies), thread)

    def _may_be_pressed_there(self, press: Pressed) -> bool:
        """Our buttons stand in direct messages; of what only its reader sees elsewhere, the way in may be pressed."""
        return press.payload == "open" if press.ephemeral else (press.channel or "").startswith("D")

    def _once(self, user: str, id: str, work: Work) -> Task:
        delivery = f"{user}/{id}"
        if not self._met.first_time(delivery):
            return None
        task = self._lanes.put(self._person(user), through(self._met, delivery, work))
        if task is None and self._met.first_time(f"too_fast/{delivery}"):
            return self._lanes.put(f"too_fast/{user}", lambda: self._too_fast(user))
        return task

    async def _too_fast(self, user: str) -> None:
        await self._reply(user, (Reply(self._say("channel.too_fast")),))

    def _person(self, user: str) -> str:
        return f"{self._account.team}/{user}"


def _message_id(ts: str) -> str:
    return f"slack-{ts}"
