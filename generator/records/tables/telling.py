"""Records, tables: mistakes → problems with a place and words, at most a hundred of a file.

Input: mistakes, in any order. Output: sorted problems; of more than a hundred the last one says
how many there are besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.privacy import mask_private
from generator.records.problems import problem, sort_problems
from generator.records.tables.screening import FORBIDDEN, has_forbidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.problems import Problem
    from generator.records.tables.mistake import Mistake
    from generator.records.tables.places import Places

MOST = 100
"""Problems told of one file: a wrong column has as many as there are rows."""
_SHOWN = 40
"""Characters of a cell that are told."""
_HIDDEN = 3


def tell_mistakes(mistakes: Sequence[Mistake], places: Places) -> tuple[Problem, ...]:
    """Return the problems of a table in the order of their places."""
    if any(one.code in FORBIDDEN for one in mistakes):
        # A cell with a number in it is told by the number.
        mistakes = [one for one in mistakes if one.found is None or not has_forbidden(one.found)]
    in_text = sorted((one for one in mistakes if one.at is not None), key=_character)
    in_cells = sorted((one for one in mistakes if one.at is None), key=_cell)
    # One more of each than is told: the first that is left out has a place, too.
    first = (*in_text[: MOST + 1], *in_cells[: MOST + 1])
    told = sort_problems([_tell(one, places) for one in first])
    if len(mistakes) <= MOST:
        return told
    rest = problem(told[MOST].location, "data-problems-more", count=len(mistakes) - MOST)
    return (*told[:MOST], rest)


def _character(one: Mistake) -> int:
    return one.at or 0


def _cell(one: Mistake) -> tuple[int, int]:
    return one.row, one.cell


def _tell(one: Mistake, places: Places) -> Problem:
    place = places.of_cell(one.row, one.cell) if one.at is None else places.of_character(one.at)
    figures = dict(one.figures)
    if one.found is not None:
        word = " ".join(one.found.split())
        hidden = one.code == "data-not-anonymous"
        figures["found"] = _hide(word) if hidden else _shorten(mask_private(word))
        if one.near is not None:
            figures["near"] = one.near(one.found.strip())
    if one.first is not None:
        figures["line"] = places.line_of(one.first)
    return problem(place, one.code, **figures)


def _hide(word: str) -> str:
    """Show of what may be a name no more than its first character."""
    return word[0] + "*" * min(len(word) - 1, _HIDDEN)


def _shorten(word: str) -> str:
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
