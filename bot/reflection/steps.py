"""Where a conversation can stand."""

from __future__ import annotations

from enum import Enum


class Step(str, Enum):
    """One place in the conversation; each has one way of asking and one of hearing."""

    NOTICE = "notice"
    DECLINED = "declined"
    HOME = "home"
    AREAS = "areas"
    RETURNED = "returned"
    OUTCOME = "outcome"
    LEARNED = "learned"
    MIND = "mind"
    FIT = "fit"
    CHECK_IN = "check_in"
    LENGTH = "length"
    PROMPT = "prompt"
    FOLLOW_UP = "follow_up"
    WHICH = "which"
    DIRECTION = "direction"
    STOPPING = "stopping"
    REVIEW = "review"
    CORRECTION = "correction"
    MISSED = "missed"
    WICKED = "wicked"
    COMMIT = "commit"
    WHEN = "when"
    CHANGE = "change"
    DELETE = "delete"
    SUPPORT = "support"
    BEFORE_ROUTES = "before_routes"
    COACHING = "coaching"
    KNOW = "know"
    MEANT = "meant"
    MENTOR = "mentor"
    PAUSED = "paused"
    CRISIS = "crisis"
    UNSURE = "unsure"
    GOODBYE = "goodbye"


OPEN = frozenset(
    {
        Step.LEARNED, Step.MIND, Step.PROMPT, Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION, Step.CORRECTION,
        Step.MISSED, Step.WICKED, Step.COMMIT, Step.WHEN, Step.CHANGE, Step.CHECK_IN,
        Step.BEFORE_ROUTES,
    }
)  # fmt: skip
"""Steps that await the leader's own words: here a paragraph is an answer."""

ASIDES = frozenset(
    {
        Step.DELETE, Step.SUPPORT, Step.BEFORE_ROUTES, Step.COACHING, Step.KNOW, Step.MEANT, Step.MENTOR, Step.CHANGE,
        Step.PAUSED, Step.CRISIS, Step.UNSURE,
    }
)  # fmt: skip
"""Steps that lie over another and give it back when they end."""

IN_WALK = frozenset(
    {
        Step.LENGTH, Step.PROMPT, Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION, Step.STOPPING, Step.REVIEW,
        Step.CORRECTION, Step.MISSED, Step.WICKED, Step.COMMIT, Step.WHEN, Step.FIT, Step.CHECK_IN,
    }
)  # fmt: skip
"""Steps that belong to a reflection under way and are kept when the leader goes elsewhere."""
