"""What must hold on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import text

from bot.vault import LeaderVault, Vault, VaultSettings
from bot.vault.engine import reading, writing
from bot.vault.errors import (
    AlreadyStored,
    SchemaTooNew,
    StorageUnavailable,
    Tampered,
    TurnConflict,
    VaultClosed,
    WrongPhrase,
)
from tests.unit.vault.made import NOW, Clock, answer, commitment, exchange, finding, reflection, settings, talk


def test_a_whole_life(held: VaultSettings, vault: Vault) -> None:
    phrase, mine = vault.create()
    talk(mine, "m1", reflection(), answer("b"), answer("a"), finding("f1", ("a",)), commitment())
    talk(mine, "m2", answer("b", "Changed."))
    again = Vault(held, Clock()).open(phrase)
    turn = again.turn("m3", NOW)
    assert [(record.id, record.text) for record in turn.answers("r1")] == [("b", "Changed."), ("a", answer().text)]
    assert turn.delete_answer("a")
    turn.commit(exchange("m3", "delete that"))
    assert again.turn("m4", NOW).findings() == []
    new = again.change_phrase()
    with pytest.raises(WrongPhrase):
        vault.open(phrase)
    reopened = vault.open(new)
    assert len(reopened.export()["exchanges"]) == 3
    assert reopened.erase().counts["exchange"] == 3
    with pytest.raises(WrongPhrase):
        vault.open(new)


@given(words=st.text(), name=st.text())
@examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_under_any_id_comes_back(vault: Vault, words: str, name: str) -> None:
    mine = vault.create()[1]
    talk(mine, name, answer(name, words))
    turn = mine.turn(name, NOW)
    assert [(record.id, record.text) for record in turn.answers()] == [(name, words)]
    assert turn.seen is not None


def in_threads(*jobs: Callable[[], None]) -> None:
    failed: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def add(mine: LeaderVault, name: str) -> None:
    """One turn that counts up, repeated until it is stored."""
    while True:
        turn = mine.turn(name, NOW)
        turn.put(answer(name))
        turn.append_tracker_events([{"name": name}])
        turn.state = {"count": turn.state.get("count", 0) + 1}
        try:
            turn.commit(exchange(name))
        except AlreadyStored:
            raise
        except TurnConflict:
            continue
        return


@pytest.mark.parametrize("keep_nothing", [False, True])
def test_two_threads_on_one_leader_lose_nothing(vault: Vault, keep_nothing: bool) -> None:
    mine = vault.create(keep_nothing)[1]

    def talk_on(who: str) -> Callable[[], None]:
        return lambda: [add(mine, f"{who}{number}") for number in range(20)] and None

    in_threads(talk_on("one"), talk_on("two"))
    turn = mine.turn("afterwards", NOW)
    assert turn.state == {"count": 40}
    assert len(turn.answers()) == len(mine.exchanges()) == len(turn.tracker_events(everything=True)) == 40


def test_one_message_sent_by_many_threads_is_stored_once(vault: Vault) -> None:
    mine = vault.create()[1]
    outcomes: list[str] = []

    def send() -> None:
        turn = mine.turn("m1", NOW)
        turn.put(answer(f"a{len(outcomes)}"))
        try:
            turn.commit(exchange("m1"))
            outcomes.append("stored")
        except AlreadyStored:
            outcomes.append("seen")

    in_threads(*[send] * 6)
    assert sorted(outcomes) == ["seen"] * 5 + ["stored"]
    assert len(mine.turn("m2", NOW).answers()) == 1


def test_leaders_do_not_wait_for_each_other_for_ever(vault: Vault) -> None:
    leaders = [vault.create()[1] for _ in range(6)]
    in_threads(*[lambda mine=mine: [add(mine, f"m{number}") for number in range(10)] and None for mine in leaders])
    assert [mine.turn("afterwards", NOW).state for mine in leaders] == [{"count": 10}] * 6


def test_erasing_during_turns_leaves_nothing_behind(vault: Vault) -> None:
    phrase, mine = vault.create()
    elsewhere = vault.open(phrase)
    talk(mine, "m1", answer())
    loaded = elsewhere.turn("m2", NOW)
    loaded.put(answer("late"))
    mine.erase()
    with pytest.raises(VaultClosed, match="erased"):
        loaded.commit(exchange("m2"))
    with reading(vault._installation.engine) as session:
        assert session.execute(text("SELECT count(*) FROM answer")).scalar_one() == 0


def test_several_that_start_at_once_on_an_empty_database_agree(held: VaultSettings) -> None:
    started: list[Vault] = []
    in_threads(*[lambda: started.append(Vault(held, Clock()))] * 4)
    phrase, mine = started[0].create()
    assert {vault.open(phrase).id for vault in started} == {mine.id}


def test_starting_twice_keeps_everything(held: VaultSettings, vault: Vault) -> None:
    phrase, mine = vault.create()
    talk(mine, "m1", answer())
    assert Vault(held, Clock()).open(phrase).turn("m2", NOW).answers() == [answer()]


def test_a_newer_database_is_refused(held: VaultSettings, vault: Vault) -> None:
    with writing(vault._installation.engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew):
        Vault(held)


def test_swapped_rows_are_refused(vault: Vault) -> None:
    (_, one), (_, other) = vault.create(), vault.create()
    for mine in (one, other):
        talk(mine, "m1", answer())
    with writing(vault._installation.engine) as session:
        session.execute(text("UPDATE answer SET sealed = (SELECT sealed FROM exchange LIMIT 1)"))
    with pytest.raises(Tampered):
        one.turn("m2", NOW).answers()


def test_a_lost_connection_is_named_and_the_next_try_works(postgres_url: str, tmp_path: Path) -> None:
    vault = Vault(settings(tmp_path, postgres_url), Clock())
    mine = vault.create()[1]
    turn = mine.turn("m1", NOW)
    turn.put(answer(text="MARKED"))
    engine = vault._installation.engine
    with pytest.raises(StorageUnavailable) as lost, writing(engine) as session:
        own = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with engine.connect() as second:
            second.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
        session.execute(text("SELECT 1"))
    assert "MARKED" not in str(lost.value)
    turn.commit(exchange("m1"))
    assert mine.turn("m2", NOW).answers() == [answer(text="MARKED")]
