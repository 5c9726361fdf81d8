"""Records, tables: the rows below the names → columns of exact values.

Input: rows of words, a `Header`. Output: `Body`; what is wrong with a row's length or with a single
cell goes to a list. Rows that are not as long as they should be are not read on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.records.tables.cells import read_column
from generator.records.tables.header import SEPARATING
from generator.records.tables.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.records.model import Instrument
    from generator.records.tables.cells import Refused
    from generator.records.tables.columns import Layout
    from generator.records.tables.header import Header


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The rows of a table below its names."""

    instrument: Instrument
    layout: Layout
    columns: Mapping[str, tuple[Any, ...]]
    cells: Mapping[str, int]
    """At which place in its row each column stands."""
    names: Mapping[str, str]
    """What the file calls each column."""
    words: Mapping[str, Sequence[str]]
    """The cells as they are written."""
    rows: Sequence[int]
    """The rows' numbers in the file."""

    def has(self, *names: str) -> bool:
        """Tell whether the table has all of these columns."""
        return all(name in self.columns for name in names)


def is_empty(row: Sequence[str]) -> bool:
    """Tell whether a row has nothing in any cell, or no cell."""
    return not "".join(row).strip()


def keep_full_rows(
    rows: Sequence[list[str]], start: int, width: int, delimiter: str, mistakes: list[Mistake]
) -> tuple[Sequence[int], Sequence[list[str]]]:
    """Return the rows from `start` on that have `width` cells, and their numbers in the file.

    Lines without any cell are passed over, and empty cells beyond the width do not count.
    """
    below = rows[start:]
    if set(map(len, below)) == {width} and all(map(str.strip, {row[0] for row in below})):
        return range(start, len(rows)), below
    numbers: list[int] = []
    full: list[list[str]] = []
    for number, row in enumerate(below, start):
        beyond = [cell for cell in range(width, len(row)) if row[cell].strip()]
        counted = {"found": beyond[-1] + 1 if beyond else len(row), "expected": width}
        if is_empty(row):
            if row:
                mistakes.append(Mistake(code="data-row-empty", row=number))
        elif beyond:
            code = "data-cells-too-many"
            mistakes.append(Mistake(code=code, row=number, cell=beyond[0], figures=counted))
        elif len(row) < width:
            mistakes.append(_tell_short(row, number, delimiter, counted))
        else:
            numbers.append(number)
            full.append(row[:width])
    return numbers, full


def _tell_short(
    row: Sequence[str], number: int, delimiter: str, counted: Mapping[str, int]
) -> Mistake:
    """Tell a row with too few cells; if other signs make up for them, these are the mistake."""
    signs = [(cell, sign) for cell, word in enumerate(row) for sign in word if sign in SEPARATING]
    others = [one for one in signs if one[1] != delimiter]
    if others and len(row) + len(others) == counted["expected"]:
        cell, sign = others[0]
        return Mistake(code="data-delimiter", row=number, cell=cell, found=sign)
    return Mistake(code="data-cells-too-few", row=number, figures=counted)


def read_body(
    instrument: Instrument,
    layout: Layout,
    header: Header,
    numbers: Sequence[int],
    rows: Sequence[list[str]],
    mistakes: list[Mistake],
) -> Body:
    """Read the columns of the rows, in the order of the layout; a cell that is no value is None."""
    order = {name: place for place, name in enumerate(layout.names)}
    stands = {column.name: cell for cell, column in enumerate(header.columns) if column}
    columns = {column.name: column for column in header.columns if column}
    paired = layout.pair if all(name in columns for name in layout.pair) else ()
    split = {name: [row[cell] for row in rows] for name, cell in stands.items()}
    values: dict[str, tuple[Any, ...]] = {}
    for name in sorted(columns, key=lambda name: order.get(name, len(order))):
        cell = stands[name]
        values[name], refused = read_column(columns[name], split[name])
        if name in paired:  # judged with its other half
            refused = {word: why for word, why in refused.items() if word.strip()}
        if refused:
            written = header.written[cell]
            mistakes.extend(
                _refuse(refused[word], word, row, cell, written)
                for row, word in zip(numbers, split[name], strict=True)
                if word in refused
            )
    return Body(
        instrument=instrument,
        layout=layout,
        columns=values,
        cells=stands,
        names={name: header.written[cell] for name, cell in stands.items()},
        words=split,
        rows=numbers,
    )


def _refuse(why: Refused, word: str, row: int, cell: int, column: str) -> Mistake:
    # The codes that tables share with other records speak of fields.
    figure = "column" if why.code.startswith("data-") else "field"
    return Mistake(
        code=why.code,
        row=row,
        cell=cell,
        found=word if word.strip() else None,
        near=why.near,
        figures={figure: column, **why.figures},
    )
