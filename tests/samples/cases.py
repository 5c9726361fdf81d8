"""Samples: a register of complaints, each with the moments of its stages.

Input: chance, a firm's plan. Output: rows. Kinds of complaint have a pace of their own with a
long tail; how many of each kind were not closed in time, or came back, is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import exp
from typing import Any

from generator.records.model import Instrument
from tests.samples.chance import Chance
from tests.samples.questionnaires import Row, Rows

_OPENS, _CLOSES = 9, 18
_STEPS = (0.16, 0.46, 0.78, 0.9)
"""How far along a case usually is when it is assessed, investigated, answered and decided."""
_LIMIT = 20.2
"""Days: closing hours may move an end by part of a day, and these are to be in time."""
_LATE = 21.7
"""Days from which on a case is late for sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    received: datetime
    kind: str
    days: float | None
    """From receipt to closing; None where it is open."""
    again: bool


def register_cases(chance: Chance, instrument: Instrument, plan: Mapping[str, Any]) -> Rows:
    """Register complaints in the order in which they came."""
    begun = datetime.combine(plan["from"], time())
    length = (plan["to"] - plan["from"]).days + 1
    kinds = _choose_kinds(chance, plan)
    moments = sorted(_come_in(chance, begun, length, plan["season"]) for _ in kinds)
    late = {kind: list(_take_long(chance, one)) for kind, one in plan["late"].items()}
    again = dict(plan.get("again", {}))
    cases = []
    for received, kind in zip(moments, chance.mix(kinds), strict=True):
        days: float | None
        if late.get(kind):
            days = late[kind].pop()
            cases.append(_Case(received=received, kind=kind, days=days, again=False))
        else:
            returned = again.get(kind, 0) > 0
            again[kind] = again.get(kind, 0) - 1
            days = min(plan["kinds"][kind]["pace"] * exp(chance.normal(0.7)), _LIMIT)
            days = days if days < _LIMIT else 13 + 7 * chance.share()
            cases.append(_Case(received=received, kind=kind, days=days, again=returned))
    cases = [_stop(case, plan["until"]) for case in _mix_fates(chance, cases)]
    return [_write(chance, f"C{n:04}", case, plan, instrument) for n, case in enumerate(cases, 1)]


def _take_long(chance: Chance, late: Mapping[str, Any]) -> Iterator[float | None]:
    """Yield the days of cases that were late: those told, some drawn, None for open ones."""
    told = late.get("days", ())
    yield from told
    for _ in range(late["n"] - len(told) - late.get("open", 0)):
        yield _LATE + (late["pace"] - _LATE) * exp(chance.normal(0.6))
    for _ in range(late.get("open", 0)):
        yield None


def _choose_kinds(chance: Chance, plan: Mapping[str, Any]) -> list[str]:
    """Let each kind have its share of the cases, and at least those that were late."""
    n = plan["cases"]
    sure = [kind for kind, one in plan["late"].items() for _ in range(one["n"])]
    weights = {kind: one["share"] for kind, one in plan["kinds"].items()}
    return sure + [chance.choose(weights) for _ in range(n - len(sure))]


def _mix_fates(chance: Chance, cases: Sequence[_Case]) -> list[_Case]:
    """Keep who came when and of which kind, and mix what became of those of a kind."""
    fates: dict[str, list[_Case]] = {}
    for case in cases:
        fates.setdefault(case.kind, []).append(case)
    fates = {kind: chance.mix(own) for kind, own in fates.items()}
    mixed = []
    for case in cases:
        fate = fates[case.kind].pop()
        mixed.append(replace(fate, received=case.received))
    return mixed


def _stop(case: _Case, until: date) -> _Case:
    """Leave a case open that would be closed after the last day of the register."""
    left = (datetime.combine(until, time()) - case.received).total_seconds() / 86400
    return replace(case, days=None) if case.days is not None and case.days > left else case


def _come_in(chance: Chance, begun: datetime, length: int, season: Sequence[float]) -> datetime:
    """Draw a moment of the year, more in busy months, few at night."""
    most = max(season)
    while True:
        day = begun + timedelta(days=int(chance.share() * length))
        if chance.share() < season[day.month - 1] / most * (0.75 if day.weekday() > 4 else 1):
            minute = int(min(max(14 + chance.normal(3.6), 0.2), 23.9) * 60)
            return day + timedelta(minutes=minute)


def _write(
    chance: Chance, name: str, case: _Case, plan: Mapping[str, Any], instrument: Instrument
) -> Row:
    kind = plan["kinds"][case.kind]
    channel = chance.choose(kind.get("channels", plan["channels"]))
    first = case.received + timedelta(minutes=plan["minutes"] * exp(chance.normal(0.9)))
    moments: list[datetime | None] = [case.received, _open(first)]
    days = case.days if case.days is not None else 40.0
    reached = [step * (1 + chance.normal(0.12)) for step in _STEPS]
    for step in (*sorted(min(one, 0.98) for one in reached), 1.0):
        at = _open(case.received + timedelta(days=days * step))
        moments.append(max(at, moments[-1] or at))
    if case.days is None:
        moments[-2:] = [None, None]
    assert len(moments) == len(instrument.stages)
    outcome = chance.choose(kind["outcomes"]) if case.days is not None else ""
    again = plan["yes_no"][0 if case.again else 1]
    category = kind.get("category", case.kind)
    return (name, channel, category, *(_tell(at) for at in moments), outcome, again)


def _open(at: datetime) -> datetime:
    """Move a step to the hours in which somebody is there to take it."""
    at = at.replace(second=0, microsecond=0)
    if at.hour < _OPENS:
        return at.replace(hour=_OPENS, minute=at.minute // 2)
    if at.hour >= _CLOSES:
        return (at + timedelta(days=1)).replace(hour=_OPENS, minute=at.minute // 2)
    return at


def _tell(at: datetime | None) -> str:
    return "" if at is None else at.strftime("%Y-%m-%d %H:%M")
