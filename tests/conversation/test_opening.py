"""The notice, consent, the menu."""

from __future__ import annotations

from tests.conversation.talk import Step, Talk


def test_the_notice_comes_first_and_says_who_runs_this(talk: Talk) -> None:
    said = talk.open()
    assert "Northbridge College" in said and "software" in said and "12 months" in said
    assert talk.offered == ["agree", "more_privacy", "decline"]
    assert talk.state.notice is None


def test_consent_is_recorded_with_the_version(talk: Talk) -> None:
    talk.agree()
    assert talk.state.notice == "web-2"
    assert talk.step is Step.HOME
    assert {"mind", "areas", "support", "picture", "coaching", "know"} <= set(talk.offered)


def test_each_reflection_carries_the_notice_it_was_held_under(talk: Talk) -> None:
    talk.walk()
    assert talk.reflections[0].notice_version == "web-2"


def test_consent_in_words(talk: Talk) -> None:
    talk.open()
    talk.say("yes")
    assert talk.state.notice == "web-2"


def test_more_about_privacy_leaves_the_question_open(talk: Talk) -> None:
    talk.open()
    said = talk.press("more_privacy")
    assert "Freedom of information" in said and "data protection officer" in said
    assert talk.offered == ["agree", "more_privacy", "decline"]


def test_no_thanks_ends_kindly_and_nothing_is_left(talk: Talk) -> None:
    talk.open()
    said = talk.press("decline")
    assert "Nothing has been kept" in said
    assert talk.last is not None and talk.last.closed == "erased"


def test_nothing_is_kept_before_consent(talk: Talk) -> None:
    talk.open()
    said = talk.say("Our supervision gets cancelled whenever it is busy and nobody minds")
    assert "happy with that" in said
    assert talk.step is Step.NOTICE and not talk.answers and not talk.findings


def test_whoever_begins_by_writing_sees_the_notice_first(talk: Talk) -> None:
    said = talk.say("I want to talk about our audits, they worry me")
    assert "Northbridge College" in said and talk.offered == ["agree", "more_privacy", "decline"]
    assert not talk.answers


def test_a_button_before_consent_leads_to_the_notice(talk: Talk) -> None:
    said = talk.press_old("choose:culture")
    assert "Northbridge College" in said and talk.step is Step.NOTICE


def test_a_new_version_of_the_notice_asks_again(talk: Talk) -> None:
    talk.agree()
    talk.channel = "terminal"
    talk.open()
    assert talk.step is Step.NOTICE
    talk.press("agree")
    assert talk.state.notice == "terminal-1"


def test_the_areas_are_the_four(talk: Talk) -> None:
    talk.agree()
    talk.press("areas")
    assert talk.offered == ["choose:governance", "choose:system_design", "choose:culture", "choose:sustainability"]


def test_an_area_can_be_chosen_in_words(talk: Talk) -> None:
    talk.agree()
    talk.say("I'd like to look at culture")
    assert talk.step is Step.LENGTH and talk.state.place.domain == "culture"


def test_the_length_can_be_chosen_in_words(talk: Talk) -> None:
    talk.agree()
    talk.press_old("choose:governance")
    talk.say("the quick version")
    assert talk.state.walk is not None and talk.state.walk.length == "short" and len(talk.state.walk.plan) == 3
