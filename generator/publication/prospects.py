"""Publication: certainty, margin and way up as the JSON that programs read.

Input: the prospects of a scorecard. Output: plain data, numbers as decimal strings; what is to
spare is rounded down, what is lacking up. Part of the contract of `certify score --format json`,
beside the scorecard and apart from it: a certificate carries the scorecard alone.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_UP
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.publication.scorecards import write_decimal

if TYPE_CHECKING:
    from generator.assessment.prospects import Prospects
    from generator.assessment.prospects.balance import Balance
    from generator.assessment.prospects.improvement import WayUp
    from generator.assessment.prospects.margin import Margin
    from generator.assessment.prospects.settling import Improvement
    from generator.records.model import Observation


def describe_prospects(prospects: Prospects) -> dict[str, Any]:
    """Return certainty, margin and way up as plain data."""
    doubt, margin, way = prospects.doubt, prospects.margin, prospects.way_up
    return {
        "certainty": {
            "cases": doubt.cases,
            "grades": [
                {"grade": grade, "share": write_decimal(Fraction(count, doubt.cases))}
                for grade, count in doubt.grades
            ],
        },
        "margin": [] if margin is None else _describe_margin(margin),
        "way_up": None if way is None else _describe_way_up(way),
    }


def _describe_margin(margin: Margin) -> list[dict[str, Any]]:
    described: list[dict[str, Any]] = [
        {**_describe_balance(one, ROUND_DOWN), "count": None} for one in margin.boundaries
    ]
    if margin.deductions is not None:
        deductions = {"kind": "deductions", "subject": None, "points": None}
        described.append({**deductions, "count": margin.deductions})
    return described


def _describe_way_up(way: WayUp) -> dict[str, Any]:
    return {
        "grade": way.grade,
        "reachable": way.reachable,
        "points": write_decimal(way.points, ROUND_UP),
        "lacking": [_describe_balance(need, ROUND_UP) for need in way.needs],
        "conditions": list(way.conditions),
        "deductions": way.deductions,
        "improvements": [_describe_improvement(one) for one in way.improvements],
    }


def _describe_balance(balance: Balance, rounding: str) -> dict[str, Any]:
    return {
        "kind": str(balance.kind),
        "subject": balance.subject,
        "points": write_decimal(abs(balance.points), rounding),
    }


def _describe_improvement(one: Improvement) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "earned": write_decimal(one.earned),
        "needed": write_decimal(one.needed),
        "gain": write_decimal(one.gain),
        "steps": [
            {
                "channel": step.channel,
                "from": _describe_finding(step.before),
                "to": _describe_finding(step.after),
            }
            for step in one.steps
        ],
    }


def _describe_finding(seen: Observation) -> dict[str, Any]:
    """Return the figures of a finding by their names in the record."""
    figures = {
        "met": seen.met,
        "sampled": seen.sampled,
        "nonconforming": seen.nonconforming,
        "rating": seen.rating,
        "value": None if seen.value is None else write_decimal(seen.value),
    }
    return {
        name: str(value) if type(value) is int else value
        for name, value in figures.items()
        if value is not None
    }
