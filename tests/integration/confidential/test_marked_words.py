"""Whole lives of the real server, with marked words; afterwards the words are nowhere, on either database.

First `canary run` as people start it, killed in the middle of turns; then the same at DEBUG with actions that raise
and a store that fails, killed while leaders erase; then `canary run` again, stopped properly.
"""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from bot.vault import Vault, tables
from bot.vault.errors import Tampered, WrongPhrase
from bot.vault.keys import DataKey, decrypt, subkey
from bot.vault.master import read_keys
from tests.integration.confidential.lives import LEADERS, Story, live
from tests.integration.confidential.search import STEM, Needles, in_files, in_tables


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory, own_database: str, trained_model: Path) -> dict[str, Story]:
    """Both databases at the same time, each with a server of its own."""
    on_sqlite, on_postgres = tmp_path_factory.mktemp("sqlite"), tmp_path_factory.mktemp("postgresql")
    cluster = next(tmp_path_factory.getbasetemp().glob("services*/postgres"))
    told = {
        "sqlite": Story(on_sqlite, f"sqlite:///{on_sqlite / 'data' / 'canary.db'}", [on_sqlite]),
        "postgresql": Story(on_postgres, own_database, [on_postgres, cluster]),
    }
    with ThreadPoolExecutor() as both:
        for done in [both.submit(live, name, story) for name, story in told.items()]:
            done.result()
    return told


@pytest.fixture(params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest, stories: dict[str, Story]) -> Story:
    """What happened on one of the databases."""
    return stories[request.param]


def test_the_conversations_were_real_and_things_went_wrong_in_them(story: Story) -> None:
    vault = Vault(story.settings)
    opened = [vault.open(person.phrase) for person in story.left]
    said = [str(one.export()) for one in opened]
    noted = [share.note or "" for one in opened for share in one.shares()]
    vault.close()
    assert len(said) == LEADERS // 2
    assert sum(STEM in note for note in noted) >= LEADERS // 2
    assert all(one.lower().count(STEM) >= 3 for one in said)
    log = (story.folder / "log").read_text()
    for event in ("ready", "action_failed", "turn_failed", "outside_record"):
        assert f'"event": "{event}"' in log
    assert sum(person.refused for person in story.people) > 0


def test_no_word_phrase_or_key_is_in_any_file(story: Story) -> None:
    assert story.after_kills == []
    assert story.search_files() == []


def test_no_word_phrase_or_key_is_in_any_table(story: Story) -> None:
    assert in_tables(story.needles(), story.database) == []


def test_no_word_phrase_or_key_is_in_any_process_argument(story: Story) -> None:
    assert story.in_processes == []


def test_nothing_was_written_elsewhere_and_no_core_could_be(story: Story) -> None:
    assert story.strays == set()
    assert story.core_limits == {"0"}


def test_nothing_of_the_erased_half_is_left(story: Story) -> None:
    gone = [person for person in story.people if person.erased]
    assert len(gone) == LEADERS // 2
    vault = Vault(story.settings)
    for person in gone:
        with pytest.raises(WrongPhrase):
            vault.open(person.phrase)
    vault.close()
    engine = create_engine(story.database, future=True)
    with engine.connect() as connection:
        left = connection.execute(select(tables.leader.c.id)).scalars().all()
        erased = connection.execute(select(tables.erasure.c.leader_id)).scalars().all()
        owners = {one for table in tables.OWNED for one in connection.execute(select(table.c.leader_id)).scalars()}
    engine.dispose()
    assert len(left) == LEADERS // 2 and set(left).isdisjoint(erased)
    assert owners <= set(left)


def test_with_the_master_key_in_hand_nothing_of_a_web_leader_opens(story: Story) -> None:
    keys = read_keys(story.settings.key_file)
    assert keys is not None
    candidates = [keys.salt, *keys.masters.values()]
    candidates += [subkey(one, purpose) for one in candidates for purpose in ("phrase wrapping", "phrase tag", "seal")]
    engine = create_engine(story.database, future=True)
    with engine.connect() as connection:
        rows = connection.execute(select(tables.leader)).mappings().all()
        sealed = [one for table in tables.OWNED for one in connection.execute(select(table.c.sealed)).scalars()]
    engine.dispose()
    assert rows and sealed and all(row["master_version"] is None for row in rows)
    for key in candidates:
        for row in rows:
            with pytest.raises(Tampered):
                DataKey.unwrap(row["id"], row["key_version"], key, row["wrapped_key"])
        for one in sealed[:50]:
            with pytest.raises(Tampered):
                decrypt(key, one[4:], b"")


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    needles = Needles(("one two three four five six",), (b"k" * 32,))
    leaks = {
        "text": f"a {STEM.upper()}abc".encode(),
        "base64": base64.b64encode(f"said: {STEM}abc".encode()),
        "UTF-16": STEM.encode("utf-16-le"),
        "phrase": b"phrase=two+three",
        "secret": b"\0" + b"k" * 32,
        "as hex": (b"k" * 32).hex().encode(),
    }
    for name, leak in leaks.items():
        (tmp_path / "file").write_bytes(b"before" + leak + b"after")
        assert in_files(needles, [tmp_path]), name
    (tmp_path / "file").write_bytes(b"one, and two, and three; qzve xkoru")
    assert in_files(needles, [tmp_path]) == []
