"""Records: days counted by the calendar.

Input: a day and a number of months. Output: a day, never beyond the calendar's ends.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date


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
