"""Records, tables: where a cell stands in its file.

Input: the text, its delimiter, the numbers of a row and a cell. Output: line and column, from 1,
in characters. Made only for a table in which something is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from generator.records.problems import Location
from generator.records.tables.text import LINE_END, open_rows


class Places:
    """The places of a text's rows and cells."""

    def __init__(self, text: str, shown: str, delimiter: str) -> None:
        self._text = text
        self._shown = shown
        self._delimiter = delimiter
        self._cell = re.compile(
            rf'(?P<lead>[ ]*)(?P<cell>"[^"]*(?:""[^"]*)*"[^{delimiter}\r\n]*|[^{delimiter}\r\n]*)'
        )

    def of_character(self, at: int) -> Location:
        """Return the place of a character of the text, counted from 0."""
        line = bisect_right(self._lines, at)
        return Location(self._shown, line, at - self._lines[line - 1] + 1)

    def of_cell(self, row: int, cell: int) -> Location:
        """Return where what is in a cell begins; an empty one where it would."""
        at = self._rows[row]
        for _ in range(cell):
            match = self._cell.match(self._text, at)
            at = match.end() + 1 if match else at
        match = self._cell.match(self._text, at)
        if match:
            words = match["cell"]
            at = match.start("cell") + len(words) - len(words.lstrip()) if words.strip() else at
        return self.of_character(at)

    def line_of(self, row: int) -> int:
        """Return the line on which a row begins."""
        return self.of_character(self._rows[row]).line

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(end.end() for end in LINE_END.finditer(self._text))]

    @cached_property
    def _rows(self) -> list[int]:
        """Where each row begins; quoted cells may have several lines."""
        rows = open_rows(self._text, self._delimiter)
        starts, line = [], 0
        for _ in rows:
            starts.append(self._lines[line])
            line = rows.line_num
        return starts
