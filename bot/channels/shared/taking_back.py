"""A leader deleted a message in the chat service: the answer it gave is deleted here as well.

They have asked for it by deleting; so the conversation is brought to where "Shall I delete this answer?" has been
asked, and the channel then says yes for them. What follows is what follows any deletion of an answer.
"""

from __future__ import annotations

from datetime import datetime

from bot.messages import Exchange
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.vault.leader import LeaderVault


def ask_to_delete(leader: LeaderVault, message_id: str, by: str, now: datetime) -> bool:
    """Bring the talk to the question whether to delete the answer that came in a message, as a turn of its own.

    False when the message gave no answer that is still kept. Raises VaultError; a TurnConflict may be repeated.
    """
    given, turn = leader.turn(message_id, now).seen, leader.turn(by, now)
    if given is None or turn.seen is not None:
        return turn.seen is not None
    answer = next((one.id for one in turn.answers() if one.at == given.at), None)
    if answer is None:
        return False
    turn.state = State.load(turn.state).aside(Step.DELETE, item=answer, asked=True).dump()
    turn.commit(Exchange(by, now, "", ()))
    return True
