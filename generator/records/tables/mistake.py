"""Records, tables: what is wrong in a table, by row and cell; places and words come later.

Input: what a check found. Output: `Mistake`. A wrong column makes as many as there are rows, so
that each holds only what cannot be found out when the first hundred are told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong, at a cell, or at a character where there are no cells yet."""

    code: str
    row: int = 0
    """Counted from 0, the row of names and empty lines too."""
    cell: int = 0
    at: int | None = None
    """A place in the text, in characters from 0, instead of row and cell."""
    found: str | None = None
    """What stands there; told short, and without what is private."""
    near: Callable[[str], str] | None = None
    """Says what may be meant by what stands there, or ""."""
    first: int | None = None
    """Another row that it has to do with, told by its line."""
    figures: Mapping[str, object] = field(default_factory=dict)
