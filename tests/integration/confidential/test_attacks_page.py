"""The page in a real browser: nothing typed ever runs, and nothing stays after leaving, locking or erasing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.integration.confidential.app import Echo
from tests.integration.confidential.page_steps import begin, held_anywhere, refused_to_run, say, shown_words

WORD = "zebrafax"
ATTACKS = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    '"><svg onload=window.pwned=1>',
    "javascript:window.pwned=1",
    "{{constructor.constructor('window.pwned=1')()}}",
    "</script><script>window.pwned=1</script>",
    "- <b onmouseover=window.pwned=1>bold</b>",
    "[click](javascript:window.pwned=1) ![x](http://elsewhere.example/x.png)",
)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, in which a page elsewhere is a plain one. A request to anyone else fails the test."""
    context = browser.new_context()
    asked: list[str] = []

    def elsewhere(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<title>Elsewhere</title>Elsewhere", content_type="text/html")

    context.route(lambda url: "127.0.0.1" not in url, elsewhere)
    yield context
    assert set(asked) <= {"https://www.gov.uk/"}
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """The welcome."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#start")).to_be_visible()
    return page


def test_nothing_typed_ever_runs(page: Page, address: str) -> None:
    begin(page)
    for attack in ATTACKS:
        page.fill("#message", attack)
        page.click("#send")
        expect(page.locator("#log .mine").last).to_contain_text(attack.removeprefix("- ")[:12])
        expect(page.locator("#send")).to_be_enabled()
        page.wait_for_timeout(700)  # the server takes two messages a second
    page.reload()
    expect(page.locator("#log .mine")).to_have_count(len(ATTACKS))
    assert page.evaluate("window.pwned") is None
    for never in ("#log img", "#log svg", "#log script", "#log a", "#log b", "#choices script", "#choices b"):
        assert page.locator(never).count() == 0
    refused_to_run(page)
    exported = page.request.get(f"{address}/api/export.md")
    assert "attachment" in exported.headers["content-disposition"]
    assert "nosniff" in exported.headers["x-content-type-options"]
    for live in ("<script", "<img", "<svg", "<b ", "](javascript", "![x]"):
        assert re.search(r"(?<!\\)" + re.escape(live), exported.text()) is None
    assert ATTACKS[0] in json.dumps(page.request.get(f"{address}/api/export.json").json(), ensure_ascii=False)


@pytest.mark.parametrize("how", ["button", "escape"])
def test_leaving_at_once_leaves_nothing_behind(page: Page, context: BrowserContext, address: str, how: str) -> None:
    begin(page)
    say(page, f"The {WORD} is known to me alone.")
    page.fill("#message", f"{WORD} unsent")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")  # a link within the page: no entry in the history either
    entries = page.evaluate("history.length")
    token = next(one["value"] for one in context.cookies() if one["name"] == "canary_session")
    if how == "button":
        page.click("#leave")
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://www.gov.uk/")
    assert page.evaluate("history.length") == entries
    page.go_back()
    assert WORD not in page.content() and "127.0.0.1" not in page.url
    page.goto(address)
    expect(page.locator("#start")).to_be_visible()
    assert held_anywhere(page, WORD) == []
    assert httpx.get(f"{address}/api/conversation", cookies={"canary_session": token}).status_code == 401


@pytest.mark.parametrize("path", ["/picture", "/share", "/about/details"])
@pytest.mark.parametrize("how", ["button", "escape"])
def test_leaving_at_once_from_any_page_leaves_nothing_behind(
    page: Page, context: BrowserContext, address: str, path: str, how: str
) -> None:
    begin(page)
    say(page, f"The {WORD} is known to me alone.")
    page.goto(f"{address}{path}")
    entries = page.evaluate("history.length")
    token = next(one["value"] for one in context.cookies() if one["name"] == "canary_session")
    if how == "button":
        page.click("#leave")
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://www.gov.uk/")
    assert page.evaluate("history.length") == entries
    page.go_back()
    expect(page.locator("#start")).to_be_visible()
    assert held_anywhere(page, WORD) == []
    assert httpx.get(f"{address}/api/conversation", cookies={"canary_session": token}).status_code == 401


def test_the_words_can_be_copied_and_printed_and_nothing_else_is_on_the_paper(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    page.click("#start")
    words = shown_words(page)
    page.click("#copy")
    expect(page.locator("#copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == words
    page.click("#print")
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.locator("#new-phrase")).to_be_visible()
    for hidden in ("header", "#composer", "#log", "#copy", "#saved"):
        expect(page.locator(hidden)).to_be_hidden()
    page.emulate_media(media="screen")
    page.click("#saved")
    expect(page.locator("#log")).to_contain_text("You said")
    page.emulate_media(media="print")
    assert words not in page.locator("body").inner_text()
    assert held_anywhere(page, words) == []


def test_an_idle_page_warns_then_locks_and_keeps_nothing(page: Page) -> None:
    page.clock.install()
    page.reload()
    begin(page)
    say(page, f"The {WORD} is known to me alone.")
    page.fill("#message", f"{WORD} unsent")
    page.clock.fast_forward("27:55")
    expect(page.locator("#notice")).to_be_hidden()
    page.clock.fast_forward("00:10")
    expect(page.locator("#notice")).to_contain_text("2 minutes")
    page.type("#message", " more")
    expect(page.locator("#notice")).to_be_hidden()
    page.clock.fast_forward("30:10")
    expect(page.locator("#welcome")).to_be_visible()
    expect(page.locator("#notice")).to_contain_text("locked")
    assert held_anywhere(page, WORD) == []
    page.reload()
    expect(page.locator("#welcome")).to_be_visible()


def test_a_laptop_that_slept_too_long_wakes_up_locked(page: Page, context: BrowserContext) -> None:
    """Even without a network, when the server can't be asked."""
    page.clock.install()
    page.reload()
    begin(page)
    say(page, f"The {WORD} is known to me alone.")
    context.set_offline(True)
    page.clock.fast_forward("03:00:00")
    expect(page.locator("#welcome")).to_be_visible()
    assert held_anywhere(page, WORD) == []
    context.set_offline(False)


def test_an_erasure_leaves_the_receipt_alone_on_the_screen(page: Page, context: BrowserContext) -> None:
    begin(page)
    say(page, f"The {WORD} is known to me alone.")
    second = context.new_page()
    second.goto(page.url)
    expect(second.locator("#log")).to_contain_text(WORD)
    page.fill("#message", "delete everything")
    page.click("#send")
    expect(page.locator("#log")).to_contain_text("Erased")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator("#composer")).to_be_hidden()
    assert held_anywhere(page, WORD) == []
    expect(second.locator("#welcome")).to_be_visible()
    assert held_anywhere(second, WORD) == []
    page.click("#again")
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator("#log")).to_be_empty()


