"""Sharing on SQLite and on PostgreSQL alike: a whole life, guesses and notes at once, and nothing readable at rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from bot.vault import Vault, VaultSettings, share_keys, tables
from bot.vault.engine import reading
from bot.vault.errors import NoteLeft, ShareClosed
from bot.vault.share_keys import ShareKeys, seal_note
from bot.vault.shares import MOST_WRONG
from tests.unit.vault.made import Clock

SHOWN = {"title": "zebrafax", "blocks": [{"kind": "quote", "text": "quagmire"}]}


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(share_keys, "PASSES", 10)
        yield


def at_once(work: Callable[[int], None], times: int) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_whole_life(held: VaultSettings, vault: Vault) -> None:
    phrase, mine = vault.create()
    keys = ShareKeys.of(mine.share(SHOWN, ["r1"], 14))
    elsewhere = Vault(held, Clock())
    shown = keys.open(elsewhere.open_share(keys.tag, keys.proof).sealed)
    note = seal_note(bytes.fromhex(shown["note_key"]), "wombat", keys.tag)
    elsewhere.leave_note(keys.tag, keys.proof, note)
    elsewhere.close()
    phrase = mine.change_phrase()
    again = vault.open(phrase)
    assert (again.shares()[0].note, again.shares()[0].opened) == ("wombat", 1)
    assert again.revoke(keys.tag.hex())
    with pytest.raises(ShareClosed):
        vault.open_share(keys.tag, keys.proof)
    again.share(SHOWN, [], 1)
    assert again.erase().counts["share"] == 1


def test_guesses_at_once_are_all_counted(vault: Vault) -> None:
    mine = vault.create()[1]
    keys = ShareKeys.of(mine.share(SHOWN, [], 14))

    def guess(number: int) -> None:
        with pytest.raises(ShareClosed):
            vault.open_share(keys.tag, bytes([number]))

    at_once(guess, MOST_WRONG)
    assert (mine.shares()[0].wrong, mine.shares()[0].is_open) == (MOST_WRONG, False)


def test_of_notes_sent_at_once_one_is_kept(vault: Vault) -> None:
    mine = vault.create()[1]
    keys = ShareKeys.of(mine.share(SHOWN, [], 14))
    public, refused = bytes.fromhex(mine.shares()[0].shown["note_key"]), []

    def send(number: int) -> None:
        try:
            vault.leave_note(keys.tag, keys.proof, seal_note(public, f"note {number}", keys.tag))
        except NoteLeft:
            refused.append(number)

    at_once(send, 5)
    kept = mine.shares()[0].note
    assert len(refused) == 4 and kept is not None and int(kept.removeprefix("note ")) not in refused


def test_no_column_holds_anything_readable(vault: Vault) -> None:
    mine = vault.create()[1]
    given = mine.share(SHOWN, [], 14)
    keys = ShareKeys.of(given)
    public = bytes.fromhex(mine.shares()[0].shown["note_key"])
    vault.leave_note(keys.tag, keys.proof, seal_note(public, "wombat", keys.tag))
    with reading(vault._installation.engine) as session:
        row = session.execute(select(tables.share)).mappings().one()
    stored = b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in row.values())
    for secret in (
        b"zebrafax",
        b"quagmire",
        b"wombat",
        given.secret.encode(),
        given.code.encode(),
        keys.proof,
        keys.key,
    ):
        assert secret not in stored
