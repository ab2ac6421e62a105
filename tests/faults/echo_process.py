"""`canary run` with a conversation that repeats what it hears, so that it is up again in a second after each kill.

Everything else is the real thing: server, sessions, vault, homes, counts, graceful stop.
"""

from __future__ import annotations

from bot import logs
from bot.server import create_app, serve
from bot.settings import Settings
from tests.integration.confidential.app import Echo

if __name__ == "__main__":
    logs.configure()
    settings = Settings.from_environment()
    serve(create_app(settings, lambda *_: Echo()), settings)
