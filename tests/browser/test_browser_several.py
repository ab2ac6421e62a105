"""A leader's home dies behind the proxy: the page says so in words, asks for the six words once, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route

from tests import services
from tests.browser.conftest import Visit
from tests.faults.fleet import Fleet, fleet


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    try:
        with fleet(tmp_path_factory.mktemp("fleet")) as made:
            yield made
    except services.Missing as missing:
        pytest.skip(f"{missing}: run scripts/system-packages.sh as root")


def test_an_answer_lost_with_its_process_is_not_kept_twice(two: Fleet, visit: Visit) -> None:
    leader = visit(two.address)
    words = leader.start()
    leader.say("Nobody owns up to anything here.")

    def stored_but_not_heard_of(route: Route) -> None:
        """The message arrives and is kept; then the process dies before the page has the answer."""
        route.fetch()
        for cookie in leader.page.context.cookies():
            if cookie["name"] == "canary_home":
                two.kill(cookie["value"])
        route.abort()

    leader.page.route("**/api/messages", stored_but_not_heard_of, times=1)
    leader.page.locator("#message").fill("We lost our chief executive.")
    leader.page.locator("#send").click()
    leader.page.get_by_text("This reflection has been locked").wait_for(timeout=60_000)
    leader.open(words)
    assert leader.page.locator("#message").input_value() == "We lost our chief executive."
    before = leader.theirs.count()
    leader.page.locator("#send").click()
    assert "We lost our chief executive." in leader.settled(before)
    vault = two.vault()
    said = [one.said for one in vault.open(words).exchanges() if one.said]
    vault.close()
    assert said == ["Nobody owns up to anything here.", "We lost our chief executive."]
