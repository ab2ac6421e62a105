"""The real server as `canary run` starts it, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.leader import Leader
from tests.integration.confidential.servers import PLAIN, Server
from tests.services import free_port

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE, NARROW = {"width": 1200, "height": 850}, {"width": 390, "height": 844}, {"width": 320, "height": 640}
Visit = Callable[..., Leader]


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    """For one file only: Playwright's own event loop would stand in the way of the next file's."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def start_server(trained_model: Path) -> Callable[[Path, int], Server]:
    """Starts Canary over a data folder; the model is trained already."""

    def start(folder: Path, port: int) -> Server:
        database = f"sqlite:///{folder / 'data' / 'canary.db'}"
        return Server(folder, database, port, PLAIN, CANARY_MODEL=str(trained_model))

    return start


@pytest.fixture(scope="session")
def canary(start_server: Callable[[Path, int], Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that leave it running."""
    with start_server(tmp_path_factory.mktemp("canary"), free_port()) as server:
        server.wait()
        yield server


@pytest.fixture
def visit(chrome: Browser) -> Iterator[Visit]:
    """Opens the page in a browser of its own; a script error in the page fails the test."""
    contexts, errors = [], []

    def open_page(address: str, size: dict[str, int] = WIDE, **told: Any) -> Leader:
        context = chrome.new_context(viewport=size, **told)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return Leader(page)

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")]
