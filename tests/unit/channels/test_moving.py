"""Moving from a chat service to six words: one code, one move, and no other key opens it afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.channels.shared.moving import MINUTES, MoveDesk, WrongCode
from bot.content import load_content
from bot.messages import Exchange, Reply
from bot.vault import CHEAP_FOR_TESTS, Vault, VaultSettings
from bot.vault.errors import NoPhrase, VaultClosed

USER = "T1/U1"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(VaultSettings(f"sqlite:///{tmp_path / 'canary.db'}", tmp_path / "keys", cost=CHEAP_FOR_TESTS))


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def desk(vault: Vault, root: Path, now: list[float]) -> MoveDesk:
    return MoveDesk(vault, load_content(root / "content"), "https://canary.test", lambda: now[0])


def talk(vault: Vault, words: str = "marked words") -> None:
    """One turn in the chat service."""
    leader, at = vault.open_channel("slack", USER), datetime.now(UTC)
    leader.turn(words, at).commit(Exchange(words, at, words, (Reply("Heard."),)))
    leader.close()


async def code(desk: MoveDesk) -> str:
    return (await desk.code_for("slack", USER)).split("minutes: ")[1][:14]


async def test_everything_goes_under_the_words_and_nothing_else_opens_it(
    vault: Vault, desk: MoveDesk, tmp_path: Path
) -> None:
    talk(vault)
    before = vault.open_channel("slack", USER)
    given = await code(desk)
    words = desk.words_for(given)
    leader = await desk.move(f" {given.lower().replace('-', ' ')} ")
    assert [one.said for one in leader.exchanges()] == ["marked words"]
    assert [one.said for one in vault.open(words).exchanges()] == ["marked words"]
    assert vault.find_channel("slack", USER) is None
    with pytest.raises(VaultClosed):
        before.turn("x", datetime.now(UTC))
    with create_engine(f"sqlite:///{tmp_path / 'canary.db'}").connect() as database:
        row = database.execute(text("select channel_tag, master_version, key_version from leader")).one()
    assert row == (None, None, 2)
    vault.rotate_master_key()
    assert vault.open(words).exchanges()
    talk(vault, "a new beginning")
    assert [one.said for one in vault.open_channel("slack", USER).exchanges()] == ["a new beginning"]


async def test_nothing_moves_before_the_words_are_saved(vault: Vault, desk: MoveDesk) -> None:
    talk(vault)
    given = await code(desk)
    with pytest.raises(WrongCode):
        await desk.move(given)
    first, second = desk.words_for(given), desk.words_for(given)
    assert first != second and vault.find_channel("slack", USER) is not None
    await desk.move(given)
    assert vault.open(second).exchanges()
    for again in (desk.words_for, desk._found):
        with pytest.raises(WrongCode):
            again(given)


async def test_codes_end_and_a_newer_one_takes_the_olders_place(vault: Vault, desk: MoveDesk, now: list[float]) -> None:
    talk(vault)
    older, newer = await code(desk), await code(desk)
    with pytest.raises(WrongCode):
        desk.words_for(older)
    desk.words_for(newer)
    now[0] = MINUTES * 60 + 1
    with pytest.raises(WrongCode):
        await desk.move(newer)
    assert vault.find_channel("slack", USER) is not None


async def test_there_may_be_nothing_to_take_along(vault: Vault, desk: MoveDesk) -> None:
    assert "nothing of yours" in await desk.code_for("slack", USER)
    assert vault.find_channel("slack", USER) is None


async def test_what_was_erased_meanwhile_is_not_moved(vault: Vault, desk: MoveDesk) -> None:
    talk(vault)
    given = await code(desk)
    desk.words_for(given)
    vault.open_channel("slack", USER).erase()
    with pytest.raises(WrongCode):
        await desk.move(given)


def test_a_web_leader_is_not_moved(vault: Vault) -> None:
    phrase, leader = vault.create()
    with pytest.raises(NoPhrase):
        leader.move_to_phrase("six other words that were drawn")
    assert vault.open(phrase)
