"""The leader is in crisis: stop, say where help is, ask nothing; or ask first whether that is so."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.safety import ask_whether, is_unsure, leader_in_crisis
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
        if is_unsure(state, heard.confidence):
            return ask_whether(state, "leader", heard.text or "")
        return leader_in_crisis(state, world)
