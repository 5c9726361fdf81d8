"""Demo, drawing: questionnaires of one question: satisfaction, and whether firms are recommended.

Input: an `Instrument`, the figures aimed at. Output: `Sheet`.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from generator.assessment.instruments.csat import TOP, USUAL
from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.nps import DETRACTOR, PROMOTER, judge_counts
from generator.assessment.statistics import Z_95
from generator.assessment.totals import ZERO
from generator.demo.sheets import (
    Sheet,
    calibrate,
    find_count,
    make_share,
    write_rows,
)
from generator.records.model import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.draws import Stream
    from generator.demo.grounds import Ground
    from generator.demo.sheets import Aim, Columns, Figures, Levels
    from generator.records.model import Instrument

_TENTHS = Scale(low=0, high=10)
"""Where a question of recommending declares no scale."""
_PASSIVES = (0.2, 0.38)
"""How many of all neither promote the firm nor speak against it."""
_LIKELIER = 1.7
"""How much more often a step of the scale is chosen than the one beside it, towards the middle."""


def draw_satisfaction(
    instrument: Instrument, aims: Sequence[Aim], ground: Ground, stream: Stream
) -> Sheet:
    """Draw the scores of so many people, of whom so many are satisfied as is aimed at."""
    aim, n = aims[0], ground.n
    scale = instrument.scale or USUAL
    low, high = scale.low, scale.high
    satisfied = find_count(aim, n)
    top, rest = range(high - TOP + 1, high + 1), range(low, high - TOP + 1)
    # The better a firm, the more of its satisfied customers are very satisfied.
    scores = stream.choices(top, weights=_lean(top, _LIKELIER * satisfied / n), k=satisfied)
    if rest:
        scores += stream.choices(rest, weights=_lean(rest, _LIKELIER), k=n - satisfied)
    return _write_scores(scores, {aim.key: make_share(satisfied, n, aim)}, stream)


def draw_recommendation(
    instrument: Instrument, aims: Sequence[Aim], ground: Ground, stream: Stream
) -> Sheet:
    """Draw the scores of so many people, promoters less detractors as is aimed at."""
    aim, n = aims[0], ground.n
    scale = instrument.scale or _TENTHS
    between = round(n * stream.uniform(*_PASSIVES))

    def estimate(levels: Levels) -> dict[str, float]:
        promoters, detractors = _balance(n, round((2 * levels[aim.key] - 1) * n), between)
        score = (promoters - detractors) / n
        margin = Z_95 * sqrt(((promoters + detractors) / n - score * score) / n)
        return {aim.key: score + (margin if aim.offer.end == "high" else -margin)}

    level = (min(1.0, max(-1.0, aim.value)) + 1) / 2
    if aim.offer.end is not None:
        level = calibrate([aim], estimate)[aim.key]
    promoters, detractors = _balance(n, round((2 * level - 1) * n), between)
    judged = judge_counts(promoters=promoters, detractors=detractors, n=n)
    figure = Figure(value=judged.nps or ZERO, n=n, low=judged.low, high=judged.high)
    parts = (
        (range(PROMOTER, scale.high + 1), promoters),
        (range(DETRACTOR + 1, PROMOTER), n - promoters - detractors),
        (range(scale.low, DETRACTOR + 1), detractors),
    )
    scores = []
    for part, count in parts:
        scores += stream.choices(part, weights=_lean(part, _LIKELIER), k=count)
    return _write_scores(scores, {aim.key: figure}, stream)


def _lean(steps: Sequence[int], factor: float) -> list[float]:
    """Weigh the steps of a part of the scale: each so much likelier than the one below it."""
    return [factor**place for place in range(len(steps))]


def _balance(n: int, difference: int, between: int) -> tuple[int, int]:
    """Return how many promote the firm and how many speak against it; about so many do neither."""
    apart = max(abs(difference), n - between)
    apart += (apart + difference) % 2 if apart < n else -((apart + difference) % 2)
    return (apart + difference) // 2, (apart - difference) // 2


def _write_scores(scores: list[int], figures: Figures, stream: Stream) -> Sheet:
    stream.shuffle(scores)
    names = tuple([f"R{number:03}" for number in range(1, len(scores) + 1)])
    columns: Columns = {"respondent": names, "score": tuple(scores)}
    return Sheet(columns=columns, text=write_rows(columns), figures=figures, summed=True)
