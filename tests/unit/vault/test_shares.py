from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.vault import LeaderVault, Vault, share_keys, tables
from bot.vault.engine import reading, writing
from bot.vault.errors import CannotShare, NoteLeft, ShareClosed, Tampered, VaultClosed
from bot.vault.share_keys import NoteKey, Pass, ShareKeys, seal_note
from bot.vault.shares import MOST, MOST_WRONG
from tests.unit.vault.made import NOW, Clock, answer, exchange, finding, reflection, talk

SHOWN = {"question": "How do I begin with zebrafax?", "blocks": [{"kind": "quote", "text": "quagmire"}]}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
KEYS = ShareKeys(b"t" * 32, b"p" * 32, b"k" * 32)
NOTE_KEY = NoteKey.new()


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    """Fewer passes than leaders get, so that these tests are quick."""
    assert share_keys.PASSES >= 600_000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(share_keys, "PASSES", 10)
        yield


def shared(mine: LeaderVault, days: int = 14) -> ShareKeys:
    return ShareKeys.of(mine.share(SHOWN, ["r1"], days))


def rows(vault: Vault) -> list[Any]:
    with reading(vault._installation.engine) as session:
        return list(session.execute(select(tables.share)).mappings())


def public_key(shown: dict[str, Any]) -> bytes:
    return bytes.fromhex(shown["note_key"])


@given(st.dictionaries(TEXT, st.one_of(TEXT, st.lists(TEXT, max_size=3)), max_size=4))
def test_whatever_is_shown_opens_as_it_was(shown: dict[str, Any]) -> None:
    assert KEYS.open(KEYS.seal(shown)) == shown


@given(TEXT)
def test_whatever_is_noted_opens_as_it_was(note: str) -> None:
    assert NOTE_KEY.open(seal_note(NOTE_KEY.public, note, KEYS.tag), KEYS.tag) == note


@given(st.data())
def test_any_flipped_bit_is_refused(data: st.DataObject) -> None:
    for sealed, opens in (
        (KEYS.seal(SHOWN), KEYS.open),
        (seal_note(NOTE_KEY.public, "quagmire", KEYS.tag), lambda raw: NOTE_KEY.open(raw, KEYS.tag)),
    ):
        bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Tampered):
            opens(bytes(changed))


@given(st.binary(max_size=400))
def test_anything_else_is_no_note(raw: bytes) -> None:
    with pytest.raises(Tampered):
        NOTE_KEY.open(raw, KEYS.tag)


def test_a_note_fits_its_own_share_and_leader_only() -> None:
    sealed = seal_note(NOTE_KEY.public, "quagmire", KEYS.tag)
    with pytest.raises(Tampered):
        NOTE_KEY.open(sealed, b"another")
    with pytest.raises(Tampered):
        NoteKey.new().open(sealed, KEYS.tag)


def test_link_and_code_together_open_it_however_the_code_is_typed(mine: LeaderVault, vault: Vault) -> None:
    given = mine.share(SHOWN, [], 14)
    typed = Pass(given.secret, f" {given.code.lower().replace('-', ' ')} ")
    keys = ShareKeys.of(typed)
    shown = keys.open(vault.open_share(keys.tag, keys.proof).sealed)
    assert {name: shown[name] for name in SHOWN} == SHOWN
    assert len(given.code) == 14 and len(given.secret) >= 22
    assert mine.shares()[0].shown == shown


def test_the_leader_sees_that_and_when_it_was_opened(mine: LeaderVault, vault: Vault, clock: Clock) -> None:
    keys = shared(mine)
    assert (mine.shares()[0].opened, mine.shares()[0].last_opened) == (0, None)
    vault.open_share(keys.tag, keys.proof)
    clock.pass_time(days=3)
    vault.open_share(keys.tag, keys.proof)
    seen = mine.shares()[0]
    assert seen.opened == 2 and seen.last_opened is not None and (seen.last_opened - seen.made).days == 3


