"""The history of a firm under one standard, as the public reads it: the latest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.certification.standing import Event
from generator.records.model import Audit, Correction, Decision, Proceedings, Text
from tests.certification.courses import AUDIT, GRANT
from tests.certification.material import (
    FIRST_AUDIT,
    GRANTED,
    NOTHING_ELSE,
    NUMBER,
    SECOND,
    appeal_against,
    apply_on,
    audit_on,
    decide,
    decide_appeal,
    standing_on,
)


def tell(
    day: date,
    audits: tuple[Audit, ...],
    decisions: tuple[Decision, ...],
    proceedings: Proceedings = NOTHING_ELSE,
) -> tuple[Event, ...]:
    return standing_on(day, audits, decisions, proceedings).history


def kinds(history: tuple[Event, ...]) -> list[str]:
    return [event.kind for event in history]


def test_history_tells_the_latest_first_and_only_what_has_happened() -> None:
    audits = (AUDIT, audit_on(date(2024, 4, 1), "2024-special"))
    decisions = (GRANT, decide("suspend", date(2024, 5, 2)))
    lapsed = ["suspension_lapsed", "suspend", "audit", "grant", "audit"]
    for day, expected in (
        (date(2024, 2, 10), ["audit"]),
        (date(2024, 3, 1), ["grant", "audit"]),
        (date(2024, 5, 2), lapsed[1:]),
        (date(2024, 11, 1), lapsed[1:]),
        (date(2024, 11, 2), lapsed),
    ):
        assert kinds(tell(day, audits, decisions)) == expected


def test_an_audit_is_told_when_it_has_ended() -> None:
    audit = replace(AUDIT, ended=date(2024, 2, 12), reported=date(2024, 2, 20))
    assert kinds(tell(date(2024, 2, 11), (audit,), ())) == []
    (event,) = tell(date(2024, 2, 12), (audit,), ())
    assert (event.day, event.recorded) == (date(2024, 2, 12), date(2024, 2, 20))


def test_history_tells_an_expiry_on_its_day() -> None:
    latest = tell(date(2027, 3, 1), (AUDIT,), (GRANT,))[0]
    assert (latest.kind, latest.day) == ("expired", date(2027, 3, 1))
    assert latest.certificate == NUMBER


def test_a_surveillance_that_falls_due_is_an_event_of_its_day() -> None:
    assert kinds(tell(date(2025, 2, 10), (AUDIT,), (GRANT,))) == ["grant", "audit"]
    told = tell(date(2025, 2, 11), (AUDIT,), (GRANT,))
    assert kinds(told) == ["surveillance_passed", "grant", "audit"]
    assert told[0].day == date(2025, 2, 11)


def test_a_decision_recorded_later_keeps_both_days() -> None:
    grant = replace(GRANT, recorded=date(2024, 3, 20))
    event = tell(date(2024, 6, 1), (AUDIT,), (grant,))[0]
    assert (event.day, event.recorded) == (GRANTED, date(2024, 3, 20))


def test_decisions_of_one_day_are_told_in_their_order_the_last_one_first() -> None:
    day = date(2024, 7, 1)
    audits = (AUDIT, audit_on(date(2024, 6, 1), "2024-second"))
    decisions = (
        GRANT,
        decide("suspend", date(2024, 5, 2)),
        decide("reinstate", day),
        decide("renew", day, "2024-second", SECOND),
    )
    assert kinds(tell(day, audits, decisions))[:3] == ["renew", "reinstate", "audit"]


def test_what_lapses_with_a_decision_is_told_after_it() -> None:
    # The suspension comes back after its time was up: it lapses on the day of the appeal.
    decisions = (
        GRANT,
        decide("suspend", date(2024, 5, 2)),
        decide("withdraw", date(2024, 6, 1)),
        decide_appeal("upheld", date(2024, 12, 2)),
    )
    told = Proceedings(appeals=(appeal_against(3, date(2024, 6, 3)),))
    assert kinds(tell(date(2024, 12, 2), (AUDIT,), decisions, told)) == [
        "suspension_lapsed",
        "appeal_upheld",
        "appeal",
        "withdraw",
        "suspend",
        "grant",
        "audit",
    ]


def test_proceedings_are_part_of_the_history() -> None:
    words = Text("已补齐", "Mended")
    told = Proceedings(
        applications=(apply_on(date(2024, 1, 8)),),
        corrections=(
            Correction(
                audit=FIRST_AUDIT,
                nonconformity="NC1",
                closed=date(2024, 2, 20),
                recorded=date(2024, 2, 21),
                by="A001",
                note=words,
            ),
        ),
        appeals=(appeal_against(2, date(2024, 5, 10)),),
    )
    decisions = (
        GRANT,
        decide("suspend", date(2024, 5, 2)),
        decide_appeal("dismissed", date(2024, 5, 27)),
    )
    history = tell(date(2024, 6, 1), (AUDIT,), decisions, told)
    assert kinds(history) == [
        "appeal_dismissed",
        "appeal",
        "suspend",
        "grant",
        "correction",
        "audit",
        "application",
    ]
    corrected = history[4]
    assert (corrected.recorded, corrected.audit, corrected.reason) == (
        date(2024, 2, 21),
        FIRST_AUDIT,
        words,
    )
    assert kinds(tell(date(2024, 2, 19), (AUDIT,), decisions, told)) == ["audit", "application"]


def test_a_misstep_is_not_told() -> None:
    decisions = (GRANT, decide("reinstate", date(2024, 4, 1)))
    assert kinds(tell(date(2024, 6, 1), (AUDIT,), decisions)) == ["grant", "audit"]
