"""Fields that are lacking, misspelt or of the wrong kind: each with file, line and mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.content import ContentError, load_content

if TYPE_CHECKING:
    from tests.unit.content.conftest import Folder


def test_a_right_folder_loads(folder: Folder) -> None:
    content = load_content(folder.path)
    assert folder.problems() == []
    assert content.signatures["C4"].category == "C"
    assert content.prompts["second_prompt"].domain == "culture"
    assert content.domains["culture"].prompts[0].id == "first_prompt"
    assert content.qualities["patience"].domain == "culture"
    assert content.coaching.for_signature("A1")[4] == "Five?"
    assert content.papers["paper_2013"].cite == "A paper (A college, 2013)"
    assert content.routes["partnership"].replaced_by == ("alliance",)


def test_content_cannot_be_changed(folder: Folder) -> None:
    content = load_content(folder.path)
    with pytest.raises(TypeError):
        content.signatures["A1"] = content.signatures["C4"]  # type: ignore[index]
    with pytest.raises(ValueError):
        content.signatures["A1"].title = "Else"


CASES = [
    # file, what is changed, into what, the line by its text, what is wrong, how to mend it
    ("domains.yml", "        why: Because it matters.\n", "", "- id: first_prompt", "'why' is missing.",
     "add a line 'why:'"),
    ("wicked.yml", "    source: paper_2013\n", "", "purpose:", "'source' is missing.", "add a line 'source:'"),
    ("domains.yml", "signatures: [C4]", "signatures: []", "signatures: []", "'signatures' is empty.", "write it"),
    ("domains.yml", "gentler: Who spoke?", "gentlr: Who?\n        gentler: Who spoke?", "gentlr",
     "'gentlr' is not known here.", "known here: ask, behaviour, domain, gentler, id, signatures, source, why"),
    ("routes.yml", "status: live", "status: open", "status: open", "'status' has a value that is not allowed.",
     "write one of 'live', 'ended' or 'unsure'"),
    ("routes.yml", "who_hears: [region]", "who_hears: [everyone]", "who_hears", "'0' has a value that is not allowed.",
     "'council'"),
    ("routes.yml", "checked_on: 2026-06-01", "checked_on: in June", "in June", "'checked_on' is not a day.",
     "2026-05-31"),
    ("notices.yml", 'version: "1"', "version: 1", "version: 1", "'version' should be a text.", "quotes"),
    ("signatures.yml", "avoid: [Haste.]", "avoid: Haste.", "avoid: Haste.", "'avoid' should be a list.", "'- '"),
    ("signatures.yml", "title: attention title", 'title: ""', 'title: ""', "'title' is empty.", "write it"),
    ("signatures.yml", "  C4:", "  D4:", "D4:", "'id' is not written as it should be.", "such as C4"),
    ("signatures.yml", "    asked_as:\n      risk: attention goes badly\n      strength: attention goes well\n",
     "    asked_as: badly\n", "asked_as: badly", "'asked_as' should hold named lines.", "set in by two spaces"),
    ("papers.yml", "year: 2013", "year: 13", "year: 13", "'year' is wrong", "correct this value"),
    ("speech/talk.yml", "thanks: [Thank you., Thanks.]", "thanks: []", "thanks", "'talk.thanks' holds no text.",
     "a list of texts"),
    ("speech/talk.yml", "thanks: [Thank you., Thanks.]", "thanks: no", "thanks", "'talk.thanks' holds no text.",
     "in quotes"),
    ("speech/talk.yml", "  thanks:", "  Thank-You:", "Thank-You", "'talk.Thank-You' is not a name", "small letters"),
    ("speech/talk.yml", "talk:", 'talk.heard: "Twice."\ntalk:', "heard: \"You",
     "stands also in content/speech/talk.yml, line 2",
     "keep one of the two"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "at", "problem", "mend"), CASES)
def test_each_mistake(folder: Folder, name: str, old: str, new: str, at: str, problem: str, mend: str) -> None:
    folder.change(name, old, new)
    found = folder.only_problem()
    assert (found.file, found.line) == (f"content/{name}", folder.line(name, at))
    assert problem in found.problem
    assert mend in found.mend
    assert str(found) == f"{found.file}:{found.line}: {found.problem} Mend: {found.mend}"


def test_a_missing_file_stops_the_start(folder: Folder) -> None:
    (folder.path / "wicked.yml").unlink()
    with pytest.raises(ContentError) as caught:
        load_content(folder.path)
    assert (caught.value.file, caught.value.line) == ("content/wicked.yml", 1)
    assert "put it back" in caught.value.mend


def test_a_file_that_nobody_reads(folder: Folder) -> None:
    folder.write("wickedd.yml", "a: 1\n")
    found = folder.only_problem()
    assert (found.file, found.problem) == ("content/wickedd.yml", "Canary doesn't read this file.")
    assert "wicked.yml" in found.mend


def test_all_problems_are_told_at_once(folder: Folder) -> None:
    folder.change("domains.yml", "        why: Because it matters.\n", "")
    folder.change("routes.yml", "status: live", "status: open")
    with pytest.raises(ContentError) as caught:
        load_content(folder.path)
    assert {problem.file for problem in caught.value.problems} == {"content/domains.yml", "content/routes.yml"}
    assert "1 more" in str(caught.value)


def test_an_empty_file(folder: Folder) -> None:
    folder.write("safety.yml", "")
    assert {(found.file, found.line) for found in folder.problems()} == {("content/safety.yml", 1)}
