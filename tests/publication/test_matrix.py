"""The overview of two axes."""

from __future__ import annotations

from fractions import Fraction

from generator.assessment.scorecard import Scorecard
from generator.gathering import Gathered
from generator.publication.figures import write_number
from generator.publication.matrix import MatrixPlan
from generator.records.model import Standard


def test_cells_are_the_exact_shares_of_their_criteria(gathered: Gathered) -> None:
    assert gathered.foundation is not None
    for dossier in (one for one in gathered.dossiers if one.scorecards):
        shown = [card for card in dossier.scorecards if card.criteria]
        assert shown
        for card in shown:
            standard = gathered.foundation.standards[card.standard]
            assert standard.matrix is not None
            matrix = MatrixPlan(standard).fill(card)
            assert matrix is not None
            for row, cells in zip(matrix.rows, matrix.cells, strict=True):
                for column, cell in zip(matrix.columns, cells, strict=True):
                    assert cell == _share(card, standard, row.id, column.id)


def _share(card: Scorecard, standard: Standard, row: str, column: str) -> int | None:
    earned = available = Fraction(0)
    assert standard.matrix is not None
    rows, columns = standard.matrix
    for score in card.criteria:
        criterion = standard.criteria[score.id]
        if not score.available or row not in criterion.tags.get(rows, ()):
            continue
        marks = [mark for mark in score.marks if mark.channel is not None]
        if marks and columns == standard.channel_axis:
            for mark in marks:
                if mark.channel == column and mark.share is not None:
                    earned += mark.share * criterion.points
                    available += criterion.points
        elif column in criterion.tags.get(columns, ()):
            earned += score.earned
            available += score.available
    return int(write_number(earned * 100 / available, 0)) if available else None
