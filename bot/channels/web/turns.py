"""Hands a message to the conversation and puts what goes wrong into words."""

from __future__ import annotations

from bot.channels.web.errors import WebError, malformed
from bot.channels.web.service import WebService
from bot.dialogue.errors import MessageEmpty, MessageRefused, MessageTooLong, TurnFailed
from bot.messages import MAX_TEXT, Exchange, Incoming
from bot.vault.errors import TurnConflict
from bot.vault.leader import LeaderVault


async def answer(service: WebService, leader: LeaderVault, sent: Incoming) -> Exchange:
    """The stored answer to a message. Raises ``WebError``; then nothing of the message was kept."""
    if service.broken:
        raise WebError(503, "trouble", "web.error.trouble")
    if service.conversation is None:
        raise WebError(503, "starting", "web.state.starting", retry_after=1)
    try:
        return await service.conversation.handle(leader, sent)
    except MessageRefused as refused:
        raise _refused(refused) from None
    except (TurnFailed, TurnConflict):
        raise WebError(500, "trouble", "web.error.trouble") from None


def _refused(refused: MessageRefused) -> WebError:
    if isinstance(refused, MessageEmpty):
        return WebError(400, "empty", "web.error.empty")
    if isinstance(refused, MessageTooLong):
        return WebError(413, "too_long", "web.error.too_long", limit=f"{MAX_TEXT:,}")
    return malformed()
