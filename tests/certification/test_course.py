"""A firm's course under one standard, on either side of every day on which its status changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.certification.course import Course, Occurrence, follow_course
from generator.certification.status import Act
from generator.records.model import Decision
from tests.certification.courses import (
    AUDIT,
    GRANT,
    REFUSAL,
    RENEWAL,
    audits_on,
    follow,
    stand,
    steps_of,
)
from tests.certification.material import FIRST_AUDIT, NUMBER, SECOND, apply_on, audit_on, decide

SUSPENSION = decide("suspend", date(2024, 8, 31))
YEARLY = audits_on("2024-02-10", "2025-02-10", "2026-02-10")


@pytest.mark.parametrize(
    ("decisions", "audits", "day", "status"),
    [
        # Without a decision.
        ((), "2024-02-10", "2024-02-10", "applied"),
        ((), "2024-02-10", "2039-12-31", "applied"),
        ((GRANT,), "2024-02-10", "2024-02-29", "applied"),
        ((REFUSAL,), "2024-02-10", "2024-02-29", "applied"),
        ((REFUSAL,), "2024-02-10", "2024-03-01", "refused"),
        # A year of surveillance, three of validity.
        ((GRANT,), "2024-02-10", "2024-03-01", "valid"),
        ((GRANT,), "2024-02-10", "2025-02-10", "valid"),
        ((GRANT,), "2024-02-10", "2025-02-11", "surveillance_due"),
        ((GRANT,), "2024-02-10", "2027-02-28", "surveillance_due"),
        ((GRANT,), "2024-02-10", "2027-03-01", "expired"),
        ((GRANT,), "2024-02-10", "2039-12-31", "expired"),
        # The surveillance audit renews the year, from the day on which it is known.
        ((GRANT,), "2024-02-10 2025-01-20", "2025-01-19", "valid"),
        ((GRANT,), "2024-02-10 2025-01-20", "2025-02-11", "valid"),
        ((GRANT,), "2024-02-10 2025-01-20", "2026-01-20", "valid"),
        ((GRANT,), "2024-02-10 2025-01-20", "2026-01-21", "surveillance_due"),
        ((GRANT,), "2024-02-10 2025-02-10 2026-02-10", "2027-02-10", "valid"),
        ((GRANT,), "2024-02-10 2025-02-10 2026-02-10", "2027-02-28", "surveillance_due"),
        ((GRANT,), "2024-02-10 2025-02-10 2026-02-10", "2027-03-01", "expired"),
        # A late surveillance ends the delay.
        ((GRANT,), "2024-02-10 2025-04-01", "2025-03-31", "surveillance_due"),
        ((GRANT,), "2024-02-10 2025-04-01", "2025-04-01", "valid"),
        ((GRANT,), "2024-02-10 2025-04-01", "2026-04-01", "valid"),
        ((GRANT,), "2024-02-10 2025-04-01", "2026-04-02", "surveillance_due"),
        # Suspension lasts six months at most; the last day of February stands for the 31st.
        ((GRANT, SUSPENSION), "2024-02-10", "2024-08-30", "valid"),
        ((GRANT, SUSPENSION), "2024-02-10", "2024-08-31", "suspended"),
        ((GRANT, SUSPENSION), "2024-02-10", "2025-02-27", "suspended"),
        ((GRANT, SUSPENSION), "2024-02-10", "2025-02-28", "withdrawn"),
        ((GRANT, SUSPENSION), "2024-02-10", "2030-01-01", "withdrawn"),
        # A withdrawal by decision comes before the lapse.
        ((GRANT, SUSPENSION, decide("withdraw", date(2024, 12, 1))), "2024-02-10", "2024-11-30",
         "suspended"),
        ((GRANT, SUSPENSION, decide("withdraw", date(2024, 12, 1))), "2024-02-10", "2024-12-01",
         "withdrawn"),
        ((GRANT, decide("withdraw", date(2024, 12, 1))), "2024-02-10", "2024-11-30", "valid"),
        ((GRANT, decide("withdraw", date(2024, 12, 1))), "2024-02-10", "2028-01-01", "withdrawn"),
        # What runs out while it is suspended has expired.
        ((GRANT, decide("suspend", date(2027, 2, 1))), "2024-02-10", "2027-02-28", "suspended"),
        ((GRANT, decide("suspend", date(2027, 2, 1))), "2024-02-10", "2027-03-01", "expired"),
        # Reinstatement ends a suspension; the time of the certificate ran on.
        ((GRANT, SUSPENSION, decide("reinstate", date(2024, 10, 1))), "2024-02-10", "2024-09-30",
         "suspended"),
        ((GRANT, SUSPENSION, decide("reinstate", date(2024, 10, 1))), "2024-02-10", "2024-10-01",
         "valid"),
        ((GRANT, SUSPENSION, decide("reinstate", date(2024, 10, 1))), "2024-02-10", "2025-02-11",
         "surveillance_due"),
        ((GRANT, SUSPENSION, decide("reinstate", date(2025, 2, 27))), "2024-02-10", "2025-02-27",
         "surveillance_due"),
        ((GRANT, SUSPENSION, decide("reinstate", date(2024, 10, 1))), "2024-02-10", "2027-03-01",
         "expired"),
    ],
)  # fmt: skip
def test_a_status_begins_on_its_day_and_not_before(
    decisions: tuple[Decision, ...], audits: str, day: str, status: str
) -> None:
    course = follow(*decisions, audits=audits_on(*audits.split()), until=day)
    assert course.missteps == ()
    assert course.steps[-1].status == status


def test_each_step_says_what_happened_and_when() -> None:
    course = follow(GRANT, SUSPENSION, applications=(apply_on(date(2024, 1, 5)),))
    assert steps_of(course) == [
        ("2024-01-05", "application", "applied"),
        ("2024-02-10", "audit_begun", "applied"),
        ("2024-02-10", "audit_ended", "applied"),
        ("2024-03-01", "grant", "valid"),
        ("2024-08-31", "suspend", "suspended"),
        ("2025-02-28", "suspension_lapsed", "withdrawn"),
    ]
    assert [step.decision for step in course.steps] == [None, None, None, 0, 1, None]
    assert [step.certificate for step in course.steps] == [None] * 3 + [NUMBER] * 3


def test_before_anything_happened_there_is_no_course() -> None:
    assert follow(GRANT, until="2024-02-09") == Course(steps=(), missteps=())


def test_an_audit_counts_from_its_first_day_and_ends_a_delay_on_its_last() -> None:
    late = replace(AUDIT, id="late", started=date(2025, 3, 3), ended=date(2025, 3, 5))
    assert stand(follow(GRANT, audits=(AUDIT, late), until="2025-03-04"))[0] == "surveillance_due"
    assert stand(follow(GRANT, audits=(AUDIT, late), until="2025-03-05"))[0] == "valid"
    begun = replace(AUDIT, ended=date(2024, 2, 12))
    assert stand(follow(audits=(begun,), until="2024-02-10"))[0] == "applied"


def test_a_delay_that_was_there_at_the_grant_begins_with_it() -> None:
    late = decide("grant", date(2025, 6, 1), FIRST_AUDIT)
    assert steps_of(follow(late, until="2025-06-01"))[2:] == [
        ("2025-06-01", "grant", "valid"),
        ("2025-06-01", "surveillance_passed", "surveillance_due"),
    ]


# ---------------------------------------------------------------- renewal and supersession


@pytest.mark.parametrize(
    ("effective", "day", "status", "number"),
    [
        ("2027-01-15", "2027-01-14", "valid", NUMBER),
        ("2027-01-15", "2027-01-15", "valid", SECOND),
        ("2027-02-28", "2027-02-28", "valid", SECOND),
        # The day after the last valid one: nothing has lapsed in between.
        ("2027-03-01", "2027-02-28", "valid", NUMBER),
        ("2027-03-01", "2027-03-01", "valid", SECOND),
        ("2027-03-01", "2028-01-11", "valid", SECOND),
        ("2027-03-01", "2028-01-12", "surveillance_due", SECOND),
        ("2027-03-01", "2030-02-28", "surveillance_due", SECOND),
        ("2027-03-01", "2030-03-01", "expired", SECOND),
    ],
)
def test_a_renewal_takes_the_place_of_a_certificate_on_its_day(
    effective: str, day: str, status: str, number: str
) -> None:
    renewal = decide(
        "renew", date(2027, 1, 15), RENEWAL, SECOND, effective=date.fromisoformat(effective)
    )
    audits = (*YEARLY, audit_on(date(2027, 1, 11), RENEWAL))
    course = follow(GRANT, renewal, audits=audits, until=day)
    assert (stand(course), course.missteps) == ((status, number), ())
    assert "expired" not in [step.act for step in course.steps if step.certificate == NUMBER]


def test_a_renewal_a_day_too_late_is_none() -> None:
    late = decide("renew", date(2027, 3, 2), RENEWAL, SECOND)
    course = follow(GRANT, late, audits=(*YEARLY, audit_on(date(2027, 1, 11), RENEWAL)))
    assert stand(course) == ("expired", NUMBER)
    (misstep,) = course.missteps
    assert (misstep.decision, misstep.day, misstep.status) == (1, date(2027, 3, 2), "expired")


def test_after_a_certificate_ended_the_next_one_is_granted() -> None:
    for ending in ((), (decide("withdraw", date(2026, 5, 1)),)):
        again = decide("grant", date(2027, 7, 1), RENEWAL, SECOND)
        audits = (AUDIT, audit_on(date(2027, 6, 1), RENEWAL))
        assert stand(follow(GRANT, *ending, again, audits=audits, until="2027-07-01")) == (
            "valid",
            SECOND,
        )


def test_while_one_is_in_force_a_second_grant_is_a_misstep() -> None:
    audits = (AUDIT, audit_on(date(2024, 5, 6), "2024-second"))
    for held in ((GRANT,), (GRANT, decide("suspend", date(2024, 5, 2)))):
        again = decide("grant", date(2024, 6, 1), "2024-second", SECOND)
        course = follow(*held, again, audits=audits, until="2024-06-01")
        assert course.steps[-1].certificate == NUMBER
        assert [misstep.certificate for misstep in course.missteps] == [NUMBER]


def test_a_renewal_needs_a_number_of_its_own() -> None:
    course = follow(GRANT, decide("renew", date(2024, 6, 1), FIRST_AUDIT, NUMBER))
    assert [misstep.decision for misstep in course.missteps] == [1]


@pytest.mark.parametrize("kind", ["maintain", "suspend", "withdraw", "change_scope"])
def test_a_decision_on_a_certificate_that_is_not_in_force_is_a_misstep(kind: str) -> None:
    renewal = decide("renew", date(2024, 6, 1), "2024-second", SECOND)
    audits = (AUDIT, audit_on(date(2024, 5, 6), "2024-second"))
    old, new = (decide(kind, date(2024, 7, 1), FIRST_AUDIT, n) for n in (NUMBER, SECOND))
    course = follow(GRANT, renewal, old, audits=audits)
    assert [(m.decision, m.certificate) for m in course.missteps] == [(2, SECOND)]
    assert follow(GRANT, renewal, new, audits=audits).missteps == ()


def test_decisions_of_one_day_follow_one_another_as_written() -> None:
    day = date(2026, 12, 1)
    audits = (*YEARLY, audit_on(date(2026, 11, 10), RENEWAL))
    suspended = decide("suspend", date(2026, 9, 1))
    back, renewal = decide("reinstate", day), decide("renew", day, RENEWAL, SECOND)
    course = follow(GRANT, suspended, back, renewal, audits=audits, until="2026-12-01")
    assert (stand(course), course.missteps) == (("valid", SECOND), ())
    wrong = follow(GRANT, suspended, renewal, back, audits=audits, until="2026-12-01")
    assert [(m.decision, m.status) for m in wrong.missteps] == [(2, "suspended")]


def test_a_certificate_may_still_be_maintained_on_the_day_it_is_renewed() -> None:
    day = date(2026, 12, 1)
    kept, renewal = decide("maintain", day, FIRST_AUDIT), decide("renew", day, RENEWAL, SECOND)
    audits = (*YEARLY, audit_on(date(2026, 11, 10), RENEWAL))
    assert follow(GRANT, kept, renewal, audits=audits, until="2026-12-01").missteps == ()


# ---------------------------------------------------------------- what changes nothing


@pytest.mark.parametrize(
    ("happening", "ending"),
    [
        ("", "valid"),
        ("suspend", "suspended"),
        ("withdraw", "withdrawn"),
    ],
)
def test_applying_again_or_a_refused_renewal_leaves_a_certificate_as_it_is(
    happening: str, ending: str
) -> None:
    decisions = [GRANT, *([decide(happening, date(2024, 5, 2))] if happening else [])]
    decisions.append(decide("refuse", date(2024, 6, 3), "2024-second", None))
    course = follow(
        *decisions,
        audits=(AUDIT, audit_on(date(2024, 5, 20), "2024-second")),
        applications=(apply_on(date(2024, 5, 10), "renewal"),),
        until="2024-06-30",
    )
    assert (stand(course), course.missteps) == ((ending, NUMBER), ())


def test_a_scope_is_changed_while_a_certificate_holds_or_is_suspended() -> None:
    change = decide("change_scope", date(2024, 10, 1))
    assert follow(GRANT, change).missteps == ()
    course = follow(GRANT, SUSPENSION, change)
    assert course.missteps == ()
    # The suspension runs on as before.
    assert steps_of(course)[-1] == ("2025-02-28", "suspension_lapsed", "withdrawn")
    ended = follow(GRANT, decide("withdraw", date(2024, 9, 1)), change)
    assert [m.decision for m in ended.missteps] == [2]


@pytest.mark.parametrize("kind", ["suspend", "withdraw", "reinstate", "maintain", "change_scope"])
def test_what_has_expired_is_not_decided_on_any_more(kind: str) -> None:
    course = follow(GRANT, decide(kind, date(2027, 5, 1), FIRST_AUDIT))
    assert stand(course) == ("expired", NUMBER)
    assert [(m.decision, m.status) for m in course.missteps] == [(1, "expired")]


# ---------------------------------------------------------------- applications


def test_an_application_alone_is_applied() -> None:
    course = follow(audits=(), applications=(apply_on(date(2024, 1, 5)),))
    assert steps_of(course) == [("2024-01-05", "application", "applied")]


def test_a_firm_that_was_refused_applies_again_by_an_application_or_an_audit() -> None:
    again = audit_on(date(2024, 9, 1), "2024-second")
    assert stand(follow(REFUSAL, audits=(AUDIT, again), until="2024-08-31"))[0] == "refused"
    assert stand(follow(REFUSAL, audits=(AUDIT, again), until="2024-09-01"))[0] == "applied"
    applied = (apply_on(date(2024, 7, 1)),)
    assert stand(follow(REFUSAL, applications=applied, until="2024-06-30"))[0] == "refused"
    assert stand(follow(REFUSAL, applications=applied, until="2024-07-01"))[0] == "applied"


def test_a_refused_firm_cannot_be_granted_a_certificate_before_it_applies_again() -> None:
    course = follow(REFUSAL, decide("grant", date(2024, 4, 1), FIRST_AUDIT))
    assert [(m.decision, m.status) for m in course.missteps] == [(1, "refused")]


def test_a_decision_before_anything_is_known_of_the_firm_is_a_misstep() -> None:
    early = decide("grant", date(2024, 2, 9), FIRST_AUDIT)
    (misstep,) = follow(early).missteps
    assert (misstep.status, misstep.certificate) == (None, None)


def test_things_of_one_day_may_be_told_in_any_order() -> None:
    day = date(2024, 2, 10)
    told = [Occurrence(day=day, act=act) for act in (Act.APPLICATION, Act.AUDIT_BEGUN)]
    told.append(Occurrence(day=day, act=Act.AUDIT_ENDED))
    assert follow_course(told, day) == follow_course(told[::-1], day)


def test_until_when_a_suspension_may_last_is_told_while_it_does() -> None:
    lapses = date(2025, 2, 28)
    assert follow(GRANT, SUSPENSION, until="2024-08-30").lapses is None
    assert follow(GRANT, SUSPENSION, until="2024-08-31").lapses == lapses
    assert follow(GRANT, SUSPENSION, until="2025-02-27").lapses == lapses
    assert follow(GRANT, SUSPENSION, until="2025-02-28").lapses is None
