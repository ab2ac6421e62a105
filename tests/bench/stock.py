"""Databases with a past: many leaders stored, or one leader with many reflections."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from bot.settings import Settings
from bot.vault import Vault
from bot.vault.engine import writing
from bot.vault.tables import answer, exchange, leader, tracker
from tests.unit.vault.made import NOW, finding, reflection
from tests.unit.vault.made import answer as made_answer
from tests.unit.vault.made import exchange as made_exchange

ROWS_EACH = 8  # of a stored leader in each of the larger tables: a short reflection
_AT_ONCE = 1_000


def store_leaders(data: Path, how_many: int) -> None:
    """So many leaders, each with a short reflection's rows; what they hold is random, as sealed bytes look."""
    vault = _vault(data)
    for start in range(0, how_many, _AT_ONCE):
        ids = [secrets.token_hex(16) for _ in range(min(_AT_ONCE, how_many - start))]
        with writing(vault._installation.engine) as session:
            session.execute(insert(leader), [_leader(id) for id in ids])
            session.execute(insert(answer), [_answer(id, turn) for id in ids for turn in range(ROWS_EACH)])
            session.execute(insert(exchange), [_exchange(id, turn) for id in ids for turn in range(ROWS_EACH)])
            session.execute(insert(tracker), [_tracker(id, turn) for id in ids for turn in range(ROWS_EACH)])
    vault.close()


def store_reflections(data: Path, how_many: int) -> str:
    """One leader with so many past reflections of five answers and three findings each; their six words."""
    vault = _vault(data)
    phrase, mine = vault.create()
    for number in range(how_many):
        past = f"r{number}"
        answers = [made_answer(f"a{number}-{place}", of=past) for place in range(5)]
        findings = [finding(f"f{number}-{place}", (answers[place].id,)) for place in range(3)]
        turn = mine.turn(f"past-{number}", NOW)
        for record in (reflection(past), *answers, *findings):
            turn.put(record)
        turn.commit(made_exchange(f"past-{number}"))
    mine.close()
    vault.close()
    return phrase


def _vault(data: Path) -> Vault:
    settings = Settings(data=data)
    settings.prepare_data_folder()
    return Vault(settings.vault)


def _leader(id: str) -> dict[str, object]:
    sealed = {"wrapped_key": secrets.token_bytes(60), "state": secrets.token_bytes(800)}
    numbers = {"key_version": 1, "turns": ROWS_EACH, "last_used": date.today()}
    return {"id": id, "phrase_tag": secrets.token_bytes(32), **sealed, **numbers}


def _answer(id: str, turn: int) -> dict[str, object]:
    tags = {"tag": secrets.token_bytes(32), "reflection_tag": secrets.token_bytes(32)}
    return {"leader_id": id, **tags, "turn": turn, "place": 0, "sealed": secrets.token_bytes(544)}


def _exchange(id: str, turn: int) -> dict[str, object]:
    return {"leader_id": id, "turn": turn, "tag": secrets.token_bytes(32), "sealed": secrets.token_bytes(1_056)}


def _tracker(id: str, turn: int) -> dict[str, object]:
    return {"leader_id": id, "turn": turn, "sealed": secrets.token_bytes(800)}
