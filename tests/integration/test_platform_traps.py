"""The traps found in Rasa, each shut. What a turn promises is in test_platform_turns, what is written in _leaks."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import structlog
import yaml
from rasa.core.actions.action import RemoteAction
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue import cached_validator, no_reporting, tensorflow_standin
from bot.dialogue.agent import check, load_agent
from bot.dialogue.errors import ModelMissing, NoTurn, UnsafeAgent
from bot.dialogue.tracker_store import CanaryTrackerStore


def python(code: str, root: Path, **environment: str) -> str:
    """Run code in a fresh process; gives what it printed."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    there = {**os.environ, "PYTHONPATH": str(root), **environment}
    return subprocess.run(command, capture_output=True, text=True, env=there, cwd=root, check=True).stdout.strip()


# The store is ours, bare, and nothing replaces it silently


def test_the_store_is_not_wrapped(demo_agent: Any) -> None:
    """Rasa's wrapper carries on in plain memory when the store fails."""
    assert type(demo_agent.tracker_store) is CanaryTrackerStore
    assert demo_agent.processor.tracker_store is demo_agent.tracker_store


@pytest.mark.parametrize(
    "make",
    [
        lambda agent: InMemoryTrackerStore(agent.domain),
        lambda agent: FailSafeTrackerStore(agent.tracker_store),
        lambda agent: type("Misspelt", (CanaryTrackerStore,), {})(),
    ],
)
def test_any_other_store_is_refused(demo_agent: Any, monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
    store = make(demo_agent)
    monkeypatch.setattr(demo_agent, "tracker_store", store)
    monkeypatch.setattr(demo_agent.processor, "tracker_store", store)
    with pytest.raises(UnsafeAgent, match="tracker store"):
        check(demo_agent)


def test_a_second_store_behind_the_first_is_refused(demo_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_agent.processor, "tracker_store", InMemoryTrackerStore(demo_agent.domain))
    with pytest.raises(UnsafeAgent, match="another tracker store"):
        check(demo_agent)


@pytest.mark.parametrize(
    ("owner", "name", "value", "fault"),
    [
        ("processor", "action_endpoint", EndpointConfig("http://elsewhere"), "actions would run elsewhere"),
        ("processor", "nlg", object(), "replies would be made elsewhere"),
        (None, "http_interpreter", object(), "messages would be read elsewhere"),
        (None, "model_server", object(), "models would come from elsewhere"),
        (None, "remote_storage", "aws", "models would come from elsewhere"),
    ],
)
def test_parts_that_would_carry_words_elsewhere_are_refused(
    demo_agent: Any, monkeypatch: pytest.MonkeyPatch, owner: str | None, name: str, value: Any, fault: str
) -> None:
    monkeypatch.setattr(demo_agent.processor if owner else demo_agent, name, value)
    with pytest.raises(UnsafeAgent, match=fault):
        check(demo_agent)


def test_a_broker_is_refused(demo_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_agent.tracker_store, "event_broker", object())
    with pytest.raises(UnsafeAgent, match="broker"):
        check(demo_agent)


def test_an_action_that_does_not_exist_is_refused(demo_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_agent.processor.domain, "user_actions", ["action_greet", "action_of_nobody"])
    with pytest.raises(UnsafeAgent, match="action_of_nobody"):
        check(demo_agent)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"nowhere\.tar\.gz"):
        load_agent(tmp_path / "nowhere.tar.gz", json)


async def test_the_store_answers_only_for_the_current_turn(demo_agent: Any) -> None:
    with pytest.raises(NoTurn):
        await demo_agent.tracker_store.retrieve("leader-1")
    assert list(await demo_agent.tracker_store.keys()) == []


# Nothing is reported


@pytest.mark.parametrize("value", ["true", "True", ""])
def test_reporting_is_off_whatever_the_environment_says(root: Path, tmp_path: Path, value: str) -> None:
    """Neither a variable nor Rasa's own settings file switches it on by accident."""
    settings = tmp_path / ".config" / "rasa" / "global.yml"
    settings.parent.mkdir(parents=True)
    settings.write_text(yaml.safe_dump({"metrics": {"enabled": True, "rasa_user_id": "x", "date": "2026-01-01"}}))
    code = (
        "import bot.dialogue, rasa.telemetry as t; from bot.dialogue.no_reporting import is_off;"
        "t.initialize_telemetry(); t.initialize_error_reporting(); import sentry_sdk;"
        "print(t.is_telemetry_enabled(), is_off(), sentry_sdk.Hub.current.client)"
    )
    given = {
        "HOME": str(tmp_path),
        "RASA_TELEMETRY_ENABLED": value,
        "RASA_EXCEPTION_WRITE_KEY": "https://a@example.invalid/1",
        "SENTRY_DSN": "https://a@example.invalid/1",
    }
    assert python(code, root, **given) == "False True None"


