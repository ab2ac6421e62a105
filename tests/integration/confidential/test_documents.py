"""The documents name what is there: every test in the ASVS table, every clear column in the data map."""

from __future__ import annotations

import re
from pathlib import Path

from bot.vault import tables

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
FOLDERS = {"conf": "tests/integration/confidential", "vault": "tests/unit/vault", "web": "tests/unit/web"}
NAMED = re.compile(r"(conf|vault|web)/`([\w.]+)(?:::(\w+))?`|`::(\w+)`|`(tests/[\w/]+\.py)(?:::(\w+))?`")
SEALED = {"sealed", "state", "wrapped_key"}
OBVIOUS = {"id", "leader_id", "day", "reason", "memory_kib", "passes", "lanes", "keys_check"}


def test_every_test_in_the_asvs_table_exists() -> None:
    missing, file, found = [], ROOT, 0
    for line in (DOCS / "asvs.md").read_text(encoding="utf-8").splitlines():
        for folder, name, test, same_file, whole, whole_test in NAMED.findall(line):
            file = ROOT / (whole or f"{FOLDERS[folder]}/{name}") if folder or whole else file
            wanted = test or same_file or whole_test
            found += 1
            if not file.exists() or (wanted and f"def {wanted}(" not in file.read_text(encoding="utf-8")):
                missing.append(f"{file.name}::{wanted}")
    assert missing == [] and found > 60


def test_every_clear_column_is_in_the_data_map() -> None:
    text = (DOCS / "privacy.md").read_text(encoding="utf-8")
    clear = {column.name for table in tables.metadata.sorted_tables for column in table.columns} - SEALED - OBVIOUS
    words = set(re.findall(r"[a-z_]+", text))
    assert {name for name in clear if name not in words and f"{name}s" not in words} == set()
    assert {table.name for table in tables.metadata.sorted_tables} <= words


def test_the_short_documents_are_served_and_long_ones_named() -> None:
    for name in ("privacy.md", "dpia-template.md", "accessibility.md", "how-canary-reads.md", "asvs.md"):
        assert (DOCS / name).read_text(encoding="utf-8").startswith("# ")
    assert "bandit" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
