from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_content
from bot.content.library import Content

CONTENT = Path(__file__).resolve().parents[3] / "content"


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that leaders meet; these tests hold for what is really offered."""
    return load_content(CONTENT)
