"""The leader is in crisis: stop, say where help is, ask nothing."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.safety import leader_in_crisis
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class StopForLeader(Step):
    """The leader is in crisis: stop, say where help is, ask nothing."""

    needs_consent = False
    in_crisis = True
    gives_way = False

    def name(self) -> str:
        return "action_stop_for_leader"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return leader_in_crisis(state, world)
