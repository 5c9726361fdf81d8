"""Demo, drawing: which days a file of data covers, on how many it rests, and who was asked.

Input: an `Instrument`, the day of the audit, the size of the firm. Output: `Ground`, `Asked`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.assessment.instruments.sampling import smallest_sample
from generator.certification.spans import add_months
from generator.demo import data_words
from generator.demo.draws import days_before
from generator.records.model import UNASKED, Text

if TYPE_CHECKING:
    from datetime import date

    from generator.demo.draws import Stream
    from generator.records.model import Firm, Instrument

_MONTHS = 12
_MOST_MORE = 6
"""Answers or cases beyond those that are needed, at most."""
_RESPONSE = (0.31, 0.6)
_A_MONTH = (40.0, 900.0)
"""The fewest and the most things that are counted in a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a file covers: its days, and on how many answers, cases or items it rests."""

    begun: date
    ended: date
    n: int
    months: tuple[str, ...]
    """The calendar months from the first to the last day, as `YYYY-MM`."""
    busy: float
    """About how many items a month a firm of this size counts."""
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of how many customers how many were asked; None where nobody is."""

    population: int | None = None
    asked: int | None = None
    drawn: Text


def lay_ground(
    instrument: Instrument, least: int, customers: int, firm: Firm, started: date, stream: Stream
) -> tuple[Ground, Asked]:
    """Draw the days that a file covers, how many it rests on, and who was asked.

    It rests on `least` answers of very many customers, or as few of a firm's own as tell as much.
    """
    if instrument.model in UNASKED:
        first = started.replace(day=1)
        months = [add_months(first, number - _MONTHS) for number in range(_MONTHS)]
        fewest, most = _A_MONTH
        ground = Ground(
            begun=months[0],
            ended=first - timedelta(days=1),
            n=least + stream.randint(1, _MOST_MORE),
            months=tuple([f"{month:%Y-%m}" for month in months]),
            busy=min(most, max(fewest, (firm.employees or 1) * stream.uniform(1, 3))),
            channels=firm.channels,
        )
        return ground, Asked(drawn=Text(*stream.choice(data_words.EXPORTED)))
    ended = days_before(started, stream.randint(3, 14))
    n = smallest_sample(least, customers) + stream.randint(1, _MOST_MORE)
    population = max(customers, n)
    asked = min(population, round(n / stream.uniform(*_RESPONSE)))
    chosen = stream.choice(data_words.ASKED)
    ground = Ground(
        begun=days_before(ended, stream.randint(25, 60)),
        ended=ended,
        n=n,
        months=(),
        busy=0.0,
        channels=firm.channels,
    )
    words = Text(*(data_words.ALL_ASKED if asked == population else chosen))
    return ground, Asked(population=population, asked=asked, drawn=words)
