"""The files: a tagged PDF, Word with real headings and words for the picture, Markdown that runs nothing."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.report.compose import compose
from bot.report.document import Bullets, Document, Heading, Paragraph, Quote, plain
from bot.report.markdown import write_markdown
from bot.report.pdf import write_pdf
from bot.report.typesetting import CannotTypeset, typeset_pdf, typeset_png
from bot.report.word import write_word
from tests.unit.report.made import NOW, SAID, content, many

EVIL = '#eval("1") *b* $x$ <script>alert(1)</script> [a](javascript:x) ![i](http://x.test) `c` \\ @ref // /* */ ~ _u_'


def of(number: int) -> Document:
    return compose(many(number), content(), NOW)


def saying(*texts: str) -> Document:
    blocks = tuple(
        kind for text in texts for kind in (Heading(text), Paragraph(text), Quote(text, text), Bullets((text,)))
    )
    return Document("Title", "Yours alone", "About", "Made", ("Note",), "Footer", blocks)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def tags(pdf: bytes) -> list[str]:
    """The structure types in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node["/S"])
            walk(node.get("/K", []))

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_the_pdf_is_tagged_and_meets_the_standard_for_access(number: int) -> None:
    pdf = write_pdf(of(number))
    root = read(pdf).trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"].value)
    assert root["/Lang"] == "en-GB"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"].value)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/P", "/L", "/LI"} <= set(tags(pdf))
    assert ("/Figure" in tags(pdf)) == (number > 0)


def test_the_pdf_has_words_for_the_picture() -> None:
    pdf = write_pdf(of(30))
    figures: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        for child in node if isinstance(node, list) else [node]:
            child = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(child, dict):
                if child.get("/S") == "/Figure":
                    figures.append(str(child.get("/Alt")))
                walk(child.get("/K", []))

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"])
    assert figures and figures[0].startswith("The picture, which is told in words below.")


def test_typst_is_never_in_the_process_that_holds_the_words() -> None:
    write_pdf(of(1))
    assert "typst" not in sys.modules


def test_canarys_settings_do_not_reach_the_typesetter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told.py"
    told.write_text("import os, sys; sys.stdout.write(' '.join([*os.environ, *sys.argv[1:]]))")
    monkeypatch.setattr("bot.report.typesetting._PROGRAM", told)
    monkeypatch.setenv("CANARY_MASTER_KEY", "secret")
    assert b"CANARY" not in typeset_png("<svg/>")


def test_the_pdf_names_nobody_as_author() -> None:
    assert not (read(write_pdf(of(1))).metadata or {}).get("/Author")


def test_what_a_leader_wrote_is_never_read_as_markup() -> None:
    assert EVIL.replace("  ", " ") in text_of(write_pdf(saying(EVIL)))


def test_a_letter_that_no_font_has_does_not_stop_the_report() -> None:
    assert "before" in text_of(write_pdf(saying("before \U0001f9ff \U00013080 after")))


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=80))
def test_any_text_can_be_written(text: str) -> None:
    document = saying(plain(text) or "nothing")
    assert write_pdf(document).startswith(b"%PDF")
    assert docx.Document(BytesIO(write_word(document))).paragraphs
    assert write_markdown(document)


def test_what_cannot_be_set_says_so_without_a_word_of_it() -> None:
    with pytest.raises(CannotTypeset) as refused:
        typeset_pdf('#panic("secret")')
    assert "secret" not in str(refused.value) and not refused.value.__context__
    with pytest.raises(CannotTypeset):
        typeset_png("no svg")


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_word_has_headings_lists_quotes_and_words_for_the_picture(number: int) -> None:
    made = docx.Document(BytesIO(write_word(of(number))))
    styles = {paragraph.style.name for paragraph in made.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "List Bullet"} <= styles
    assert len(made.inline_shapes) == (1 if number else 0)
    for shape in made.inline_shapes:
        assert shape._inline.docPr.get("descr").startswith("The picture, which is told in words below.")
    if number == 300:
        assert any(SAID[0] in paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Quote")


def test_word_names_nobody_and_speaks_english() -> None:
    properties = docx.Document(BytesIO(write_word(of(1)))).core_properties
    assert (properties.author, properties.comments, properties.language) == ("", "", "en-GB")
    assert properties.title == "A reflection on children's services"


def test_markdown_turns_nothing_that_was_said_into_markup() -> None:
    written = write_markdown(saying(EVIL, "- not a list", "1. nor this", "# nor a heading"))
    assert "<" not in written.replace("\\<", "") and "\\<script\\>" in written
    assert "\\[a\\]" in written and "\\`c\\`" in written
    assert "\n\\- not a list" in written and "\n1\\. nor this" in written and "\n\\# nor" in written


def test_markdown_has_the_picture_in_words() -> None:
    written = write_markdown(of(30))
    assert "### Far from your control (The political and corporate climate)" in written
    assert "**Yours alone**" in written
