"""Records, tables: the first row → which column stands where, and by what cells are separated.

Input: text, the row of names, a `Layout`. Output: the delimiter; `Header`, and mistakes. Names may
stand in any order, in English or Chinese; case, width and blanks around them do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.rules.flaw import listed, nearest
from generator.records.tables.columns import Column, Kind, fold
from generator.records.tables.mistake import Mistake
from generator.records.tables.text import DELIMITERS, read_first_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.records.tables.columns import Layout

MOST_COLUMNS = 500
"""Each name is compared with each that is known."""
_WRONG = re.compile("[，、；｜|]")
"""What people put between cells and no spreadsheet reads so."""
SEPARATING = f"{DELIMITERS}，、；｜|"
_SEPARATING = re.compile(f"[{SEPARATING}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Which column stands where; None where a name is not known or stands for the second time."""

    columns: tuple[Column | None, ...]
    written: tuple[str, ...]
    """The names as the file has them."""
    mistakes: tuple[Mistake, ...] = ()

    @property
    def width(self) -> int:
        """How many cells a row has; empty ones beyond count for nothing."""
        return len(self.columns)


def find_delimiter(text: str, layout: Layout) -> tuple[str, Mistake | None]:
    """Return what separates the cells, judged by the names in the first row.

    Where a sign that does not separate stands between names, that is the mistake.
    """
    most = (-1, 0)
    delimiter = DELIMITERS[0]
    for sign in DELIMITERS:
        row = read_first_row(text, sign)
        score = (_count_known(row, layout), len(row))
        if score > most:
            most, delimiter = score, sign
    start = len(text) - len(text.lstrip("\r\n"))
    line = re.compile(r"[^\r\n]*").match(text, start)
    words = line[0] if line else ""
    wrong = _WRONG.search(words)
    if wrong and '"' not in words and _count_known(_SEPARATING.split(words), layout) > most[0]:
        at = start + wrong.start()
        return delimiter, Mistake(code="data-delimiter", at=at, found=wrong[0])
    return delimiter, None


def read_header(
    names: Sequence[str], row: int, layout: Layout, make_item: Callable[[str], Column]
) -> Header:
    """Find the columns in the row of names, which is the file's row `row`."""
    written = [" ".join(name.split()) for name in names]
    while written and not written[-1]:
        written.pop()
    if len(written) > MOST_COLUMNS:
        counted = {"found": len(written), "expected": MOST_COLUMNS}
        told = Mistake(code="data-cells-too-many", row=row, cell=MOST_COLUMNS, figures=counted)
        return Header(columns=(), written=(), mistakes=(told,))
    columns = list(_find_columns(written, layout, make_item))
    if not any(columns) and not any(_find_near(name, layout.columns) for name in written):
        known = listed(layout.names)
        told = Mistake(
            code="data-header-missing", row=row, found=names[0], figures={"known": known}
        )
        return Header(columns=tuple(columns), written=tuple(written), mistakes=(told,))
    mistakes = list(_judge_names(written, columns, row, layout))
    first = {column.name: cell for cell, column in reversed(list(enumerate(columns))) if column}
    kept = tuple(c if c and first[c.name] == cell else None for cell, c in enumerate(columns))
    return Header(columns=kept, written=tuple(written), mistakes=tuple(mistakes))


def _count_known(row: Iterable[str], layout: Layout) -> int:
    return sum(fold(name) in layout.called for name in row)


def _find_columns(
    written: Sequence[str], layout: Layout, make_item: Callable[[str], Column]
) -> Iterator[Column | None]:
    called = layout.called
    folded = [fold(name) for name in written]
    others = layout.open and all(any(called.get(f) is c for f in folded) for c in layout.columns)
    items: dict[str, Column] = {}
    for name, word in zip(written, folded, strict=True):
        column = called.get(word)
        if column is None and others and word:
            column = items.setdefault(word, make_item(name))
        yield column


def _judge_names(
    written: Sequence[str], columns: Sequence[Column | None], row: int, layout: Layout
) -> Iterator[Mistake]:
    absent = [column for column in layout.columns if column not in columns]
    meant: list[Column] = []
    for cell, (name, column) in enumerate(zip(written, columns, strict=True)):
        before = columns.index(column) if column else cell
        if not name:
            yield Mistake(code="data-column-unnamed", row=row, cell=cell)
        elif before < cell:
            figures = {"column": name, "other": written[before]}
            yield Mistake(code="data-column-twice", row=row, cell=cell, figures=figures)
        elif column is None:
            near = _find_near(name, [one for one in absent if one not in meant])
            if near:
                meant.append(near[1])
            yield Mistake(
                code="data-column-unknown",
                row=row,
                cell=cell,
                found=name,
                figures={"known": listed(layout.names), "near": near[0] if near else ""},
            )
    missing = [column.name for column in absent if column not in meant]
    if layout.open and not missing and not any(c and c.kind is Kind.NUMBER for c in columns):
        missing = ["Q1", "Q2", "…"]
    if missing:
        figures = {"fields": listed(missing)}
        yield Mistake(code="data-column-missing", row=row, figures=figures)


def _find_near(name: str, absent: Sequence[Column]) -> tuple[str, Column] | None:
    """Return the most similar name of a column that is absent, and the column."""
    called = {fold(word): (word, one) for one in absent for word in (one.name, *one.aliases)}
    return called.get(nearest(fold(name), called))
