"""A report for Word and LibreOffice: real headings, lists and quotes, and words for the picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from bot.report.document import Block, Bullets, Document, Figure, Heading, Quote
from bot.report.typesetting import typeset_png

_HEIGHT = Cm(20)
_INK = RGBColor(0x1D, 0x24, 0x26)  # the library's own headings are too pale to read easily
_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet")


def write_word(document: Document) -> bytes:
    """The report as a .docx file. Raises CannotTypeset."""
    return _Word().write(document)


class _Word:
    """One file in the making."""

    def __init__(self) -> None:
        self.made: Any = docx.Document()
        self.styles = {name: self.made.styles[name] for name in _STYLES}
        # to be asked for once: the library goes through all its styles for every paragraph that names one
        self.style_ids = {name: style.style_id for name, style in self.styles.items()}

    def write(self, document: Document) -> bytes:
        self.describe(document)
        self.title_page(document)
        for block in document.blocks:
            self.block(block)
        file = BytesIO()
        self.made.save(file)
        return file.getvalue()

    def describe(self, document: Document) -> None:
        """Title, language and colours; the library's own name as author is taken out."""
        properties = self.made.core_properties
        properties.title, properties.author, properties.comments = document.title, "", ""
        properties.language = "en-GB"
        defaults = self.made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        defaults.find(qn("w:lang")).set(qn("w:val"), "en-GB")
        for style in self.styles.values():
            style.font.color.rgb = _INK
        self.made.sections[0].footer.paragraphs[0].text = document.footer

    def title_page(self, document: Document) -> None:
        self.paragraph(document.title, "Title")
        self.paragraph(document.about, "Subtitle")
        self.paragraph().add_run(document.audience).bold = True
        self.paragraph(document.made)
        for note in document.notes:
            self.paragraph(note)
        self.paragraph().add_run().add_break(WD_BREAK.PAGE)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.paragraph(block.text, f"Heading {block.level}")
        elif isinstance(block, Bullets):
            for item in block.items:
                self.paragraph(item, "List Bullet")
        elif isinstance(block, Quote):
            self.paragraph(f"“{block.text}”", "Quote").add_run(f" {block.said}").italic = False
        elif isinstance(block, Figure):
            self.figure(block)
        else:
            self.paragraph(block.text)

    def paragraph(self, text: str = "", style: str | None = None) -> Any:
        paragraph = self.made.add_paragraph(text)
        if style:
            paragraph._p.style = self.style_ids[style]
        return paragraph

    def figure(self, figure: Figure) -> None:
        shape = self.made.add_picture(BytesIO(typeset_png(figure.svg)), height=_HEIGHT)
        shape._inline.docPr.set("descr", figure.alt)  # the library has no call for an image's words
