"""Publication: the prospects of scorecards, each found once for however many languages ask.

Input: a scorecard, its audit, its standard. Output: `Prospects`. A firm's pages are stamped in one
language after the other: the last scorecard asked about is the one that the next will ask about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assessment.prospects import find_prospects
from generator.assessment.prospects.demands import Rulebook

if TYPE_CHECKING:
    from generator.assessment.prospects import Prospects
    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit, Standard


class Foresight:
    """Keeps a rulebook for each standard, and the prospects that it found last."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._books: dict[str, Rulebook] = {}
        self._last: tuple[Scorecard, Prospects] | None = None

    def foresee(self, card: Scorecard, audit: Audit, standard: Standard) -> Prospects:
        """Return how sure the grade is, what it has to spare and what reaches the next."""
        if self._last is None or self._last[0] is not card:
            book = self._books.get(standard.ref)
            if book is None or book.standard is not standard:
                book = self._books[standard.ref] = Rulebook(standard)
            self._last = card, find_prospects(card, audit, book)
        return self._last[1]


FORESIGHT = Foresight()
"""Shared by the pages of all languages that a process stamps."""
