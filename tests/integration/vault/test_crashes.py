"""A process killed at any moment leaves a turn or an erasure done or not done, never half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

from bot.vault import LeaderVault, Vault, VaultSettings, tables
from bot.vault.engine import reading
from bot.vault.errors import WrongPhrase
from tests.unit.vault.made import NOW, answer, exchange, finding, reflection, talk

ROOT = Path(__file__).parents[3]
MOMENTS = 16  # more than a commit or an erasure has statements


def run(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name(script)), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )


def killed_at_every_moment(what: str, held: VaultSettings, vault: Vault) -> list[tuple[str, LeaderVault]]:
    leaders = [vault.create() for _ in range(MOMENTS)]
    for _, mine in leaders:
        talk(mine, "m1", reflection(), answer("a1", "First words to go."), finding("f1"))
    worker = run("dies.py", what, held.db_url, str(held.key_file))
    ended, _ = worker.communicate("\n".join(phrase for phrase, _ in leaders), timeout=120)
    assert ended.split() == [str(int(signal.SIGKILL))] * (MOMENTS - 1) + ["0"]
    return leaders


def test_a_commit_killed_at_any_statement_is_not_there_at_all(held: VaultSettings, vault: Vault) -> None:
    leaders = killed_at_every_moment("commit", held, vault)
    for number, (_, mine) in enumerate(leaders, start=1):
        turn = mine.turn("m2", NOW)
        stored = (
            turn.seen,
            turn.state["step"],
            [record.id for record in turn.answers()],
            [record.id for record in turn.findings()],
            len(turn.tracker_events()),
        )
        if number < MOMENTS:
            assert stored == (None, "m1", ["a1"], ["f1"], 1)
            assert mine.exchanges()[0].said == "said in m1"
        else:
            assert stored == (exchange("m2", "second"), "second", ["a2"], ["f2"], 2)


def test_an_erasure_killed_at_any_statement_is_done_or_not_and_can_be_repeated(
    held: VaultSettings, vault: Vault
) -> None:
    leaders = killed_at_every_moment("erase", held, vault)
    for phrase, mine in leaders[:-1]:
        assert vault.open(phrase).turn("m2", NOW).answers() == [answer("a1", "First words to go.")]
        mine.erase()
    for phrase, _ in leaders:
        try:
            vault.open(phrase)
        except WrongPhrase:
            continue
        raise AssertionError("an erased vault opened")
    with reading(vault._installation.engine) as session:
        left = [session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables.OWNED]
    assert left == [0] * len(tables.OWNED)


def test_what_was_acknowledged_outlives_kills_at_random_times(held: VaultSettings, vault: Vault) -> None:
    phrase, mine = vault.create()
    acknowledged: list[int] = []
    for _ in range(4):
        first = acknowledged[-1] + 1 if acknowledged else 0
        if mine.turn(f"m{first}", NOW).seen is not None:  # stored, but killed before it could say so
            first += 1
        worker = run("talks.py", held.db_url, str(held.key_file), str(first))
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(phrase + "\n")
        worker.stdin.flush()
        acknowledged.append(int(worker.stdout.readline()))
        time.sleep(random.uniform(0.05, 0.4))
        worker.kill()
        acknowledged += [int(line) for line in worker.stdout.read().split()]
        worker.wait()
    turn = mine.turn("afterwards", NOW)
    answers = [record.id for record in turn.answers()]
    assert {f"a{number}" for number in acknowledged} <= set(answers)
    assert len(answers) - len(acknowledged) <= 4  # one a kill may be stored and not yet acknowledged
    assert [f"m{record.removeprefix('a')}" for record in answers] == [held.id for held in mine.exchanges()]
    assert [f"a{step['n']}" for step in turn.tracker_events(everything=True)] == answers
    assert f"a{turn.state['last']}" == answers[-1]