def test_wrong_codes_are_counted_and_the_last_one_destroys_the_copy(mine: LeaderVault, vault: Vault) -> None:
    keys = shared(mine)
    for _ in range(MOST_WRONG - 1):
        with pytest.raises(ShareClosed):
            vault.open_share(keys.tag, b"wrong")
    assert vault.open_share(keys.tag, keys.proof)
    for _ in range(MOST_WRONG):
        with pytest.raises(ShareClosed):
            vault.open_share(keys.tag, b"wrong")
    with pytest.raises(ShareClosed):
        vault.open_share(keys.tag, keys.proof)
    assert rows(vault)[0]["copy"] is None
    assert (mine.shares()[0].is_open, mine.shares()[0].wrong) == (False, MOST_WRONG)


def test_unknown_wrong_over_and_revoked_are_told_alike(mine: LeaderVault, vault: Vault, clock: Clock) -> None:
    over, revoked, wrong = shared(mine, 1), shared(mine), shared(mine)
    mine.revoke(revoked.tag.hex())
    clock.pass_time(days=2)
    said = set()
    for tag, proof in (
        (b"unknown", b""),
        (wrong.tag, b"wrong"),
        (over.tag, over.proof),
        (revoked.tag, revoked.proof),
    ):
        with pytest.raises(ShareClosed) as refused:
            vault.open_share(tag, proof)
        said.add(str(refused.value))
    assert len(said) == 1


def test_it_opens_until_the_end_of_its_last_day(mine: LeaderVault, vault: Vault, clock: Clock) -> None:
    keys = shared(mine, 14)
    clock.pass_time(days=14)
    assert vault.open_share(keys.tag, keys.proof)
    clock.pass_time(days=1)
    with pytest.raises(ShareClosed):
        vault.open_share(keys.tag, keys.proof)
    assert not mine.shares()[0].is_open


def test_revoked_means_out_of_every_file(mine: LeaderVault, vault: Vault, tmp_path: Path) -> None:
    keys = shared(mine)
    pieces = [rows(vault)[0][column][30:50] for column in ("copy", "own")]
    assert mine.revoke(keys.tag.hex()) and mine.shares() == []
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [piece for piece in pieces if piece in stored]
    assert not mine.revoke(keys.tag.hex())


def test_another_leader_can_neither_see_nor_revoke_it(mine: LeaderVault, vault: Vault) -> None:
    keys = shared(mine)
    other = vault.create()[1]
    assert other.shares() == [] and not other.revoke(keys.tag.hex())
    assert vault.open_share(keys.tag, keys.proof)


def test_the_leader_reads_the_note_and_the_server_does_not(mine: LeaderVault, vault: Vault, tmp_path: Path) -> None:
    keys = shared(mine)
    shown = keys.open(vault.open_share(keys.tag, keys.proof).sealed)
    note = seal_note(public_key(shown), "Start with the wombat.", keys.tag)
    vault.leave_note(keys.tag, keys.proof, note)
    vault.leave_note(keys.tag, keys.proof, note)  # sent again: nothing happens
    assert [told.text for told in mine.turn("look", NOW).notes()] == ["Start with the wombat."]
    assert mine.shares()[0].note == "Start with the wombat."
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for word in (b"wombat", b"zebrafax", b"quagmire", keys.key, keys.proof, bytes(keys.key.hex(), "ascii")):
        assert word not in stored


def test_one_note_and_no_second(mine: LeaderVault, vault: Vault) -> None:
    keys = shared(mine)
    vault.leave_note(keys.tag, keys.proof, seal_note(public_key(mine.shares()[0].shown), "first", keys.tag))
    with pytest.raises(NoteLeft):
        vault.leave_note(keys.tag, keys.proof, b"second")
    assert mine.shares()[0].note == "first"
    with pytest.raises(ShareClosed):
        vault.leave_note(keys.tag, b"wrong", b"third")


