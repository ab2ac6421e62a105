"""A leader at the page: what a person does there, by what a person sees."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from playwright.sync_api import Locator, Page

READY_MS = 60_000
ONWARD = ("Fair", "No, that's all", "Go through what you heard", "A worry", "Neither of these")
MOST_TURNS = 40


class Leader:
    """Drives one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def start(self) -> str:
        """Begin, keep the six words, and get to the first question; returns the words."""
        self.page.get_by_role("button", name="Start", exact=True).click()
        self.page.locator("#saved").wait_for(timeout=READY_MS)
        words = self.page.locator("#new-phrase").inner_text()
        self.page.locator("#saved").click()
        self.choices.first.wait_for(timeout=READY_MS)
        return words

    def open(self, words: str) -> None:
        """Come back with the six words."""
        self.page.get_by_label("Your six words").fill(words)
        self.page.locator("#open").click()
        self.settled(0)

    def say(self, text: str) -> str:
        """Type and send; returns what Canary answered."""
        before = self.theirs.count()
        self.page.locator("#message").fill(text)
        self.page.locator("#send").click()
        return self.settled(before)

    def press(self, title: str) -> str:
        """Press one of the buttons on offer."""
        before = self.theirs.count()
        self.choices.get_by_text(title, exact=True).click()
        return self.settled(before)

    def to_commitment(self, answers: Sequence[str]) -> str:
        """Answer whatever is asked, agreeing to what was heard, until the one commitment; returns all that was said."""
        following, heard = cycle(answers), ""
        for _ in range(MOST_TURNS):
            if self.offers("Nothing for now"):
                return heard
            press = next((title for title in ONWARD if self.offers(title)), None)
            heard += self.press(press) if press else self.say(next(following))
        raise AssertionError("the walk did not come to an end: " + self.page.locator("#choices").inner_text())

    def offers(self, title: str) -> bool:
        """Whether a button with this title is on offer."""
        return self.choices.get_by_text(title, exact=True).count() == 1

    def settled(self, before: int) -> str:
        """Wait until Canary has answered; returns its new messages."""
        self.theirs.nth(before).wait_for(timeout=READY_MS)
        self.page.locator("#thinking").wait_for(state="hidden", timeout=READY_MS)
        return "\n".join(self.theirs.all_inner_texts()[before:])

    @property
    def theirs(self) -> Locator:
        return self.page.locator(".said.theirs")

    @property
    def mine(self) -> Locator:
        return self.page.locator(".said.mine")

    @property
    def choices(self) -> Locator:
        return self.page.locator("#choices button")

    @property
    def notice(self) -> str:
        return self.page.locator("#notice").inner_text()

    def overflows(self) -> bool:
        """Whether anything stands out sideways, so that a reader would have to scroll."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
