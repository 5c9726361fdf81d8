"""Publication: the overview of two axes, such as content × channels.

Input: a scorecard and its standard. Output: for each cell the share of the points earned over
the criteria that carry both values; what is assessed per channel counts by that channel's mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publication.figures import percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from generator.assessment.scorecard import Mark, Scorecard
    from generator.records.model import Labelled, Standard

_UNIT = 10**15
"""Points are added up as whole numbers of this part: fractions would cost ten times as much."""
_TRUNCATION = 10**6
"""More than all the truncations of a cell together, far less than half a per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows of cells in whole per cent; None where no criterion speaks or none applies."""

    rows: tuple[Labelled, ...]
    columns: tuple[Labelled, ...]
    cells: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a criterion counts: its cells, or the first cells of its rows; and its points."""

    cells: tuple[int, ...]
    rows: tuple[int, ...]
    points: Fraction
    whole: int


class MatrixPlan:
    """What of the matrix depends on the standard alone; made once, used for every firm."""

    def __init__(self, standard: Standard) -> None:
        """Place every criterion; a standard without a matrix has an empty plan."""
        if standard.matrix is None:
            self.rows: tuple[Labelled, ...] = ()
            self.columns: tuple[Labelled, ...] = ()
            self.places: dict[str, _Place] = {}
            self.by_channel: dict[str, int] = {}
            self.full: list[int] = []
            return
        row_axis, column_axis = (standard.axis(axis) for axis in standard.matrix)
        self.rows, self.columns = row_axis.values, column_axis.values
        row_at = {value.id: index for index, value in enumerate(self.rows)}
        column_at = {value.id: index for index, value in enumerate(self.columns)}
        self.by_channel = column_at if column_axis.id == standard.channel_axis else {}
        width = len(self.columns)
        self.places = {}
        for criterion in standard.criteria.values():
            rows = tuple(row_at[tag] * width for tag in criterion.tags.get(row_axis.id, ()))
            columns = [column_at[tag] for tag in criterion.tags.get(column_axis.id, ())]
            self.places[criterion.id] = _Place(
                tuple(row + column for row in rows for column in columns),
                rows,
                criterion.points,
                _in_units(criterion.points),
            )
        self.full = [0] * (len(self.rows) * width)
        for place in self.places.values():
            for cell in place.cells:
                self.full[cell] += place.whole

    def fill(self, scorecard: Scorecard) -> Matrix | None:
        """Return the matrix of one audit; None where the standard has none."""
        if not self.rows:
            return None
        width = len(self.columns)
        earned = [0] * (len(self.rows) * width)
        available = self.full.copy()
        for score in scorecard.criteria:
            place, marks = self.places[score.id], score.marks
            if self.by_channel and marks and marks[0].channel is not None:
                self._add_marks(place, marks, earned, available)
            elif score.available:
                top, bottom = score.earned.as_integer_ratio()
                part = top * _UNIT // bottom
                for cell in place.cells:
                    earned[cell] += part
                continue
            # Only what does not apply, or counts by channel, differs from the full points.
            for cell in place.cells:
                available[cell] -= place.whole
        shares = [
            percent_of(part + _TRUNCATION, whole) if whole else None
            for part, whole in zip(earned, available, strict=True)
        ]
        return Matrix(rows=self.rows, columns=self.columns, cells=_fold(shares, width))

    def _add_marks(
        self, place: _Place, marks: Sequence[Mark], earned: list[int], available: list[int]
    ) -> None:
        """Count a criterion that is assessed per channel in each channel's own column."""
        for mark in marks:
            if mark.share is None or mark.channel not in self.by_channel:
                continue
            part = _in_units(mark.share * place.points)
            column = self.by_channel[mark.channel]
            for row in place.rows:
                earned[row + column] += part
                available[row + column] += place.whole


def _in_units(points: Fraction) -> int:
    top, bottom = points.as_integer_ratio()
    return top * _UNIT // bottom


def _fold(cells: Sequence[int | None], width: int) -> tuple[tuple[int | None, ...], ...]:
    return tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width))
