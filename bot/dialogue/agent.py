"""Loads the Rasa agent, whole and confidential, or not at all.

    agent = load_agent(Path("models/rasa/canary.tar.gz"), actions)

No Rasa server, no action server, no broker, no store but ours: every part that could carry words elsewhere is either
replaced here or checked to be absent.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor

from bot.dialogue import cached_validator, no_reporting
from bot.dialogue.actions_in_process import InProcessActions
from bot.dialogue.context import current
from bot.dialogue.errors import ActionsLooped, ModelMissing, UnsafeAgent
from bot.dialogue.tracker_store import CanaryTrackerStore
from bot.logs import log_event


def load_agent(model: Path, actions: ModuleType) -> Agent:
    """Load the trained model and tie it to our store and actions. Raises ModelMissing or UnsafeAgent."""
    if not model.is_file():
        raise ModelMissing(f"no trained model at {model}")
    cached_validator.install()
    store = CanaryTrackerStore()
    agent = Agent(tracker_store=store, lock_store=InMemoryLockStore(), action_endpoint=InProcessActions(actions))
    agent.tracker_store = store  # Agent has wrapped it in one that carries on in plain memory
    agent.load_model(model)
    _processor(agent).on_circuit_break = _note_loop
    check(agent)
    log_event("model_loaded")
    return agent


def check(agent: Agent) -> None:
    """Raise UnsafeAgent unless every part is the one that keeps words confidential."""
    processor = _processor(agent)
    faults = {
        "the tracker store is not Canary's own": type(agent.tracker_store) is not CanaryTrackerStore,
        "the processor has another tracker store": processor.tracker_store is not agent.tracker_store,
        "a broker would publish events": agent.tracker_store.event_broker is not None,
        "actions would run elsewhere": type(processor.action_endpoint) is not InProcessActions,
        "messages would be read elsewhere": agent.http_interpreter is not None,
        "replies would be made elsewhere": type(processor.nlg) is not TemplatedNaturalLanguageGenerator,
        "models would come from elsewhere": bool(agent.model_server or agent.remote_storage),
        "Rasa would report to its makers": not no_reporting.is_off(),
        "slots would be carried over and multiply": processor.domain.session_config.carry_over_slots,
    }
    found = [fault for fault, present in faults.items() if present]
    missing = sorted(set(processor.domain.user_actions) - _known_actions(agent))
    found += [f"the domain names an action that does not exist: {name}" for name in missing]
    if found:
        raise UnsafeAgent("; ".join(found))


def _processor(agent: Agent) -> MessageProcessor:
    if agent.processor is None:
        raise UnsafeAgent("the agent has no model")
    return agent.processor


def _known_actions(agent: Agent) -> frozenset[str]:
    endpoint = agent.action_endpoint
    responses = frozenset(_processor(agent).domain.responses)
    return responses | (endpoint.names if isinstance(endpoint, InProcessActions) else frozenset())


def _note_loop(*_what_rasa_passes: object) -> None:
    """Rasa stopped choosing actions: the turn has no proper end."""
    context = current()
    context.failure = context.failure or ActionsLooped("Rasa reached its limit of actions in one turn")
