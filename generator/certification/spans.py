"""Certification: how long things run, counted by the calendar.

Input: days and the standard's terms. Output: days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.model import Terms

DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), or the last day of a shorter month.

    Beyond an end of the calendar (a slip in a record, say) it is the calendar's last or first day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > MAXYEAR:
        return date.max
    if day.year + years < MINYEAR:
        return date.min
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


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
    return None if terms.appeal_days is None else recorded + terms.appeal_days * DAY
