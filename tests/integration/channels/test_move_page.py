"""The page for a code from Slack or Teams, in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import async_playwright

from tests.doubles.echo import Echo
from tests.doubles.slack import TEAM
from tests.doubles.town import town


async def test_a_code_leads_to_six_words_and_then_to_the_talk(tmp_path: Path, chromium: str) -> None:
    async with town(tmp_path, Echo()) as here, async_playwright() as driver:
        anna = here.slack_person()
        await anna.write("hello")
        told = await here.channels[0]._doing._moving.code_for("slack", f"{TEAM}/U0ANNA")
        browser = await driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 320, "height": 700})
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        await page.goto(f"{here.canary}/move")
        await page.fill("#code", "WRONG")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#notice:not([hidden])")
        assert "doesn't open anything" in (await page.text_content("#notice") or "")
        await page.fill("#code", told.split("minutes: ")[1][:14])
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#phrase-step:not([hidden])")
        assert len((await page.text_content("#new-phrase") or "").split()) == 6
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.click("#saved")
        await page.wait_for_url(f"{here.canary}/")
        await page.wait_for_selector("text=Heard on web: open")
        assert not problems
        await browser.close()
        await anna.close()
