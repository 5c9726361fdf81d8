"""What an appeal moves: upheld, it undoes the decision it was lodged against, and only that."""

from __future__ import annotations

from datetime import date

import pytest

from generator.records.model import Decision, Proceedings
from tests.certification.courses import AUDIT, GRANT, REFUSAL, follow, stand, steps_of
from tests.certification.material import (
    FIRST_AUDIT,
    NUMBER,
    SECOND,
    appeal_against,
    audit_on,
    decide,
    decide_appeal,
    standing_on,
)

UPHELD = decide_appeal("upheld", date(2024, 6, 20))
DISMISSED = decide_appeal("dismissed", date(2024, 6, 20))
SUSPENDED = (GRANT, decide("suspend", date(2024, 6, 1)))
WITHDRAWN = (GRANT, decide("withdraw", date(2024, 6, 1)))
BOTH = (GRANT, decide("suspend", date(2024, 5, 2)), decide("withdraw", date(2024, 6, 1)))
REINSTATED = (*SUSPENDED, decide("reinstate", date(2024, 6, 10)))


@pytest.mark.parametrize(
    ("decisions", "against", "status"),
    [
        ((REFUSAL,), 1, "applied"),
        (SUSPENDED, 2, "valid"),
        (WITHDRAWN, 2, "valid"),
        (BOTH, 3, "suspended"),
        # Only what was appealed against is undone.
        ((GRANT,), 1, "valid"),
        (SUSPENDED, 1, "suspended"),
        (WITHDRAWN, 1, "withdrawn"),
        (BOTH, 2, "withdrawn"),
        # The committee itself has undone it already.
        (REINSTATED, 2, "valid"),
        ((*REINSTATED, decide("suspend", date(2024, 6, 15))), 2, "suspended"),
        ((*REINSTATED, decide("suspend", date(2024, 6, 15))), 4, "valid"),
    ],
)
def test_an_appeal_that_is_upheld_undoes_its_decision(
    decisions: tuple[Decision, ...], against: int, status: str
) -> None:
    appeals = (appeal_against(against, date(2024, 6, 17)),)
    course = follow(*decisions, UPHELD, appeals=appeals, until="2024-06-20")
    assert (course.steps[-1].status, course.missteps) == (status, ())
    eve = follow(*decisions, UPHELD, appeals=appeals, until="2024-06-19")
    assert eve.steps[-1] == follow(*decisions, until="2024-06-19").steps[-1]


@pytest.mark.parametrize("decisions", [(REFUSAL,), (GRANT,), SUSPENDED, WITHDRAWN, BOTH])
def test_an_appeal_that_is_dismissed_moves_nothing(decisions: tuple[Decision, ...]) -> None:
    appeals = (appeal_against(len(decisions), date(2024, 6, 17)),)
    before = follow(*decisions, until="2024-06-19")
    after = follow(*decisions, DISMISSED, appeals=appeals, until="2024-06-20")
    assert (stand(after), after.missteps) == (stand(before), ())


def test_an_appeal_upheld_brings_back_the_time_that_the_certificate_had() -> None:
    appeals = (appeal_against(2, date(2024, 6, 17)),)
    course = follow(*SUSPENDED, UPHELD, appeals=appeals)
    assert steps_of(course)[-3:] == [
        ("2024-06-20", "appeal_upheld", "valid"),
        ("2025-02-11", "surveillance_passed", "surveillance_due"),
        ("2027-03-01", "expired", "expired"),
    ]


def test_a_suspension_is_undone_even_after_it_lapsed() -> None:
    upheld = decide_appeal("upheld", date(2024, 12, 9))
    appeals = (appeal_against(2, date(2024, 6, 17)),)
    assert stand(follow(*SUSPENDED, upheld, appeals=appeals, until="2024-12-08"))[0] == "withdrawn"
    assert stand(follow(*SUSPENDED, upheld, appeals=appeals, until="2024-12-09"))[0] == "valid"


