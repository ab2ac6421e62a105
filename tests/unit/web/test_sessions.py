"""Opening, locking, leaving and taking away; and what another person or site may not do."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from bot.channels.web.guards import HEADERS
from bot.channels.web.service import WebService

from .test_messages import say, start


def test_six_words_are_given_once_and_open_it_again(browser: TestClient) -> None:
    phrase = str(start(browser)["phrase"])
    assert len(phrase.split()) == 6
    say(browser, "Not since Easter.")
    browser.delete("/api/session")
    assert browser.get("/api/conversation").status_code == 401
    opened = browser.post("/api/session/open", json={"phrase": phrase.upper().replace(" ", "  ")})
    assert opened.status_code == 201
    assert opened.json()["resumed"] and opened.json()["phrase"] == ""
    assert phrase not in browser.get("/api/conversation").text


def test_a_wrong_phrase_and_an_unknown_one_get_one_answer_and_then_a_wait(browser: TestClient) -> None:
    answers = [
        browser.post("/api/session/open", json={"phrase": phrase})
        for phrase in ("abacus abdomen abdominal abide abiding ability", "no such words", "", "four")
    ]
    assert {(answer.status_code, answer.json()["error"]["code"]) for answer in answers} == {(403, "wrong_phrase")}
    slowed = browser.post("/api/session/open", json={"phrase": "once more"})
    assert (slowed.status_code, slowed.json()["error"]["code"]) == (429, "wait")
    assert slowed.json()["error"]["retry_after"] >= 1


@pytest.mark.parametrize("phrase", [None, 7, ["a"], "x" * 201])
def test_a_phrase_of_another_shape_is_refused(browser: TestClient, phrase: object) -> None:
    assert browser.post("/api/session/open", json={"phrase": phrase}).status_code == 400


def test_keeping_nothing_gives_no_words_and_leaves_nothing(browser: TestClient, service: WebService) -> None:
    begun = start(browser, keep_nothing=True)
    assert begun["phrase"] == "" and begun["keep_nothing"] is True
    say(browser, "Not since Easter.")
    browser.delete("/api/session")
    assert browser.get("/api/conversation").status_code == 401


def test_a_session_given_beforehand_is_not_taken_over(browser: TestClient) -> None:
    browser.cookies.set("canary_session", "planted", domain="canary.test", path="/")
    answer = browser.post("/api/session", json={})
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie


def test_the_cookie_is_secure_behind_https(browser: TestClient, service: WebService) -> None:
    service.secure_cookie = True
    assert "Secure" in browser.post("/api/session", json={}).headers["set-cookie"]


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/session"), ("POST", "/api/messages"), ("DELETE", "/api/session"), ("GET", "/api/conversation")],
)
def test_another_site_can_do_nothing(browser: TestClient, method: str, path: str, headers: dict[str, str]) -> None:
    start(browser)
    assert browser.request(method, path, json={}, headers=headers).status_code == 403
    assert browser.get("/api/conversation").status_code == 200


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/api/conversation", "/nothing-here"])
def test_every_answer_carries_the_security_headers(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "path", ["/static/../errors.py", "/static/%2e%2e/pages.py", "/api/export.txt", "/api/export.%2e"]
)
def test_no_way_out_of_the_folders(browser: TestClient, path: str) -> None:
    start(browser)
    assert browser.get(path).status_code == 404


def test_the_page_asks_nothing_of_anyone_else_and_holds_no_inline_script(browser: TestClient) -> None:
    page = browser.get("/").text
    assert "http://" not in page and "https://" not in page
    assert "onclick" not in page and "<style" not in page
    assert "A &lt;b&gt;council&lt;/b&gt;" in page


@pytest.mark.parametrize("kind", ["json", "md"])
def test_everything_can_be_taken_away(browser: TestClient, kind: str) -> None:
    start(browser)
    say(browser, "Not since Easter.")
    answer = browser.get(f"/api/export.{kind}")
    assert "Not since Easter." in answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="canary.{kind}"'


def test_nothing_can_be_taken_away_without_a_session(browser: TestClient) -> None:
    assert browser.get("/api/export.json").status_code == 401
