"""Is a request from Slack, and from just now?

Slack signs the raw body with a secret only it and this app have, together with the time. A signature older than five
minutes is refused, so that a captured request cannot be sent again for ever; within the five minutes the event's id
is remembered (shared/seen.py).
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping
from hashlib import sha256

from bot.channels.shared.bodies import Refused

OLDEST_SECONDS = 300


def check(secret: str, headers: Mapping[str, str], body: bytes, clock: Callable[[], float] = time.time) -> None:
    """Raises Refused (401) unless the body carries this app's signature and a time within five minutes of now."""
    stamp = headers.get("x-slack-request-timestamp", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise Refused(401, "no_signature")
    wanted = "v0=" + hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, sha256).hexdigest()
    if not hmac.compare_digest(wanted.encode(), headers.get("x-slack-signature", "").encode()):
        raise Refused(401, "wrong_signature")
    if abs(clock() - int(stamp)) > OLDEST_SECONDS:
        raise Refused(401, "old_signature")
