"""Runs in a process of its own: stores turn after turn and says which ones are stored, until it is killed.

python talks.py DB_URL KEY_FILE FIRST < phrase
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from bot.vault import CHEAP_FOR_TESTS, Vault, VaultSettings
from tests.unit.vault.made import NOW, answer, exchange


def main(db_url: str, key_file: str, first: str) -> None:
    mine = Vault(VaultSettings(db_url, Path(key_file), cost=CHEAP_FOR_TESTS)).open(sys.stdin.readline())
    for number in count(int(first)):
        turn = mine.turn(f"m{number}", NOW)
        turn.put(answer(f"a{number}", f"Answer {number}."))
        turn.append_tracker_events([{"n": number}])
        turn.state = {"last": number}
        turn.commit(exchange(f"m{number}", f"Answer {number}."))
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
