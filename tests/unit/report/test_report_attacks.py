"""Whatever stands in answers, names and commitments: no report runs it, follows it or reads a file for it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from bot.report.compose import compose
from bot.report.document import Document
from bot.report.markdown import write_markdown
from bot.report.pdf import write_pdf
from bot.report.readable import export_markdown
from bot.report.word import write_word
from bot.vault.records import plain
from tests.unit.report.attacked import ATTACKS, attacked, attacks
from tests.unit.report.made import NOW, content

SECRET = "only-in-this-file"
_ACTIVE_PDF = {"/JavaScript", "/JS", "/OpenAction", "/AA", "/URI", "/Launch", "/EmbeddedFiles", "/SubmitForm", "/GoToR"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file that lies on the machine and must not get into a report."""
    path = tmp_path_factory.mktemp("outside") / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return str(path)


@cache
def documents(file: str) -> tuple[Document, Document]:
    """The leader's own report, and the one for others."""
    own = attacked(attacks(file))
    return compose(own, content(), NOW), compose(own, content(), NOW, lambda text: text.replace("Okafor", "[name]"))


@pytest.fixture(params=[0, 1], ids=["own", "for others"])
def document(request: pytest.FixtureRequest, file: str) -> Document:
    return documents(file)[request.param]


def squeezed(text: str) -> str:
    """Without any space, which a page may put between and take from words."""
    return re.sub(r"\s", "", text)


def objects(value: Any, seen: set[int]) -> Iterator[dict[str, Any]]:
    """Every dictionary in a PDF."""
    value = value.get_object() if hasattr(value, "get_object") else value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner, seen)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner, seen)


def test_the_pdf_does_nothing_and_holds_the_words_as_they_are(document: Document, file: str) -> None:
    pdf = PdfReader(BytesIO(write_pdf(document)))
    active = {key for one in objects(pdf.trailer["/Root"], set()) for key in one if key in _ACTIVE_PDF}
    assert active == set()
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert SECRET not in text
    assert squeezed(ATTACKS[0]) in text and squeezed('#panic("x")') in text


def test_word_does_nothing_and_holds_the_words_as_they_are(document: Document) -> None:
    packed = zipfile.ZipFile(BytesIO(write_word(document)))
    text = ""
    for name in packed.namelist():
        assert not name.endswith((".bin", ".html", ".htm", ".js", ".vbs"))
        raw = packed.read(name)
        if name.endswith((".xml", ".rels")):
            assert b"<!DOCTYPE" not in raw and b"<!ENTITY" not in raw
            root = ElementTree.fromstring(raw)  # noqa: S314  our own file, and no entities: looked at above
            kinds = {one.tag.rpartition("}")[2] for one in root.iter()}
            assert not kinds & {"hyperlink", "altChunk", "fldSimple", "instrText", "object", "control", "subDoc"}
            assert not [one for one in root.iter() if one.get("TargetMode") == "External"]
            text += "".join(root.itertext())
        assert SECRET.encode() not in raw
    assert ATTACKS[0] in text and '#panic("x")' in text


def test_markdown_holds_nothing_live(document: Document) -> None:
    written = write_markdown(document)
    assert live_in(written) == [] and SECRET not in written


def live_in(markdown: str) -> list[str]:
    """What a reader of Markdown would take for more than text."""
    signs = ("<script", "<img", "<svg", "<b>", "<http", "](javascript", "![x]", "`x`")
    return [sign for sign in signs if re.search(r"(?<!\\)" + re.escape(sign), markdown)]


def test_a_name_is_masked_in_the_midst_of_markup(file: str) -> None:
    own, others = documents(file)
    assert "Okafor" in write_markdown(own) and "Okafor" not in write_markdown(others)


def test_the_export_to_read_holds_nothing_live(file: str) -> None:
    own, texts = attacked(attacks(file)), attacks(file)
    made = {"exported_at": "2026-11-25", "kept_until": "2027-11-25"}
    records = {"reflections": own.reflections(), "answers": own.answers(), "findings": own.findings()}
    held = {name: [plain(one) for one in kept] for name, kept in records.items()}
    held["commitments"] = [plain(one) for one in own.commitments()]
    held["shares"] = [{"made": "2026-11-01", "expires": "2026-11-15", "note": text} for text in texts]
    held["exchanges"] = [{"said": text, "replies": [{"text": text}]} for text in texts]
    assert live_in(export_markdown(made | held, content())) == []
