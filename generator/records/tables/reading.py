"""Records, tables: one CSV file → its table, or all that is wrong with it.

Input: a path or bytes, and the instrument that the file answers. Output: `TableReading`. Nothing
is dropped in silence: where anything is wrong there is no table. It works column by column, a
different word at a time, and looks for places only where something is wrong.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.records.files import read_bytes
from generator.records.model import Table
from generator.records.problems import Location, Problem, problem
from generator.records.rules.flaw import listed
from generator.records.tables.body import is_empty, keep_full_rows, read_body
from generator.records.tables.columns import lay_out, make_item_column
from generator.records.tables.header import find_delimiter, read_header
from generator.records.tables.mistake import Mistake
from generator.records.tables.places import Places
from generator.records.tables.rows import judge_rows
from generator.records.tables.screening import find_forbidden
from generator.records.tables.telling import tell_mistakes
from generator.records.tables.text import CONTROL, decode_table, find_bad_cell, split_rows

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Instrument
    from generator.records.tables.columns import Layout

MAX_BYTES = 32 * 1024 * 1024
MAX_LINES = 1_000_000
"""Lines take more memory than bytes, empty ones too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """A file's table, or None where anything in it is wrong, and what that is."""

    table: Table | None
    sha256: str
    """Of the file's bytes; "" where they could not be read."""
    problems: tuple[Problem, ...]


def read_table(path: Path, shown: str, instrument: Instrument) -> TableReading:
    """Read a file that answers an instrument; `shown` is its path as problems tell it."""
    raw = read_bytes(path, shown, limit=MAX_BYTES)
    if isinstance(raw, Problem):
        return TableReading(table=None, sha256="", problems=(raw,))
    return parse_table(raw, shown, instrument)


def parse_table(raw: bytes, shown: str, instrument: Instrument) -> TableReading:
    """Read the bytes of a file that answers an instrument."""
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        told = problem(Location(shown, 1, 1), "data-too-large", limit=limit)
        return TableReading(table=None, sha256="", problems=(told,))
    digest = sha256(raw).hexdigest()
    text = decode_table(raw, shown)
    if isinstance(text, Problem):
        return TableReading(table=None, sha256=digest, problems=(text,))
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        told = problem(Location(shown, 1, 1), "data-too-many-lines", limit=MAX_LINES)
        return TableReading(table=None, sha256=digest, problems=(told,))
    layout = lay_out(instrument)
    delimiter, wrong = find_delimiter(text, layout)
    mistakes = list(find_forbidden(text, delimiter, shown))
    table = None
    if wrong is not None:
        mistakes.append(wrong)
    elif not CONTROL.search(text):
        table = _read_text(text, delimiter, instrument, layout, mistakes)
    if not mistakes:
        return TableReading(table=table, sha256=digest, problems=())
    problems = tell_mistakes(mistakes, Places(text, shown, delimiter))
    return TableReading(table=None, sha256=digest, problems=problems)


def _read_text(
    text: str, delimiter: str, instrument: Instrument, layout: Layout, mistakes: list[Mistake]
) -> Table | None:
    """Return the table in a text; what is wrong goes to `mistakes`."""
    try:
        rows = split_rows(text, delimiter)
    except csv.Error:
        mistakes.append(find_bad_cell(text, delimiter))
        return None
    while rows and is_empty(rows[-1]):
        rows.pop()
    start = next((number for number, row in enumerate(rows) if not is_empty(row)), None)
    if start is None:
        mistakes.append(Mistake(code="data-empty", at=0, figures={"known": listed(layout.names)}))
        return None
    header = read_header(rows[start], start, layout, partial(make_item_column, instrument))
    mistakes.extend(header.mistakes)
    if not any(header.columns):
        return None
    if start + 1 == len(rows):
        mistakes.append(Mistake(code="data-no-rows", row=start))
        return None
    numbers, full = keep_full_rows(rows, start + 1, header.width, delimiter, mistakes)
    body = read_body(instrument, layout, header, numbers, full, mistakes)
    mistakes.extend(judge_rows(body))
    return Table(columns=body.columns, rows=len(numbers))
