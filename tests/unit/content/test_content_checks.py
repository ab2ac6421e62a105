"""What one file says of another: each broken in one place, told with file, line and mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.content import ContentError, load_content

if TYPE_CHECKING:
    from tests.unit.content.conftest import Folder


CASES = [
    # file, what is changed, into what, the line by its text, what is wrong, how to mend it
    ("domains.yml", "[A1, C4]", "[A1, C5]", "[A1, C5]", "'C5' is not in signatures.yml.", "use an id that is there"),
    ("wicked.yml", "[C4]", "[C5]", "[C5]", "'C5' is not in signatures.yml.", "use an id"),
    ("scenarios.yml", "[alliance]", "[aliance]", "[aliance]", "'aliance' is not in routes.yml.", "use an id"),
    ("routes.yml", "replaced_by: [alliance]", "replaced_by: [allied]", "[allied]", "'allied' is not in routes.yml.",
     "such as alliance"),
    ("knowledge.yml", "route: alliance", "route: all", "route: all", "'all' is not in routes.yml.",
     "such as alliance"),
    ("signatures.yml", "sources: [paper_2013]", "sources: [paper_2014]", "paper_2014", "'paper_2014' is not known.",
     "papers.yml (paper_2013)"),
    ("domains.yml", "        source: paper_2013", "        source: a_book", "a_book", "'a_book' is not known.",
     "https://"),
    ("knowledge.yml", "source: https://example.org", "source: example.org", "source: example", "is not known.",
     "https://"),
    ("signatures.yml", "  A: {title: Far, meaning: Far away., control: Little.}\n", "", "A1:",
     "Category A is missing.",
     "under 'categories'"),
    ("signatures.yml", "risk: attention goes badly", "risk: attention goes badly.", "attention goes badly.",
     "not a clause", "full stop"),
    ("signatures.yml", "risk: attention goes badly", "risk: that it goes badly", "that it", "not a clause",
     "a sign that"),
    ("routes.yml", "    signatures: [A1, C4]", "    signatures: [A1]", None, "C4 has no route",
     "to the 'signatures' of a route"),
    ("domains.yml", "[A1, C4]", "[C4]", None, "No prompt can touch A1.", "of a prompt in domains.yml"),
    ("domains.yml", "id: second_prompt", "id: first_prompt", None, "'first_prompt' is used more than once.",
     "an id of its own"),
    ("coaching.yml", "A1: [One?, Two?", "A1: [One?, One?", "A1:", "'A1' has 4 coaching questions.",
     "until there are 5"),
    ("coaching.yml", "  patience: [One?, Two?, Three?, Four?, Five?]", "  patience: [One?]", "patience:",
     "'patience' has 1 coaching questions.", "until there are 5"),
    ("coaching.yml", "  C4:", "  C5: [One?]\n  C4:", "C5:", "'C5' is not one of the signatures.",
     "use an id that is there"),
    ("coaching.yml", "  patience:", "  haste: [One?]\n  patience:", "haste:", "'haste' is not one of the qualities.",
     "use an id"),
    ("scenarios.yml", "[alliance]", "[partnership]", "[partnership]", "The route 'partnership' has ended.",
     "offer alliance instead"),
    ("routes.yml", "    replaced_by: [alliance]\n", "", "partnership:", "does not say what took its place",
     "'replaced_by:'"),
    ("routes.yml", "    what_became: It closed.\n", "", "partnership:", "what became of it", "'what_became:'"),
    ("routes.yml", "    what_became", "    signatures: [A1]\n    what_became", "partnership:",
     "has ended is offered for signatures", "successor"),
    ("routes.yml", "replaced_by: [alliance]", "replaced_by: [partnership]", "partnership:", "has ended too",
     "there today"),
    ("routes.yml", "    who_for: Anyone\n", "", "alliance:", "'who_for' is missing", "add a line 'who_for:'"),
    ("routes.yml", "    who_hears: [region]\n", "", "alliance:", "'who_hears' is missing", "add a line 'who_hears:'"),
    ("routes.yml", "    status: live", "    replaced_by: [alliance]\n    status: live", "alliance:",
     "has been replaced",
     "'status: ended'"),
    ("notices.yml", "{controller}", "{controler}", "{controler}", "{controler} is not known", "controller"),
    ("speech/talk.yml", "{quote}", "{qoute}", "{qoute}", "{qoute} in 'talk.heard' is not known", "placeholders.yml"),
    ("speech/talk.yml", "{quote}", "{quote", "{quote", "A brace in 'talk.heard' has no partner.", "as {name}"),
    ("speech/placeholders.yml", "quote:", "pick: a number\n  quote:", "pick:", "'pick' cannot be a placeholder",
     "plain name"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "at", "problem", "mend"), CASES)
def test_each_mistake(folder: Folder, name: str, old: str, new: str, at: str | None, problem: str, mend: str) -> None:
    folder.change(name, old, new)
    found = [one for one in folder.problems() if problem in one.problem]
    assert found, [str(one) for one in folder.problems()]
    assert mend in found[0].mend
    if at is not None:
        assert (found[0].file, found[0].line) == (f"content/{name}", folder.line(name, at))
    with pytest.raises(ContentError):
        load_content(folder.path)


def test_a_signature_without_a_route_is_told_at_the_signature(folder: Folder) -> None:
    folder.change("routes.yml", "signatures: [A1, C4]", "signatures: [A1]")
    found = folder.only_problem()
    assert (found.file, found.line) == ("content/signatures.yml", folder.line("signatures.yml", "C4:"))


def test_a_signature_without_a_prompt_is_told_at_the_signature(folder: Folder) -> None:
    folder.change("domains.yml", "[A1, C4]", "[C4]")
    found = folder.only_problem()
    assert (found.file, found.line) == ("content/signatures.yml", folder.line("signatures.yml", "A1:"))


def test_an_id_used_twice_is_told_at_both(folder: Folder) -> None:
    folder.change("domains.yml", "id: second_prompt", "id: first_prompt")
    first = folder.line("domains.yml", "id: first_prompt")
    twice = [found.line for found in folder.problems() if "more than once" in found.problem]
    assert twice == [first, first + 7]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("routes.yml", "checked_on: 2026-06-01", "checked_on: 2026-07-01"),
        ("knowledge.yml", "as_of: 2026-06-01", "as_of: 2026-07-01"),
        ("notices.yml", "date: 2026-06-01", "date: 2026-07-01"),
    ],
)
def test_a_day_that_lies_ahead(folder: Folder, name: str, old: str, new: str) -> None:
    folder.change(name, old, new)
    found = folder.only_problem()
    assert (found.file, found.line) == (f"content/{name}", folder.line(name, new))
    assert "lies in the future (2026-07-01)" in found.problem and "really looked" in found.mend


def test_a_wrong_clock_does_not_keep_canary_from_starting(folder: Folder) -> None:
    folder.change("routes.yml", "checked_on: 2026-06-01", "checked_on: 2099-01-01")
    assert load_content(folder.path).routes["alliance"].checked_on.year == 2099


def test_an_ended_route_that_nothing_replaced(folder: Folder) -> None:
    folder.change("routes.yml", "replaced_by: [alliance]", "nothing_replaced_it: true")
    assert folder.problems() == []
