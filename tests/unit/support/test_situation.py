"""Who must be avoided, and whom it is worth asking about."""

from __future__ import annotations

from bot.content.library import Content
from bot.support import Situation, infer_avoid, still_to_ask


def test_a_chief_officer_problem_may_be_the_chief_executive_or_the_leader_who_asks(content: Content) -> None:
    situation = Situation(scenarios=("S3",))
    assert infer_avoid(situation, content) == {"chief_executive_is_problem", "i_am_the_chief_officer"}
    assert still_to_ask(situation, content) == ("chief_executive_is_problem", "i_am_the_chief_officer")


def test_yes_keeps_it_out_no_lets_it_in_and_not_knowing_changes_nothing(content: Content) -> None:
    situation = Situation(scenarios=("S3",))
    assert "chief_executive_is_problem" in infer_avoid(situation.told("chief_executive_is_problem", True), content)
    assert "chief_executive_is_problem" not in infer_avoid(situation.told("chief_executive_is_problem", False), content)
    unsure = situation.told("chief_executive_is_problem", None)
    assert "chief_executive_is_problem" in infer_avoid(unsure, content)


def test_the_last_answer_counts(content: Content) -> None:
    situation = Situation().told("leader_is_problem", True).told("leader_is_problem", False)
    assert situation == Situation(cleared=frozenset({"leader_is_problem"}))
    assert infer_avoid(situation.told("leader_is_problem", True), content) == {"leader_is_problem"}


def test_the_two_who_fell_out_are_both_avoided_and_need_no_asking(content: Content) -> None:
    situation = Situation(scenarios=("S7",))
    assert infer_avoid(situation, content) == {"chief_executive_is_problem", "leader_is_problem"}
    assert still_to_ask(situation, content) == ()


def test_political_leadership_covers_leader_and_lead_member(content: Content) -> None:
    assert infer_avoid(Situation(scenarios=("S6",)), content) == {"leader_is_problem", "lead_member_is_problem"}


def test_an_answer_is_not_asked_for_twice(content: Content) -> None:
    situation = Situation(scenarios=("S3", "S8")).told("chief_executive_is_problem", False)
    assert still_to_ask(situation, content) == ("i_am_the_chief_officer", "leader_is_problem")


def test_what_another_scenario_settles_is_not_asked(content: Content) -> None:
    assert still_to_ask(Situation(scenarios=("S8", "S7")), content) == ()


def test_every_question_that_may_be_asked_is_worded(content: Content) -> None:
    asked = {who for row in content.scenarios.values() for who in row.perhaps_unsafe}
    assert asked
    for who in asked:
        assert content.speech.say(f"turn.ask.{who}").endswith((".", "?"))
