"""Reports in the programs that people open them with: LibreOffice for Word files, poppler for PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.report.compose import compose
from bot.report.document import Document
from bot.report.pdf import write_pdf
from bot.report.word import write_word
from tests.unit.report.made import NOW, SAID, content, many


def program(name: str) -> str:
    """Where a program is; the test is skipped without it, except in CI, where it fails."""
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and in CI nothing may be skipped")
    pytest.skip(f"{name} is not installed: run scripts/system-packages.sh as root")


def of(number: int) -> Document:
    return compose(many(number), content(), NOW)


def text_of(pdf: Path) -> str:
    done = subprocess.run([program("pdftotext"), "-layout", pdf, "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


def pages(pdf: Path) -> list[bytes]:
    """Every page as a small grey image."""
    subprocess.run(
        [program("pdftoppm"), "-r", "20", "-gray", pdf, pdf.with_suffix("")], check=True, capture_output=True
    )
    return [page.read_bytes() for page in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))]


def in_libreoffice(file: Path) -> Path:
    """The file as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [program("soffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", file.parent, file]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return file.with_suffix(".pdf")


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_the_pdf_can_be_read_and_has_no_empty_page(tmp_path: Path, number: int) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(write_pdf(of(number)))
    told = text_of(file)
    for part in ("Yours alone", "The picture", "What came up", "How it combines", "Questions to carry"):
        assert part in told
    assert (SAID[1] in told) == (number > 1)
    for page in pages(file):
        ink = sum(dot < 200 for dot in page)
        assert ink > 60  # more than a page number


def test_word_opens_in_libreoffice_with_everything_in_it(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(write_word(of(30)))
    printed = in_libreoffice(file)
    told = text_of(printed)
    for part in ("Reflections on children's services", "Yours alone", "What came up", SAID[1], "Questions to carry"):
        assert part in told
    listed = subprocess.run([program("pdfimages"), "-list", printed], check=True, capture_output=True, text=True)
    assert len(listed.stdout.splitlines()) > 2
