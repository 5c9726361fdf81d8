"""Assessment, instruments: how far those who answered speak for all.

Input: how many answered, were asked, could have been asked. Output: the rate of response, the
margin of a share and warnings by id.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.assessment.instruments.intervals import normal_margin

LOW_RESPONSE = Fraction(3, 10)
"""Below this those who did not answer may well think otherwise."""
VERY_LOW_RESPONSE = Fraction(1, 10)
SMALL_SAMPLE = 30
"""Below this normal intervals are too narrow: the usual rule of thumb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseResult:
    """Who answered, of whom, and what that is worth."""

    population: int | None
    asked: int | None
    answered: int
    rate: Fraction | None
    """Answered of asked, 0–1; None where nobody or nobody knows how many were asked."""
    margin: Fraction | None
    """Half the 95 % interval of a share of one half, 0–1; None where nobody answered."""
    warnings: tuple[str, ...]
    """`asked_unknown`, `more_answers_than_asked`, `very_low_response` or `low_response`,
    `small_sample`, in this order."""


def judge_response(*, answered: int, asked: int | None, population: int | None) -> ResponseResult:
    """Return rate, margin and warnings. Where more answered than were asked there is no rate."""
    rate = Fraction(answered, asked) if asked and answered <= asked else None
    return ResponseResult(
        population=population,
        asked=asked,
        answered=answered,
        rate=rate,
        margin=widest_margin(answered, population),
        warnings=tuple(_warn(answered, asked, rate)),
    )


def widest_margin(answered: int, population: int | None) -> Fraction | None:
    """Return z·√(¼/n · (N − n)/(N − 1)), 0–1, without the last factor where N is unknown.

    That is the margin of a share of one half, the widest of all, at 95 %; 0 where all answered,
    None where nobody did. Source: W. G. Cochran (1977), Sampling techniques, 3rd ed., theorem 3.2.
    """
    if answered < 1:
        return None
    missed = Fraction(1)
    if population is not None:
        missed = Fraction(max(0, population - answered), max(1, population - 1))
    return min(Fraction(1), normal_margin(missed / (4 * answered)))


def _warn(answered: int, asked: int | None, rate: Fraction | None) -> list[str]:
    warnings = []
    if asked is None:
        warnings.append("asked_unknown")
    elif answered > asked:
        warnings.append("more_answers_than_asked")
    if rate is not None and rate < LOW_RESPONSE:
        warnings.append("very_low_response" if rate < VERY_LOW_RESPONSE else "low_response")
    if answered < SMALL_SAMPLE:
        warnings.append("small_sample")
    return warnings
