from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from bot.vault import LeaderVault, Vault, tables
from bot.vault.engine import writing
from bot.vault.errors import AlreadyStored, NotStorable, TurnConflict, VaultClosed
from bot.vault.keys import DataKey, Place
from tests.unit.vault.made import NOW, answer, commitment, exchange, finding, reflection, settings, talk


def test_reads_see_what_the_turn_wrote(mine: LeaderVault) -> None:
    turn = mine.turn("m1", NOW)
    turn.put(reflection())
    turn.put(answer())
    turn.put(finding())
    turn.put(commitment())
    turn.put(replace(answer(), text="Changed."))
    assert turn.reflections() == [reflection()]
    assert [held.text for held in turn.answers("r1")] == ["Changed."]
    assert turn.findings() == [finding()]
    assert turn.commitments() == [commitment()]
    assert turn.answers("r2") == []


def test_one_finding_is_found_by_its_id_as_the_turn_has_it(mine: LeaderVault) -> None:
    talk(mine, "m1", reflection(), answer(), finding(), finding("f2"))
    turn = mine.turn("m2", NOW)
    assert turn.finding("f1") == finding() and turn.finding("f9") is None and turn.finding("a1") is None
    turn.put(replace(finding(), verdict="dropped"))
    assert turn.finding("f1") == replace(finding(), verdict="dropped")
    turn.delete_answer("a1")
    assert turn.finding("f1") is None and turn.finding("f2") is None


