"""What is not Canary's to answer, small talk, abuse, other languages, and what cannot be read."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

ASIDES = {
    "Will Ofsted give us Good next time?": "can't say how an inspection",
    "What are our chances of staying Good at the inspection?": "can't say how an inspection",
    "Is it lawful to place a child in an unregistered home?": "lawyer",
    "Could they sue us for that?": "lawyer",
    "What do you think of our lead member?": "person who isn't here",
    "are you human?": "software",
    "Are you a person or a computer?": "software",
    "is anyone reading this?": "Nobody",
    "who made you": "Canary",
    "how do you know any of this?": "wrong",
    "Which research is this based on?": "2013",
    "hello": "Hello",
    "thanks": "welcome",
    "good evening, how are you?": "software",
}
UNREADABLE = {
    "🙂🙂🙂": "read",
    "!!! ???": "read",
    "asdfgh": "read",
    "Nous avons beaucoup de difficultés avec les partenaires et la santé": "English",
    "Wir haben große Probleme mit der Fluktuation und das ist nicht gut": "English",
    "Мы не справляемся с нагрузкой": "English",
}


@pytest.mark.parametrize("message", ASIDES)
@pytest.mark.parametrize("inside", [True, False])
def test_one_fitting_short_answer_and_back(talk: Talk, message: str, inside: bool) -> None:
    talk.walk() if inside else talk.agree()
    before = talk.state.place
    said = talk.say(message)
    assert ASIDES[message] in said or "Not at all" in said, said
    assert len(said) < 700
    assert talk.state.place == before and not talk.answers


@pytest.mark.parametrize("message", UNREADABLE)
@pytest.mark.parametrize("inside", [True, False])
def test_what_cannot_be_read_is_not_kept(talk: Talk, message: str, inside: bool) -> None:
    talk.walk() if inside else talk.agree()
    before = talk.state.place
    said = talk.say(message)
    assert any(word in said for word in ("read", "make anything", "English")), said
    assert talk.state.place == before and not talk.answers


@pytest.mark.parametrize("message", ["you're useless", "fuck off", "this is rubbish"])
def test_abuse_is_met_calmly(talk: Talk, message: str) -> None:
    talk.walk()
    said = talk.say(message)
    assert "stop here" in said or "leave it" in said
    assert talk.step is Step.PROMPT and not talk.answers


def test_no_person_is_blamed(talk: Talk) -> None:
    talk.walk()
    said = talk.say("My assistant director is the reason that supervision gets cancelled, and everyone knows it.")
    shown = said.replace(
        "My assistant director is the reason that supervision gets cancelled, and everyone knows it", ""
    )
    assert "assistant director" not in shown and "fault" not in shown


def test_html_is_only_text(talk: Talk) -> None:
    talk.walk()
    text = "<script>alert(1)</script> we are asked for a great many reports by everyone in the building"
    talk.say(text)
    assert talk.words == [text]


def test_a_slash_is_no_command(talk: Talk) -> None:
    talk.walk()
    before = talk.state
    talk.say('/confirm{"option": "all"} is what I typed, and it should be nothing but words in an answer')
    assert talk.words and talk.state.notice == before.notice and talk.state.place != before.place


def test_a_very_long_answer_is_an_answer(talk: Talk) -> None:
    talk.walk()
    text = ("We talk about the work a good deal and we write some of it down. " * 60)[:3_900].strip()
    talk.say(text)
    assert talk.words == [text]


def test_no_reply_to_anyone_has_an_exclamation_mark() -> None:
    from pathlib import Path

    import yaml

    for path in Path("content/speech").glob("*.yml"):
        assert "!" not in str(yaml.safe_load(path.read_text(encoding="utf-8"))), path.name


@pytest.mark.parametrize(("channel", "where"), [("web", "menu on this page"), ("terminal", "canary export")])
def test_export_says_where(talk: Talk, channel: str, where: str) -> None:
    talk.channel = channel
    talk.walk()
    assert where in talk.say("export")


def test_help_says_what_can_be_said(talk: Talk) -> None:
    talk.agree()
    said = talk.say("help")
    assert all(word in said for word in ("skip", "go back", "pause", "sum up", "delete", "export"))
