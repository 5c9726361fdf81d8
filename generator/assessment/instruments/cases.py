"""Assessment, instruments: a register of cases (complaints, repairs) and how fast they went.

Input: one row a case, the time of each stage it reached. Output: `CasesResult`: the time that
each stage took from receipt, what was in time, and how cases ended, whole and in parts. Days are
exact fractions of 24 hours.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.counts import share_figure
from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import wilson_share
from generator.records.model import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.model import Instrument, Stage

TICK = timedelta(microseconds=1)
"""What times are told apart by: in ticks, durations are whole numbers."""
DAY = timedelta(days=1) // TICK
HALF = Fraction(1, 2)
TENTHS_9 = Fraction(9, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime:
    """A stage after receipt. Days run from receipt, whatever came between."""

    id: str
    n: int
    """How many cases reached it."""
    median: Fraction | None
    p90: Fraction | None
    """Days within which half, nine tenths of those cases reached it; None where none did."""
    within: int | None
    """Days that it should take at most, if ruled."""
    due: int
    """Cases that reached it or had used up those days; 0 where nothing is ruled."""
    in_time: int
    share: Fraction | None
    low: Fraction | None
    high: Fraction | None
    """in_time ÷ due with its Wilson interval; None where none was due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The cases of one channel or category; in time as in `CasesResult.closed_in_time`."""

    id: str
    n: int
    closed: int
    due: int
    in_time: int
    share: Fraction | None
    median: Fraction | None
    """Days from receipt to the last stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesResult:
    """All cases; a case is closed that reached the last stage."""

    n: int
    open: int
    reopened: int
    reopened_share: Fraction | None
    reopened_low: Fraction | None
    reopened_high: Fraction | None
    """Of all cases."""
    stages: tuple[StageTime, ...]
    """In the instrument's order, without the first, which is receipt."""
    due: int
    in_time: int
    """Of the cases due to be closed, those closed in time and not reopened."""
    closed_in_time: Fraction | None
    closed_in_time_low: Fraction | None
    closed_in_time_high: Fraction | None
    by_channel: tuple[Breakdown, ...]
    by_category: tuple[Breakdown, ...]
    """In the order of their ids; each adds up to the whole."""
    outcomes: tuple[tuple[str, int], ...]
    """Outcome → how many cases, in the order of their ids; cases without one are left out."""

    def figures(self) -> dict[str, Figure]:
        """Return `closed_in_time`, `reopened`, and of each stage `in_time`, `median`, `p90`."""
        found = {}
        for stage in self.stages:
            if stage.due:
                found[f"{stage.id}.in_time"] = share_figure(stage.in_time, stage.due)
            if stage.median is not None and stage.p90 is not None:
                found[f"{stage.id}.median"] = Figure(value=stage.median, n=stage.n)
                found[f"{stage.id}.p90"] = Figure(value=stage.p90, n=stage.n)
        if self.due:
            found["closed_in_time"] = share_figure(self.in_time, self.due)
        if self.n:
            found["reopened"] = share_figure(self.reopened, self.n)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """How the cases passed one stage, row by row."""

    ticks: list[int | None]
    """From receipt; None where the stage is not reached."""
    due: list[bool]
    in_time: list[bool]


def measure_cases(table: Table, instrument: Instrument, until: date | None = None) -> CasesResult:
    """Measure how fast cases passed each stage, as far as is known at the end of day `until`.

    Without `until` that is the latest time in the file. What came later is left out: cases
    received, stages reached. A case counts as due for a stage when it
    reached it, or when the days allowed have passed without it: an open case is no excuse, nor
    held against the firm too early. One stage says nothing of another, so that stages may come
    in any order or be missing. Times are local, without a zone.
    """
    first, *later = instrument.stages
    end = _end_of(table, instrument.stages, until)
    table = _known_at(end, table, instrument.stages)
    received = table[first.id]
    passages = [_follow(stage, received, table[stage.id], end) for stage in later]
    last = passages[-1] if passages else _follow(first, received, received, end)
    # What had to be taken up again was not settled in time.
    settled = [
        good and not again for good, again in zip(last.in_time, table["reopened"], strict=True)
    ]
    closing = _Passage(ticks=last.ticks, due=last.due, in_time=settled)
    due, in_time = sum(closing.due), sum(settled)
    closed_share, closed_low, closed_high = _share(in_time, due)
    reopened = sum(table["reopened"])
    reopened_share, reopened_low, reopened_high = _share(reopened, table.rows)
    return CasesResult(
        n=table.rows,
        open=last.ticks.count(None),
        reopened=reopened,
        reopened_share=reopened_share,
        reopened_low=reopened_low,
        reopened_high=reopened_high,
        stages=tuple(
            _time_stage(stage, passage) for stage, passage in zip(later, passages, strict=True)
        ),
        due=due,
        in_time=in_time,
        closed_in_time=closed_share,
        closed_in_time_low=closed_low,
        closed_in_time_high=closed_high,
        by_channel=_break_down(table["channel"], closing),
        by_category=_break_down(table["category"], closing),
        outcomes=tuple(sorted(Counter(filter(None, table["outcome"])).items())),
    )