@pytest.mark.parametrize("button", ["#close", "#close-everywhere"])
def test_closing_leaves_nothing_on_the_page_or_in_other_tabs(page: Page, context: BrowserContext, button: str) -> None:
    phrase = begin(page)
    say(page, f"The {WORD} is known to me alone.")
    page.fill("#message", f"{WORD} unsent")
    second = context.new_page()
    second.goto(page.url)
    expect(second.locator("#log")).to_contain_text(WORD)
    page.click("#menu summary")
    page.click(button)
    for one in (page, second):
        expect(one.locator("#welcome")).to_be_visible()
        assert held_anywhere(one, WORD) == []
        assert held_anywhere(one, phrase) == []


def test_the_words_can_be_changed_and_are_shown_once(page: Page) -> None:
    old = begin(page)
    say(page, f"The {WORD} is known to me alone.")
    page.click("#menu summary")
    page.click("#change")
    page.click("#change-yes")
    new = shown_words(page)
    assert new != old
    page.click("#saved")
    expect(page.locator("#log")).to_contain_text(WORD)
    assert held_anywhere(page, new) == []
    page.click("#menu summary")
    page.click("#close")
    page.fill("#phrase", old)
    page.click("#open")
    expect(page.locator("#notice")).to_contain_text("didn't open")
    page.fill("#phrase", new)
    page.click("#open")
    expect(page.locator("#conversation")).to_be_visible()
    assert held_anywhere(page, new) == []


def test_keeping_nothing_says_so_and_offers_no_words(page: Page) -> None:
    page.click("#start-nothing")
    expect(page.locator("#log")).to_contain_text("You said")
    page.click("#menu summary")
    expect(page.locator("#kept")).to_contain_text("Nothing")
    expect(page.locator("#change")).to_be_hidden()
    page.click("#close")
    expect(page.locator("#welcome")).to_be_visible()


def test_a_message_that_meets_a_locked_door_waits_for_the_same_words_only(page: Page, address: str) -> None:
    """The server was started anew while the leader wrote: nothing on the screen, nothing in a store, nothing lost."""
    mine = begin(page)
    page.fill("#message", f"A long thought about the {WORD}.")
    page.context.clear_cookies()
    page.click("#send")
    expect(page.locator("#welcome")).to_be_visible()
    assert held_anywhere(page, WORD) == []
    page.fill("#phrase", mine)
    page.click("#open")
    expect(page.locator("#message")).to_have_value(f"A long thought about the {WORD}.")
    page.context.clear_cookies()
    page.click("#send")
    other = httpx.post(f"{address}/api/session", json={}).json()["phrase"]
    page.fill("#phrase", other)
    page.click("#open")
    expect(page.locator("#conversation")).to_be_visible()
    expect(page.locator("#message")).to_have_value("")


def test_the_unsent_draft_is_the_only_thing_stored_and_goes_when_sent(page: Page) -> None:
    begin(page)
    page.type("#message", f"{WORD} half written")
    assert held_anywhere(page, WORD) == ["fields", "session"]
    page.click("#send")
    expect(page.locator("#log .theirs").last).to_contain_text(WORD)
    assert page.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length") == 0


def test_nothing_is_cached(page: Page, echo: Echo) -> None:
    begin(page)
    answers: list[str] = []
    page.on("response", lambda answer: answers.append(answer.headers.get("cache-control", "none")))
    page.reload()
    expect(page.locator("#log")).to_contain_text("You said")
    assert len(answers) > 5 and set(answers) == {"no-store"}
    assert page.evaluate("caches.keys().then(keys => keys.length)") == 0
