"""Reporting: what is due as an iCalendar (RFC 5545): an all-day event for each day.

Input: `Due`s with the words for them. Output: bytes. Deterministic: stamps are the as-of day's,
identifiers follow from what is due, so that a calendar moves an event instead of doubling it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.certification.due import Due

_PRODUCT = "-//aftersales-registry//certify due//{language}"


def write_calendar(
    entries: Iterable[tuple[Due, str, str]], *, title: str, day: date, prefix: str, language: str
) -> bytes:
    """Write a calendar of (due, summary, description); `prefix` is that of the issuer's numbers."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT.format(language=language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    stamp = datetime.combine(day, time(), UTC)
    for due, summary, description in entries:
        event = Event()
        event.add("uid", identify(due, prefix))
        event.add("dtstamp", stamp)
        event.add("dtstart", due.day)
        if due.day < date.max:
            event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", summary)
        event.add("description", description)
        event.add("categories", [str(due.kind)])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def identify(due: Due, prefix: str) -> str:
    """Return an identifier that stays the same while the same thing is due, whatever its day."""
    parts = (due.firm, due.standard, due.certificate, due.audit, due.subject, due.section)
    name = ".".join([str(due.kind).replace("_", "-"), *(part for part in parts if part)])
    return f"{name}@{prefix.lower()}.aftersales-registry"
