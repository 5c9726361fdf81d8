"""Certification: the status of a certificate, a pure function of the records and the day.

Input: a certificate's life (grants, suspensions, withdrawals, audits) and the day asked.
Output: `Status` and the day since when. Lengths of time come from the standard's terms.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

from generator.certification.standing import Status

if TYPE_CHECKING:
    from generator.records.model import Terms

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What befell one certificate, each by the day it took effect."""

    effective: date
    valid_to: date
    audits: tuple[date, ...]
    """Last days of the audits under its standard."""
    suspended: date | None
    withdrawn: date | None
    superseded: date | None


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month.

    Beyond the calendar's end (a slip in a record, say) it is the calendar's last day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > MAXYEAR:
        return date.max
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def last_valid_day(effective: date, terms: Terms) -> date:
    """Return the last day of a certificate that takes effect on a day."""
    return add_months(effective, terms.valid_months) - DAY


def surveillance_by(life: Life, terms: Terms, day: date) -> date:
    """Return the last day for the next surveillance, counted from the last audit known by `day`."""
    known = [audit for audit in life.audits if audit <= day]
    return add_months(max(known, default=life.effective), terms.surveillance_months)


def suspension_ends(suspended: date, terms: Terms) -> date:
    """Return the day on which a suspension that was not lifted turns into withdrawal."""
    return add_months(suspended, terms.suspension_months)


def status_on(life: Life, terms: Terms, day: date) -> tuple[Status, date]:
    """Return the certificate's status on `day` and the day since when it has had it.

    The first of the ends counts: a certificate that expired is not withdrawn afterwards.
    Raises ValueError for a day before it took effect.
    """
    if day < life.effective:
        message = f"no certificate yet on {day}"
        raise ValueError(message)
    ends: list[tuple[date, Status]] = []
    # On one and the same day the renewal comes first: what was renewed in time did not expire.
    if life.superseded is not None:
        ends.append((life.superseded, Status.SUPERSEDED))
    ends.append((life.valid_to + DAY, Status.EXPIRED))
    if life.withdrawn is not None:
        ends.append((life.withdrawn, Status.WITHDRAWN))
    if life.suspended is not None:
        ends.append((suspension_ends(life.suspended, terms), Status.WITHDRAWN))
    end, ended_as = min(ends, key=lambda item: item[0])
    if day >= end:
        return ended_as, end
    if life.suspended is not None and day >= life.suspended:
        return Status.SUSPENDED, life.suspended
    due = surveillance_by(life, terms, day)
    if day > due:
        return Status.SURVEILLANCE_DUE, due + DAY
    return Status.VALID, life.effective
