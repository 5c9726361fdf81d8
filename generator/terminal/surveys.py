"""The terminal: what an instrument gives, as the tables that its charts show.

Input: a result, its instrument, how many answered. Output: lines on the console.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from generator.publication.survey_charts import draw_result
from generator.publication.survey_words import tell_cautions, tell_response
from generator.strings import translations
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from rich.console import Console

    from generator.assessment.instruments.measuring import Result
    from generator.assessment.instruments.response import ResponseResult
    from generator.publication.plots import Chart
    from generator.records.model import Instrument


def print_survey(
    result: Result,
    instrument: Instrument,
    response: ResponseResult | None,
    sha256: str,
    language: str,
) -> None:
    """Print a result: who answered, each chart in words and as its table, the file's hash."""
    words = translations(language)
    console = make_console()
    console.print(f"[bold]{escape(instrument.title[language])}[/bold]")
    for line in tell_response(response, words, model=instrument.model) if response else ():
        console.print(escape(line))
    for caution in tell_cautions(result, words):
        console.print(escape(caution), style="yellow")
    for chart in draw_result(result, instrument, language, words):
        _print_chart(console, chart)
    console.print(f"\n[dim]SHA-256 {sha256}[/dim]", soft_wrap=True)


def _print_chart(console: Console, chart: Chart) -> None:
    console.print(f"\n[bold]{escape(chart.title)}[/bold]")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for place, heading in enumerate(chart.head):
        table.add_column(escape(heading), justify="left" if not place else "right")
    for row in chart.rows:
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)
    console.print(escape(chart.description), style="dim", soft_wrap=True)
