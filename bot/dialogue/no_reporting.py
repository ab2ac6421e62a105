"""Rasa's telemetry and error reporting, off for good.

Rasa sends usage figures to Segment and exception messages to Sentry unless told otherwise, with keys that ship inside
its package; an exception message can hold what a leader said. One environment variable decides, so it is overwritten
here whatever it was, and the variables that could name another receiver are dropped.

Risk if it fails: words leave the machine. `bot.dialogue.agent` asks again before it serves.
"""

from __future__ import annotations

import os

_SWITCH = "RASA_TELEMETRY_ENABLED"
_RECEIVERS = (
    "RASA_TELEMETRY_WRITE_KEY",
    "RASA_EXCEPTION_WRITE_KEY",
    "RASA_TELEMETRY_DEBUG",
    "SENTRY_DSN",
)


def switch_off() -> None:
    """Switch reporting off for this process and those it starts."""
    os.environ[_SWITCH] = "false"
    for name in _RECEIVERS:
        os.environ.pop(name, None)


def is_off() -> bool:
    """Whether Rasa itself says that nothing is reported, and Sentry has no receiver."""
    import rasa.telemetry
    import sentry_sdk

    return not rasa.telemetry.is_telemetry_enabled() and sentry_sdk.Hub.current.client is None
