from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from bot.messages import Button, Exchange, Reply
from bot.reflection.model import Answer
from bot.vault import LeaderVault, Vault, tables
from bot.vault.engine import reading
from bot.vault.forget import REMOVED
from tests.unit.vault.made import NOW, answer, commitment, exchange, finding, reflection, talk

WORDS = "Supervision slips when the duty list is long."


def tell(vault: LeaderVault, message: str, text: str, *records: Answer, reply: str = "Thank you.") -> None:
    turn = vault.turn(message, NOW)
    for record in records:
        turn.put(record)
    turn.commit(exchange(message, text, reply))


def take_back(vault: LeaderVault, answer_id: str) -> bool:
    turn = vault.turn(f"delete {answer_id}", NOW)
    done = turn.delete_answer(answer_id)
    turn.commit(exchange(f"delete {answer_id}", "delete that answer", "Done."))
    return done


def test_the_answer_and_the_message_that_carried_it_go(mine: LeaderVault) -> None:
    tell(mine, "m1", WORDS, answer(text=WORDS), reply=f"So: {WORDS}")
    assert take_back(mine, "a1")
    assert mine.turn("m9", NOW).answers() == []
    gone = mine.exchanges()[0]
    assert (gone.id, gone.said, gone.replies) == ("m1", REMOVED, (Reply(REMOVED),))
    assert "duty" not in json.dumps(mine.export())


def test_other_answers_stay_word_for_word(mine: LeaderVault) -> None:
    tell(mine, "m1", WORDS, answer(text=WORDS))
    tell(mine, "m2", "Members ask good questions.", answer("a2", "Members ask good questions."))
    take_back(mine, "a1")
    assert [held.text for held in mine.turn("m9", NOW).answers()] == ["Members ask good questions."]
    assert mine.exchanges()[1] == exchange("m2", "Members ask good questions.")


def test_later_replies_that_quote_it_go_and_others_stay(mine: LeaderVault) -> None:
    tell(mine, "m1", WORDS, answer(text=WORDS))
    turn = mine.turn("m2", NOW)
    quote = Reply("You said \u201cwhen the DUTY list\u201d, which could be a sign.", (Button("Fair", "fair"),))
    turn.commit(Exchange("m2", NOW, "sum up", (quote, Reply("What is on the list for next time?"))))
    take_back(mine, "a1")
    assert mine.exchanges()[1].said == "sum up"
    assert mine.exchanges()[1].replies == (Reply(REMOVED), Reply("What is on the list for next time?"))


def test_what_canary_said_before_stays_even_in_the_same_words(mine: LeaderVault) -> None:
    tell(mine, "m0", "hello", reply="What happens when the duty list is long?")
    tell(mine, "m1", WORDS, answer(text=WORDS))
    take_back(mine, "a1")
    assert mine.exchanges()[0].replies[0].text == "What happens when the duty list is long?"


def test_its_sealed_bytes_are_out_of_every_file(vault: Vault, mine: LeaderVault, tmp_path: Path) -> None:
    tell(mine, "m1", WORDS, answer(text=WORDS))
    with reading(vault._installation.engine) as session:
        sealed = [session.execute(select(table.c.sealed)).scalar_one() for table in (tables.answer, tables.exchange)]
    pieces = [value[20:60] for value in sealed]
    assert all(piece in b"".join(path.read_bytes() for path in tmp_path.iterdir()) for piece in pieces)
    take_back(mine, "a1")
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert [piece for piece in pieces if piece in left] == []


def test_a_short_answer_is_found_as_a_whole(mine: LeaderVault) -> None:
    tell(mine, "m1", "Not since Easter.", answer(text="Not since Easter."))
    tell(mine, "m2", "sum up", reply="You said: not since Easter. What changed?")
    tell(mine, "m3", "why", reply="It was asked since Easter is a busy time.")
    take_back(mine, "a1")
    assert [held.replies[0].text == REMOVED for held in mine.exchanges()[:3]] == [True, True, False]


def test_a_one_word_answer_does_not_wipe_every_reply_with_that_word(mine: LeaderVault) -> None:
    tell(mine, "m1", "No", answer(text="No"))
    tell(mine, "m2", "help", reply="There is no hurry.")
    take_back(mine, "a1")
    assert mine.exchanges()[1].replies[0].text == "There is no hurry."


