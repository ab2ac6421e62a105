"""Reading YAML with its lines, and refusing what could mislead."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.errors import ContentError
from bot.content.pages import MAX_BYTES, read_page


def refused(tmp_path: Path, text: str | bytes) -> ContentError:
    path = tmp_path / "x.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ContentError) as caught:
        read_page(path, "content/x.yml")
    assert caught.value.file == "content/x.yml"
    return caught.value


def test_every_entry_keeps_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a:\n  b:\n    - one\n    - c: >-\n        two\n        three\n")
    page = read_page(path, "x.yml")
    assert page.data == {"a": {"b": ["one", {"c": "two three"}]}}
    assert [page.line(where) for where in (("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "c"))] == [1, 2, 3, 4]


def test_a_missing_entry_is_told_at_the_entry_around_it(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: 1\nb:\n  c: 2\n")
    assert read_page(path, "x.yml").line(("b", "lacking", "deeper")) == 2


def test_a_name_written_twice(tmp_path: Path) -> None:
    error = refused(tmp_path, "a:\n  b: 1\n  c: 2\n  b: 3\n")
    assert (error.line, error.problem) == (4, "'b' is written twice in the same place.")
    assert "keep one" in error.mend


def test_an_alias(tmp_path: Path) -> None:
    error = refused(tmp_path, "a: 1\nb: &many [x, x]\nc: [*many, *many]\n")
    assert error.line == 2 and "alias" in error.problem and "write it out" in error.mend


def test_aliases_that_grow_without_end_cost_nothing(tmp_path: Path) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert "alias" in refused(tmp_path, "a0: &a0 [x]\n" + levels).problem


def test_broken_yaml(tmp_path: Path) -> None:
    error = refused(tmp_path, "a: 1\nb: 'open\nc: 3\n")
    assert "not valid YAML" in error.problem and error.line > 1 and "quotes" in error.mend


def test_a_file_too_large(tmp_path: Path) -> None:
    error = refused(tmp_path, b"# " + b"x" * MAX_BYTES)
    assert (error.line, error.mend) == (1, "take out what does not belong here.") and "larger than" in error.problem


def test_a_character_in_another_encoding(tmp_path: Path) -> None:
    error = refused(tmp_path, b"a: 1\nb: caf\xe9\n")
    assert (error.line, error.problem) == (2, "A character is not UTF-8.") and "UTF-8" in error.mend


def test_nested_too_deep(tmp_path: Path) -> None:
    text = "\n".join("  " * depth + "a:" for depth in range(20)) + " 1\n"
    error = refused(tmp_path, text)
    assert "too deep" in error.problem and error.line == 14


def test_a_list_as_a_name(tmp_path: Path) -> None:
    error = refused(tmp_path, "a: 1\n? [b, c]\n: 2\n")
    assert (error.line, error.mend) == (2, "write a plain name.")


def test_a_tag_that_makes_objects_is_not_obeyed(tmp_path: Path) -> None:
    error = refused(tmp_path, "a: 1\nb: !!python/object/apply:os.getcwd []\n")
    assert (error.line, error.problem) == (2, "A tag (!) is used.") and "quotes" in error.mend


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_page(tmp_path / "none.yml", "content/none.yml")
    error = caught.value
    assert (error.file, error.line, error.problem) == ("content/none.yml", 1, "The file is missing.")


words = st.text("abcdefgh \u00e9'\u2019:#-", min_size=1)
names = st.text("abc", min_size=1)
data = st.recursive(words, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=8)


@given(st.dictionaries(st.text("abcxyz", min_size=1), data))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, written: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("pages") / "x.yml"
    path.write_text(yaml.safe_dump(written, allow_unicode=True, default_style='"'), encoding="utf-8")
    page = read_page(path, "x.yml")
    assert page.data == written
    assert all(where in page.lines for where, _ in page.texts())
