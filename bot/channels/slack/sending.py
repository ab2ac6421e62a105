"""Posts to Slack through its own SDK: in order, and patiently when Slack asks for patience or is in trouble."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from slack_sdk.http_retry.jitter import RandomJitter
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.shared.desk import Drawn
from bot.channels.slack.account import SlackAccount
from bot.channels.slack.blocks import Block, Message, without_buttons
from bot.channels.slack.events import Payload

TRIES = 6  # with back-off about a minute in all
SECONDS = 15


def client_of(account: SlackAccount, back_off: float = 0.5) -> AsyncWebClient:
    """A client that waits as long as Slack says (429) and backs off when Slack fails or can't be reached."""
    growing = BackoffRetryIntervalCalculator(backoff_factor=back_off, jitter=RandomJitter())
    handlers = [
        AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
        AsyncServerErrorRetryHandler(max_retry_count=TRIES, interval_calculator=growing),
        AsyncConnectionErrorRetryHandler(max_retry_count=TRIES, interval_calculator=growing),
    ]
    return AsyncWebClient(account.bot_token, base_url=account.api, timeout=SECONDS, retry_handlers=[*handlers])


class Sending:
    """What Canary does in Slack. Everything raises SlackApiError or a connection's error when Slack would not."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(self, channel: str, messages: Sequence[Message], thread: str | None = None) -> str:
        """Post messages one after the other. ``channel`` may be a user: then it is their direct message, returned."""
        for message in messages:
            posted = await self._client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=list(message.blocks),
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
                mrkdwn=False,
            )
            channel = str(posted["channel"])
        return channel

    async def whisper(self, channel: str, user: str, message: Message) -> None:
        """Show something to one person only; Slack does not keep it."""
        await self._client.chat_postEphemeral(
            channel=channel, user=user, text=message.text, blocks=list(message.blocks)
        )

    async def mark_chosen(self, channel: str, message: Payload, note: str) -> None:
        """Take the buttons of a message away and say what was chosen. A message that is gone needs nothing."""
        try:
            await self._client.chat_update(
                channel=channel,
                ts=str(message.get("ts", "")),
                text=str(message.get("text", "")),
                blocks=without_buttons(message.get("blocks"), note),
            )
        except SlackApiError as refused:
            if refused.response.get("error") not in ("message_not_found", "cant_update_message"):
                raise

    async def show_home(self, user: str, blocks: Sequence[Block]) -> None:
        """Put up the home tab."""
        await self._client.views_publish(user_id=user, view={"type": "home", "blocks": list(blocks)})

    async def show_dialog(self, trigger: str, title: str, blocks: Sequence[Block]) -> None:
        """Open a dialog, which leaves nothing in the chat."""
        view: dict[str, Any] = {
            "type": "modal",
            "title": {"type": "plain_text", "text": title[:24]},
            "blocks": list(blocks),
        }
        await self._client.views_open(trigger_id=trigger, view=view)

    async def show_picture(self, channel: str, title: str, drawn: Drawn) -> None:
        """Upload a picture into a conversation, with its words for those who can't see it."""
        await self._client.files_upload_v2(
            channel=channel, filename="picture.png", title=title, content=drawn.png, alt_txt=drawn.words[:1000]
        )