def test_a_note_that_cannot_be_read_harms_nothing(mine: LeaderVault, vault: Vault) -> None:
    keys = shared(mine)
    vault.leave_note(keys.tag, keys.proof, b"\x04" + b"junk" * 40)
    assert mine.turn("look", NOW).notes() == []
    assert (mine.shares()[0].noted, mine.shares()[0].note) == (True, None)


def test_a_new_phrase_leaves_shares_and_notes_readable(mine: LeaderVault, vault: Vault) -> None:
    keys = shared(mine)
    vault.leave_note(keys.tag, keys.proof, seal_note(public_key(mine.shares()[0].shown), "wombat", keys.tag))
    phrase = mine.change_phrase()
    assert vault.open(phrase).shares()[0].note == "wombat"
    assert vault.open_share(keys.tag, keys.proof)


def test_erasing_the_leader_erases_the_shares(mine: LeaderVault, vault: Vault) -> None:
    keys = shared(mine)
    assert mine.erase().counts["share"] == 1
    assert rows(vault) == []
    with pytest.raises(ShareClosed):
        vault.open_share(keys.tag, keys.proof)
    with pytest.raises(VaultClosed):
        mine.shares()


def test_the_sweep_takes_what_is_over_and_leaves_an_unread_note(mine: LeaderVault, vault: Vault, clock: Clock) -> None:
    silent, noted, later = shared(mine, 3), shared(mine, 3), shared(mine, 30)
    key = public_key(next(one for one in mine.shares() if one.id == noted.tag.hex()).shown)
    vault.leave_note(noted.tag, noted.proof, seal_note(key, "wombat", noted.tag))
    clock.pass_time(days=4)
    vault.sweep()
    left = {row["tag"]: row["copy"] for row in rows(vault)}
    assert silent.tag not in left and left[noted.tag] is None and left[later.tag] is not None
    assert [note.text for note in mine.turn("look", NOW).notes()] == ["wombat"]


def test_taking_an_answer_back_ends_what_draws_on_it(mine: LeaderVault, vault: Vault) -> None:
    talk(mine, "m1", reflection(), answer("a1"), finding(), reflection("r2"), answer("a2", of="r2"))
    drawn, other = shared(mine), ShareKeys.of(mine.share(SHOWN, ["r2"], 14))
    turn = mine.turn("m2", NOW)
    turn.delete_answer("a1")
    turn.commit(exchange("m2"))
    assert [one.id for one in mine.shares()] == [other.tag.hex()]
    with pytest.raises(ShareClosed):
        vault.open_share(drawn.tag, drawn.proof)


def test_ten_at_most_are_open_at_once(mine: LeaderVault) -> None:
    first = [mine.share(SHOWN, [], 14) for _ in range(MOST)][0]
    with pytest.raises(CannotShare):
        mine.share(SHOWN, [], 14)
    mine.revoke(ShareKeys.of(first).tag.hex())
    mine.share(SHOWN, [], 14)


def test_what_keeps_nothing_cannot_be_shared(vault: Vault) -> None:
    with pytest.raises(CannotShare):
        vault.create(keep_nothing=True)[1].share(SHOWN, [], 14)


@pytest.mark.parametrize("column", ["own", "expires"])
def test_a_row_changed_by_hand_is_refused(mine: LeaderVault, vault: Vault, clock: Clock, column: str) -> None:
    keys = shared(mine)
    held = rows(vault)[0]
    changed = {"own": held["own"][:-1] + b"x", "expires": held["expires"].replace(year=2030)}[column]
    with writing(vault._installation.engine) as session:
        session.execute(update(tables.share).where(tables.share.c.tag == keys.tag).values({column: changed}))
    with pytest.raises(Tampered):
        mine.shares()


def test_the_export_has_what_is_shared_and_no_key(mine: LeaderVault) -> None:
    shared(mine)
    exported = mine.export()["shares"]
    assert exported[0]["shown"]["question"] == SHOWN["question"] and exported[0]["expires"] == "2026-03-18"
    assert set(exported[0]) == set(vars(mine.shares()[0]))
    assert json.dumps(exported)