def test_an_agent_that_would_report_is_refused(demo_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    assert not no_reporting.is_off()
    with pytest.raises(UnsafeAgent, match="report"):
        check(demo_agent)


# Slots, payloads, parts


def test_slots_that_would_be_carried_over_are_refused(demo_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    carrying = demo_agent.domain.session_config._replace(carry_over_slots=True)
    monkeypatch.setattr(demo_agent.processor.domain, "session_config", carrying)
    with pytest.raises(UnsafeAgent, match="carried over"):
        check(demo_agent)


def test_the_domain_holds_no_trap(root: Path) -> None:
    """JSON payloads make Rasa print slot values; forms swallow answers; slots that influence make rules guess."""
    text = (root / "domain.yml").read_text("utf-8")
    domain = yaml.safe_load(text)
    assert not re.search(r"payload:.*\{", text)
    assert domain["session_config"]["carry_over_slots_to_new_session"] is False
    assert not domain.get("forms") and not domain.get("responses")
    assert all(slot["influence_conversation"] is False for slot in domain["slots"].values())


def test_the_pipeline_holds_no_trap(root: Path) -> None:
    """One part of ours: none that needs TensorFlow, is sure of itself on long text, or is silent without vectors."""
    config = yaml.safe_load((root / "config.yml").read_text("utf-8"))
    assert [part["name"] for part in config["pipeline"]] == ["bot.dialogue.gate_classifier.GateClassifier"]
    assert {policy["name"] for policy in config["policies"]} == {"MemoizationPolicy", "RulePolicy"}


def test_rasas_own_channels_and_stores_are_not_configured(root: Path) -> None:
    assert yaml.safe_load((root / "credentials.yml").read_text("utf-8")) is None
    assert set(yaml.safe_load((root / "endpoints.yml").read_text("utf-8"))) == {"action_endpoint"}


# The cached validator: the one patch of Rasa

METHOD_REPLACED = "f8cdb4be6812396167ced74161b2ccd65c5ea676ad86d7d359d8c322d9d8dc42"


def test_rasas_method_is_still_the_one_that_was_replaced() -> None:
    source = inspect.getsource(cached_validator.REPLACED)
    assert hashlib.sha256(source.encode()).hexdigest() == METHOD_REPLACED


def test_the_schema_is_compiled_once(demo_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert RemoteAction._validate_action_result is not cached_validator.REPLACED
    checks: list[Any] = []
    monkeypatch.setattr(jsonschema.Draft7Validator, "check_schema", classmethod(lambda cls, schema: checks.append(1)))
    action = RemoteAction("action_greet", None)
    for _ in range(50):
        assert action._validate_action_result({"events": [], "responses": []})
    assert len(checks) <= 1


@pytest.mark.parametrize(
    "result",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "x"}]},
        {"events": None},
        {"events": "x"},
        {"events": [{"event": 1}]},
        {"responses": ["x"]},
        [],
    ],
)
def test_it_judges_as_rasa_does(result: Any) -> None:
    def verdict(method: Any) -> str:
        try:
            return str(method(RemoteAction("a", None), result))
        except jsonschema.ValidationError as error:
            return f"{list(error.absolute_path)} {error.validator}"

    assert verdict(RemoteAction._validate_action_result) == verdict(cached_validator.REPLACED)


# TensorFlow's stand-in


def test_tensorflow_is_not_installed(root: Path) -> None:
    assert tensorflow_standin.installed()
    assert (
        python("import importlib.util as u; print(u.find_spec('tensorflow'), u.find_spec('keras'))", root)
        == "None None"
    )


def test_a_real_tensorflow_beside_it_is_refused(root: Path) -> None:
    code = (
        "import sys, types; sys.modules['tensorflow'] = types.ModuleType('tensorflow')\n"
        "try:\n    import bot.dialogue\nexcept RuntimeError as refused:\n    print(refused)"
    )
    assert "before its stand-in" in python(code, root)


def test_its_names_can_be_named_and_not_used() -> None:
    import tensorflow as tf  # the stand-in
    from tensorflow.keras.layers import Dense

    class Mine(Dense):  # type: ignore[misc]
        pass

    assert issubclass(Mine, tf.keras.layers.Dense)
    for use in (Mine, tf.constant, tf.random.set_seed, Dense):
        with pytest.raises(tensorflow_standin.TensorFlowMissing, match="without"):
            use(1)


def test_a_neural_part_fails_at_once_and_by_name(root: Path, tmp_path: Path) -> None:
    """Somebody adds DIET to config.yml: training stops with the reason, nothing half works."""
    config = {
        "recipe": "default.v1",
        "assistant_id": "x",
        "language": "en",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "DIETClassifier", "epochs": 1},
        ],
        "policies": [{"name": "RulePolicy"}],
    }
    (tmp_path / "config.yml").write_text(yaml.safe_dump(config))
    demo = root / "tests/integration/demo"
    command = [sys.executable, "-W", "ignore", "-m", "bot.dialogue.rasa_cli", "train", "--config", "config.yml"]
    command += ["--domain", str(demo / "domain.yml"), "--data", str(demo / "nlu.yml"), str(demo / "rules.yml")]
    there = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=there, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Canary runs without" in done.stdout + done.stderr


def test_structlog_shows_no_local_variables() -> None:
    """Rasa's own set-up prints every frame's locals whenever it does not write to a terminal."""
    from bot import logs

    logs._quieten_structlog()
    processors = structlog.get_config()["processors"]
    assert [getattr(one, "__name__", "") for one in processors] == ["_without_fields"]
