"""Which replies of a firm are shown on a day."""

from __future__ import annotations

from datetime import date

from generator.certification.replies import list_shown_replies
from generator.records.model import FirmRecords, Proceedings, Reply, Text
from tests.assessment.material import make_firm
from tests.certification.material import audit_on


def reply_on(received: date, recorded: date | None = None) -> Reply:
    words = Text(f"{received} 的答复", f"Reply of {received}")
    return Reply(received=received, recorded=recorded or received, about=None, text=words)


def records_with(*replies: Reply, audits: tuple[date, ...] = ()) -> FirmRecords:
    return FirmRecords(
        firm=make_firm(("physical",)),
        audits=tuple(audit_on(day, f"{day:%Y}-audit") for day in audits),
        decisions=(),
        proceedings=Proceedings(replies=replies),
    )


FIRST, SECOND = date(2025, 3, 10), date(2026, 3, 9)


def test_a_reply_is_shown_from_its_record_until_the_next_audit_begins() -> None:
    reply = reply_on(date(2025, 4, 1), date(2025, 4, 3))
    records = records_with(reply, audits=(FIRST, SECOND))
    assert list_shown_replies(records, date(2025, 4, 2)) == ()
    assert list_shown_replies(records, date(2025, 4, 3)) == (reply,)
    assert list_shown_replies(records, date(2026, 3, 8)) == (reply,)
    assert list_shown_replies(records, SECOND) == ()


def test_an_audit_that_is_only_planned_hides_nothing() -> None:
    reply = reply_on(date(2025, 4, 1))
    assert list_shown_replies(records_with(reply, audits=(SECOND,)), date(2025, 5, 1)) == (reply,)


def test_the_latest_reply_comes_first() -> None:
    old, new = reply_on(date(2025, 4, 1)), reply_on(date(2025, 6, 1))
    assert list_shown_replies(records_with(old, new), date(2025, 7, 1)) == (new, old)