def test_a_one_word_quote_goes(mine: LeaderVault) -> None:
    talk(mine, "m0", finding(quote="Shambles"))
    tell(mine, "m1", "Shambles", answer(text="Shambles"))
    tell(mine, "m2", "sum up", reply="You called it a shambles.")
    take_back(mine, "a1")
    assert mine.exchanges()[2].replies[0].text == REMOVED


def test_an_answer_that_was_changed_goes_with_its_earlier_words(mine: LeaderVault) -> None:
    tell(mine, "m1", WORDS, answer(text=WORDS))
    tell(mine, "m2", "Rather: partners stay away.", answer(text="Rather: partners stay away."))
    tell(mine, "m3", "sum up", reply="First you said that the duty list is long.")
    take_back(mine, "a1")
    assert "duty" not in json.dumps(mine.export())
    assert "partners" not in json.dumps(mine.export())


def test_a_finding_left_without_evidence_goes(mine: LeaderVault) -> None:
    talk(mine, "m1", reflection(), answer("a1"), answer("a2", "Other."), finding("f1"), finding("f2", ("a1", "a2")))
    take_back(mine, "a1")
    left = mine.turn("m9", NOW).findings()
    assert [(held.id, [proof.answer_id for proof in held.evidence]) for held in left] == [("f2", ["a2"])]


def test_a_finding_the_leader_added_without_evidence_stays(mine: LeaderVault) -> None:
    added = finding("f1", answers=())
    talk(mine, "m1", answer("a1"), added)
    take_back(mine, "a1")
    assert mine.turn("m9", NOW).findings() == [added]


def test_the_answers_words_go_from_findings_and_commitments(mine: LeaderVault) -> None:
    held = replace(finding("f1", ("a2",)), correction=WORDS, who_else=WORDS.upper())
    talk(mine, "m1", answer("a1", WORDS), held)
    talk(mine, "m2", commitment("c1", WORDS), replace(commitment("c2"), learned=WORDS), commitment("c3"))
    take_back(mine, "a1")
    turn = mine.turn("m9", NOW)
    assert [(left.correction, left.who_else) for left in turn.findings()] == [(None, None)]
    assert [(left.id, left.learned) for left in turn.commitments()] == [("c2", None), ("c3", None)]


def test_reads_of_the_same_turn_see_it_gone(mine: LeaderVault) -> None:
    talk(mine, "m1", answer("a1"), finding("f1"))
    turn = mine.turn("m2", NOW)
    assert turn.delete_answer("a1")
    assert (turn.answers(), turn.findings()) == ([], [])
    assert not turn.delete_answer("a1")
    assert [held.id for held in mine.turn("m3", NOW).answers()] == ["a1"]  # not committed yet


def test_an_answer_of_this_very_turn_can_be_taken_back(mine: LeaderVault) -> None:
    turn = mine.turn("m1", NOW)
    turn.put(answer())
    turn.put(finding())
    assert turn.delete_answer("a1")
    turn.commit(exchange("m1"))
    assert (mine.turn("m2", NOW).answers(), mine.turn("m2", NOW).findings()) == ([], [])


def test_two_answers_taken_back_in_one_turn(mine: LeaderVault) -> None:
    tell(mine, "m1", WORDS, answer("a1", WORDS), answer("a2", "Partners stay away from meetings."))
    tell(mine, "m2", "sum up", reply=f"{WORDS} And: partners stay away from meetings.")
    turn = mine.turn("m3", NOW)
    assert turn.delete_answer("a1")
    assert turn.delete_answer("a2")
    turn.commit(exchange("m3", "delete both"))
    assert [held.said for held in mine.exchanges()] == [REMOVED, "sum up", "delete both"]
    assert mine.exchanges()[1].replies == (Reply(REMOVED),)


def test_an_answer_that_is_not_there(mine: LeaderVault) -> None:
    talk(mine, "m1", answer())
    assert not take_back(mine, "nowhere")
    assert len(mine.turn("m9", NOW).answers()) == 1
