"""Demo, drawing: a register of cases, such as complaints, and how fast each went.

Input: an `Instrument`, the figures aimed at, the days covered. Output: `Sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import ceil
from typing import TYPE_CHECKING

from generator.assessment.instruments.cases import measure_cases
from generator.demo import data_words
from generator.demo.draws import open_stream
from generator.demo.sheets import (
    Sheet,
    calibrate,
    find_count,
    make_share,
    read_aims,
    write_rows,
)
from generator.records.model import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.demo.draws import Stream
    from generator.demo.grounds import Ground
    from generator.demo.sheets import Aim, Columns, Figures, Levels
    from generator.records.model import Instrument

_CLOSED, _REOPENED = "closed_in_time", "reopened"
_DAYS = 20
"""How long a case may take where the instrument does not say."""
_QUICKEST, _LONGEST = 0.3, 1.7
"""How long a case takes, as a part of what it may take."""
_APART = 0.65
"""Days by which a case keeps clear of what it may take: as much as the hours of work may add."""
_SLOWEST, _FASTEST = 1.7, 0.15
"""How long a stage takes where it is the stage that is asked for, as such a part."""
_REOPENED_OF_FAILED = 4
_OPEN_CHANCE, _MOST_FRESH = 0.3, 3
_SOON = 2
"""Days within which there is no telling fresh cases from those that are due."""
_OPENS, _WORKING_MINUTES = 9, 540


@dataclass(frozen=True, slots=True, kw_only=True)
class _Make:
    """What the cases are made of."""

    failed: int
    """Of those due, not closed in time or reopened."""
    reopened: int
    fresh: int
    """Received so lately that they are not due yet."""
    paces: Mapping[str, float]
    """How long a stage takes, as a part of what it may take, where that is asked for."""


def draw_cases(
    instrument: Instrument, aims: Sequence[Aim], ground: Ground, stream: Stream
) -> Sheet:
    """Draw a register of which so many cases were closed in time and stayed closed."""
    wanted = {aim.key: aim for aim in aims}
    limit = instrument.stages[-1].within
    fresh = stream.randint(0, _MOST_FRESH) if limit and limit > _SOON else 0
    due, seed = ground.n, stream.getrandbits(32)
    summed = limit is not None and wanted.keys() <= {_CLOSED, _REOPENED}
    if summed:
        closing, again = wanted.get(_CLOSED), wanted.get(_REOPENED)
        failed = due - find_count(closing, due) if closing else 0
        reopened = find_count(again, due + fresh) if again else failed // _REOPENED_OF_FAILED
        made = _Make(failed=max(failed, reopened), reopened=reopened, fresh=fresh, paces={})
        columns = _make_cases(instrument, ground, made, seed)
        figures: Figures = {}
        if closing:
            figures[_CLOSED] = make_share(due - made.failed, due, closing)
        if again:
            figures[_REOPENED] = make_share(reopened, due + fresh, again)
    else:
        columns, figures = _try_paces(instrument, aims, ground, fresh, seed)
    written: Columns = columns | {
        "outcome": tuple(outcome or "" for outcome in columns["outcome"]),
        "reopened": tuple("yes" if reopened else "no" for reopened in columns["reopened"]),
    }
    for stage in instrument.stages:
        moments = columns[stage.id]
        written[stage.id] = tuple([m.isoformat(" ", "minutes") if m else "" for m in moments])
    return Sheet(columns=columns, text=write_rows(written), figures=figures, summed=summed)


def _try_paces(
    instrument: Instrument, aims: Sequence[Aim], ground: Ground, fresh: int, seed: int
) -> tuple[Columns, Figures]:
    """Try how fast stages must go, where the stages themselves are asked for."""
    tried: list[tuple[Columns, Figures]] = []

    def evaluate(levels: Levels) -> dict[str, float]:
        reopened = round(levels.get(_REOPENED, 0.0) * ground.n)
        failed = round((1 - levels.get(_CLOSED, 1.0)) * ground.n)
        paces = {
            key.rpartition(".")[0]: _SLOWEST + level * (_FASTEST - _SLOWEST)
            for key, level in levels.items()
            if key not in (_CLOSED, _REOPENED)
        }
        made = _Make(failed=max(failed, reopened), reopened=reopened, fresh=fresh, paces=paces)
        columns = _make_cases(instrument, ground, made, seed)
        table = Table(columns=columns, rows=len(columns["case"]))
        figures = measure_cases(table, instrument, ground.ended).figures()
        tried.append((columns, figures))
        return read_aims(figures, aims)

    calibrate(aims, evaluate)
    return tried[-1]


def _make_cases(instrument: Instrument, ground: Ground, made: _Make, seed: int) -> Columns:
    """Make the cases, in the order in which they were received."""
    stream = open_stream(seed, "cases")
    limit = instrument.stages[-1].within or _DAYS
    longest = ceil(_take_days(limit, 1.0, late=True)) + 1
    days = max(0, (ground.ended - ground.begun).days - longest)
    cases: list[tuple[datetime, list[datetime | None], bool]] = []
    for number in range(ground.n):
        reopened = number < made.reopened
        late = made.reopened <= number < made.failed
        received = _receive(ground.begun, stream.randint(0, days), stream)
        took = _take_days(limit, stream.random(), late=late)
        passed = _pass_stages(instrument, received, took, made.paces, stream)
        if late and stream.random() < _OPEN_CHANCE:
            passed[-1] = None
        cases.append((received, passed, reopened))
    for _ in range(made.fresh):
        received = _receive(ground.ended, -stream.randint(1, max(1, limit // 2)), stream)
        took = _take_days(limit, stream.random(), late=False)
        passed = _pass_stages(instrument, received, took, made.paces, stream)
        so_far = [m if m and m.date() <= ground.ended else None for m in passed[:-1]]
        cases.append((received, [*so_far, None], False))
    cases.sort(key=lambda case: case[0])
    first, *later = (stage.id for stage in instrument.stages)
    reached = zip(*(passed for _, passed, _ in cases), strict=True)
    ends = stream.choices(data_words.OUTCOMES, k=len(cases))
    known = [one.id for one in instrument.channels]
    channels = [name for name in ground.channels if name in known] or known or ground.channels
    categories = [one.id for one in instrument.categories] or data_words.CATEGORIES
    return {
        "case": tuple([f"C{number:03}" for number in range(1, len(cases) + 1)]),
        "channel": tuple(stream.choices(channels, k=len(cases))),
        "category": tuple(stream.choices(categories, k=len(cases))),
        first: tuple([received for received, _, _ in cases]),
        **dict(zip(later, reached, strict=True)),
        "outcome": tuple([e if p[-1] else None for e, (_, p, _) in zip(ends, cases, strict=True)]),
        "reopened": tuple([reopened for _, _, reopened in cases]),
    }


def _take_days(limit: int, part: float, *, late: bool) -> float:
    """Return how long a case takes, from the shortest to the longest of its kind."""
    low = limit + _APART if late else _QUICKEST * limit
    high = max(_LONGEST * limit, low) if late else max(limit - _APART, low)
    return low + part * (high - low)


def _receive(day: date, days: int, stream: Stream) -> datetime:
    """Return a moment within the hours of work, so many days after a day."""
    opened = datetime.combine(day, time(_OPENS))
    return opened + timedelta(days=days, minutes=stream.randrange(_WORKING_MINUTES))


def _pass_stages(
    instrument: Instrument,
    received: datetime,
    took: float,
    paces: Mapping[str, float],
    stream: Stream,
) -> list[datetime | None]:
    """Return when a case that took so many days reached the stages after receipt, in order."""
    last = instrument.stages[-1]
    limit, latest = last.within or _DAYS, 0.0
    opened = datetime.combine(received, time(_OPENS))
    morning = (received - opened) / timedelta(minutes=_WORKING_MINUTES)
    stages = instrument.stages[1:]
    passed: list[datetime | None] = []
    for place, stage in enumerate(stages, start=1):
        allowed = stage.within or limit * place / len(stages)
        if stage.id in paces:
            days = allowed * paces[stage.id] * (0.5 + stream.random())
        elif stage is last:
            days = took
        else:
            days = min(took, allowed * took / limit * (0.5 + stream.random() / 2))
        latest = max(latest, days)
        # Counting hours of work only, so that nothing is done at night.
        whole, part = divmod(morning + latest, 1)
        passed.append(opened + timedelta(days=whole, minutes=int(part * _WORKING_MINUTES)))
    return passed
