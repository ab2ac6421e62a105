"""Sharing with a mentor in a real browser: the leader's page, the mentor's page, and what must not happen on either."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from bot.report.held import Held
from bot.tally import LocalTally
from bot.vault import tables
from bot.vault.engine import writing
from tests.browser.conftest import NARROW, PHONE, WIDE, Visit, serious
from tests.browser.picture_site import Site, site
from tests.integration.confidential.servers import Server
from tests.integration.confidential.test_attacks_page import ATTACKS
from tests.unit.report.made import SPRING, finding, held, many, reflection

Opened = Callable[..., Page]
WORD = "zebrafax"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("share")) as running:
        yield running


@pytest.fixture
def opened(served: Site, chrome: Browser) -> Iterator[Opened]:
    """Opens a page, for a leader with these records or for anybody; a complaint of the browser's fails the test."""
    contexts, complaints = [], []
    served.service.mentor_guesses = LocalTally().guesses("shares")

    def open_page(path: str, kept: Held | None = None, size: dict[str, int] = WIDE, **told: Any) -> Page:
        context = chrome.new_context(viewport=size, base_url=served.address, **told)  # type: ignore[arg-type]
        contexts.append(context)
        if kept is not None:
            token = served.open(kept, keep_nothing=False)
            context.add_cookies([{"name": "canary_session", "value": token, "url": served.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def one(quote: str = f"The {WORD} slips with Amira Khan.") -> Held:
    here = reflection("one", SPRING)
    return held([here], [finding(here, quote=quote), finding(here, "A1", "strength", "Members come along.")])


def share(page: Page, question: str = "How do I begin?", quotes: bool = False) -> tuple[str, str]:
    """Choose, look, share; the link and the code."""
    page.get_by_label("The question you would like to bring").fill(question)
    if quotes:
        page.get_by_label("Your own words for them").check()
    page.get_by_role("button", name="Show me what they would see").click()
    page.get_by_role("button", name="Share exactly this").click(timeout=15_000)
    expect(page.locator("#given-step")).to_be_visible(timeout=15_000)
    return page.locator("#link").input_value(), page.locator("#code").input_value()


def to_the_list(page: Page) -> None:
    """Back to what is shared."""
    page.get_by_role("button", name="I have both").click()
    page.locator("#shares li").first.wait_for()


def enter(page: Page, code: str) -> None:
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#shared")).to_be_visible(timeout=15_000)


def test_the_mentor_sees_to_the_letter_what_the_leader_looked_at(opened: Opened) -> None:
    page = opened("/share", one())
    page.get_by_label("The question you would like to bring").fill("How do I begin?")
    page.get_by_label("Your own words for them").check()
    page.get_by_role("button", name="Show me what they would see").click()
    expect(page.locator("#preview-step")).to_be_visible(timeout=15_000)
    looked = page.locator("#preview").inner_text()
    assert WORD in looked and "Khan" not in looked and "[name]" in looked
    page.get_by_role("button", name="Share exactly this").click()
    expect(page.locator("#given-step")).to_be_visible()
    mentor = opened(page.locator("#link").input_value())
    enter(mentor, page.locator("#code").input_value())
    assert mentor.locator("#shown").inner_text() == looked
    assert mentor.locator("#shown svg [fill]").count() > 20
    assert mentor.evaluate("document.activeElement.closest('#shown') !== null")
    to_the_list(page)
    expect(page.locator("#shares")).to_contain_text("Opened once")
    page.get_by_role("button", name="See what they see").click()
    expect(page.locator("#shares .seen h2")).to_have_text("What a leader would like you to see")


@pytest.mark.parametrize(("path", "script"), [("/share", "share"), ("/mentor#secret", "mentor")])
def test_nothing_can_be_sent_before_the_script_is_there(opened: Opened, path: str, script: str) -> None:
    page = opened(path, one())
    page.route(f"**/static/{script}.js", lambda route: route.abort())
    page.reload()
    before = page.url
    page.locator("#question, #code").first.fill(WORD)
    page.locator("#days, #code").first.press("Enter")
    page.locator("main button").first.evaluate("button => button.click()")
    assert page.url == before
    assert all(button.is_disabled() for button in page.locator("main button:visible").all())


def test_quotes_stay_at_home_unless_chosen(opened: Opened) -> None:
    page = opened("/share", one())
    link, code = share(page)
    mentor = opened(link)
    enter(mentor, code)
    assert WORD not in mentor.content() and "How do I begin?" in mentor.locator("#shown").inner_text()


def test_neither_link_secret_code_nor_key_is_ever_sent_by_the_mentors_browser(opened: Opened) -> None:
    link, code = share(opened("/share", one()))
    mentor = opened("/mentor")
    sent: list[str] = []
    mentor.on("request", lambda request: sent.append(f"{request.url} {request.post_data} {request.all_headers()}"))
    mentor.goto(link)
    enter(mentor, code)
    mentor.get_by_label("Notes for yourself").fill(f"{WORD} for myself")
    mentor.get_by_label("One note, if you like").fill(f"{WORD} for you")
    mentor.get_by_role("button", name="Send it").click()
    expect(mentor.locator("#noted")).to_contain_text("on its way")
    everything = "\n".join(sent)
    assert "/api/mentor/note" in everything
    for secret in (link.partition("#")[2], code, code.replace("-", ""), WORD):
        assert secret not in everything


def test_a_wrong_code_and_a_broken_link_open_nothing(opened: Opened) -> None:
    link, code = share(opened("/share", one()))
    mentor = opened(link)
    mentor.get_by_label("Your code").fill("AAAA-BBBB-CCCC")
    mentor.get_by_role("button", name="Open").click()
    expect(mentor.locator("#notice")).to_contain_text("didn't open anything", timeout=15_000)
    assert mentor.locator("#shared").is_hidden()
    enter(mentor, code.lower().replace("-", " "))
    broken = opened("/mentor")
    expect(broken.locator("#notice")).to_contain_text("not complete")


def test_revoked_at_once_means_gone(opened: Opened) -> None:
    page = opened("/share", one())
    link, code = share(page)
    mentor = opened(link)
    enter(mentor, code)
    to_the_list(page)
    page.get_by_role("button", name="End it now").click()
    expect(page.locator("#notice")).to_contain_text("It is gone")
    expect(page.locator("#no-shares")).to_be_visible()
    mentor.reload()
    mentor.get_by_label("Your code").fill(code)
    mentor.get_by_role("button", name="Open").click()
    expect(mentor.locator("#notice")).to_contain_text("may be over", timeout=15_000)
    assert mentor.locator("#shown").inner_text() == ""


def test_expired_opens_nothing(opened: Opened, served: Site) -> None:
    link, code = share(opened("/share", one()))
    with writing(served.service.vault._installation.engine) as session:
        session.execute(update(tables.share).values(expires=SPRING.date()))
    mentor = opened(link)
    mentor.get_by_label("Your code").fill(code)
    mentor.get_by_role("button", name="Open").click()
    expect(mentor.locator("#notice")).to_contain_text("may be over", timeout=15_000)


def test_fourteen_days_unless_told_otherwise(opened: Opened) -> None:
    page = opened("/share", one())
    expect(page.get_by_label("For how many days")).to_have_value("14")
    expect(page.get_by_label("Your own words for them")).not_to_be_checked()


def test_the_note_reaches_the_leaders_page_and_there_is_one(opened: Opened) -> None:
    page = opened("/share", one())
    link, code = share(page)
    mentor = opened(link)
    enter(mentor, code)
    mentor.get_by_label("One note, if you like").fill("Begin with\none team ✓ 🙂.")
    mentor.get_by_role("button", name="Send it").click()
    expect(mentor.locator("#noted")).to_contain_text("on its way")
    assert mentor.locator("#note-form").is_hidden()
    to_the_list(page)
    expect(page.locator("#shares blockquote")).to_have_text("Begin with\none team ✓ 🙂.")
    mentor.reload()
    enter(mentor, code)
    expect(mentor.locator("#noted")).to_contain_text("sent already")


def test_preparation_stays_in_the_tab_locked_and_comes_back_with_the_code(opened: Opened) -> None:
    link, code = share(opened("/share", one()))
    mentor = opened(link)
    enter(mentor, code)
    mentor.get_by_label("Notes for yourself").fill(f"Ask about the {WORD}.")
    mentor.wait_for_function("sessionStorage.length === 1")
    assert WORD not in mentor.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
    mentor.get_by_role("button", name="Close").click()
    assert WORD not in mentor.content() and mentor.locator("#preparation").input_value() == ""
    assert mentor.locator("#shown").inner_text() == ""
    enter(mentor, code)
    expect(mentor.locator("#preparation")).to_have_value(f"Ask about the {WORD}.")
    with mentor.expect_download() as saved:
        mentor.get_by_role("button", name="Save them as a file").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8") == f"Ask about the {WORD}."
    elsewhere = opened(link)
    enter(elsewhere, code)
    assert elsewhere.locator("#preparation").input_value() == ""


def test_an_idle_mentors_page_locks(opened: Opened) -> None:
    link, code = share(opened("/share", one()))
    mentor = opened("/mentor")
    mentor.clock.install()
    mentor.goto(link)
    mentor.reload()
    enter(mentor, code)
    mentor.clock.fast_forward("31:00")
    expect(mentor.locator("#shared")).to_be_hidden()
    assert mentor.locator("#shown").inner_text() == ""


def test_nothing_typed_by_leader_or_mentor_ever_runs(opened: Opened) -> None:
    page = opened("/share", one(quote=" ".join(ATTACKS)))
    link, code = share(page, question=" ".join(ATTACKS), quotes=True)
    mentor = opened(link)
    enter(mentor, code)
    mentor.get_by_label("Notes for yourself").fill(" ".join(ATTACKS))
    mentor.get_by_label("One note, if you like").fill(" ".join(ATTACKS))
    mentor.get_by_role("button", name="Send it").click()
    expect(mentor.locator("#noted")).to_contain_text("on its way")
    to_the_list(page)
    expect(page.locator("#shares blockquote")).to_contain_text(ATTACKS[0])
    page.get_by_role("button", name="See what they see").click()
    expect(page.locator(".seen h2")).to_be_visible()
    for shown, place in ((mentor, "#shown"), (page, "#shares")):
        assert shown.evaluate("window.pwned") is None
        assert shown.locator(place).inner_text().count("window.pwned") >= 2
        for never in ("script", "img", "a", "b"):
            assert shown.locator(f"{place} {never}").count() == 0


def test_a_copy_that_was_tampered_with_shows_nothing(opened: Opened) -> None:
    link, code = share(opened("/share", one()))
    mentor = opened(link)
    forged = json.dumps({"copy": "QUFB" * 40, "noted": False})
    mentor.route("**/api/mentor/copy", lambda route: route.fulfill(body=forged))
    mentor.get_by_label("Your code").fill(code)
    mentor.get_by_role("button", name="Open").click()
    expect(mentor.locator("#notice")).to_contain_text("went wrong", timeout=15_000)
    assert mentor.locator("#shared").is_hidden()


def test_all_of_it_by_keyboard(opened: Opened) -> None:
    page = opened("/share", one())
    page.locator("#question").focus()
    page.keyboard.type("How do I begin?")
    until(page, "look")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-heading")).to_be_focused()
    until(page, "share")
    page.keyboard.press("Enter")
    expect(page.locator("#given-heading")).to_be_focused()
    link, code = page.locator("#link").input_value(), page.locator("#code").input_value()
    mentor = opened(link)
    until(mentor, "code")
    mentor.keyboard.type(code)
    mentor.keyboard.press("Enter")
    expect(mentor.locator("#shared")).to_be_visible(timeout=15_000)
    until(mentor, "note")
    mentor.keyboard.type("Begin small.")
    until(mentor, "send")
    mentor.keyboard.press("Enter")
    expect(mentor.locator("#noted")).to_contain_text("on its way")
    until(page, "done")
    page.keyboard.press("Enter")
    expect(page.locator("#shares blockquote")).to_have_text("Begin small.")
    until(page, "", ".revoke")
    page.keyboard.press("Enter")
    expect(page.locator("#list-heading")).to_be_focused()


def until(page: Page, id: str, selector: str = "") -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector or f"#{id}"):
            return
    raise AssertionError(f"Tab never came to {selector or id}")


@pytest.mark.parametrize(("number", "scheme"), [(0, "light"), (30, "light"), (30, "dark"), (300, "dark")])
def test_axe_finds_nothing_serious_on_either_page_at_any_step(opened: Opened, scheme: str, number: int) -> None:
    page = opened("/share", many(number) if number else held([], []), color_scheme=scheme)
    assert serious(page) == []
    page.get_by_label("The question you would like to bring").fill("How do I begin?")
    if number:
        page.get_by_label("Your own words for them").check()
    page.get_by_role("button", name="Show me what they would see").click()
    expect(page.locator("#preview-step")).to_be_visible(timeout=30_000)
    assert serious(page) == []
    page.get_by_role("button", name="Share exactly this").click()
    expect(page.locator("#given-step")).to_be_visible(timeout=30_000)
    assert serious(page) == []
    mentor = opened(page.locator("#link").input_value(), color_scheme=scheme)
    assert serious(mentor) == []
    enter(mentor, page.locator("#code").input_value())
    assert serious(mentor) == []
    to_the_list(page)
    expect(page.locator("#shares li")).to_have_count(1)
    page.get_by_role("button", name="See what they see").click()
    expect(page.locator(".seen h2")).to_be_visible()
    assert serious(page) == []


@pytest.mark.parametrize("size", [PHONE, NARROW])
def test_nothing_runs_over_the_side_of_a_phone(opened: Opened, size: dict[str, int]) -> None:
    page = opened("/share", many(30), size=size)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= size["width"]
    link, code = share(page, question="Donaudampfschifffahrtsgesellschaft" * 4, quotes=True)
    assert page.evaluate(wide) <= size["width"]
    mentor = opened(link, size=size)
    enter(mentor, code)
    assert mentor.evaluate(wide) <= size["width"]


def test_from_the_conversation_to_a_mentor_and_back_with_the_real_server(canary: Server, visit: Visit) -> None:
    leader = visit(canary.address)
    words = leader.start()
    leader.press("I'm happy to go on")
    leader.page.locator("#menu summary").click()
    leader.page.get_by_role("link", name="Share with a mentor").click()
    link, code = share(leader.page, question=f"Where do I begin with {ATTACKS[1]}?")
    mentor = visit(link).page
    enter(mentor, code)
    expect(mentor.locator("#shown")).to_contain_text(ATTACKS[1])
    mentor.get_by_label("One note, if you like").fill(f"Begin small. {ATTACKS[0]} {ATTACKS[2]}")
    mentor.get_by_role("button", name="Send it").click()
    expect(mentor.locator("#noted")).to_contain_text("on its way")
    leader.page.get_by_role("link", name="Back to the conversation").click()
    leader.page.locator("#menu summary").click()
    leader.page.get_by_role("button", name="Close and lock").click()
    leader.open(words)
    expect(leader.theirs.filter(has_text="Begin small.")).to_contain_text(ATTACKS[0])
    assert leader.page.evaluate("window.pwned") is None and leader.page.locator("#log script, #log svg").count() == 0
    leader.press("Leave it there")
