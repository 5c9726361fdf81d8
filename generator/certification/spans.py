"""Certification: how long things run, counted by the calendar.

Input: days and the standard's terms. Output: days.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.records.days import add_months

if TYPE_CHECKING:
    from generator.records.model import Terms

__all__ = [
    "DAY",
    "add_months",
    "appeal_ends",
    "last_valid_day",
    "next_day",
    "renewal_opens",
    "surveillance_ends",
    "suspension_ends",
]

DAY = timedelta(days=1)


def next_day(day: date) -> date:
    """Return the day after, or the calendar's last."""
    return day + DAY if day < date.max else day


def last_valid_day(effective: date, terms: Terms) -> date:
    """Return the last day of a certificate that takes effect on a day."""
    return add_months(effective, terms.valid_months) - DAY


def surveillance_ends(audited: date, terms: Terms) -> date:
    """Return the last day for the next surveillance, counted from the last day of an audit."""
    return add_months(audited, terms.surveillance_months)


def suspension_ends(suspended: date, terms: Terms) -> date:
    """Return the day on which a suspension that was not lifted turns into withdrawal."""
    return add_months(suspended, terms.suspension_months)


def renewal_opens(valid_to: date, terms: Terms) -> date | None:
    """Return the first day on which a renewal may be applied for; None where it always may."""
    return None if terms.renewal_months is None else add_months(valid_to, -terms.renewal_months)


def appeal_ends(recorded: date, terms: Terms) -> date | None:
    """Return the last day for an appeal against a decision; None where there is none."""
    if terms.appeal_days is None:
        return None
    return recorded + min(terms.appeal_days * DAY, date.max - recorded)
