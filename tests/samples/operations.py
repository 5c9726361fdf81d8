"""Samples: operating figures, month by month, of which the year's sums are given.

Input: chance, a firm's plan. Output: rows of period, measure, count and of. Months differ by the
season and by luck; what went wrong gathers in the months that the plan calls bad.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp
from typing import Any

from generator.records.model import Instrument, Measure, Ratio
from tests.samples.chance import Chance, allocate, allocate_within
from tests.samples.questionnaires import Rows

MONTHS = 12


def list_months(last: str, n: int = MONTHS, lag: int = 0) -> list[str]:
    """Return the n months up to a last one such as 2026-08, or up to `lag` months before it."""
    year, month = (int(part) for part in last.split("-"))
    end = year * MONTHS + month - 1 - lag
    return [f"{at // MONTHS}-{at % MONTHS + 1:02}" for at in range(end - n + 1, end + 1)]


def count_operations(chance: Chance, instrument: Instrument, plan: Mapping[str, Any]) -> Rows:
    """Share out each measure's sums over its months."""
    measures = {measure.id: measure for measure in instrument.measures}
    rows: Rows = []
    for name, sums in plan["measures"].items():
        months = list_months(plan["last"], lag=sums.get("lag", 0))
        if sums.get("yearly"):
            rows.append((plan["last"][:4], name, sums["count"], sums["of"]))
            continue
        season = sums.get("season", plan["season"])
        rows += [
            (month, name, count, of)
            for month, count, of in _share_out(chance, measures[name], months, season, sums)
        ]
    return rows


def _share_out(
    chance: Chance,
    measure: Measure,
    months: list[str],
    season: list[float],
    sums: Mapping[str, Any],
) -> Iterator[tuple[str, int, int]]:
    count, whole = sums["count"], sums["of"]
    weights = [season[int(month[5:]) - 1] * (1 + chance.normal(0.04)) for month in months]
    of = allocate(whole, weights)
    bad = sums.get("bad", {})
    luck = [bad.get(month, 1.0) * exp(chance.normal(0.12)) for month in months]
    if measure.ratio is Ratio.MEAN:
        parts = allocate(count, [one * many for one, many in zip(luck, of, strict=True)])
    elif sums.get("fewer_is_better"):
        parts = allocate_within(count, [a * b for a, b in zip(luck, of, strict=True)], of)
    else:
        missed = allocate_within(whole - count, [a * b for a, b in zip(luck, of, strict=True)], of)
        parts = [many - miss for many, miss in zip(of, missed, strict=True)]
    return zip(months, parts, of, strict=True)
