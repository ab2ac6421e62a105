from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.vault import LeaderVault, PhraseCost, Vault, VaultSettings
from bot.vault.engine import reading, writing
from bot.vault.errors import (
    KeysMismatch,
    KeysMissing,
    NoPhrase,
    StorageUnavailable,
    Tampered,
    UnsafeSettings,
    VaultClosed,
    WrongPhrase,
)
from bot.vault.phrase import new_phrase
from bot.vault.tables import leader
from tests.unit.vault.made import NOW, Clock, answer, exchange, reflection, settings, talk


def test_the_phrase_opens_the_vault_again(vault: Vault) -> None:
    phrase, mine = vault.create()
    talk(mine, "m1", answer())
    again = vault.open(phrase.upper().replace(" ", " - "))
    assert again.id == mine.id
    assert again.turn("m2", NOW).answers() == [answer()]


def test_wrong_unknown_and_erased_phrases_are_refused_alike(vault: Vault) -> None:
    phrase, mine = vault.create()
    mine.erase()
    refusals = set()
    for wrong in (phrase, new_phrase(), "xyzzy", "", "\ud800", "x" * 100_000):
        with pytest.raises(WrongPhrase) as refused:
            vault.open(wrong)
        refusals.add((str(refused.value), refused.value.__cause__, refused.value.__context__))
    assert len(refusals) == 1


def test_each_leader_sees_their_own_only(vault: Vault) -> None:
    (_, one), (_, other) = vault.create(), vault.create()
    talk(one, "m1", answer())
    assert other.turn("m1", NOW).seen is None
    assert (other.turn("m2", NOW).answers(), other.exchanges()) == ([], [])
    talk(other, "m1", answer("a1", "Mine."))
    assert one.turn("m2", NOW).answers() == [answer()]


def test_a_wrapped_key_put_under_another_phrase_is_refused(vault: Vault) -> None:
    phrase, mine = vault.create()
    _, other = vault.create()
    engine = vault._installation.engine
    with writing(engine) as session:
        stolen = session.execute(select(leader.c.wrapped_key).where(leader.c.id == other.id)).scalar_one()
        session.execute(update(leader).where(leader.c.id == mine.id).values(wrapped_key=stolen))
    with pytest.raises(Tampered):
        vault.open(phrase)


def test_a_changed_phrase_replaces_the_old_one(vault: Vault) -> None:
    old, mine = vault.create()
    talk(mine, "m1", reflection(), answer("b"), answer("a"))
    elsewhere = vault.open(old)
    loaded = elsewhere.turn("m2", NOW)
    new = mine.change_phrase()
    with pytest.raises(WrongPhrase):
        vault.open(old)
    for use in (lambda: elsewhere.turn("m3", NOW), lambda: loaded.commit(exchange("m2"))):
        with pytest.raises(VaultClosed):
            use()
    for still in (mine, vault.open(new)):
        turn = still.turn("m4", NOW)
        assert (turn.state, turn.reflections()) == ({"step": "m1"}, [reflection()])
        assert [held.id for held in turn.answers("r1")] == ["b", "a"]
        assert still.exchanges() == [exchange("m1", "said in m1")]
    assert len(mine.turn("m5", NOW).tracker_events()) == 1
    assert mine.turn("m1", NOW).seen is not None


def test_values_of_the_old_key_version_are_refused_after_the_change(vault: Vault) -> None:
    _, mine = vault.create()
    talk(mine, "m1")
    engine = vault._installation.engine
    with reading(engine) as session:
        old = session.execute(select(leader.c.state).where(leader.c.id == mine.id)).scalar_one()
    mine.change_phrase()
    with writing(engine) as session:
        session.execute(update(leader).where(leader.c.id == mine.id).values(state=old))
    with pytest.raises(Tampered, match="another version"):
        mine.turn("m2", NOW)


