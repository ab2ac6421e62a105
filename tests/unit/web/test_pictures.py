"""The picture's page and the reports over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from bot.channels.web.service import WebService
from bot.messages import Exchange, Reply
from bot.report.held import Held
from bot.tally.pace import Pace
from bot.vault.errors import StorageUnavailable
from tests.unit.report.made import NOW, SPRING, SUMMER, finding, held, many, reflection

FIRST, SECOND = reflection("first", SPRING), reflection("second", SUMMER)
TAG = "<img src=x onerror=alert(1)>"


@pytest.fixture
def leader(browser: TestClient, service: WebService) -> Callable[[Held], TestClient]:
    """A browser with an open vault that holds what is given."""

    def enter(kept: Held) -> TestClient:
        browser.post("/api/session", json={"keep_nothing": True})
        open_one = service.sessions.find(next(iter(browser.cookies.values())))
        assert open_one is not None
        turn = open_one.turn("made", NOW)
        for record in (*kept.all_reflections, *kept.all_answers, *kept.all_findings, *kept.all_commitments):
            turn.put(record)
        turn.commit(Exchange("made", NOW, None, (Reply("Hello"),)))
        return browser

    return enter


def two() -> Held:
    return held([FIRST, SECOND], [finding(FIRST, quote="first words"), finding(SECOND, "A1", quote="second words")])


def test_without_a_session_it_leads_to_the_front_page(browser: TestClient) -> None:
    answer = browser.get("/picture", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/api/report.pdf").status_code == 401


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_the_page_is_whole_and_strict(leader: Callable[[Held], TestClient], number: int) -> None:
    answer = leader(many(number)).get("/picture")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert " style=" not in answer.text and "onclick" not in answer.text and "<style" not in answer.text
    assert answer.text.count('class="sign-words"') == answer.text.count('class="sign"')


def test_words_are_shown_as_words(leader: Callable[[Held], TestClient]) -> None:
    told = finding(FIRST, quote=TAG, who_else=TAG)
    own = replace(finding(FIRST, "A1"), verdict="not_quite", correction=TAG)
    page = leader(held([FIRST], [told, own])).get("/picture").text
    assert TAG not in page and page.count("&lt;img src=x") >= 3


def test_stepping_back_shows_only_what_was_said_by_then(leader: Callable[[Held], TestClient]) -> None:
    browser = leader(two())
    assert "second words" in browser.get("/picture").text
    earlier = browser.get("/picture?at=1").text
    assert "first words" in earlier and "second words" not in earlier
    assert 'rel="next"' in earlier and 'rel="prev"' not in earlier


def test_then_and_now_says_what_it_is_compared_with(leader: Callable[[Held], TestClient]) -> None:
    assert "as you chose" in leader(two()).get("/picture?at=2&since=1").text


def test_the_situation_is_a_choice_on_the_page(leader: Callable[[Held], TestClient]) -> None:
    browser = leader(two())
    assert "Read as prevention" in browser.get("/picture").text
    assert "Read as coming out of intervention" in browser.get("/picture?situation=after").text


@pytest.mark.parametrize("query", ["at=x", "at=-1", "at=99999999999", "since=%00", "situation=%3Cb%3E", "at=²"])
def test_odd_questions_get_the_plain_page(leader: Callable[[Held], TestClient], query: str) -> None:
    browser = leader(two())
    assert browser.get(f"/picture?{query}").text == browser.get("/picture").text


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# Reflections")])
def test_a_report_comes_as_a_file(leader: Callable[[Held], TestClient], kind: str, start: bytes) -> None:
    answer = leader(two()).get(f"/api/report.{kind}")
    assert answer.content.startswith(start)
    assert answer.headers["content-disposition"] == f'attachment; filename="canary-report.{kind}"'


def test_a_report_of_one_reflection_or_some_days(leader: Callable[[Held], TestClient]) -> None:
    browser = leader(two())
    assert "second words" not in browser.get("/api/report.md?reflection=1").text
    assert "first words" not in browser.get("/api/report.md?from=2026-04-01").text
    assert "second words" not in browser.get("/api/report.md?from=&to=2026-04-01").text


def test_for_sharing_names_are_masked(leader: Callable[[Held], TestClient]) -> None:
    browser = leader(held([FIRST], [finding(FIRST, quote="I spoke to Sarah Thompson about it.")]))
    assert "Sarah Thompson" in browser.get("/api/report.md").text
    shared = browser.get("/api/report.md?for=sharing").text
    assert "Thompson" not in shared and "For sharing" in shared


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("report.exe", 404),
        ("report.md?reflection=9", 404),
        ("report.md?from=soon", 400),
        ("report.md?to=2026-13-01", 400),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    leader: Callable[[Held], TestClient], address: str, status: int
) -> None:
    answer = leader(two()).get(f"/api/{address}")
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_reports_have_a_pace(leader: Callable[[Held], TestClient], service: WebService) -> None:
    browser = leader(two())
    service.messages = Pace(per_second=0, burst=1)
    assert [browser.get("/api/report.md").status_code for _ in range(2)] == [200, 429]


def test_another_site_cannot_ask_for_one(leader: Callable[[Held], TestClient]) -> None:
    assert leader(two()).get("/api/report.md", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_report_that_cannot_be_set_is_said_in_words(
    leader: Callable[[Held], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.report.typesetting._PROGRAM", "/nowhere")
    answer = leader(two()).get("/api/report.pdf")
    assert answer.status_code == 503
    assert "Nothing has been lost" in answer.json()["error"]["message"]


def test_a_store_that_is_away_is_said_on_a_page(
    leader: Callable[[Held], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StorageUnavailable("away")

    browser = leader(two())
    monkeypatch.setattr("bot.channels.web.pictures.held_by", away)
    answer = browser.get("/picture")
    assert answer.status_code == 503 and "Please try again in a minute." in answer.text


def test_what_the_leader_means_to_do_is_listed_with_a_calendar_file(leader: Callable[[Held], TestClient]) -> None:
    browser = leader(many(5))
    page, file = browser.get("/picture").text, browser.get("/api/commitments.ics")
    assert "Sit in on one supervision" in page and 'href="/api/commitments.ics"' in page
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "20261201" in file.text and "SUMMARY:Time to look back" in file.text and "supervision" not in file.text


def test_without_a_day_there_is_no_calendar_file(leader: Callable[[Held], TestClient]) -> None:
    browser = leader(two())
    assert "commitments.ics" not in browser.get("/picture").text
    assert browser.get("/api/commitments.ics").json()["error"]["code"] == "no_days"
