"""Makes the conversation: agent, actions and reader together. Takes seconds, since Rasa is imported here."""

from __future__ import annotations

import actions
from bot.content import Content
from bot.dialogue.agent import load_agent
from bot.dialogue.conversation import Conversation
from bot.dialogue.shared_reader import shared_reader
from bot.settings import Settings


def start_conversation(settings: Settings, content: Content) -> Conversation:
    """Raises ModelMissing, UnsafeAgent, or ModelFileError for the files of the understanding."""
    agent = load_agent(settings.model, actions)
    return Conversation(agent, content, shared_reader(), settings.facts)