def test_finding_one_opens_one_however_many_there_are(mine: LeaderVault, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(mine, "m1", reflection(), answer(), *(finding(f"f{number}") for number in range(30)))
    turn, opened = mine.turn("m2", NOW), []
    whole = DataKey.open
    monkeypatch.setattr(DataKey, "open", lambda self, *given: opened.append(given) or whole(self, *given))
    assert turn.finding("f7") == finding("f7")
    assert len(opened) == 1


def test_the_recent_past_is_a_dozen_reflections_with_what_belongs_to_them(
    mine: LeaderVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        past = f"r{number}"
        said = (answer(f"a{number}", of=past), finding(f"f{number}", (f"a{number}",)), commitment())
        talk(
            mine,
            f"m{number}",
            reflection(past),
            *(replace(one, id=f"{one.id}{number}", reflection_id=past) for one in said),
        )
    turn, opened = mine.turn("now", NOW), []
    turn.put(reflection("here"))
    whole = DataKey.open
    monkeypatch.setattr(DataKey, "open", lambda self, *given: opened.append(given) or whole(self, *given))
    lately = [f"r{number}" for number in range(8, 20)]
    assert [one.id for one in turn.recent_reflections()] == [*lately, "here"]
    assert [one.reflection_id for one in turn.recent_answers()] == lately
    assert [one.reflection_id for one in turn.recent_findings()] == lately
    assert [one.reflection_id for one in turn.recent_commitments()] == lately
    assert len(opened) == 4 * 12
    assert len(turn.findings()) == 20


def test_nothing_is_stored_before_commit(mine: LeaderVault) -> None:
    mine.turn("m1", NOW).put(answer())
    assert mine.turn("m2", NOW).answers() == []


def test_a_committed_turn_is_there_again(vault: Vault) -> None:
    phrase, mine = vault.create()
    talk(mine, "m1", reflection(), answer(), finding(), commitment())
    turn = vault.open(phrase).turn("m2", NOW)
    assert turn.state == {"step": "m1"}
    assert turn.tracker_events() == [{"event": "action", "name": "after m1"}]
    assert (turn.reflections(), turn.answers("r1")) == ([reflection()], [answer()])
    assert (turn.findings("r1"), turn.commitments()) == ([finding()], [commitment()])
    assert mine.exchanges() == [exchange("m1", "said in m1")]


def test_records_keep_the_order_in_which_they_first_came(mine: LeaderVault) -> None:
    talk(mine, "m1", answer("b"), answer("a"))
    talk(mine, "m2", answer("c"), answer("b", "Changed."))
    assert [held.id for held in mine.turn("m3", NOW).answers()] == ["b", "a", "c"]


def test_records_of_another_reflection_stay_out(mine: LeaderVault) -> None:
    talk(mine, "m1", answer("a", of="r1"), answer("b", of="r2"))
    assert [held.id for held in mine.turn("m2", NOW).answers("r2")] == ["b"]
    talk(mine, "m3", answer("a", of="r2"))
    turn = mine.turn("m4", NOW)
    assert ([held.id for held in turn.answers("r2")], turn.answers("r1")) == (["a", "b"], [])


def test_state_changed_in_place_is_stored_too(mine: LeaderVault) -> None:
    turn = mine.turn("m1", NOW)
    turn.state["step"] = "half-way"
    turn.commit(exchange("m1"))
    assert mine.turn("m2", NOW).state == {"step": "half-way"}


def test_the_same_message_is_answered_from_the_store(mine: LeaderVault) -> None:
    talk(mine, "m1")
    again = mine.turn("m1", NOW)
    assert again.seen == exchange("m1", "said in m1")
    with pytest.raises(AlreadyStored):
        again.commit(exchange("m1", "something else"))
    assert len(mine.exchanges()) == 1


def test_a_turn_is_committed_once(mine: LeaderVault) -> None:
    turn = talk(mine, "m1")
    with pytest.raises(AlreadyStored):
        turn.commit(exchange("m1"))


def test_two_turns_of_the_same_message_store_one(mine: LeaderVault) -> None:
    one, other = mine.turn("m1", NOW), mine.turn("m1", NOW)
    one.commit(exchange("m1", "first"))
    other.put(answer())
    with pytest.raises(AlreadyStored):
        other.commit(exchange("m1", "second"))
    assert [held.said for held in mine.exchanges()] == ["first"]
    assert mine.turn("m2", NOW).answers() == []


def test_the_database_itself_refuses_a_message_twice(vault: Vault, mine: LeaderVault) -> None:
    talk(mine, "m1")
    tag = mine._key.tag("exchange", "m1")
    with pytest.raises(TurnConflict), writing(vault._installation.engine) as session:
        session.execute(insert(tables.exchange).values(leader_id=mine.id, turn=99, tag=tag, sealed=b""))


def test_a_turn_that_comes_second_stores_nothing(mine: LeaderVault) -> None:
    one, other = mine.turn("m1", NOW), mine.turn("m2", NOW)
    one.commit(exchange("m1"))
    other.put(answer())
    other.state = {"step": "lost"}
    with pytest.raises(TurnConflict):
        other.commit(exchange("m2"))
    fresh = mine.turn("m2", NOW)
    assert (fresh.seen, fresh.state, fresh.answers()) == (None, {}, [])


def test_a_turn_answers_its_own_message_only(mine: LeaderVault) -> None:
    with pytest.raises(ValueError, match="another message"):
        mine.turn("m1", NOW).commit(exchange("m2"))


def test_a_value_that_cannot_be_stored_leaves_nothing_behind(mine: LeaderVault) -> None:
    turn = mine.turn("m1", NOW)
    turn.put(reflection())
    turn.put(answer(text="\udfff"))
    with pytest.raises(NotStorable):
        turn.commit(exchange("m1"))
    assert mine.turn("m1", NOW).reflections() == []


def test_ids_may_hold_anything_and_never_stand_in_clear(mine: LeaderVault, tmp_path: Path) -> None:
    talk(mine, "message of MARKED words", answer("MARKED \u0000 \u2028 'id'"))
    assert mine.turn("message of MARKED words", NOW).seen is not None
    assert [held.id for held in mine.turn("m2", NOW).answers()] == ["MARKED \u0000 \u2028 'id'"]
    assert not [path for path in tmp_path.iterdir() if b"MARKED" in path.read_bytes()]


def test_the_window_holds_whole_turns(tmp_path: Path) -> None:
    mine = Vault(settings(tmp_path, window=2)).create()[1]
    for name in ("m1", "m2", "m3"):
        turn = mine.turn(name, NOW)
        turn.append_tracker_events([{"turn": name, "n": 1}, {"turn": name, "n": 2}])
        turn.commit(exchange(name))
    turn = mine.turn("m4", NOW)
    turn.append_tracker_events([{"turn": "m4"}])
    assert [step["turn"] for step in turn.tracker_events()] == ["m2", "m2", "m3", "m3", "m4"]
    assert [step["turn"] for step in turn.tracker_events(everything=True)] == [
        "m1", "m1", "m2", "m2", "m3", "m3", "m4",
    ]  # fmt: skip


@pytest.fixture
def work(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts statements sent and values opened."""
    done: Counter[str] = Counter()
    really_open = DataKey.open

    def count_open(key: DataKey, place: Place, sealed: bytes) -> bytes:
        done["opened"] += 1
        return really_open(key, place, sealed)

    def count_statement(*_: Any) -> None:
        done["statements"] += 1

    monkeypatch.setattr(DataKey, "open", count_open)
    event.listen(vault._installation.engine, "after_cursor_execute", count_statement)
    return done


def test_a_turn_costs_the_same_at_turn_500(vault: Vault, mine: LeaderVault, work: Counter[str]) -> None:
    """Same statements and same values opened after hundreds of reflections as after a few."""
    for number in range(25):
        talk(mine, f"early {number}", reflection(f"r{number}"), answer(f"a{number}", of=f"r{number}"))
    work.clear()
    talk(mine, "then", answer("then"))
    early = work.copy()
    for number in range(500):
        talk(mine, f"late {number}", reflection(f"s{number}"), answer(f"b{number}", of=f"s{number}"))
    work.clear()
    talk(mine, "now", answer("now"))
    assert work == early
    assert early["opened"] == 1 + 20  # the state and the window


def test_a_closed_vault_does_nothing(mine: LeaderVault) -> None:
    turn = mine.turn("m1", NOW)
    mine.close()
    for use in (
        lambda: mine.turn("m2", NOW),
        mine.exchanges,
        mine.export,
        lambda: turn.commit(exchange("m1")),
    ):
        with pytest.raises(VaultClosed):
            use()
