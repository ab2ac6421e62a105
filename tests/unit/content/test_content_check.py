"""The content check as a whole: copied sentences, the use of sentences in code, and the command."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.content import Speech, find_problems
from bot.content.check import main, report
from bot.content.copying import runs, words
from bot.content.spoken import unwritten

if TYPE_CHECKING:
    from tests.unit.content.conftest import Folder


TODAY = date(2026, 6, 30)
EIGHT = "the horse and the cart went slowly home"


def with_paper(tmp_path: Path, text: str) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "old.txt").write_text(text, encoding="utf-8")
    return sources


def test_a_copied_sentence_is_told_with_its_line(folder: Folder, tmp_path: Path) -> None:
    sources = with_paper(tmp_path, "On Monday, THE HORSE \u2013 and the\ncart went   slowly home; it rained.")
    folder.change("domains.yml", "why: Because it matters.", f"why: Once {EIGHT}.")
    found = find_problems(folder.path, TODAY, sources)
    assert [(one.file, one.line) for one in found] == [("content/domains.yml", folder.line("domains.yml", EIGHT))]
    assert "old.txt" in found[0].problem and EIGHT in found[0].problem
    assert found[0].mend == "say it in words of your own."


def test_copying_is_looked_for_in_every_file(folder: Folder, tmp_path: Path) -> None:
    sources = with_paper(tmp_path, EIGHT)
    folder.change("speech/talk.yml", "Thanks.", EIGHT)
    folder.change("safety.yml", "Stop here.", EIGHT)
    found = find_problems(folder.path, TODAY, sources)
    assert {one.file for one in found} == {"content/safety.yml", "content/speech/talk.yml"}


def test_seven_words_in_a_row_are_not_copying(folder: Folder, tmp_path: Path) -> None:
    sources = with_paper(tmp_path, EIGHT)
    folder.change("domains.yml", "why: Because it matters.", "why: The horse and the cart went slowly.")
    assert find_problems(folder.path, TODAY, sources) == []


def test_words_are_compared_without_case_or_punctuation() -> None:
    assert words("Children\u2019s \u2018voice\u2019, 2013!") == ["children's", "voice", "2013"]
    assert len(list(runs("one two three four five six seven eight nine"))) == 2


def test_code_that_asks_for_what_is_not_written(tmp_path: Path) -> None:
    package = tmp_path / "app"
    package.mkdir()
    (package / "a.py").write_text(
        "say('talk.thanks')\n"
        "say('talk.gone')\n"
        "world.speak('talk.heard')\n"
        "Say('talk.heard', {'quote': words})\n"
        "Say('talk.heard', values)\n"
        "say('talk.heard', pick=2, quote=words)\n"
        "world.button('yes', 'pick:yes')\n"
        "say(key)\n",
        encoding="utf-8",
    )
    speech = Speech.of({"talk.heard": ("You said {quote}.",), "talk.thanks": ("Thanks.",)})
    told = [(one.file, one.line, one.problem) for one in unwritten(package, speech)]
    assert told == [
        ("app/a.py", 2, "There is no sentence 'talk.gone'."),
        ("app/a.py", 3, "'talk.heard' uses {quote}, which is not given here."),
        ("app/a.py", 7, "There is no sentence 'button.yes'."),
    ]


def test_a_right_folder_exits_0_and_says_what_was_not_compared(folder: Folder, tmp_path: Path) -> None:
    lines, code = report(folder.path, tmp_path / "none", TODAY, code=())
    assert code == 0
    assert lines == [
        "Not compared with the source papers: their folder is not here (see --sources).",
        "Nothing wrong in content/.",
    ]


def test_the_command_prints_each_problem_and_exits_1(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("domains.yml", "[A1, C4]", "[A1, C5]")
    line = folder.line("domains.yml", "[A1, C5]")
    assert main(["--content", str(folder.path)]) == 1
    told = f"content/domains.yml:{line}: 'C5' is not in signatures.yml. Mend: use an id that is there."
    assert told in capsys.readouterr().out.splitlines()