def test_keep_nothing_works_the_same_and_touches_no_disk(vault: Vault, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    phrase, mine = vault.create(keep_nothing=True)
    talk(mine, "m1", reflection(), answer())
    assert (phrase, mine.keeps_nothing) == ("", True)
    assert mine.turn("m2", NOW).answers() == [answer()]
    assert len(mine.export()["answers"]) == 1
    with pytest.raises(NoPhrase):
        mine.change_phrase()
    mine.close()
    with pytest.raises(VaultClosed):
        mine.turn("m3", NOW)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_keep_nothing_can_be_erased(vault: Vault) -> None:
    mine = vault.create(keep_nothing=True)[1]
    talk(mine, "m1", answer())
    receipt = mine.erase()
    assert (receipt.counts["answer"], receipt.may_remain) == (1, ())


def test_an_empty_phrase_does_not_open_one_that_keeps_nothing(vault: Vault) -> None:
    vault.create(keep_nothing=True)
    with pytest.raises(WrongPhrase):
        vault.open("")


def test_the_date_it_is_kept_until_moves_with_use(vault: Vault, clock: Clock) -> None:
    phrase, mine = vault.create()
    assert str(mine.kept_until()) == "2027-03-04"
    clock.pass_time(days=10)
    assert str(vault.open(phrase).kept_until()) == "2027-03-14"
    turn = mine.turn("m1", NOW.replace(month=5))
    turn.commit(exchange("m1"))
    assert str(mine.kept_until()) == "2027-05-04"


def test_missing_swapped_and_damaged_keys_stop_the_start(tmp_path: Path) -> None:
    held = settings(tmp_path)
    phrase, _ = Vault(held).create()
    text = held.key_file.read_text()
    held.key_file.unlink()
    with pytest.raises(KeysMissing):
        Vault(held)
    assert not held.key_file.exists()
    other = settings(tmp_path / "other")
    Vault(other)
    held.key_file.write_text(other.key_file.read_text())
    with pytest.raises(KeysMismatch):
        Vault(held)
    held.key_file.write_text(text)
    assert Vault(held).open(phrase)


def test_another_phrase_cost_stops_the_start_instead_of_locking_everybody_out(tmp_path: Path) -> None:
    held = settings(tmp_path)
    Vault(held)
    with pytest.raises(UnsafeSettings):
        Vault(VaultSettings(db_url=held.db_url, key_file=held.key_file))


def test_keys_from_the_environment_need_no_file(tmp_path: Path) -> None:
    first = settings(tmp_path / "first")
    Vault(first)
    text = first.key_file.read_text()
    given = settings(tmp_path / "second")
    phrase, _ = Vault(VaultSettings(given.db_url, given.key_file, keys=text, cost=given.cost)).create()
    assert not given.key_file.exists()
    assert Vault(VaultSettings(given.db_url, given.key_file, keys=text, cost=given.cost)).open(phrase)


def test_a_database_that_is_away_is_named_without_its_parameters(tmp_path: Path) -> None:
    held = settings(tmp_path)
    held = VaultSettings("postgresql://canary:pa55@127.0.0.1:1/none", held.key_file, cost=held.cost)
    with pytest.raises(StorageUnavailable) as refused:
        Vault(held)
    assert "pa55" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageUnavailable):
        Vault(settings(tmp_path, f"sqlite:///{tmp_path / 'file' / 'canary.db'}"))


def test_check_answers_while_the_database_does(vault: Vault) -> None:
    vault.check()


def test_opening_takes_at_most_a_second_of_one_core(tmp_path: Path) -> None:
    held = settings(tmp_path)
    vault = Vault(VaultSettings(held.db_url, held.key_file, cost=PhraseCost()))
    phrase, mine = vault.create()
    talk(mine, "m1", answer())
    started = time.process_time()
    vault.open(phrase)
    assert time.process_time() - started < 1.0


def test_a_leader_vault_does_not_show_its_key(mine: LeaderVault) -> None:
    assert bytes(mine._key._key).hex() not in repr(vars(mine)) + repr(mine._key)
