"""The gate as a part of Rasa's pipeline: `rasa train` teaches it from data/nlu, Rasa's model carries it.

A paragraph is never routed by its words: whether a question is open, and which, travels in the message's metadata as
`{"inside": bool, "prompt": str | None}`, and the gate decides with both. Without metadata (as in `rasa shell`) a
message is taken as one outside a question.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue import menu as menu_module
from bot.dialogue.menu import Menu, train_menu
from bot.dialogue.shared_reader import DATA, MODELS, shared_reader
from bot.understanding import gate, gate_features, gate_fit
from bot.understanding.gate import Gate, GateWeights
from bot.understanding.gate_fit import answers_said, train_gate
from bot.understanding.labels import GATES, SAFETY_GATES
from bot.understanding.types import GateDecision

Part = TypeVar("Part", Gate, Menu)

_GATE_FILE = "gate.npz"
_MENU_FILE = "menu.npz"
_SURE = 0.95
_GIVES_WAY = ("answer", "question", "small_talk", "support", "switch", "help")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class GateClassifier(IntentClassifier, GraphComponent):
    """Intent of a message: one of the gate's sixteen, or outside a question one of the menu's finer ones."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._gate: Gate | None = None
        self._menu: Menu | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GateClassifier:
        """A part that has learned nothing yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GateClassifier:
        """What was learned. A model that lacks it is an error, never an untrained gate."""
        part = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            part._open(folder)
        return part

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """Train again when the encoder or the way of learning changed, though data/nlu did not."""
        sources = [
            MODELS / "manifest.json",
            *sorted((DATA / "utterances").glob("*.jsonl")),
            *(Path(module.__file__ or "") for module in (gate, gate_features, gate_fit, menu_module)),
        ]
        return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the gate from its own sixteen intents and the menu from the rest."""
        reader = shared_reader()
        labelled = [(one.get(TEXT), one.get(INTENT)) for one in training_data.intent_examples if one.get(TEXT)]
        of_gate = [(text, intent) for text, intent in labelled if intent in GATES]
        of_menu = [(text, intent) for text, intent in labelled if intent not in GATES]
        weights = train_gate(of_gate, answers_said(DATA), reader)
        menu = train_menu(of_menu, [text for text, _ in of_gate], reader)
        with self._storage.write_to(self._resource) as folder:
            weights.save(folder / _GATE_FILE)
            menu.save(folder / _MENU_FILE)
            self._open(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and confidence of each message."""
        for message in messages:
            decision = self._decide(message.get(TEXT) or "", message.get(METADATA) or {})
            found = {"name": decision.intent, "confidence": decision.confidence}
            message.set(INTENT, found, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [found], add_to_output=True)
        return messages

    def _decide(self, text: str, metadata: dict[str, Any]) -> GateDecision:
        inside, menu = bool(metadata.get("inside")), _trained(self._menu)
        if not inside and (known := menu.known(text)) is not None:
            return known
        decision = _trained(self._gate).decide(text, inside, metadata.get("prompt"))
        settled = decision.intent not in _GIVES_WAY and decision.confidence > _SURE
        if inside or settled or decision.intent in SAFETY_GATES:
            return decision
        return menu.decide(text, shared_reader()) or decision

    def _open(self, folder: Path) -> None:
        self._gate = Gate(GateWeights.load(folder / _GATE_FILE), shared_reader())
        self._menu = Menu.load(folder / _MENU_FILE)


def _trained(part: Part | None) -> Part:
    if part is None:
        raise RuntimeError("the gate was asked before it was trained or loaded")
    return part
