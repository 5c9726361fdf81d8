"""Demo, drawing: what was agreed with the firm before an audit: days, outlets, sampling.

Input: a firm, the days and the team of its audit. Output: `Plan`, where the standard asks for one.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from generator.demo import phrases
from generator.demo.draws import days_before
from generator.records.model import Plan, Text

if TYPE_CHECKING:
    from datetime import date

    from generator.demo.draws import Stream
    from generator.records.model import Firm, Standard

_MORE_OUTLETS = 3
"""Outlets beyond the sites that a firm has registered, at most."""


def draw_plan(
    standard: Standard, firm: Firm, started: date, ended: date, team: int, stream: Stream
) -> Plan | None:
    """Draw the plan of an audit by so many people; longer days where there are many outlets."""
    each = standard.terms.days_per_outlet
    if each is None:
        return None
    outlets = max(1, len(firm.sites)) + stream.randint(0, _MORE_OUTLETS)
    days = team * ((ended - started).days + 1)
    zh, en = stream.choice(phrases.SAMPLING)
    return Plan(
        agreed=days_before(started, stream.randint(8, 30)),
        person_days=max(Fraction(days), Fraction(ceil(2 * outlets * each), 2)),
        outlets=outlets,
        sampling=Text(zh.format(n=outlets), en.format(n=outlets)),
    )
