from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from bot.vault import LeaderVault, Vault
from bot.vault.errors import TooManySessions, VaultClosed
from bot.vault.sessions import Sessions
from tests.unit.vault.made import NOW, Clock


def is_closed(vault: LeaderVault) -> bool:
    try:
        vault.turn("m1", NOW)
    except VaultClosed:
        return True
    return False


def test_a_token_finds_its_vault(vault: Vault, clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    one, other = vault.create()[1], vault.create()[1]
    first, second = sessions.open(one), sessions.open(other)
    assert (sessions.find(first), sessions.find(second)) == (one, other)
    assert sessions.find("guess") is None
    assert sessions.find("\ud800") is None
    assert len(first) >= 43  # 256 bits


def test_only_hashes_of_tokens_are_held(mine: LeaderVault, clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    token = sessions.open(mine)
    assert token not in repr(vars(sessions))


def test_an_idle_vault_is_closed_and_its_key_overwritten(mine: LeaderVault, clock: Clock) -> None:
    sessions = Sessions(idle_minutes=30, clock=clock)
    token = sessions.open(mine)
    clock.pass_time(minutes=29)
    assert sessions.find(token) is mine  # use starts the time anew
    clock.pass_time(minutes=29)
    assert sessions.left(token) == timedelta(minutes=1)  # asking does not
    clock.pass_time(minutes=1)
    sessions.close_idle()
    assert is_closed(mine)
    assert (sessions.find(token), sessions.left(token), sessions.renew(token)) == (None, None, None)


def test_a_late_call_does_not_revive_an_idle_vault(mine: LeaderVault, clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    token = sessions.open(mine)
    clock.pass_time(minutes=30)
    assert sessions.find(token) is None
    assert is_closed(mine)


def test_logging_out_closes_one_and_everywhere_closes_all(vault: Vault, clock: Clock) -> None:
    phrase, one = vault.create()
    two, three, other = vault.open(phrase), vault.open(phrase), vault.create()[1]
    sessions = Sessions(clock=clock)
    tokens = [sessions.open(held) for held in (one, two, three)]
    theirs = sessions.open(other)
    sessions.close(tokens[0])
    assert [is_closed(held) for held in (one, two, three)] == [True, False, False]
    assert sessions.close_all(one.id) == 2
    assert [sessions.find(token) for token in tokens] == [None] * 3
    assert (is_closed(two), is_closed(three)) == (True, True)
    assert sessions.find(theirs) is other
    sessions.close("guess")


def test_the_others_can_be_closed_alone(vault: Vault, clock: Clock) -> None:
    phrase, one = vault.create()
    sessions = Sessions(clock=clock)
    here, there, theirs = sessions.open(one), sessions.open(vault.open(phrase)), sessions.open(vault.create()[1])
    assert sessions.close_others(here) == 1
    assert [sessions.find(token) is not None for token in (here, there, theirs)] == [True, False, True]
    assert sessions.close_others("guess") == 0


def test_a_renewed_token_replaces_the_old_one(mine: LeaderVault, clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    old = sessions.open(mine)
    new = sessions.renew(old)
    assert new is not None
    assert new != old
    assert (sessions.find(old), sessions.find(new)) == (None, mine)


def test_too_many_of_one_leader_close_the_longest_unused(vault: Vault, clock: Clock) -> None:
    phrase, first = vault.create()
    sessions = Sessions(per_leader=2, clock=clock)
    one = sessions.open(first)
    clock.pass_time(minutes=1)
    two = sessions.open(vault.open(phrase))
    clock.pass_time(minutes=1)
    sessions.find(one)
    three = sessions.open(vault.open(phrase))
    assert [sessions.find(token) is not None for token in (one, two, three)] == [True, False, True]


def test_a_full_house_refuses_until_somebody_leaves(vault: Vault, clock: Clock) -> None:
    sessions = Sessions(limit=1, clock=clock)
    sessions.open(vault.create()[1])
    late = vault.create()[1]
    with pytest.raises(TooManySessions):
        sessions.open(late)
    assert not is_closed(late)
    clock.pass_time(minutes=31)
    assert sessions.find(sessions.open(late)) is late


def test_stopping_overwrites_every_key(vault: Vault, clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    held = [vault.create()[1] for _ in range(3)]
    for each in held:
        sessions.open(each)
    sessions.close_everything()
    assert all(is_closed(each) for each in held)


def test_many_threads_at_once(vault: Vault, clock: Clock) -> None:
    phrase, mine = vault.create()
    sessions = Sessions(per_leader=1000, clock=clock)
    tokens: list[str] = []
    threads = [threading.Thread(target=lambda: tokens.append(sessions.open(mine))) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(tokens)) == 50
    assert sessions.close_all(mine.id) == 50
