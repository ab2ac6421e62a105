"""Rules, memoization and forms of Rasa's decide here what they decide with TensorFlow installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.model_training import train
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

FILES = {
    "config.yml": """
recipe: default.v1
assistant_id: own
language: en
pipeline:
  - name: KeywordIntentClassifier
policies:
  - name: MemoizationPolicy
    max_history: 3
  - name: RulePolicy
    core_fallback_threshold: 0.3
    core_fallback_action_name: action_default_fallback
    enable_fallback_prediction: true
""",
    "domain.yml": """
version: "3.1"
intents: [greet, thank, book, answer, stop, other]
slots:
  who: {type: text, mappings: [{type: from_text, conditions: [{active_loop: book_form, requested_slot: who}]}]}
forms:
  book_form: {required_slots: [who]}
responses:
  utter_greet: [{text: "hello"}]
  utter_welcome: [{text: "you are welcome"}]
  utter_ask_who: [{text: "who?"}]
  utter_booked: [{text: "booked {who}"}]
  utter_stopped: [{text: "stopped"}]
  utter_default: [{text: "pardon?"}]
""",
    "data.yml": """
version: "3.1"
nlu:
- intent: greet
  examples: "- hello\\n- good day\\n"
- intent: thank
  examples: "- thanks\\n- many thanks\\n"
- intent: book
  examples: "- book\\n- reserve\\n"
- intent: stop
  examples: "- stop\\n- halt\\n"
- intent: answer
  examples: "- mary\\n- john\\n"
- intent: other
  examples: "- banana\\n- apple\\n"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: book
  steps: [{intent: book}, {action: book_form}, {active_loop: book_form}]
- rule: booked
  condition: [{active_loop: book_form}]
  steps: [{action: book_form}, {active_loop: null}, {action: utter_booked}]
- rule: stop
  condition: [{active_loop: book_form}]
  steps: [{intent: stop}, {action: action_deactivate_loop}, {active_loop: null}, {action: utter_stopped}]
stories:
- story: greeted, then thanked
  steps:
  - intent: greet
  - action: utter_greet
  - intent: thank
  - action: utter_welcome
""",
}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Agent:
    folder = tmp_path_factory.mktemp("own")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    paths = [str(folder / name) for name in ("domain.yml", "config.yml", "data.yml")]
    result = train(paths[0], paths[1], paths[2], str(folder), fixed_model_name="own")
    return Agent.load(str(Path(result.model)))


async def say(agent: Agent, sender: str, *texts: str) -> list[list[str]]:
    return [[reply["text"] for reply in await agent.handle_text(text, sender_id=sender) or []] for text in texts]


async def test_a_rule_answers(agent: Agent) -> None:
    assert await say(agent, "a", "hello", "hello") == [["hello"], ["hello"]]


async def test_a_story_is_remembered_only_as_it_was_told(agent: Agent) -> None:
    assert await say(agent, "b", "hello", "thanks") == [["hello"], ["you are welcome"]]
    assert await say(agent, "c", "thanks") == [["pardon?"]]


async def test_what_nobody_foresaw_falls_back(agent: Agent) -> None:
    assert await say(agent, "d", "banana") == [["pardon?"]]


async def test_a_form_asks_fills_and_ends(agent: Agent) -> None:
    assert await say(agent, "e", "book", "mary", "hello") == [["who?"], ["booked mary"], ["hello"]]


async def test_a_rule_breaks_a_form_off(agent: Agent) -> None:
    told = await say(agent, "f", "book", "stop")
    assert told[0] == ["who?"]
    assert told[1] in (["stopped"], ["booked stop"])  # from_text takes the word first: why Canary uses no forms


@pytest.mark.parametrize(
    ("events", "action", "policy"),
    [
        ([UserUttered("", {"name": "greet"})], "utter_greet", "RulePolicy"),
        ([UserUttered("", {"name": "greet"}), ActionExecuted("utter_greet")], "action_listen", "RulePolicy"),
        ([UserUttered("", {"name": "book"})], "book_form", "RulePolicy"),
        (
            [UserUttered("", {"name": "book"}), ActionExecuted("book_form"), ActiveLoop("book_form")],
            "action_listen",
            "RulePolicy",
        ),
        (
            [
                UserUttered("", {"name": "greet"}),
                ActionExecuted("utter_greet"),
                ActionExecuted("action_listen"),
                UserUttered("", {"name": "thank"}),
            ],
            "utter_welcome",
            "MemoizationPolicy",
        ),
    ],
)  # fmt: skip
def test_who_decides_what(agent: Agent, events: list[Any], action: str, policy: str) -> None:
    listening = [ActionExecuted("action_listen"), SlotSet("who", None)]
    tracker = DialogueStateTracker.from_events("g", [*listening, *events], agent.domain.slots, domain=agent.domain)
    prediction = agent.processor._predict_next_with_tracker(tracker)
    assert agent.domain.action_names_or_texts[prediction.max_confidence_index] == action
    assert policy in prediction.policy_name
    assert prediction.max_confidence == 1.0
