"""The JSON API: its description holds, tokens part leaders, and nothing works without one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
import pytest_asyncio

from bot.channels.api.channel import DESCRIPTION
from bot.server import create_app
from bot.settings import Settings
from tests.doubles.echo import Echo
from tests.doubles.serving import canary
from tests.services import free_port

FIRST, SECOND = "a" * 40, "b" * 40


@pytest_asyncio.fixture(loop_scope="function")
async def api(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(data=tmp_path / "data", port=free_port(), api_tokens=f"{FIRST},{SECOND}")
    async with canary(create_app(settings, lambda *_: Echo()), settings.port) as address:
        async with httpx.AsyncClient(base_url=address) as client:
            yield client


def holder(token: str = FIRST, leader: str = "leader-0001") -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Canary-Leader": leader}


async def say(api: httpx.AsyncClient, text: str, id: str = "message-0001", **who: str) -> httpx.Response:
    return await api.post("/v1/messages", json={"id": id, "text": text}, headers=holder(**who))


def holds(answer: httpx.Response, name: str) -> dict[str, Any]:
    """The body, after checking it against the description."""
    body = answer.json()
    schemas = {"components": DESCRIPTION["components"]}
    jsonschema.validate(body, {"$ref": f"#/components/schemas/{name}", **_nullable(schemas)})
    return dict(body)


def _nullable(part: Any) -> Any:
    """OpenAPI 3.0 writes `nullable` where JSON Schema has a list of types."""
    if isinstance(part, list):
        return [_nullable(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: _nullable(value) for key, value in part.items() if key != "nullable"}
    return made | {"type": [part["type"], "null"]} if part.get("nullable") is True else made


async def test_a_message_is_answered_and_stored_once(api: httpx.AsyncClient) -> None:
    first, again = await say(api, "Hello"), await say(api, "Hello")
    assert holds(first, "Exchange") == again.json()
    assert first.json()["replies"][0]["text"] == "Heard on api: Hello"
    export = holds(await api.get("/v1/export", headers=holder()), "Export")
    assert len(export["exchanges"]) == 1


async def test_tokens_part_leaders(api: httpx.AsyncClient) -> None:
    await say(api, "of the first")
    other = holds(await api.get("/v1/export", headers=holder(SECOND)), "Export")
    assert other["exchanges"] == []


async def test_erasing_gives_a_receipt_and_leaves_nothing(api: httpx.AsyncClient) -> None:
    await say(api, "Hello")
    receipt = holds(await api.delete("/v1/leader", headers=holder()), "Receipt")
    assert receipt["counts"]["exchange"] == 1 and receipt["counts"]["key"] == 1
    assert (await api.get("/v1/export", headers=holder())).json()["exchanges"] == []


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 401),
        ({"Authorization": f"Basic {FIRST}", "Canary-Leader": "leader-0001"}, 401),
        ({"Authorization": "Bearer", "Canary-Leader": "leader-0001"}, 401),
        (holder("c" * 40), 401),
        (holder(FIRST[:-1]), 401),
        (holder(leader="short"), 400),
        (holder(leader="anna@council.gov.uk"), 400),
        ({"Authorization": f"Bearer {FIRST}"}, 400),
    ],
)
async def test_without_a_token_and_an_id_nothing_works(
    api: httpx.AsyncClient, headers: dict[str, str], code: int
) -> None:
    for method, path in (("POST", "/v1/messages"), ("GET", "/v1/export"), ("DELETE", "/v1/leader")):
        answer = await api.request(method, path, headers=headers)
        assert answer.status_code == code
        holds(answer, "Error")


async def test_bad_bodies_are_refused_in_words(api: httpx.AsyncClient) -> None:
    for body in (b"", b"[]", b"{", b'{"id": "x"}', b'{"id": "message-0001", "text": " "}'):
        headers = {**holder(), "Content-Type": "application/json"}
        assert holds(await api.post("/v1/messages", content=body, headers=headers), "Error")["error"]["message"]
    assert (await say(api, "x" * 4001)).status_code == 413


async def test_too_fast_is_said_with_when_to_come_back(api: httpx.AsyncClient) -> None:
    answers = [await say(api, "Hello", f"message-{number:04d}") for number in range(12)]
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert slowed and holds(slowed[0], "Error")["error"]["retry_after"] == 1


async def test_the_description_is_served_and_names_every_address(api: httpx.AsyncClient) -> None:
    described = (await api.get("/v1/openapi.json")).json()
    assert set(described["paths"]) == {"/v1/openapi.json", "/v1/messages", "/v1/export", "/v1/leader"}


async def test_it_is_off_until_a_token_is_set(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", port=free_port())
    async with canary(create_app(settings, lambda *_: Echo()), settings.port) as address:
        async with httpx.AsyncClient(base_url=address) as client:
            assert (await client.get("/v1/openapi.json")).status_code == 404
            assert (await say(client, "Hello")).status_code == 404
            assert (await client.get("/move")).status_code == 404
