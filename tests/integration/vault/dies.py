"""Runs in a process of its own and dies, by SIGKILL, at a chosen statement of a commit or an erasure.

    python dies.py commit|erase DB_URL KEY_FILE < phrases, one a line

For the n-th phrase a forked child opens the vault and is killed right after its n-th statement, or right before the
transaction's COMMIT when there are fewer. The last phrase's child is left alone.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.vault import CHEAP_FOR_TESTS, Vault, VaultSettings
from tests.unit.vault.made import NOW, answer, exchange, finding


def work(what: str, settings: VaultSettings, phrase: str, die_after: int | None) -> None:
    vault = Vault(settings)
    mine = vault.open(phrase)
    turn = mine.turn("m2", NOW)
    turn.put(answer("a2", "Second."))
    turn.put(finding("f2", ("a2",)))
    turn.delete_answer("a1")
    turn.append_tracker_events([{"event": "action"}])
    turn.state = {"step": "second"}
    if die_after is not None:
        die_at_statement(vault, die_after)
    if what == "commit":
        turn.commit(exchange("m2", "second"))
    else:
        mine.erase()


def die_at_statement(vault: Vault, number: int) -> None:
    left = number

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    event.listen(vault._installation.engine, "after_cursor_execute", count)
    event.listen(vault._installation.engine, "commit", die)


def main(what: str, db_url: str, key_file: str) -> None:
    settings = VaultSettings(db_url, Path(key_file), cost=CHEAP_FOR_TESTS)
    phrases = sys.stdin.read().splitlines()
    for number, phrase in enumerate(phrases, start=1):
        child = os.fork()
        if child == 0:
            work(what, settings, phrase, number if number < len(phrases) else None)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
