"""After a conversation full of marked words: search every byte that was stored, and every log line."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.messages import Button, Exchange, Progress, Reply
from bot.reflection.model import Evidence
from bot.vault import Vault, VaultSettings, tables
from bot.vault.engine import reading
from bot.vault.errors import Tampered
from bot.vault.keys import DataKey
from tests.unit.vault.made import NOW, Clock, answer, commitment, finding, reflection

MARK = "quillwort"


def converse(vault: Vault) -> tuple[str, bytes]:
    phrase, mine = vault.create()
    for number in range(30):
        turn = mine.turn(f"{MARK}-message-{number}", NOW)
        turn.put(replace(reflection(), domain=f"{MARK} domain"))
        turn.put(answer(f"{MARK}-answer-{number}", f"We {MARK} the front door. " * 40))
        proof = (Evidence(f"{MARK}-answer-{number}", f"{MARK} the front door"),)
        turn.put(replace(finding(f"f{number}"), evidence=proof, correction=f"not {MARK}", who_else=f"{MARK} partners"))
        turn.put(replace(commitment(f"c{number}", f"See {MARK}"), learned=f"{MARK} works"))
        turn.state = {"question": f"What about {MARK}?"}
        turn.append_tracker_events([{"event": "slot", "value": MARK}])
        reply = Reply(f"You said {MARK}", (Button(f"{MARK} fair", f"fair:{MARK}"),))
        turn.commit(Exchange(turn.message_id, NOW, f"{MARK} said", (reply,), Progress(MARK, 1, 3)))
    turn = mine.turn("delete", NOW)
    turn.delete_answer(f"{MARK}-answer-3")
    turn.commit(Exchange("delete", NOW, f"delete {MARK}", ()))
    key = bytes(mine._key._key)
    assert MARK in json.dumps(mine.export())
    mine.close()
    return phrase, key


def stored(vault: Vault, folder: Path) -> bytes:
    """Every byte of every table and of every file."""
    with reading(vault._installation.engine) as session:
        rows = [row for table in tables.metadata.sorted_tables for row in session.execute(select(table)).all()]
    fields = [field if isinstance(field, bytes) else str(field).encode() for row in rows for field in row]
    return b"\n".join([*fields, *(path.read_bytes() for path in folder.rglob("*") if path.is_file())])


def found(haystack: bytes, phrase: str, key: bytes) -> list[bytes]:
    words = [MARK.encode(), MARK.upper().encode(), MARK.encode("utf-16-le"), MARK.encode().hex().encode()]
    phrases = [phrase.encode(), phrase.replace(" ", "").encode()]
    return [needle for needle in (*words, *phrases, key, key.hex().encode()) if needle in haystack]


def test_no_word_phrase_or_key_is_stored_or_logged(
    held: VaultSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
    try:
        vault = Vault(held, Clock())
        phrase, key = converse(vault)
        assert found(stored(vault, tmp_path), phrase, key) == []
        vault.close()
        assert found(stored(vault, tmp_path), phrase, key) == []
    finally:
        logging.getLogger("sqlalchemy").setLevel(logging.NOTSET)
    written = "".join(capfd.readouterr()) + caplog.text
    assert "SELECT" in written  # the log was really on
    assert found(written.encode(), phrase, key) == []


def test_the_search_would_find_a_word(held: VaultSettings, tmp_path: Path) -> None:
    vault = Vault(held, Clock())
    (tmp_path / "leak").write_text(f"a {MARK} leak")
    assert found(stored(vault, tmp_path), "a b c d e f", b"k" * 32) == [MARK.encode()]


def test_without_the_phrase_the_service_keys_open_nothing(held: VaultSettings) -> None:
    """Everything the operator has: the database, the key file and this program."""
    vault = Vault(held, Clock())
    converse(vault)
    with reading(vault._installation.engine) as session:
        row = session.execute(select(tables.leader)).mappings().one()
    assert row["master_version"] is None
    keys = vault._installation.keys
    for candidate in (keys.salt, *keys.masters.values()):
        with pytest.raises(Tampered):
            DataKey.unwrap(row["id"], row["key_version"], candidate, row["wrapped_key"])
