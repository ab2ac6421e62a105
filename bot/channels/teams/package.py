"""The Teams app package: a zip with a manifest and two icons, for an administrator to upload. See docs/teams.md."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bot.channels.teams.doing import COMMANDS
from bot.content import Content

SCHEMA = "1.17"
Pixel = tuple[int, int, int, int]
_GREEN: Pixel = (0x1F, 0x4D, 0x4A, 255)
_WHITE: Pixel = (255, 255, 255, 255)
_CLEAR: Pixel = (255, 255, 255, 0)


def package(app: str, web_address: str, controller: str, content: Content) -> bytes:
    """The zip's bytes; the same for the same settings."""
    files = {
        "manifest.json": json.dumps(manifest(app, web_address, controller, content), indent=2).encode(),
        "color.png": png(192, lambda x, y: _WHITE if _bird(x / 192, y / 192) else _GREEN),
        "outline.png": png(32, lambda x, y: _WHITE if _bird(x / 32, y / 32) else _CLEAR),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def manifest(app: str, web_address: str, controller: str, content: Content) -> dict[str, Any]:
    """A bot for personal chats alone, which asks for no permission to anything else in Teams."""
    say = content.speech.say
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": "1.0.0",
        "id": app,
        "developer": {
            "name": controller[:32],
            "websiteUrl": web_address,
            "privacyUrl": web_address,
            "termsOfUseUrl": web_address,
        },
        "name": {"short": "Canary", "full": "Canary"},
        "description": {"short": say("web.description"), "full": say("channel.home.body")},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1f4d4a",
        "bots": [
            {
                "botId": app,
                "scopes": ["personal"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": _commands(content)}],
            }
        ],
        "validDomains": [urlsplit(web_address).hostname or ""],
    }


def png(side: int, at: Callable[[int, int], Pixel]) -> bytes:
    """A square image, drawn pixel by pixel."""
    rows = b"".join(b"\0" + b"".join(bytes(at(x, y)) for x in range(side)) for y in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bird(x: float, y: float) -> bool:
    """A small bird looking right: body, head, beak and tail; places in a square of side one."""
    body = ((x - 0.46) / 0.26) ** 2 + ((y - 0.58) / 0.19) ** 2 < 1
    head = (x - 0.66) ** 2 + (y - 0.38) ** 2 < 0.13**2
    beak = 0.76 < x < 0.88 and abs(y - 0.39) < (0.88 - x) * 0.4
    tail = 0.1 < x < 0.3 and abs(y - (0.6 + (0.3 - x) * 0.7)) < 0.05
    eye = (x - 0.69) ** 2 + (y - 0.35) ** 2 < 0.025**2
    return (body or head or beak or tail) and not eye


def _commands(content: Content) -> list[dict[str, str]]:
    """What Teams offers above the text box: it is sent as text, and stands for the button of the same name."""
    say = content.speech.say
    return [
        {"title": say(f"channel.menu.{name}"), "description": say(f"channel.command_hint.{name}")} for name in COMMANDS
    ]
