"""What a report holds, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.reflection.model import Commitment
from bot.report.compose import compose
from bot.report.document import Bullets, Document, Figure, Heading, Quote, plain
from bot.report.held import Held
from tests.unit.report.made import NOW, SAID, SPRING, SUMMER, content, finding, held, many, reflection

FIRST, SECOND = reflection("first", SPRING), reflection("second", SUMMER, "governance")


def words(document: Document) -> str:
    """Everything that can be read in it, blocks and title page."""
    parts: list[str] = [
        document.title,
        document.audience,
        document.about,
        document.made,
        document.footer,
        *document.notes,
    ]
    for block in document.blocks:
        if isinstance(block, Bullets):
            parts += block.items
        elif isinstance(block, Quote):
            parts += [block.text, block.said]
        else:
            parts.append(block.alt if isinstance(block, Figure) else block.text)
    return "\n".join(parts)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_it_has_every_part_in_order(number: int) -> None:
    assert headings(compose(many(number), content(), NOW)) == [
        "The picture", "What came up", "How it combines", "Where to turn", "What was meant to be done",
        "Questions to carry",
    ]  # fmt: skip


def test_the_title_page_says_for_whom_when_and_about_what() -> None:
    own = compose(held([FIRST], [finding(FIRST)]), content(), NOW)
    assert (own.audience, own.about, own.made) == ("Yours alone", "Culture, 4 March 2026", "Made on 25 November 2026")
    shared = compose(held([FIRST, SECOND], []), content(), NOW, mask=str)
    assert (shared.audience, shared.about) == ("For sharing", "From 4 March 2026 to 9 June 2026")
    assert "masked" in " ".join(shared.notes) and "masked" not in " ".join(own.notes)


def test_findings_come_with_their_words_days_and_voices() -> None:
    told = words(compose(held([FIRST], [finding(FIRST, who_else="Members would.")]), content(), NOW))
    assert SAID[0] in told and "4 March 2026, Culture" in told and "Members would." in told


def test_routes_say_who_would_hear_and_come_only_for_signs_that_stand() -> None:
    risk = compose(held([FIRST], [finding(FIRST)]), content(), NOW)
    assert "Who would hear" in words(risk)
    strength = compose(held([FIRST], [finding(FIRST, polarity="strength")]), content(), NOW)
    assert "Who would hear" not in words(strength)


def test_commitments_come_with_how_they_went() -> None:
    meant = Commitment("c", FIRST.id, "Ring the school", SPRING, date(2026, 4, 1))
    looked_back = replace(meant, outcome="partly", learned="They were waiting for it", reviewed_at=SUMMER)
    assert "Not looked back at yet." in words(compose(held([FIRST], [], meant), content(), NOW))
    told = words(compose(held([FIRST], [], looked_back), content(), NOW))
    assert "by 1 April 2026" in told and "looked back at on 9 June 2026" in told and "They were waiting for it" in told


def test_a_report_of_one_reflection_holds_nothing_of_another() -> None:
    kept = held([FIRST, SECOND], [finding(FIRST, quote="first words"), finding(SECOND, "A1", quote="second words")])
    told = words(compose(kept.only({"second"}), content(), NOW))
    assert "second words" in told and "first words" not in told
    assert content().signatures["C4"].title not in told


def test_masked_records_make_a_masked_report() -> None:
    def mask(text: str) -> str:
        return text.replace("Amira Khan", "[name]")

    meant = Commitment(
        "c", FIRST.id, "Ring Amira Khan", SPRING, learned="Amira Khan knew", outcome="done", reviewed_at=SUMMER
    )
    own = finding(FIRST, "A1", verdict="not_quite", correction="Amira Khan left")
    kept = held([FIRST], [finding(FIRST, quote=SAID[3], who_else="Amira Khan, from the front line"), own], meant)
    assert words(compose(kept, content(), NOW)).count("Amira Khan") >= 5
    assert "Amira" not in words(compose(kept, content(), NOW, mask=mask))


def test_it_never_speaks_of_scores_or_traffic_lights() -> None:
    told = words(compose(many(300), content(), NOW)).lower()
    assert not [word in told for word in ("red", "amber", "rating") if f" {word} " in told]


def test_text_for_a_report_is_one_plain_line() -> None:
    assert plain("a\x00b\x0b\nc\u2028d\ud7ff") == "a b c d"
    assert plain("naïve “quote” 👍") == "naïve “quote” 👍"


def test_nothing_kept_makes_a_report_that_says_so() -> None:
    assert compose(Held(), content(), NOW).about == "Nothing has been kept for this time."
