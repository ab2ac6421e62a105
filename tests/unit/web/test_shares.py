"""Sharing over HTTP: what the leader's page asks for, and what a mentor's browser may and may not get."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.channels.web.service import WebService
from bot.messages import Exchange
from bot.reflection.model import Commitment, Evidence, Finding, Reflection
from bot.tally import LocalTally
from bot.vault import LeaderVault, share_keys
from bot.vault.share_keys import Pass, ShareKeys, seal_note

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
CHOICE: dict[str, Any] = {
    "domains": ["culture"], "signs": ["C4:risk"], "commitments": [], "quotes": True, "picture": True,
    "question": "How do I begin?", "days": 14,
}  # fmt: skip
ATTACK = "<script>window.pwned = 1</script><img src=x onerror=pwned=1>"


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(share_keys, "PASSES", 10)
        yield


@pytest.fixture
def leader(service: WebService, browser: TestClient) -> LeaderVault:
    """Signed in at the browser, with a finding and a commitment kept."""
    leader = service.vault.create()[1]
    turn = leader.turn("made", NOW)
    turn.put(Reflection("r1", "culture", "short", "1", NOW, NOW))
    words = (Evidence("a1", f"The supervision of Amira Khan slips. {ATTACK}"),)
    turn.put(Finding("f1", "r1", "C4", "risk", words, 0.9, True, NOW, "fair"))
    turn.put(Commitment("c1", "r1", f"Sit in on one. {ATTACK}", NOW))
    turn.commit(Exchange("made", NOW, None, ()))
    browser.cookies.set("canary_session", service.sessions.open(leader))
    return leader


def shared(browser: TestClient, **more: Any) -> ShareKeys:
    """Look, and share just that."""
    choice = {**CHOICE, **more}
    seen = browser.post("/api/shares/preview", json=choice).json()["seen"]
    given = browser.post("/api/shares", json={**choice, "seen": seen})
    assert given.status_code == 201, given.text
    return ShareKeys.of(Pass(given.json()["secret"], given.json()["code"]))


def asked(keys: ShareKeys, **more: Any) -> dict[str, Any]:
    return {"share": keys.tag.hex(), "proof": keys.proof.hex(), **more}


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_the_mentor_gets_to_the_letter_what_the_leader_looked_at(browser: TestClient, leader: LeaderVault) -> None:
    looked = browser.post("/api/shares/preview", json=CHOICE).json()["shown"]
    keys = shared(browser)
    browser.cookies.clear()
    answer = browser.post("/api/mentor/copy", json=asked(keys))
    shown = keys.open(b64decode(answer.json()["copy"]))
    assert {name: shown[name] for name in looked} == looked and set(shown) - set(looked) == {"note_key"}
    assert "set-cookie" not in answer.headers and answer.json()["noted"] is False


def test_names_are_masked_in_what_is_looked_at(browser: TestClient, leader: LeaderVault) -> None:
    answer = browser.post("/api/shares/preview", json={**CHOICE, "question": "What of Amira Khan?"})
    assert "Khan" not in answer.text and "[name]" in answer.text


def test_what_changed_since_it_was_looked_at_is_not_shared(browser: TestClient, leader: LeaderVault) -> None:
    seen = browser.post("/api/shares/preview", json=CHOICE).json()["seen"]
    assert code_of(browser.post("/api/shares", json={**CHOICE, "quotes": False, "seen": seen})) == (409, "changed")
    assert code_of(browser.post("/api/shares", json=CHOICE)) == (409, "changed")
    assert leader.shares() == []


def test_wrong_codes_get_one_answer_and_then_a_wait(browser: TestClient, leader: LeaderVault) -> None:
    keys = shared(browser)
    wrong = {"share": keys.tag.hex(), "proof": "0" * 64}
    unknown = {"share": "0" * 64, "proof": keys.proof.hex()}
    answers = [browser.post("/api/mentor/copy", json=one) for one in (wrong, unknown, wrong, wrong)]
    assert {answer.text for answer in answers} == {answers[0].text} and answers[0].status_code == 403
    assert code_of(browser.post("/api/mentor/copy", json=asked(keys))) == (429, "wait")


def test_a_mentors_wrong_codes_do_not_slow_down_leaders(browser: TestClient, leader: LeaderVault) -> None:
    for _ in range(5):
        browser.post("/api/mentor/copy", json={"share": "0" * 64, "proof": "0" * 64})
    assert browser.post("/api/session/open", json={"phrase": "never issued"}).status_code == 403


def test_the_tenth_wrong_code_destroys_it_from_wherever_it_comes(
    browser: TestClient, leader: LeaderVault, service: WebService
) -> None:
    keys = shared(browser)
    for _ in range(10):
        service.mentor_guesses = LocalTally().guesses("shares")  # another address each time
        browser.post("/api/mentor/copy", json={"share": keys.tag.hex(), "proof": "0" * 64})
    service.mentor_guesses = LocalTally().guesses("shares")
    assert code_of(browser.post("/api/mentor/copy", json=asked(keys))) == (403, "wrong_code")
    assert "ten wrong codes" in browser.get("/share").text


def test_revoked_at_once_means_gone(browser: TestClient, leader: LeaderVault) -> None:
    keys = shared(browser)
    assert browser.delete(f"/api/shares/{keys.tag.hex()}").status_code == 200
    assert code_of(browser.post("/api/mentor/copy", json=asked(keys))) == (403, "wrong_code")
    assert browser.delete(f"/api/shares/{keys.tag.hex()}").status_code == 404


def test_ids_of_others_open_and_end_nothing(browser: TestClient, leader: LeaderVault, service: WebService) -> None:
    keys = shared(browser)
    browser.cookies.set("canary_session", service.sessions.open(service.vault.create()[1]))
    for path in (f"/api/shares/{keys.tag.hex()}", "/api/shares/" + "0" * 64, "/api/shares/..%2f..", "/api/shares/x"):
        assert browser.get(path).status_code == 404
        assert browser.delete(path).status_code in (404, 405)
    assert keys.tag.hex() not in browser.get("/share").text
    assert browser.post("/api/mentor/copy", json=asked(keys)).status_code == 200


def test_nobody_can_list_shares(browser: TestClient, leader: LeaderVault) -> None:
    shared(browser)
    assert browser.get("/api/shares").status_code == 405
    browser.cookies.clear()
    for path in ("/api/mentor/copy", "/api/mentor/note"):
        assert browser.get(path).status_code == 405
    assert browser.get("/share", follow_redirects=False).headers["location"] == "/"
    for call in (browser.post("/api/shares", json=CHOICE), browser.post("/api/shares/preview", json=CHOICE)):
        assert code_of(call) == (401, "unknown_session")


def test_a_note_is_left_once_and_a_replay_does_nothing(browser: TestClient, leader: LeaderVault) -> None:
    keys = shared(browser)
    public = bytes.fromhex(leader.shares()[0].shown["note_key"])
    note = b64encode(seal_note(public, "Start small.", keys.tag)).decode()
    other = b64encode(seal_note(public, "Start big.", keys.tag)).decode()
    for _ in range(2):
        assert browser.post("/api/mentor/note", json=asked(keys, note=note)).status_code == 201
    assert code_of(browser.post("/api/mentor/note", json=asked(keys, note=other))) == (409, "note_left")
    assert leader.shares()[0].note == "Start small."
    assert browser.post("/api/mentor/copy", json=asked(keys)).json()["noted"] is True


def test_a_note_of_another_share_is_not_taken_for_this_ones(browser: TestClient, leader: LeaderVault) -> None:
    keys, other = shared(browser), shared(browser)
    public = next(bytes.fromhex(s.shown["note_key"]) for s in leader.shares() if s.id == other.tag.hex())
    stolen = b64encode(seal_note(public, "Not for here.", other.tag)).decode()
    assert browser.post("/api/mentor/note", json=asked(keys, note=stolen)).status_code == 201
    here = next(one for one in leader.shares() if one.id == keys.tag.hex())
    assert here.noted and here.note is None and "cannot be read" in browser.get("/share").text


@pytest.mark.parametrize(
    "body",
    [
        {}, [], {"share": 1, "proof": "0" * 64}, {"share": "0" * 63, "proof": "0" * 64},
        {"share": "0" * 64, "proof": "g" * 64}, {"share": "0" * 64},
    ],
)  # fmt: skip
def test_what_a_mentor_cannot_ask(browser: TestClient, body: Any) -> None:
    assert code_of(browser.post("/api/mentor/copy", json=body)) == (400, "malformed")


@pytest.mark.parametrize("note", [None, 5, "", "not base64!", b64encode(b"x" * 24_001).decode()])
def test_what_is_no_note(browser: TestClient, note: Any) -> None:
    answer = browser.post("/api/mentor/note", json={"share": "0" * 64, "proof": "0" * 64, "note": note})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"days": 0}, "days"), ({"days": 61}, "days"), ({"days": True}, "malformed"), ({"days": "14"}, "malformed"),
        ({"question": "x" * 1001}, "too_long"), ({"question": 5}, "malformed"), ({"signs": "C4:risk"}, "malformed"),
        ({"signs": [5]}, "malformed"), ({"domains": ["x" * 65]}, "malformed"), ({"quotes": "yes"}, "malformed"),
        ({"signs": ["C4:risk"] * 501}, "malformed"), ({"domains": [], "signs": [], "question": " "}, "nothing"),
    ],
)  # fmt: skip
def test_what_a_leader_cannot_choose(browser: TestClient, leader: LeaderVault, more: Any, code: str) -> None:
    assert code_of(browser.post("/api/shares/preview", json={**CHOICE, **more}))[1] == code


def test_another_site_can_neither_share_nor_ask(browser: TestClient, leader: LeaderVault) -> None:
    keys = shared(browser)
    for method, path, body in (
        ("POST", "/api/shares", CHOICE),
        ("POST", "/api/shares/preview", CHOICE),
        ("DELETE", f"/api/shares/{keys.tag.hex()}", None),
        ("POST", "/api/mentor/copy", asked(keys)),
        ("POST", "/api/mentor/note", asked(keys, note="eA==")),
    ):
        answer = browser.request(method, path, json=body, headers={"Origin": "https://elsewhere.example"})
        assert answer.status_code == 403
    assert leader.shares()[0].is_open


def test_the_page_escapes_what_was_said_and_noted(browser: TestClient, leader: LeaderVault) -> None:
    keys = shared(browser)
    public = bytes.fromhex(leader.shares()[0].shown["note_key"])
    note = b64encode(seal_note(public, ATTACK, keys.tag)).decode()
    browser.post("/api/mentor/note", json=asked(keys, note=note))
    html = browser.get("/share").text
    assert "<script>window" not in html and "<img src=x" not in html and "&lt;script&gt;window" in html


def test_the_download_has_what_was_shared_and_the_note_as_text(browser: TestClient, leader: LeaderVault) -> None:
    keys = shared(browser)
    public = bytes.fromhex(leader.shares()[0].shown["note_key"])
    browser.post("/api/mentor/note", json=asked(keys, note=b64encode(seal_note(public, ATTACK, keys.tag)).decode()))
    readable, exported = browser.get("/api/export.md").text, browser.get("/api/export.json").json()
    assert "What you shared with a mentor" in readable and "<script>" not in readable.replace("\\<", "")
    assert exported["shares"][0]["note"] == ATTACK and "private" not in exported["shares"][0]


def test_keeping_nothing_shares_nothing(browser: TestClient, service: WebService) -> None:
    browser.cookies.set("canary_session", service.sessions.open(service.vault.create(keep_nothing=True)[1]))
    page = browser.get("/share").text
    assert "so there is nothing" in page and "choose-step" not in page
    choice = {**CHOICE, "domains": [], "signs": []}
    seen = browser.post("/api/shares/preview", json=choice).json()["seen"]
    assert code_of(browser.post("/api/shares", json={**choice, "seen": seen})) == (409, "cannot_share")


def test_the_mentors_page_is_the_same_for_everybody_and_holds_nothing(browser: TestClient) -> None:
    assert browser.get("/mentor").text == browser.get("/mentor?x=1").text
    assert browser.get("/mentor").headers["cache-control"] == "no-store"