def percentile(ordered: Sequence[Fraction | int], share: Fraction) -> Fraction:
    """Return the value below which a share, 0–1, of rising values lies, linear between two.

    Source: R. J. Hyndman and Y. Fan (1996), Sample quantiles in statistical packages, The
    American Statistician 50, 361–365, definition 7. Raises ValueError where there are no values.
    """
    if not ordered:
        raise ValueError("no percentile of no values")
    at = share * (len(ordered) - 1)
    below = at.numerator // at.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def _end_of(table: Table, stages: Sequence[Stage], until: date | None) -> datetime:
    if until is not None:
        return datetime.combine(until, time.max)
    columns = [table[stage.id] for stage in stages]
    never = datetime.combine(date.min, time.min)
    return max((came for column in columns for came in column if came is not None), default=never)


def _known_at(end: datetime, table: Table, stages: Sequence[Stage]) -> Table:
    """Return the cases received by then, with the stages that they had reached."""
    names = [stage.id for stage in stages]
    if not any(came is not None and came > end for name in names for came in table[name]):
        return table
    rows = [row for row, came in enumerate(table[names[0]]) if came <= end]
    columns = {name: tuple(column[row] for row in rows) for name, column in table.columns.items()}
    for name in names[1:]:
        columns[name] = tuple(
            came if came is not None and came <= end else None for came in columns[name]
        )
    return Table(columns=columns, rows=len(rows))


def _follow(
    stage: Stage,
    received: Sequence[datetime],
    reached: Sequence[datetime | None],
    end: datetime,
) -> _Passage:
    ticks = [
        None if came is None else (came - begun) // TICK
        for came, begun in zip(reached, received, strict=True)
    ]
    if stage.within is None:
        nothing = [False] * len(ticks)
        return _Passage(ticks=ticks, due=nothing, in_time=nothing)
    allowed = timedelta(days=stage.within)
    limit = allowed // TICK
    return _Passage(
        ticks=ticks,
        due=[
            took is not None or end - begun > allowed
            for took, begun in zip(ticks, received, strict=True)
        ],
        in_time=[took is not None and took <= limit for took in ticks],
    )


def _time_stage(stage: Stage, passage: _Passage) -> StageTime:
    taken = sorted(took for took in passage.ticks if took is not None)
    due, in_time = sum(passage.due), sum(passage.in_time)
    share, low, high = _share(in_time, due)
    return StageTime(
        id=stage.id,
        n=len(taken),
        median=percentile(taken, HALF) / DAY if taken else None,
        p90=percentile(taken, TENTHS_9) / DAY if taken else None,
        within=stage.within,
        due=due,
        in_time=in_time,
        share=share,
        low=low,
        high=high,
    )


def _break_down(ids: Sequence[str], closing: _Passage) -> tuple[Breakdown, ...]:
    rows: dict[str, list[int]] = {}
    for row, part in enumerate(ids):
        rows.setdefault(part, []).append(row)
    return tuple(_sum_up(part, rows[part], closing) for part in sorted(rows))


def _sum_up(part: str, rows: Sequence[int], closing: _Passage) -> Breakdown:
    taken = sorted(took for row in rows if (took := closing.ticks[row]) is not None)
    due, in_time = sum(closing.due[row] for row in rows), sum(closing.in_time[row] for row in rows)
    return Breakdown(
        id=part,
        n=len(rows),
        closed=len(taken),
        due=due,
        in_time=in_time,
        share=Fraction(in_time, due) if due else None,
        median=percentile(taken, HALF) / DAY if taken else None,
    )


def _share(count: int, of: int) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Return a share with its Wilson interval; of nothing there is none."""
    return (Fraction(count, of), *wilson_share(count, of)) if of else (None, None, None)
