"""Rasa's REST channel answers under our locked Sanic: for development with `rasa run`, never for leaders."""

from __future__ import annotations

from typing import Any

import httpx
import rasa.core.channels.channel as channel
from rasa.core.channels.rest import RestInput
from sanic import Sanic


async def test_a_message_is_answered() -> None:
    heard: list[Any] = []

    class Agent:
        async def handle_message(self, message: Any) -> None:
            heard.append((message.sender_id, message.text))
            await message.output_channel.send_text_message(message.sender_id, f"heard {message.text}")

    app = Sanic("rest_channel_test")
    app.ctx.agent = Agent()
    channel.register([RestInput()], app, "/webhooks/")
    await app._startup()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.post("/webhooks/rest/webhook", json={"sender": "a", "message": "hello"})
    assert answer.status_code == 200
    assert answer.json() == [{"recipient_id": "a", "text": "heard hello"}]
    assert heard == [("a", "hello")]
