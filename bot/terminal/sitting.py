"""Prepares a sitting in the terminal: the vault, the phrase, the conversation."""

from __future__ import annotations

import asyncio
import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import Content, Speech, load_content
from bot.settings import Settings
from bot.terminal.screens import PlainScreen, Screen, TalkScreen
from bot.vault import LeaderVault, Vault
from bot.vault.errors import WrongPhrase

if TYPE_CHECKING:
    from bot.dialogue.conversation import Conversation

_TRIES = 3


class NotOpened(Exception):
    """No vault was opened; the leader has been told."""


@dataclass(frozen=True)
class Wishes:
    """How the leader asked to talk."""

    plain: bool = False
    reopen: bool = False
    keep_nothing: bool = False


def sit(settings: Settings, wishes: Wishes) -> None:
    """Hold one sitting on standard input and output. Raises NotOpened, and what stops Canary from starting."""
    content = load_content(settings.content)
    settings.prepare_data_folder()
    screen = _screen(wishes, content.speech)
    vault = Vault(settings.vault)
    try:
        leader = _leader(vault, wishes, screen, content.speech)
        try:
            _talk(_conversation(settings, content, wishes), leader, screen, content, wishes)
        finally:
            leader.close()
    finally:
        vault.close()


def _screen(wishes: Wishes, speech: Speech) -> Screen:
    if wishes.plain:
        return PlainScreen(sys.stdout)
    return TalkScreen(sys.stdout, speech)


def _leader(vault: Vault, wishes: Wishes, screen: Screen, speech: Speech) -> LeaderVault:
    if wishes.reopen:
        return _reopened(vault, wishes, screen, speech)
    phrase, leader = vault.create(wishes.keep_nothing)
    if phrase:
        screen.note(speech.say("terminal.phrase", phrase=phrase))
    return leader


def _reopened(vault: Vault, wishes: Wishes, screen: Screen, speech: Speech) -> LeaderVault:
    """Ask for the phrase unseen, or take it from the first line where no person is typing."""
    typed = sys.stdin.isatty() and not wishes.plain
    for _ in range(_TRIES if typed else 1):
        phrase = getpass.getpass(speech.say("terminal.ask_phrase") + ": ") if typed else sys.stdin.readline().strip()
        try:
            return vault.open(phrase)
        except WrongPhrase:
            screen.note(speech.say("terminal.wrong_phrase"))
    raise NotOpened("no vault was opened")


def _conversation(settings: Settings, content: Content, wishes: Wishes) -> Conversation:
    if not wishes.plain:
        sys.stderr.write(content.speech.say("terminal.starting") + "\n\n")
    from bot.dialogue.start import start_conversation  # imports Rasa, which takes seconds

    return start_conversation(settings, content)


def _talk(conversation: Conversation, leader: LeaderVault, screen: Screen, content: Content, wishes: Wishes) -> None:
    from bot.terminal.talk import Talk

    if not wishes.plain:
        screen.note(content.speech.say("terminal.hint"))
    asyncio.run(Talk(conversation, leader, screen, content.speech).hold(sys.stdin))
