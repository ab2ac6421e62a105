from __future__ import annotations

import json

from bot.vault import LeaderVault
from bot.vault.export import SCHEMA
from tests.unit.vault.made import answer, commitment, finding, reflection, talk


def test_everything_held_is_in_the_export(mine: LeaderVault) -> None:
    talk(mine, "m1", reflection(), answer(), finding(), commitment())
    data = json.loads(json.dumps(mine.export()))
    assert data["schema"] == SCHEMA
    assert (data["last_used"], data["kept_until"]) == ("2026-03-04", "2027-03-04")
    assert data["state"] == {"step": "m1"}
    assert data["reflections"][0]["domain"] == "culture"
    assert data["answers"][0]["text"] == answer().text
    assert data["findings"][0]["evidence"] == [{"answer_id": "a1", "quote": "slips when the duty list"}]
    assert data["commitments"][0]["text"] == commitment().text
    assert data["exchanges"][0]["said"] == "said in m1"
    assert data["conversation_steps"] == [{"event": "action", "name": "after m1"}]


def test_the_export_holds_no_key_and_no_id_of_the_vault(mine: LeaderVault) -> None:
    talk(mine, "m1", answer())
    assert mine.id not in json.dumps(mine.export())


def test_an_empty_vault_can_be_exported(mine: LeaderVault) -> None:
    data = mine.export()
    assert [data[name] for name in ("reflections", "answers", "findings", "commitments", "exchanges")] == [[]] * 5
