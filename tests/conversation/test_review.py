"""Going through what was heard, what was missed, the pattern, the qualities and where to turn."""

from __future__ import annotations

from tests.conversation.talk import Step, Talk

RISK = "Here supervision gets cancelled when it is busy."
OTHER_RISK = "These days members don't ask about children at all."
STRENGTH = "Across the teams people own up when something goes wrong."


def test_one_thing_at_a_time_strengths_first_in_the_leaders_words(talk: Talk) -> None:
    talk.to_review(RISK, STRENGTH)
    assert talk.step is Step.REVIEW and "people own up when something goes wrong" in talk.question
    talk.press("verdict:fair")
    assert "supervision gets cancelled when it is busy" in talk.question


def test_fair_not_quite_and_drop(talk: Talk) -> None:
    talk.to_review(RISK, STRENGTH, OTHER_RISK)
    talk.press("verdict:fair")
    talk.press("verdict:drop")
    talk.press("verdict:not_quite")
    assert talk.step is Step.CORRECTION
    said = talk.say("It is only the east team that does it, and only since the summer.")
    assert "It is only the east team that does it" in said
    verdicts = {finding.signature: finding.verdict for finding in talk.findings}
    assert sorted(verdicts.values()) == ["dropped", "fair", "not_quite"]
    corrected = next(finding for finding in talk.findings if finding.verdict == "not_quite")
    assert corrected.correction == "It is only the east team that does it, and only since the summer."


def test_verdicts_in_words(talk: Talk) -> None:
    talk.to_review(RISK, STRENGTH, OTHER_RISK)
    talk.say("that's fair")
    talk.say("not quite")
    talk.say("skip")
    talk.say("drop it")
    assert [finding.verdict for finding in sorted(talk.findings, key=lambda f: f.signature)].count("dropped") == 1
    assert talk.step is Step.MISSED


def test_a_verdict_is_a_verdict_whatever_the_gate_says(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.say("fair, I suppose")
    assert talk.findings[0].verdict == "fair"


def test_how_the_leader_would_put_it_needs_no_button(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.say("I would say it depends a great deal on which manager you have.")
    assert talk.findings[0].verdict == "not_quite"
    assert talk.findings[0].correction == "I would say it depends a great deal on which manager you have."


def test_a_dropped_finding_is_not_said_again(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.press("verdict:drop")
    said = talk.press("none:missed")
    assert "supervision" not in said


def test_a_skipped_finding_stays_open(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.say("skip")
    assert talk.findings[0].verdict == "open" and talk.step is Step.MISSED


def test_something_missed_that_is_read(talk: Talk) -> None:
    talk.to_review()
    said = talk.say("You missed that health stopped coming to the panel in March.")
    assert "health stopped coming" in said
    added = talk.findings[0]
    assert (added.signature, added.verdict, added.added_by_leader) == ("B1", "fair", True)
    assert talk.step is Step.MISSED
    talk.say("no")
    assert talk.step is Step.WICKED


def test_something_missed_named_in_a_word(talk: Talk) -> None:
    talk.to_review()
    talk.say("agency staff")
    assert talk.step is Step.DIRECTION
    talk.press("pick:risk")
    assert (talk.findings[0].signature, talk.findings[0].polarity) == ("C7", "risk")
    assert talk.findings[0].evidence[0].quote == "agency staff"


def test_something_missed_that_canary_cannot_place(talk: Talk) -> None:
    talk.to_review()
    talk.say("There is a great sadness in the building since the spring and nobody speaks of it.")
    assert talk.step is Step.WHICH
    talk.press("pick:none")
    assert not talk.findings and talk.answers[-1].kind == "correction"


def test_one_sign_alone_is_said_to_mean_little(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.press("verdict:fair")
    assert "means little" in talk.press("none:missed")


def test_signs_from_two_sides_make_a_pattern(talk: Talk) -> None:
    talk.to_review(RISK, OTHER_RISK)
    talk.press("verdict:fair")
    talk.press("verdict:fair")
    said = talk.press("none:missed")
    assert "two sides" in said and "pattern" in said
    assert not any(word in said for word in ("score", "%", "grade", "red", "amber"))


def test_strengths_weigh_as_much(talk: Talk) -> None:
    talk.to_review(RISK, STRENGTH)
    talk.press("verdict:fair")
    talk.press("verdict:fair")
    said = talk.press("none:missed")
    assert said.index("going well") < said.index("means little")


def test_nothing_agreed_is_said_plainly(talk: Talk) -> None:
    talk.to_review()
    assert "nothing we've agreed" in talk.press("none:missed")


def test_a_wicked_question_with_its_reason_and_the_answer_kept(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.press("verdict:fair")
    talk.press("none:missed")
    assert talk.step is Step.WICKED
    assert "without a final answer" in talk.say("why do you ask")
    talk.say("Mostly to be ready for inspectors, if I am honest with myself.")
    kept = talk.answers[-1]
    assert kept.kind == "wicked" and kept.prompt_id is not None


def test_the_same_wicked_question_does_not_come_twice_running(talk: Talk) -> None:
    asked = []
    for _ in range(2):
        talk.to_review(RISK)
        while talk.step is Step.REVIEW:
            talk.press("verdict:fair")
        talk.press("none:missed")
        asked.append(talk.question)
        talk.say("I shall have to think about that one for a while.")
        talk.press("none:commit")
    assert asked[0] != asked[1]


def test_qualities_and_routes_with_who_will_hear(talk: Talk) -> None:
    talk.to_review(RISK)
    talk.press("verdict:fair")
    talk.press("none:missed")
    said = talk.press("skip")
    assert "humility" in said.lower() and "Room for improvement" in said
    assert "Who would hear" in said
    assert talk.step is Step.COMMIT


def test_no_routes_where_no_risk_was_agreed(talk: Talk) -> None:
    talk.to_review(STRENGTH)
    talk.press("verdict:fair")
    talk.press("none:missed")
    assert "Who would hear" not in talk.press("skip")


def test_what_comes_again_is_noticed_over_time(talk: Talk) -> None:
    talk.to_commitment(RISK)
    talk.press("none:commit")
    talk.later(days=40)
    talk.to_review(RISK)
    talk.press("verdict:fair")
    assert "come up before" in talk.press("none:missed")


def test_what_has_turned_is_noticed_over_time(talk: Talk) -> None:
    talk.to_commitment(RISK)
    talk.press("none:commit")
    talk.later(days=40)
    talk.to_review("Now our audits lead to changes that people can name.")
    talk.press("verdict:fair")
    assert "now it's going well" in talk.press("none:missed")
