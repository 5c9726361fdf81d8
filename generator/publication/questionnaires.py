"""Publication: an instrument as a form to fill in, on a screen and on paper.

Input: an `Instrument`, a language, the title of its standard. Output: one HTML file that saves the
answers as CSV by itself; the bytes of a PDF with boxes to tick; the header of the CSV. What is
filled from a firm's books becomes an empty table, with its columns explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.publication.pdf import print_document
from generator.publication.questions import ask
from generator.publication.templating import make_environment
from generator.records.model import UNASKED
from generator.records.tables.columns import Kind, lay_out
from generator.strings import translations

if TYPE_CHECKING:
    from datetime import date
    from gettext import NullTranslations
    from pathlib import Path

    from generator.records.model import Instrument, Labelled, Text
    from generator.records.tables.columns import Column

SCREEN, SHEET = "questionnaire.html", "questionnaire_sheet.html"
_SCREEN_STYLE, _SCRIPT = "questionnaire.css", "questionnaire.js"
_SHEET_STYLE = "questionnaire_sheet.css"
_WIDE = 6
"""Columns from which on an empty table is set across the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWords:
    """A column of a table: its name in the file, its title, what it means, how it is written."""

    name: str
    title: str
    meaning: str
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankTable:
    """A table to be filled from a firm's books."""

    columns: tuple[ColumnWords, ...]
    wide: bool

    @property
    def titles(self) -> dict[str, str]:
        """The columns' titles by their names."""
        return {column.name: column.title for column in self.columns}


def render_questionnaire(
    instrument: Instrument, *, standard: Text, language: str, templates: Path
) -> str:
    """Return the form as one HTML file; raises NothingToAsk where there are no questions."""
    return _render(
        SCREEN,
        instrument,
        standard,
        language,
        templates,
        style=_read(templates, _SCREEN_STYLE),
        script=_read(templates, _SCRIPT),
    )


def print_questionnaire(
    instrument: Instrument, *, standard: Text, language: str, templates: Path, day: date
) -> bytes:
    """Return the form as a PDF; `day` becomes the day it was made.

    The same instrument, language and day give the same bytes. Raises NothingToAsk where there are
    no questions.
    """
    return print_document(
        _render(SHEET, instrument, standard, language, templates),
        css=_read(templates, _SHEET_STYLE),
        title=instrument.title[language],
        day=day,
    )


def write_header(instrument: Instrument) -> str:
    """Return the first line of the CSV in which an instrument's answers are kept."""
    return ",".join(lay_out(instrument).names) + "\n"


def _read(templates: Path, name: str) -> Markup:
    return Markup((templates / name).read_text(encoding="utf-8"))  # noqa: S704 (the program's own)


def _render(
    template: str,
    instrument: Instrument,
    standard: Text,
    language: str,
    templates: Path,
    **more: Markup,
) -> str:
    tabular = instrument.model in UNASKED
    environment = make_environment((templates,), language)
    return environment.get_template(template).render(
        instrument=instrument,
        standard=standard,
        form=None if tabular else ask(instrument, language),
        table=describe_table(instrument, language) if tabular else None,
        **more,
    )


def describe_table(instrument: Instrument, language: str) -> BlankTable:
    """Return the columns of a table that is filled from books, in words."""
    words = translations(language)
    stages = {stage.id: stage.within for stage in instrument.stages}
    choices = {"channel": instrument.channels, "category": instrument.categories}
    columns = []
    for column in lay_out(instrument).columns:
        # A column's own names come first in Chinese; of a stage, in English too.
        title = column.aliases[1] if column.name in stages else column.name.capitalize()
        if language == "zh":
            title = column.aliases[0]
        columns.append(
            ColumnWords(
                name=column.name,
                title=title,
                meaning=_explain(column, title, stages.get(column.name), words),
                manner=_list_choices(choices[column.name], language, words)
                if column.kind is Kind.CHOICE
                else _show_manner(column, words),
            )
        )
    return BlankTable(columns=tuple(columns), wide=len(columns) > _WIDE)


def _explain(column: Column, title: str, within: int | None, words: NullTranslations) -> str:
    _ = words.gettext
    meanings = {
        "case": _("The firm's own number of the case; no name and no telephone number"),
        "channel": _("Through which channel it came, such as phone, site, outlet"),
        "category": _("What it is about, such as quality, delay, charges, manners"),
        "outcome": _("How it ended, such as settled, refused, withdrawn"),
        "reopened": _("Whether it was opened again after it had been closed"),
        "period": _("The month or the year that the counts are of"),
        "measure": _("The measure, by its id"),
        "count": _("What is counted, as the measure says"),
        "of": _("Of how many, as the measure says"),
    }
    if column.kind is not Kind.MOMENT:
        return meanings[column.name]
    if within is None:
        return _("{stage}: the moment it was reached").replace("{stage}", title)
    return (
        words.ngettext(
            "{stage}: the moment it was reached; due within {days} day of receipt",
            "{stage}: the moment it was reached; due within {days} days of receipt",
            within,
        )
        .replace("{stage}", title)
        .replace("{days}", str(within))
    )


def _list_choices(choices: tuple[Labelled, ...], language: str, words: NullTranslations) -> str:
    titles = words.gettext(", ").join(choice.title[language] for choice in choices)
    return words.gettext("One of these: {titles}").format(titles=titles)


def _show_manner(column: Column, words: NullTranslations) -> str:
    _ = words.gettext
    manners = {
        Kind.PERSON: _("Letters and digits, such as C0012"),
        Kind.WORDS: _("A few words, always the same for the same thing"),
        Kind.MOMENT: _("2026-03-09 14:05, or the day alone"),
        Kind.YES_NO: _("yes or no"),
        Kind.PERIOD: _("2026-03 or 2026"),
        Kind.MEASURE: _("As it stands in the list of measures"),
        Kind.COUNT: _("A number, 0 or more"),
        Kind.TOTAL: _("A number above 0"),
    }
    manner = manners[column.kind]
    return _("{manner}; may be empty").replace("{manner}", manner) if column.optional else manner
