"""Leaders for the tests: each talks to a server as the page does, in words that are marked."""

from __future__ import annotations

import random
import time
from base64 import b64decode, b64encode
from typing import Any
from uuid import uuid4

import httpx

from bot.vault.share_keys import Pass, ShareKeys, seal_note
from tests.integration.confidential.search import STEM

_ANSWERS = (
    "Last week {name} told me that the {word} team had stopped bringing bad news to supervision.",
    "We lost our chief executive at Easter, and since then {word} has been decided without us.",
    "The front line trusts {name}, and people say openly when a {word} has gone wrong.",
    "Honestly I don't know any more. The {word} board meets, but nobody asks about children.",
    "Our partners and {name} would say the same: the {word} figures come late and nobody believes them.",
    "I would like to sit in on two {word} supervisions with {name} before the end of the month.",
)
_SHORT = (
    "why do you ask",
    "sum up",
    "go back",
    "who can see this",
    "help",
    "skip",
    "export",
    "delete that answer",
    "2",
    "pause",
)
_DOMAINS = ("governance", "system_design", "culture", "sustainability", "mind")
_NEVER = ("goodbye", "decline", "confirm:all", "keep_nothing", "delete")
GONE = (httpx.TransportError,)


class Person:
    """One leader. ``said`` counts messages that were answered; ``phrase`` is theirs alone."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.phrase = ""
        self.token = ""
        self.tokens: list[str] = []
        self.shared: list[bytes] = []
        self.buttons: list[str] = []
        self.answered = 0
        self.refused = 0
        self.erased = False

    def start(self, client: httpx.Client) -> None:
        """A new vault."""
        self.phrase = self._enter(client.post("/api/session", json={}))

    def come_back(self, client: httpx.Client) -> bool:
        """Open the vault again; whether it was still there. Several who come back at once from one place must wait."""
        while True:
            opened = client.post("/api/session/open", json={"phrase": self.phrase})
            if opened.status_code == 429:
                time.sleep(opened.json()["error"]["retry_after"])
                continue
            if opened.status_code == 403:
                return False
            self._enter(opened)
            return True

    def talk(self, client: httpx.Client, turns: int) -> None:
        """So many messages: buttons, commands, and mostly marked answers."""
        self.send(client, button="open")
        for _ in range(turns):
            self.send(client, **self._next())

    def share(self, client: httpx.Client) -> None:
        """Share a marked question with a mentor, who opens it and sends a marked note."""
        body: dict[str, Any] = {"question": f"What would {self._word()} do?", "days": 14, "domains": _DOMAINS}
        seen = self._post(client, "/api/shares/preview", body)
        given = Pass(**self._post(client, "/api/shares", {**body, "seen": seen["seen"]}))
        keys = ShareKeys.of(given)
        self.shared += [given.secret.encode(), given.code.encode(), keys.proof, keys.key]
        proof = {"share": keys.tag.hex(), "proof": keys.proof.hex()}
        copy = b64decode(self._post(client, "/api/mentor/copy", proof)["copy"])
        note = seal_note(bytes.fromhex(keys.open(copy)["note_key"]), f"Ask {self._word()}.", keys.tag)
        self._post(client, "/api/mentor/note", {**proof, "note": b64encode(note).decode()})

    def erase(self, client: httpx.Client) -> None:
        """Delete everything, in words."""
        for text in ("delete everything", "yes", "delete everything", "yes"):
            if self.send(client, text=text).get("closed") == "erased":
                self.erased = True
                return

    def misbehave(self, client: httpx.Client) -> None:
        """What no page sends, with words in every place of it."""
        word = self._word()
        for text in (f"/{word}", f'/choose{{"option": "{word}"}}', f"/restart {word}", f"EXTERNAL: {word}", "/"):
            self.send(client, text=text)
        self._raw(client, "/api/messages", f'{{"id": "{uuid4()}", "text": "{word}'.encode())
        self._raw(client, "/api/messages", f'{{"id": "{word}", "button": "{word} x"}}'.encode())
        self._raw(client, "/api/messages", (f'{{"text": "{word}' + "x" * 40_000).encode())
        self._raw(client, f"/{word}?q={word}", b"{}")
        self._raw(client, f"/api/export.{word}", b"{}")
        client.get(f"/static/{word}", headers={"Referer": f"http://{word}/", "X-Word": word})
        if self.seed.endswith("0"):  # more of these, and everybody at this address has to wait
            client.post("/api/session/open", json={"phrase": " ".join([word] * 6)})

    def send(self, client: httpx.Client, **message: str) -> dict[str, Any]:
        """One message, sent again under its id as long as the server was only in trouble."""
        body = {"id": str(uuid4()), **message}
        for _ in range(8):
            answer = client.post("/api/messages", json=body, headers=self._cookie)
            if answer.status_code not in (429, 500, 503):
                break
            self.refused += answer.status_code != 429
            time.sleep(0.25)
        exchange: dict[str, Any] = answer.json()
        if answer.status_code == 200:
            self.answered += 1
            buttons = exchange["replies"][-1]["buttons"]
            self.buttons = [button["payload"] for button in buttons]
        return exchange

    @property
    def _cookie(self) -> dict[str, str]:
        return {"Cookie": f"canary_session={self.token}"}

    def _enter(self, answer: httpx.Response) -> str:
        assert answer.status_code == 201, answer.status_code
        self.token = answer.cookies["canary_session"]
        self.tokens.append(self.token)
        return str(answer.json()["phrase"])

    def _next(self) -> dict[str, str]:
        for wanted in ("agree", "length:short", "carry_on"):
            if wanted in self.buttons:
                return {"button": wanted}
        areas = [one for one in self.buttons if one.startswith(("choose:", "areas", "mind"))]
        if areas:
            return {"button": self.chance.choice(areas)}
        other = [one for one in self.buttons if one not in _NEVER and one not in ("skip", "why", "sum_up", "pause")]
        if other and self.chance.random() < 0.5:
            return {"button": self.chance.choice(other)}
        return {"text": self.chance.choice(_SHORT) if self.chance.random() < 0.15 else self._answer()}

    def _answer(self) -> str:
        return self.chance.choice(_ANSWERS).format(word=self._word(), name=f"{STEM.title()} {self._word().title()}")

    def _word(self) -> str:
        return STEM + "".join(self.chance.choice("abcdefgh") for _ in range(6))

    def _post(self, client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What no server in trouble answers for, sent again when it came too fast."""
        while (answer := client.post(path, json=body, headers=self._cookie)).status_code == 429:
            time.sleep(answer.json()["error"]["retry_after"])
        assert answer.is_success, (path, answer.status_code)
        made: dict[str, Any] = answer.json()
        return made

    def _raw(self, client: httpx.Client, path: str, body: bytes) -> None:
        client.post(path, content=body, headers={**self._cookie, "Content-Type": "application/json"})
