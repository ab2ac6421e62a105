"""Hypothesis over everything that takes apart what comes from outside: each answers or refuses by name."""

from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.shared.bodies import Refused, as_object
from bot.channels.slack.events import plain, read_event, read_press
from bot.channels.teams.activities import payload_in, place_of, read_activity, user_of
from bot.channels.web.bodies import incoming
from bot.channels.web.errors import WebError
from bot.dialogue.errors import MessageRefused
from bot.dialogue.incoming import clean, command_of, named_button
from bot.messages import MAX_TEXT, Button
from bot.reflection.state import State
from bot.settings import Settings, SettingsError
from bot.vault.errors import KeysMismatch
from bot.vault.master import ServiceKeys

often = settings(
    max_examples=10_000 if os.environ.get("FUZZ") == "full" else 40,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LEAF = st.none() | st.booleans() | st.integers() | st.text(max_size=30)
JSON = st.recursive(
    LEAF, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=9), one, max_size=3), max_leaves=6
)
SLACK_NAMES = (
    "type event team_id team user channel channel_type ts text subtype message previous_message actions container "
    "value deleted_ts user_team thread_ts files event_id bot_id tab action_ts"
)
TEAMS_NAMES = (
    "type id from recipient conversation conversationType text value attachments membersAdded channelData serviceUrl "
    "name action data canary replyToId aadObjectId role eventType"
)


def shaped(names: str) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with the names that are looked for, two deep, and anything at all under them."""
    keys = st.sampled_from(names.split())
    words = st.sampled_from(["message", "im", "personal", "event_callback", "block_actions", "button", "invoke", "T1"])
    inner = st.dictionaries(keys, words | LEAF | st.lists(LEAF, max_size=2), max_size=6)
    return st.dictionaries(keys, words | inner | LEAF | st.lists(inner, max_size=2), max_size=8)


SLACK, TEAMS = shaped(SLACK_NAMES), shaped(TEAMS_NAMES)


@often
@given(SLACK)
def test_what_slack_sends(payload: dict[str, Any]) -> None:
    for read in (read_event, read_press):
        try:
            read(payload, "T1")
        except Refused as refused:
            assert refused.status == 403
    try:
        read_event({**payload, "team_id": "T1"}, "T1")
    except Refused:
        pass


@often
@given(TEAMS)
def test_what_teams_sends(activity: dict[str, Any]) -> None:
    read_activity(activity)
    assert isinstance(user_of(activity), str) and isinstance(place_of(activity).service, str)
    assert isinstance(payload_in(activity.get("value")), str)


@often
@given(st.text(max_size=300), st.text(max_size=12))
def test_slack_markup(text: str, colleague: str) -> None:
    assert isinstance(plain(text, colleague), str)


@often
@given(st.binary(max_size=300) | JSON.map(json.dumps).map(str.encode))
def test_bodies(body: bytes) -> None:
    try:
        assert isinstance(as_object(body), dict)
    except Refused as refused:
        assert refused.status == 400


@often
@given(shaped("id text button") | st.fixed_dictionaries({"id": st.text(max_size=80), "text": st.text()}))
def test_messages(body: dict[str, Any]) -> None:
    try:
        sent = incoming(body)
    except WebError as refused:
        assert refused.status in (400, 413)
        return
    assert (sent.text is None) != (sent.button is None) and 8 <= len(sent.id) <= 64


@often
@given(st.text(max_size=400) | st.text("/ \n\u200b\ud800ab", max_size=40))
def test_typed_text(text: str) -> None:
    try:
        kept = clean(text)
    except MessageRefused:
        return
    assert 0 < len(kept) <= MAX_TEXT and not kept.startswith("/") and clean(kept) == kept
    named_button(kept, (Button("Skip", "skip"), Button("Why do you ask?", "why")), True)


@often
@given(st.text(max_size=200))
def test_payloads(payload: str) -> None:
    try:
        assert command_of(payload).intent in payload
    except MessageRefused:
        pass


@often
@given(st.text(max_size=200) | JSON.map(json.dumps) | shaped("salt current masters").map(json.dumps))
def test_key_files(text: str) -> None:
    try:
        ServiceKeys.parse(text)
    except KeysMismatch as refused:
        assert not text or len(text) < 8 or text not in str(refused)


@often
@given(st.dictionaries(st.sampled_from([f"CANARY_{name}" for name in "PORT HOST DATABASE REDIS METRICS PROCESS "
       "WEB_ADDRESS API_TOKENS BACKUP_DAYS SLACK_TEAM".split()]), st.text(max_size=60), max_size=4))  # fmt: skip
def test_settings(environment: dict[str, str]) -> None:
    try:
        Settings.from_environment(environment)
    except SettingsError as refused:
        assert "CANARY_" in str(refused)


@often
@given(JSON)
def test_a_state_that_was_never_ours_is_refused_by_name(held: Any) -> None:
    try:
        State.load(held if isinstance(held, dict) else {})
    except (ValueError, TypeError, KeyError):
        pass
