"""The drawing: well formed, told in words, nothing by colour, and nothing a leader wrote in it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.report.drawing import draw_png, draw_svg
from bot.report.picture import Picture, picture_of
from bot.report.telling import describe, spot_line
from bot.report.voices import VOICES
from tests.unit.report.made import NOW, SAID, SPRING, SUMMER, content, finding, many, reflection

SVG = "{http://www.w3.org/2000/svg}"
FIRST, SECOND = reflection("first", SPRING), reflection("second", SUMMER)


def of(number: int) -> Picture:
    kept = many(number)
    return picture_of(kept.reflections(), kept.findings(), NOW)


def drawn(picture: Picture, alone: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(picture, content(), alone))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_it_is_well_formed_and_every_sign_is_a_link_with_words(number: int) -> None:
    picture = of(number)
    links = drawn(picture).findall(f".//{SVG}a")
    assert [link.get("href") for link in links] == [f"#sign-{spot.signature}" for spot in picture.heard]
    assert [link.get("aria-label") for link in links] == [spot_line(spot, content()) for spot in picture.heard]


def test_it_has_a_title_and_a_description() -> None:
    root = drawn(of(30))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == "Your picture"
    assert description is not None and (description.text or "").startswith("What you agreed to from 4 March 2026")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_no_colour_carries_a_meaning() -> None:
    painted = set(re.findall(r'(?:fill|stroke)="([^"]+)"', draw_svg(of(300), content())))
    assert painted == {"none", "currentColor"}


def test_risk_strength_and_own_words_differ_in_shape() -> None:
    def shapes(**told: object) -> str:
        picture = picture_of([FIRST], [finding(FIRST, "A1", **told)], NOW)  # type: ignore[arg-type]
        link = drawn(picture).find(f".//{SVG}a")
        assert link is not None
        return " ".join(
            f"{one.tag.removeprefix(SVG)}:{one.get('fill')}" for one in link.iter() if "rect" not in one.tag
        )

    forms = {
        shapes(polarity="risk"), shapes(polarity="strength"),
        shapes(polarity="risk", verdict="not_quite", correction="It is the pace."),
    }  # fmt: skip
    assert len(forms) == 3


def test_what_has_gone_is_drawn_broken_and_said_in_words() -> None:
    picture = picture_of([FIRST, SECOND], [finding(FIRST), finding(SECOND, "B1")], NOW)
    svg = draw_svg(picture, content())
    link = svg[svg.index('href="#sign-C4"') :]
    assert "stroke-dasharray" in link[: link.index("</a>")]
    assert "not heard again" in link[: link.index("</a>")]


def test_there_is_a_dot_for_every_voice() -> None:
    few, all_of_them = "Members would.", "Members, the front line, partners, families and the data would."
    dots = []
    for who_else in (None, few, all_of_them):
        link = drawn(picture_of([FIRST], [finding(FIRST, who_else=who_else)], NOW)).find(f".//{SVG}a")
        assert link is not None
        dots.append(len(link.findall(f".//{SVG}circle")))
    assert dots == [0, 1, len(VOICES)]


@pytest.mark.parametrize("number", [1, 300])
def test_the_leaders_words_are_not_in_the_drawing(number: int) -> None:
    svg = draw_svg(of(number), content(), alone=True)
    assert not any(word in svg for word in (SAID[0][:20], "Amira", "moves"))


def test_alone_it_is_one_image() -> None:
    root = drawn(of(30), alone=True)
    assert root.get("role") == "img"
    assert root.findall(f".//{SVG}a") == []


@pytest.mark.parametrize("number", [0, 300])
def test_it_can_be_made_an_image(number: int) -> None:
    assert draw_png(of(number), content()).startswith(b"\x89PNG")


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_the_words_tell_what_is_drawn(number: int) -> None:
    picture, told = of(number), describe(of(number), content())
    for spot in picture.spots:
        assert content().speech.say(f"drawn.label.{spot.signature.lower()}") in told
    for spot in picture.heard:
        assert spot_line(spot, content()) in told
    for id, domain in content().domains.items():
        assert domain.title in told, id
