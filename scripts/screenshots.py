"""Takes the pictures in docs/images from the real server and page. Run through `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests import services
from tests.browser.leader import Leader
from tests.integration.confidential.servers import PLAIN, ROOT, Server

IMAGES = ROOT / "docs" / "images"
WIDE, PHONE = {"width": 1100, "height": 860}, {"width": 390, "height": 844}
ANSWER = (
    "Bad news reaches me late. When a team manager owned up about the missed visits she was blamed for it in front of "
    "everybody, and nobody has owned up to anything since."
)
MORE = (
    "Supervision is monthly and I read forty records last quarter, and they were thoughtful.",
    "I have not sat beside a social worker on a visit since last winter.",
)


def main() -> None:
    """Every picture, one after the other."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = f"sqlite:///{folder}/data/canary.db"
        with Server(Path(folder), database, services.free_port(), PLAIN) as server:
            server.wait()
            browser = playwright.chromium.launch(executable_path=services.chromium(), args=["--no-sandbox"])
            _first_talk(browser, server.address, "", WIDE, "light")
            _first_talk(browser, server.address, "-phone-dark", PHONE, "dark")
            browser.close()


def _first_talk(browser: Browser, address: str, name: str, size: dict[str, int], scheme: str) -> None:
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    leader = Leader(page)
    page.locator("#start:visible").wait_for()
    _take(page, f"welcome{name}")
    leader.start()
    _take(page, f"notice{name}")
    leader.press("I'm happy to go on")
    leader.say("culture")
    leader.press("The short look")
    leader.say(ANSWER)
    _take(page, f"conversation{name}")
    leader.to_commitment(MORE)  # only what was agreed to can be shared
    _share(browser, page, name, size, scheme)
    page.close()


def _share(browser: Browser, page: Page, name: str, size: dict[str, int], scheme: str) -> None:
    """What a leader shares, and the page on which a mentor reads it."""
    page.goto(page.url.rstrip("/") + "/share")
    page.get_by_label("The question you would like to bring").fill("How do I make it safe to bring bad news?")
    page.get_by_role("button", name="Show me what they would see").click()
    page.locator("#preview-step").wait_for()
    _take(page, f"share{name}")
    page.get_by_role("button", name="Share exactly this").click()
    page.locator("#given-step").wait_for()
    mentor = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    mentor.goto(page.locator("#link").input_value())
    mentor.locator("#code").fill(page.locator("#code").input_value())
    mentor.locator("#open").click()
    mentor.locator("#shared").wait_for()
    _take(mentor, f"mentor{name}")
    mentor.close()


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(300)  # until scrolling has come to rest
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
