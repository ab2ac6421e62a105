"""How long the picture takes with 1, 30 and 300 findings: as data, drawn, on its page, as an image and in a report.

    .venv/bin/python -m tests.bench.picture

Each line is the median and the 95th percentile of so many times, in milliseconds. The picture should be drawn in
under 300 ms p95.
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
from bot.report.picture import picture_of
from bot.report.word import write_word
from bot.web.picture_page import Choice, picture_page
from tests.unit.report.made import NOW, content, many

NUMBERS = (1, 30, 300)
TIMES = 40


def main() -> None:
    """Print the table."""
    print(f"{'findings':>8}  {'what':<22}{'median ms':>10}{'p95 ms':>10}")
    for number in NUMBERS:
        for what, work in _works(many(number)).items():
            median, p95 = _timed(work)
            print(f"{number:>8}  {what:<22}{median:>10.1f}{p95:>10.1f}", flush=True)


def _works(held: Held) -> dict[str, Callable[[], object]]:
    picture = picture_of(held.reflections(), held.findings(), NOW)
    document = compose(held, content(), NOW)
    return {
        "data and drawing": lambda: draw_svg(picture_of(held.reflections(), held.findings(), NOW), content()),
        "whole page": lambda: picture_page(held, Choice(), content(), NOW, 30),
        "image": lambda: draw_png(picture, content()),
        "report composed": lambda: compose(held, content(), NOW),
        "report as PDF": lambda: write_pdf(document),
        "report as Word": lambda: write_word(document),
        "report as Markdown": lambda: write_markdown(document),
    }


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
