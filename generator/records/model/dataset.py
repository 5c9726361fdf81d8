"""Records, the model: data beside an audit: a file of answers, counts or cases, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file's rows, column by column: `columns[name][i]` is what row i says.

    Whole numbers, exact figures, days and words as the model's columns say; None where a cell
    may be empty and is.
    """

    columns: Mapping[str, tuple[Any, ...]]
    rows: int

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        """Return a column by its name."""
        return self.columns[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A file beside an audit, the instrument that it answers, and how it came about."""

    instrument: str
    file: str
    """Its name in the audit's folder."""
    sha256: str
    evidence: str
    begun: date
    ended: date
    """The first and the last day of what it covers."""
    population: int | None
    """How many could have been asked."""
    asked: int | None
    drawn: Text | None
    """How those asked were chosen."""
    table: Table
