"""Whole lives of the real server, with marked words; afterwards the words are nowhere, on either database.

First `canary run` as people start it, killed in the middle of turns; then the same at DEBUG with actions that raise
and a store that fails, killed while leaders erase; then `canary run` again, stopped properly.
"""

from __future__ import annotations

import base64
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, select

from bot.settings import Settings
from bot.vault import Vault, VaultSettings, tables
from bot.vault.errors import Tampered, WrongPhrase
from bot.vault.keys import DataKey, decrypt, subkey
from bot.vault.master import read_keys
from tests.integration.confidential.people import GONE, Person
from tests.integration.confidential.search import STEM, Needles, in_files, in_processes, in_tables
from tests.integration.confidential.servers import FAULTY, PLAIN, Server
from tests.services import free_port

LEADERS = 6
TURNS = 9
SEED = "2026-11"


@dataclass
class Story:
    """What happened on one database, and where to look."""

    folder: Path
    database: str
    places: list[Path]
    people: list[Person] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    strays: set[str] = field(default_factory=set)
    in_processes: list[str] = field(default_factory=list)
    after_kills: list[str] = field(default_factory=list)

    @property
    def settings(self) -> VaultSettings:
        return Settings(data=self.folder / "data", database=self.database).vault

    @property
    def left(self) -> list[Person]:
        return [person for person in self.people if not person.erased]

    def needles(self) -> Needles:
        """Every phrase, session token, data key and service key."""
        held = read_keys(self.settings.key_file)
        service = () if held is None else (held.salt, *held.masters.values())
        tokens = (person.token.encode() for person in self.people if person.token)
        return Needles(tuple(person.phrase for person in self.people if person.phrase), (*service, *tokens, *self.keys))

    def search_files(self) -> list[str]:
        """Everything on disk but the key file, whose content is what it is for."""
        return in_files(self.needles(), self.places, but=self.settings.key_file)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory, postgres_url: str, fresh_model: None) -> dict[str, Story]:
    """Both databases at the same time, each with a server of its own."""
    on_sqlite, on_postgres = tmp_path_factory.mktemp("sqlite"), tmp_path_factory.mktemp("postgresql")
    cluster = next(tmp_path_factory.getbasetemp().glob("services*/postgres"))
    told = {
        "sqlite": Story(on_sqlite, f"sqlite:///{on_sqlite / 'data' / 'canary.db'}", [on_sqlite]),
        "postgresql": Story(on_postgres, postgres_url, [on_postgres, cluster]),
    }
    with ThreadPoolExecutor() as both:
        for done in [both.submit(live, name, story) for name, story in told.items()]:
            done.result()
    return told


@pytest.fixture(params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest, stories: dict[str, Story]) -> Story:
    """What happened on one of the databases."""
    return stories[request.param]


def live(name: str, story: Story) -> None:
    """Three lives of one server."""
    chance = random.Random(f"{SEED}{name}")
    story.people += [Person(f"{SEED}{name}{number}") for number in range(LEADERS)]
    with Server(story.folder, story.database, free_port(), PLAIN) as first:
        with_everybody(first, story, begin, kill_after=chance.randint(40, 70))
    story.keys += data_keys(story)
    faults = {"FAULTS_SEED": f"{SEED}{name}", "LOG_LEVEL": "DEBUG"}
    with Server(story.folder, story.database, free_port(), FAULTY, **faults) as second:
        with_everybody(second, story, go_on, kill_after=chance.randint(60, 80))
    with Server(story.folder, story.database, free_port(), PLAIN) as last:
        with_everybody(last, story, finish)
        last.stop()


def with_everybody(
    server: Server, story: Story, act: Callable[[Person, httpx.Client], None], kill_after: int | None = None
) -> None:
    """Everybody acts at once. The server is killed in the midst of it, when so many messages were answered."""
    server.wait()
    before = sum(person.answered for person in story.people)
    over = threading.Event()

    def play(person: Person) -> None:
        with httpx.Client(base_url=server.address, timeout=120) as client:
            try:
                act(person, client)
            except GONE:
                assert over.is_set(), "the server went away by itself"

    def watch() -> None:
        while kill_after is not None and not over.wait(0.01):
            if sum(person.answered for person in story.people) - before >= kill_after:
                over.set()
                server.kill()

    with ThreadPoolExecutor(LEADERS + 1) as pool:
        watching = pool.submit(watch)
        playing = [pool.submit(play, person) for person in story.people]
        for one in playing:
            one.result()
        story.in_processes += in_processes(story.needles())
        if kill_after is not None and not over.is_set():
            over.set()
            server.kill()
        over.set()
        watching.result()
    story.strays |= server.strays()
    if kill_after is not None:
        story.after_kills += story.search_files()


def begin(person: Person, client: httpx.Client) -> None:
    person.start(client)
    person.talk(client, TURNS)
    person.misbehave(client)
    person.talk(client, TURNS)


def go_on(person: Person, client: httpx.Client) -> None:
    person.come_back(client)
    person.misbehave(client)
    person.talk(client, TURNS)
    if goes(person):
        person.erase(client)


def finish(person: Person, client: httpx.Client) -> None:
    if not person.come_back(client):
        assert goes(person), "a vault is gone that nobody erased"
        person.erased = True
    elif goes(person):
        person.erase(client)
    else:
        person.talk(client, 2)
        client.delete("/api/session", headers={"Cookie": f"canary_session={person.token}"})


def goes(person: Person) -> bool:
    """Half of the leaders erase everything."""
    return int(person.seed[-1]) % 2 == 0


def data_keys(story: Story) -> list[bytes]:
    """The leaders' data keys, got as only they can: by their phrases."""
    vault = Vault(story.settings)
    opened = [vault.open(person.phrase) for person in story.people if person.phrase]
    keys = [bytes(one._key._key) for one in opened]
    for one in opened:
        one.close()
    vault.close()
    return keys


def test_the_conversations_were_real_and_things_went_wrong_in_them(story: Story) -> None:
    vault = Vault(story.settings)
    said = [str(vault.open(person.phrase).export()) for person in story.left]
    vault.close()
    assert len(said) == LEADERS // 2
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


def test_nothing_was_written_elsewhere(story: Story) -> None:
    assert story.strays == set()


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
