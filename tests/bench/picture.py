"""How long the picture takes with 1, 30 and 300 findings: as data, drawn, as a page, an image, a share and a report.

.venv/bin/python -m tests.bench.picture
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from bot.report.compose import compose
from bot.report.drawing import draw_png, draw_svg
from bot.report.held import Held
from bot.report.markdown import write_markdown
from bot.report.pdf import write_pdf
from bot.report.picture import picture_of, sides_of
from bot.report.sharing import MIND, shown_to_mentor
from bot.report.sharing import Choice as Shared
from bot.report.word import write_word
from bot.understanding.names import mask_names
from bot.web.picture_page import Choice, picture_page
from tests.bench.page import put
from tests.unit.report.made import NOW, content, many

NUMBERS = (1, 30, 300)
TIMES = 40
_HEAD = (
    "## The picture, what is shared, and the report\n\n`.venv/bin/python -m tests.bench.picture`; each "
    f"{TIMES} times. To reach: drawn in under 300 ms p95."
)


def main() -> None:
    """Measure, print, and put the section into docs/benchmarks.md."""
    lines = ["| findings | what | median, ms | p95, ms |", "|---|---|---|---|"]
    for number in NUMBERS:
        for what, work in _works(many(number)).items():
            median, p95 = _timed(work)
            lines.append(f"| {number} | {what} | {median:.0f} | {p95:.0f} |")
    section = "\n".join([_HEAD, "", *lines])
    print(section)
    put("picture", section)


def _works(held: Held) -> dict[str, Callable[[], object]]:
    picture = picture_of(held.reflections(), held.findings(), NOW)
    document = compose(held, content(), NOW)
    return {
        "data and drawing": lambda: draw_svg(picture_of(held.reflections(), held.findings(), NOW), content()),
        "whole page": lambda: picture_page(held, Choice(), content(), NOW, 30),
        "image": lambda: draw_png(picture, content()),
        "a mentor's copy, quotes and all": lambda: _shared(held),
        "report composed": lambda: compose(held, content(), NOW),
        "report as PDF": lambda: write_pdf(document),
        "report as Word": lambda: write_word(document),
        "report as Markdown": lambda: write_markdown(document),
    }


def _shared(held: Held) -> object:
    signs = frozenset(f"{one.signature}:{side}" for one in held.all_findings for side in sides_of(one))
    domains = frozenset(one.domain or MIND for one in held.all_reflections)
    every = Shared(domains, signs, frozenset(one.id for one in held.all_commitments), quotes=True)
    return shown_to_mentor(held, every, content(), NOW, NOW.date(), mask_names)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    work()  # templates and fonts are loaded once
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    main()