def test_a_certificate_that_ran_out_meanwhile_does_not_come_back() -> None:
    upheld = decide_appeal("upheld", date(2027, 6, 1))
    appeals = (appeal_against(2, date(2024, 6, 17)),)
    course = follow(*WITHDRAWN, upheld, appeals=appeals, until="2027-06-01")
    assert stand(course) == ("expired", NUMBER)


def test_a_new_certificate_is_not_touched_by_an_old_appeal() -> None:
    again = decide("grant", date(2024, 6, 15), "2024-second", SECOND)
    audits = (AUDIT, audit_on(date(2024, 6, 10), "2024-second"))
    appeals = (appeal_against(2, date(2024, 6, 5)),)
    course = follow(*WITHDRAWN, again, UPHELD, audits=audits, appeals=appeals, until="2024-06-20")
    assert (stand(course), course.missteps) == (("valid", SECOND), ())


def test_a_refused_renewal_that_is_appealed_against_leaves_what_came_later() -> None:
    refused = decide("refuse", date(2024, 5, 20), FIRST_AUDIT, None)
    decisions = (GRANT, refused, decide("suspend", date(2024, 6, 1)))
    appeals = (appeal_against(2, date(2024, 6, 5)),)
    assert stand(follow(*decisions, UPHELD, appeals=appeals, until="2024-06-20"))[0] == "suspended"


def test_the_appeal_may_name_the_certificate_it_is_about_though_another_is_in_force() -> None:
    again = decide("grant", date(2024, 6, 15), "2024-second", SECOND)
    upheld = decide(
        "appeal", date(2024, 6, 20), certificate=NUMBER, appeal="AP1", outcome="dismissed"
    )
    audits = (AUDIT, audit_on(date(2024, 6, 10), "2024-second"))
    appeals = (appeal_against(2, date(2024, 6, 5)),)
    assert follow(*WITHDRAWN, again, upheld, audits=audits, appeals=appeals).missteps == ()


# ---------------------------------------------------------------- what went on meanwhile

LATE = (GRANT, decide("suspend", date(2025, 3, 3)))
"""Suspended while the surveillance was due."""


def test_a_delay_that_an_audit_ended_meanwhile_does_not_come_back() -> None:
    upheld = decide_appeal("upheld", date(2025, 5, 5))
    appeals = (appeal_against(2, date(2025, 3, 10)),)
    audited = (AUDIT, audit_on(date(2025, 4, 1), "2025-surveillance"))
    for audits, status in (((AUDIT,), "surveillance_due"), (audited, "valid")):
        course = follow(*LATE, upheld, audits=audits, appeals=appeals, until="2025-05-05")
        assert course.steps[-1].status == status
    course = follow(*LATE, upheld, audits=audited, appeals=appeals, until="2026-04-02")
    assert steps_of(course)[-1] == ("2026-04-02", "surveillance_passed", "surveillance_due")


def test_a_suspension_that_comes_back_ends_when_it_would_have_ended() -> None:
    appeals = (appeal_against(3, date(2024, 6, 17)),)
    course = follow(*BOTH, UPHELD, appeals=appeals)
    assert steps_of(course)[-2:] == [
        ("2024-06-20", "appeal_upheld", "suspended"),
        ("2024-11-02", "suspension_lapsed", "withdrawn"),
    ]
    assert follow(*BOTH, UPHELD, appeals=appeals, until="2024-06-20").lapses == date(2024, 11, 2)


def test_a_firm_stands_by_the_day_on_which_its_old_suspension_ends() -> None:
    told = Proceedings(appeals=(appeal_against(3, date(2024, 6, 17)),))
    standing = standing_on(date(2024, 7, 1), (AUDIT,), (*BOTH, UPHELD), told)
    assert (standing.status, standing.lapses) == ("suspended", date(2024, 11, 2))
