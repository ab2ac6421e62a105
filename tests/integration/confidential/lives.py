"""Three lives of a server with six leaders in it, told for the tests that look for their words afterwards."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.settings import Settings
from bot.vault import Vault, VaultSettings
from bot.vault.master import read_keys
from tests.integration.confidential.people import GONE, Person
from tests.integration.confidential.search import Needles, in_files, in_processes
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
    core_limits: set[str] = field(default_factory=set)
    in_processes: list[str] = field(default_factory=list)
    after_kills: list[str] = field(default_factory=list)

    @property
    def settings(self) -> VaultSettings:
        return Settings(data=self.folder / "data", database=self.database).vault

    @property
    def left(self) -> list[Person]:
        return [person for person in self.people if not person.erased]

    def needles(self) -> Needles:
        """Every phrase, session token, data key and service key, and what opens the shares."""
        held = read_keys(self.settings.key_file)
        service = () if held is None else (held.salt, *held.masters.values())
        tokens = (token.encode() for person in self.people for token in person.tokens)
        shared = (one for person in self.people for one in person.shared)
        secrets = (*service, *tokens, *shared, *self.keys)
        return Needles(tuple(person.phrase for person in self.people if person.phrase), secrets)

    def search_files(self) -> list[str]:
        """Everything on disk but the key file, whose content is what it is for."""
        return in_files(self.needles(), self.places, but=self.settings.key_file)


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
    story.core_limits.add(server.core_limit())
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
            enough = sum(person.answered for person in story.people) - before >= kill_after
            if enough and all(person.phrase for person in story.people):
                over.set()
                server.kill()

    with ThreadPoolExecutor(LEADERS + 1) as pool:
        watching = pool.submit(watch)
        playing = [pool.submit(play, person) for person in story.people]
        wait(playing)
        over.set()
        watching.result()
        for one in playing:
            one.result()
    story.in_processes += in_processes(story.needles())
    if kill_after is not None and server.process.poll() is None:
        server.kill()
    story.strays |= server.strays()
    if kill_after is not None:
        story.after_kills += story.search_files()


def begin(person: Person, client: httpx.Client) -> None:
    person.start(client)
    person.talk(client, TURNS)
    person.share(client)
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
        person.share(client)
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
