"""What can go wrong in a turn, by name.

None of these carries a word of what was said: their text may be logged.

    DialogueError
    ├── MessageRefused          the leader's message is not taken; say why and how to go on
    │   ├── MessageEmpty
    │   ├── MessageTooLong
    │   └── UnknownButton
    ├── TurnFailed              nothing of the turn was kept; the same message may be sent again
    │   ├── ActionFailed
    │   ├── ActionsLooped
    │   └── SilentTurn
    ├── NoTurn                  code that needs a turn ran outside one
    ├── WordsInSteps            words were about to be stored among Rasa's steps
    ├── ModelMissing            there is no trained dialogue model
    └── UnsafeAgent             the agent would not be confidential; Canary refuses to serve
"""

from __future__ import annotations


class DialogueError(Exception):
    """Base of everything `bot.dialogue` raises on purpose."""


class MessageRefused(DialogueError):
    """The message is not taken. Nothing was stored and nothing was run."""


class MessageEmpty(MessageRefused):
    """Nothing readable is left of the message."""


class MessageTooLong(MessageRefused):
    """The message is longer than `bot.messages.MAX_TEXT` characters."""


class UnknownButton(MessageRefused):
    """The payload is not one that Canary could have offered."""


class TurnFailed(DialogueError):
    """The turn ended without an answer. Nothing of it was stored; the message may be sent again."""


class ActionFailed(TurnFailed):
    """An action raised. `action` and `cause` are names, never words."""

    def __init__(self, action: str, cause: str) -> None:
        super().__init__(f"action {action} raised {cause}")
        self.action = action
        self.cause = cause


class ActionsLooped(TurnFailed):
    """Rasa kept choosing actions and was stopped by its own limit."""


class SilentTurn(TurnFailed):
    """Rasa chose no action that says anything."""


class NoTurn(DialogueError):
    """There is no current turn: an action or the tracker store was called outside `Conversation.handle`."""


class WordsInSteps(DialogueError):
    """An event for Rasa's history holds something that is not a step name."""


class ModelMissing(DialogueError):
    """No trained dialogue model was found where it should be."""


class UnsafeAgent(DialogueError):
    """A part of the agent is not the one that keeps words confidential."""
