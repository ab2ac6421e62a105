"""The picture page in a real browser: keyboard, touch, phone, light and dark, without script, and axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.report.held import Held
from tests.browser.conftest import AXE
from tests.browser.picture_site import Site, site
from tests.unit.report.attacked import ATTACKS, attacked, attacks
from tests.unit.report.made import SPRING, SUMMER, finding, held, many, reflection

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 700}
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("picture")) as running:
        yield running


@pytest.fixture
def opened(served: Site, chrome: Browser) -> Iterator[Opened]:
    """Opens the page for a leader with these records; whatever the browser complains about fails the test."""
    contexts, complaints = [], []

    def open_page(kept: Held, path: str = "/picture", size: dict[str, int] = WIDE, **told: Any) -> Page:
        context = chrome.new_context(viewport=size, base_url=served.address, **told)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_cookies([{"name": "canary_session", "value": served.open(kept), "url": served.address}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def two() -> Held:
    first, second = reflection("first", SPRING), reflection("second", SUMMER)
    return held(
        [first, second], [finding(first, quote="first words"), finding(second, "A1", "strength", "second words")]
    )


def problems(page: Page) -> list[str]:
    """What axe-core finds serious or critical, with the element."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['html'][:150]}" for one in grave for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_axe_finds_nothing_serious(opened: Opened, number: int, scheme: str) -> None:
    page = opened(many(number), color_scheme=scheme)
    for details in page.locator("details").all():
        details.evaluate("node => node.open = true")
    assert problems(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_a_phone_with_a_sign_chosen(opened: Opened, scheme: str) -> None:
    page = opened(many(30), size=PHONE, color_scheme=scheme)
    page.locator(".sky .sign").first.click()
    assert problems(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE, NARROW])
@pytest.mark.parametrize("number", [1, 300])
def test_nothing_runs_over_the_side(opened: Opened, number: int, size: dict[str, int]) -> None:
    page = opened(many(number), size=size)
    for details in page.locator("details").all():
        details.evaluate("node => node.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_names_in_the_picture_do_not_run_into_each_other(opened: Opened) -> None:
    page = opened(many(300))
    line = 9  # a box of text is higher than its letters, so that two lines of one name overlap by this much
    boxes = [text.bounding_box() for text in page.locator(".sky .sign text, .sky g > text.clear").all()]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one and other
            beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            apart = one["y"] + one["height"] <= other["y"] + line or other["y"] + other["height"] <= one["y"] + line
            assert beside or apart, (one, other)


def test_focus_shows_the_words_and_enter_goes_to_them(opened: Opened) -> None:
    page = opened(two())
    assert page.get_by_text("first words").is_hidden()
    sign = page.locator("#place-C4")
    sign.focus()
    assert page.get_by_text("first words").is_visible()
    assert page.get_by_text("second words").is_hidden()
    assert page.locator("#sign-C4").get_by_text("4 March 2026, Culture").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sign-C4"
    page.locator("#sign-C4 .to-picture").press("Enter")
    assert page.evaluate("document.activeElement.id") == "place-C4"
    assert page.url.endswith("/picture")


def test_every_sign_can_be_reached_with_the_tab_key(opened: Opened) -> None:
    page = opened(many(30))
    signs = page.locator(".sky .sign").count()
    page.locator(".sky .sign").first.focus()
    reached = set()
    for _ in range(signs):
        reached.add(page.evaluate("document.activeElement.id"))
        page.keyboard.press("Tab")
    assert len(reached) == signs and all(id.startswith("place-") for id in reached)


def test_a_tap_on_a_phone_brings_the_words_into_view(opened: Opened) -> None:
    page = opened(two(), size=PHONE, has_touch=True)
    page.locator("#place-C4").tap()
    words = page.get_by_text("first words")
    assert words.is_visible()
    box = words.bounding_box()
    assert box and 0 <= box["y"] < PHONE["height"]


def test_signs_are_large_enough_to_tap(opened: Opened) -> None:
    page = opened(many(30), size=NARROW)
    for sign in page.locator(".sky .sign").all():
        box = sign.bounding_box()
        assert box and min(box["width"], box["height"]) >= 44


def test_without_script_every_word_is_there(opened: Opened) -> None:
    page = opened(two(), java_script_enabled=False)
    assert page.get_by_text("first words").is_visible() and page.get_by_text("second words").is_visible()
    page.locator("#place-C4").click()
    assert page.url.endswith("#sign-C4")


def test_stepping_back_and_then_beside_now(opened: Opened) -> None:
    page = opened(two())
    page.get_by_role("link", name="Earlier: 4 March 2026").click()
    assert page.locator(".sky .sign").count() == 1
    page.get_by_role("link", name="Later: 9 June 2026").click()
    page.get_by_text("Another time, or then beside now").click()
    page.get_by_label("and compare it with").select_option(label="4 March 2026, Culture")
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.get_by_text("as you chose").is_visible()


def test_the_situation_can_be_chosen(opened: Opened) -> None:
    page = opened(two())
    page.get_by_label("Coming out of intervention").check()
    page.get_by_role("button", name="Show it this way").click()
    assert page.get_by_text("Read as coming out of intervention").is_visible()


@pytest.mark.parametrize(
    ("button", "kind", "start"), [("PDF", "pdf", b"%PDF"), ("Word", "docx", b"PK"), ("Markdown", "md", b"# ")]
)
def test_a_report_downloads(opened: Opened, button: str, kind: str, start: bytes) -> None:
    page = opened(two())
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == f"canary-report.{kind}"
    assert Path(download.value.path()).read_bytes().startswith(start)


def test_nothing_that_was_said_runs_beside_the_picture(opened: Opened) -> None:
    """The browser's complaints, such as a script that the policy refused, fail the test too."""
    page = opened(attacked(attacks("/etc/passwd")))
    for details in page.locator("details").all():
        details.evaluate("node => node.open = true")
    for sign in page.locator(".sky .sign").all():
        sign.focus()
    assert page.get_by_text(ATTACKS[0]).count() > 0
    assert page.evaluate("window.pwned") is None
    for never in ("script:not([src])", "img[onerror]", "b", "[onload]", "a[href^='javascript']", "a[href^='https']"):
        assert page.locator(f"main {never}").count() == 0


def test_it_asks_nobody_else_for_anything(opened: Opened, served: Site) -> None:
    page = opened(many(30))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert asked and all(url.startswith(served.address) for url in asked)


def test_locking_elsewhere_empties_it_at_once(opened: Opened) -> None:
    page = opened(two())
    other = page.context.new_page()
    other.goto("/static/canary.svg")
    page.evaluate("new BroadcastChannel('canary').postMessage('locked')")
    page.wait_for_url("**/")
    assert "first words" not in page.content()


def test_leaving_quickly_closes_the_session(opened: Opened) -> None:
    page = opened(two())
    page.route("https://www.gov.uk/", lambda route: route.fulfill(body="elsewhere"))
    with page.expect_request(lambda request: request.method == "DELETE"):
        page.get_by_role("button", name="Leave quickly").click()
    page.wait_for_url("https://www.gov.uk/")


def test_it_is_in_the_menu_of_the_conversation(opened: Opened) -> None:
    page = opened(two(), path="/")
    page.get_by_text("Your reflection", exact=True).click()
    page.get_by_role("link", name="See your picture").click()
    page.wait_for_url("**/picture")
    page.get_by_role("link", name="Back to the conversation").click()
    page.get_by_text("Welcome back.").wait_for()
