"""What is due, read back by a reader of calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from generator.certification.due import Due, DueKind
from generator.reporting.calendars import identify, write_calendar

DAY = date(2026, 11, 22)
LONG = Due(
    kind=DueKind.CORRECTION,
    day=date(2026, 12, 31),
    firm="00440300MA1BENCH51",
    standard="bench-care",
    certificate="WS-2025-000001-08",
    audit="2025-initial",
    subject="NC1",
)
PERSON = Due(kind=DueKind.COMPETENCE_ENDS, day=DAY, subject="C001", section="O")
WORDS = "样例钟表工坊（深圳）有限公司，总店；分店：" * 6


def write(*entries: tuple[Due, str, str], language: str = "zh") -> bytes:
    return write_calendar(entries, title="到期，事项", day=DAY, prefix="WS", language=language)


def test_a_calendar_reads_back_as_it_was_meant() -> None:
    content = write((LONG, WORDS, "a, b; c\\d\ne"), (PERSON, "能力", ""))
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    assert str(calendar["version"]) == "2.0"
    assert str(calendar["x-wr-calname"]) == "到期，事项"
    first, second = calendar.walk("VEVENT")
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (
        date(2026, 12, 31),
        date(2027, 1, 1),
    )
    assert first["dtstart"].params["VALUE"] == "DATE"
    assert first.decoded("dtstamp") == datetime(2026, 11, 22, tzinfo=UTC)
    assert str(first["summary"]) == WORDS
    assert str(first["description"]) == "a, b; c\\d\ne"
    assert str(second["uid"]) == "competence-ends.C001.O@ws.aftersales-registry"


def test_lines_are_folded_at_75_bytes_between_characters() -> None:
    content = write((LONG, WORDS, WORDS))
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def test_the_same_is_due_under_the_same_identifier_whatever_its_day() -> None:
    moved = Due(**{name: getattr(LONG, name) for name in Due.__slots__} | {"day": DAY})
    assert identify(moved, "WS") == identify(LONG, "WS")
    assert write((LONG, "a", "b")) == write((LONG, "a", "b"))


@pytest.mark.parametrize("field", ["kind", "firm", "certificate", "audit", "subject"])
def test_what_differs_has_another_identifier(field: str) -> None:
    value = DueKind.DECISION if field == "kind" else "other"
    other = Due(**{name: getattr(LONG, name) for name in Due.__slots__} | {field: value})
    assert identify(other, "WS") != identify(LONG, "WS")
