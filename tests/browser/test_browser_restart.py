"""The server dies and comes back, or is still loading: nothing acknowledged is lost, and the page says what is so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Visit
from tests.browser.test_browser_reflection import begun
from tests.integration.confidential.servers import Server
from tests.services import free_port


def test_a_killed_server_and_its_next_life(
    start_server: Callable[[Path, int], Server], tmp_path: Path, visit: Visit
) -> None:
    port = free_port()
    with start_server(tmp_path, port) as first:
        first.wait()
        leader = visit(first.address)
        words = leader.start()
        leader.press("I'm happy to go on")
        leader.say("culture")
        leader.press("The short look")
        leader.say("Nobody owns up to anything here.")
        first.kill()
        leader.page.locator("#message").fill("Written while it was away.")
        leader.page.locator("#send").click()
        leader.page.get_by_text("The connection has dropped").wait_for()
    with start_server(tmp_path, port) as second:
        leader.page.get_by_text("This reflection has been locked").wait_for(timeout=60_000)
        second.wait()
        leader.open(words)
        assert leader.page.locator("#message").input_value() == "Written while it was away."
        held = leader.page.request.get(f"{second.address}/api/export.md").text()
        assert "Nobody owns up to anything here." in held


def test_a_leader_may_start_while_the_model_is_loading(
    start_server: Callable[[Path, int], Server], tmp_path: Path, visit: Visit
) -> None:
    with start_server(tmp_path, free_port()) as server:
        while server._status() == "away":
            assert server.process.poll() is None
        leader = visit(server.address)
        begun(leader)
        assert leader.offers("Why do you ask?")
