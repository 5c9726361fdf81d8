"""What is due on a day: what runs out, what waits, and what nobody has to do any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.certification.due import Due, DueKind, list_due, list_ending
from generator.certification.standing import Dossier
from generator.records.model import (
    Audit,
    AuditType,
    Decision,
    FirmRecords,
    Person,
    Proceedings,
    Text,
)
from tests.assessment.material import FLAGSHIP, all_channels, make_firm, nonconformity
from tests.certification.material import (
    FIRST_AUDIT,
    FOUNDATION,
    GRANTED,
    NOTHING_ELSE,
    NUMBER,
    SECOND,
    appeal_against,
    apply_on,
    audit_on,
    decide,
    decide_appeal,
    standings_on,
)

AUDITED = date(2024, 2, 10)
FIRST = audit_on(AUDITED, FIRST_AUDIT)
GRANT = decide("grant", GRANTED, FIRST_AUDIT)
SECOND_AUDIT = "2025-surveillance"
SURVEYED = replace(audit_on(date(2025, 2, 3), SECOND_AUDIT), type=AuditType.SURVEILLANCE)
LATER = timedelta(days=40_000)


def due_on(
    day: date,
    decisions: tuple[Decision, ...] = (GRANT,),
    audits: tuple[Audit, ...] = (FIRST,),
    told: Proceedings = NOTHING_ELSE,
) -> dict[str, str]:
    """Return the days of what is due, by its kind."""
    return {str(due.kind): due.day.isoformat() for due in list_on(day, decisions, audits, told)}


def list_on(
    day: date,
    decisions: tuple[Decision, ...] = (GRANT,),
    audits: tuple[Audit, ...] = (FIRST,),
    told: Proceedings = NOTHING_ELSE,
) -> tuple[Due, ...]:
    return list_due((dossier_on(day, decisions, audits, told),), FOUNDATION, day, day + LATER)


def dossier_on(
    day: date, decisions: tuple[Decision, ...], audits: tuple[Audit, ...], told: Proceedings
) -> Dossier:
    records = FirmRecords(
        firm=make_firm(all_channels(FLAGSHIP)), audits=audits, decisions=decisions, proceedings=told
    )
    standings = standings_on(day, audits, decisions, told)
    return Dossier(records=records, scorecards=(), standings=standings)


CERTIFICATE = {
    "surveillance": "2025-02-10",
    "renewal_opens": "2026-11-28",
    "certificate_ends": "2027-02-28",
}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2024-03-01", CERTIFICATE),
        ("2025-02-11", CERTIFICATE),
        ("2026-11-28", CERTIFICATE),
        # The window is open: what is due now is the end.
        ("2026-11-29", {k: d for k, d in CERTIFICATE.items() if k != "renewal_opens"}),
        # What has expired is nobody's duty.
        ("2027-03-01", {}),
    ],
)
def test_a_certificate_has_its_days(day: str, due: dict[str, str]) -> None:
    assert due_on(date.fromisoformat(day)) == due


def test_an_audit_moves_the_surveillance_and_waits_for_its_decision() -> None:
    day = date(2025, 3, 1)
    moved = {**CERTIFICATE, "surveillance": "2026-02-03"}
    assert due_on(day, audits=(FIRST, SURVEYED)) == {**moved, "decision": "2025-02-03"}
    maintained = decide("maintain", date(2025, 2, 20), SECOND_AUDIT)
    assert due_on(day, (GRANT, maintained), (FIRST, SURVEYED)) == moved
    # On the day before the decision it waited still.
    assert "decision" in due_on(date(2025, 2, 19), (GRANT, maintained), (FIRST, SURVEYED))


def test_an_audit_waits_from_its_report_on() -> None:
    reported = replace(FIRST, reported=date(2024, 2, 20))
    assert due_on(date(2024, 2, 19), (), (reported,)) == {}
    assert due_on(date(2024, 2, 20), (), (reported,)) == {"decision": "2024-02-20"}


def test_the_decision_on_a_later_audit_settles_the_earlier_one() -> None:
    maintained = decide("maintain", date(2025, 2, 20), SECOND_AUDIT)
    between = audit_on(date(2024, 8, 1), "2024-extra")
    due = due_on(date(2025, 3, 1), (GRANT, maintained), (FIRST, between, SURVEYED))
    assert "decision" not in due


def test_a_special_audit_is_settled_by_any_decision_after_it() -> None:
    special = replace(audit_on(date(2024, 8, 1), "2024-special"), type=AuditType.SPECIAL)
    suspended = decide("suspend", date(2024, 8, 20))
    assert "decision" in due_on(date(2024, 8, 10), audits=(FIRST, special))
    assert "decision" not in due_on(date(2024, 8, 20), (GRANT, suspended), (FIRST, special))


def test_a_suspension_lapses_unless_its_end_is_decided() -> None:
    suspended = decide("suspend", date(2024, 6, 1))
    day = date(2024, 7, 1)
    ends = {"suspension_lapses": "2024-12-01"}
    rest = {k: d for k, d in CERTIFICATE.items() if k != "surveillance"}
    assert due_on(day, (GRANT, suspended)) == {**rest, **ends}
    back = decide("reinstate", date(2024, 6, 25), effective=date(2024, 7, 10))
    assert due_on(day, (GRANT, suspended, back)) == rest
    assert due_on(date(2024, 12, 1), (GRANT, suspended)) == {}


@pytest.mark.parametrize("kind", ["renew", "withdraw"])
def test_what_is_decided_already_is_not_due(kind: str) -> None:
    renewal = replace(audit_on(date(2026, 12, 1), "2026-renewal"), type=AuditType.RENEWAL)
    decision = decide(
        kind,
        date(2027, 1, 5),
        "2026-renewal",
        SECOND if kind == "renew" else NUMBER,
        effective=date(2027, 2, 20),
    )
    assert due_on(date(2027, 1, 10), (GRANT, decision), (FIRST, renewal)) == {}
    # Before anybody knew of it, it was due.
    assert "certificate_ends" in due_on(date(2027, 1, 4), (GRANT, decision), (FIRST, renewal))


def test_corrections_are_due_while_they_are_open_and_the_firm_is_certified() -> None:
    found = nonconformity("x", major=False, closed=date(2024, 4, 1))
    audit = replace(FIRST, nonconformities=(replace(found, due=date(2024, 3, 20)),))
    assert due_on(date(2024, 3, 31), audits=(audit,))["correction"] == "2024-03-20"
    assert "correction" not in due_on(date(2024, 4, 1), audits=(audit,))
    refused = decide("refuse", date(2024, 3, 1), FIRST_AUDIT, None)
    assert due_on(date(2024, 3, 31), (refused,), (audit,)) == {}


def test_an_appeal_waits_until_it_is_decided() -> None:
    suspended = decide("suspend", date(2024, 6, 1))
    told = Proceedings(appeals=(appeal_against(2, date(2024, 6, 10)),))
    (due,) = [
        due
        for due in list_on(date(2024, 6, 20), (GRANT, suspended), told=told)
        if due.kind is DueKind.APPEAL
    ]
    assert (due.day, due.subject, due.certificate) == (date(2024, 6, 10), "AP1", NUMBER)
    assert "appeal" not in due_on(date(2024, 6, 9), (GRANT, suspended), told=told)
    decisions = (GRANT, suspended, decide_appeal("dismissed", date(2024, 6, 25)))
    assert "appeal" not in due_on(date(2024, 6, 25), decisions, told=told)


@pytest.mark.parametrize(
    ("kind", "decision"),
    [
        ("renewal", decide("renew", date(2026, 12, 20), FIRST_AUDIT, SECOND)),
        ("renewal", decide("refuse", date(2026, 12, 20), FIRST_AUDIT, None)),
        ("change_scope", decide("change_scope", date(2026, 12, 20))),
    ],
)
def test_an_application_waits_for_an_audit_or_a_decision(kind: str, decision: Decision) -> None:
    told = Proceedings(applications=(apply_on(date(2026, 12, 1), kind),))
    assert "application" not in due_on(date(2026, 11, 30), told=told)
    assert due_on(date(2026, 12, 10), told=told)["application"] == "2026-12-01"
    audit = audit_on(date(2026, 12, 5), "2026-audit")
    assert "application" not in due_on(date(2026, 12, 10), audits=(FIRST, audit), told=told)
    assert "application" in due_on(date(2026, 12, 4), audits=(FIRST, audit), told=told)
    assert "application" not in due_on(date(2026, 12, 20), (GRANT, decision), told=told)


def test_a_firm_that_only_applied_waits() -> None:
    told = Proceedings(applications=(apply_on(date(2024, 1, 5)),))
    assert due_on(date(2024, 1, 6), (), (), told) == {"application": "2024-01-05"}


# ---------------------------------------------------------------- people


def person(valid_to: date | None, ends: dict[str, date]) -> Person:
    return Person(
        id="A001",
        name=Text("甲", "Jia"),
        roles=("auditor",),
        competence=tuple(ends),
        valid_from=date(2020, 1, 1),
        valid_to=valid_to,
        conflicts=(),
        competence_ends=ends,
    )


def test_people_are_told_before_they_or_their_competence_end_not_afterwards() -> None:
    leaves, ends = date(2026, 6, 1), {"C": date(2026, 3, 1), "F": date(2026, 9, 1)}
    found = list_ending([person(leaves, ends)], date(2026, 1, 1), date(2026, 12, 31))
    # What would end after the person has left says nothing.
    assert [(due.kind, due.day, due.section) for due in found] == [
        (DueKind.COMPETENCE_ENDS, date(2026, 3, 1), "C"),
        (DueKind.ROSTER_ENDS, leaves, None),
    ]
    assert list_ending([person(leaves, ends)], date(2026, 6, 2), date(2026, 12, 31)) == ()
    assert list_ending([person(None, {})], date(2026, 1, 1), date(2026, 12, 31)) == ()


# ---------------------------------------------------------------- laws

DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@settings(max_examples=50)
@given(DAYS, st.integers(0, 800), st.integers(0, 800))
def test_looking_further_ahead_only_adds_and_the_overdue_come_first(
    day: date, near: int, more: int
) -> None:
    suspended = decide("suspend", date(2026, 6, 1))
    told = Proceedings(
        applications=(apply_on(date(2026, 12, 1), "renewal"),),
        appeals=(appeal_against(2, date(2026, 6, 10)),),
    )
    dossier = dossier_on(day, (GRANT, suspended), (FIRST, SURVEYED), told)
    short, long = (
        list_due((dossier,), FOUNDATION, day, day + timedelta(days=days))
        for days in (near, near + more)
    )
    assert [due for due in long if due.day <= day + timedelta(days=near)] == list(short)
    assert [due.day for due in long] == sorted(due.day for due in long)
    # What waits has waited for some time; what will be is not called overdue.
    assert all(due.day <= day for due in long if due.kind.waits)
