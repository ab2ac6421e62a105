"""The list of who was erased, kept apart from the database, so that no restored backup brings them back.

    0f3a5c…(32 letters and digits) 2026-03-04 asked

One line for each: the leader's old random id, the day, and why; the same as in the table ``erasure``. Nothing in it
leads to a person, and nothing else of them is left that it could lead to.

Risk if it is lost together with the database: whoever was erased since the last backup comes back with it, sealed.
That is why it can lie on another disk (``CANARY_ERASED``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.vault.engine import reading, scrub, writing
from bot.vault.erase import Receipt, destroy
from bot.vault.errors import StorageUnavailable, TurnConflict
from bot.vault.tables import erasure

_LINE = re.compile(r"([0-9a-f]{32}) (\d{4}-\d\d-\d\d) ([a-z]{1,16})")


@dataclass(frozen=True)
class Erased:
    """One erasure, as the list and the table ``erasure`` know it."""

    leader_id: str
    day: date
    reason: str


class ErasedList:
    """The list in a file; without a path there is none, for vaults that are in memory only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def note(self, receipt: Receipt) -> None:
        """Add to the list. A line that cannot be written now is made good by ``settle``."""
        with suppress(StorageUnavailable):
            self._append([Erased(receipt.leader_id, receipt.at.date(), receipt.reason)])

    def settle(self, engine: Engine) -> int:
        """Make list and database agree: erase again whom the list names; how many of them had come back.

        Run at every start and after every sweep, so it also makes good what a crash cut short. Raises
        StorageUnavailable when the list can't be read or written.
        """
        if self._path is None:
            return 0
        listed, stored = self._read(), _stored(engine)
        self._append(stored[id] for id in stored.keys() - listed.keys())
        back = sum(_erase_again(engine, listed[id]) for id in listed.keys() - stored.keys())
        if back:
            scrub(engine)
        return back

    def _read(self) -> dict[str, Erased]:
        assert self._path is not None
        try:
            text = self._path.read_text("ascii", errors="replace")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise _refused(error) from None
        return {one.leader_id: one for line in text.splitlines() if (one := _parsed(line))}

    def _append(self, erased: Iterable[Erased]) -> None:
        """In one write, on the disk before this returns. It begins a line of its own, whatever stood there before."""
        lines = "".join(f"{one.leader_id} {one.day} {one.reason}\n" for one in erased)
        if self._path is None or not lines:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(b"\n" * (file.tell() > 0 and self._is_torn()) + lines.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _refused(error) from None

    def _is_torn(self) -> bool:
        """Whether a crash or a full disk left the last line without its end."""
        assert self._path is not None
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() != b"\n"


def _parsed(line: str) -> Erased | None:
    found = _LINE.fullmatch(line)
    try:
        return Erased(found[1], date.fromisoformat(found[2]), found[3]) if found else None
    except ValueError:  # no such day: not a line of ours
        return None


def _stored(engine: Engine) -> dict[str, Erased]:
    with reading(engine) as session:
        rows = session.execute(select(erasure.c.leader_id, erasure.c.day, erasure.c.reason)).all()
    return {row[0]: Erased(*row) for row in rows}


def _erase_again(engine: Engine, erased: Erased) -> bool:
    row = {"leader_id": erased.leader_id, "day": erased.day, "reason": erased.reason}
    try:
        with writing(engine) as session:
            session.execute(insert(erasure).values(row))
            return destroy(session, erased.leader_id)["key"] > 0
    except TurnConflict:  # another Canary that starts just now did it
        return False


def _refused(error: OSError) -> StorageUnavailable:
    return StorageUnavailable(f"the list of erasures cannot be used: {type(error).__name__}")
