"""How a firm stands on a day, by its records: one status for each standard, with its dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.certification.decisions import judge_firm
from generator.certification.standing import Status
from generator.records.model import Decision, FirmRecords, Proceedings
from tests.assessment.material import FLAGSHIP, TINY, all_channels, make_firm
from tests.certification.courses import AUDIT, GRANT
from tests.certification.material import (
    FIRST_AUDIT,
    FOUNDATION,
    GRANTED,
    NUMBER,
    SECOND,
    apply_on,
    audit_on,
    decide,
    standing_on,
    standings_on,
)

SUSPENSION = decide("suspend", date(2024, 5, 2))


@pytest.mark.parametrize(
    ("decisions", "day", "status", "since"),
    [
        ((), "2024-02-10", "applied", "2024-02-10"),
        ((), "2030-01-01", "applied", "2024-02-10"),
        ((GRANT,), "2024-02-29", "applied", "2024-02-10"),
        ((GRANT,), "2024-03-01", "valid", "2024-03-01"),
        ((GRANT,), "2025-02-10", "valid", "2024-03-01"),
        ((GRANT,), "2025-02-11", "surveillance_due", "2025-02-11"),
        ((GRANT,), "2027-02-28", "surveillance_due", "2025-02-11"),
        ((GRANT,), "2027-03-01", "expired", "2027-03-01"),
        ((GRANT,), "2039-01-01", "expired", "2027-03-01"),
        ((GRANT, SUSPENSION), "2024-05-01", "valid", "2024-03-01"),
        ((GRANT, SUSPENSION), "2024-05-02", "suspended", "2024-05-02"),
        ((GRANT, SUSPENSION), "2024-11-01", "suspended", "2024-05-02"),
        ((GRANT, SUSPENSION), "2024-11-02", "withdrawn", "2024-11-02"),
        ((GRANT, decide("withdraw", date(2024, 5, 2))), "2024-05-01", "valid", "2024-03-01"),
        ((GRANT, decide("withdraw", date(2024, 5, 2))), "2024-05-02", "withdrawn", "2024-05-02"),
        ((decide("refuse", GRANTED, FIRST_AUDIT, None),), "2024-02-29", "applied", "2024-02-10"),
        ((decide("refuse", GRANTED, FIRST_AUDIT, None),), "2024-03-01", "refused", "2024-03-01"),
        # What keeps a certificate valid leaves the day since when it is.
        ((GRANT, decide("maintain", date(2024, 6, 3), FIRST_AUDIT)), "2024-06-03", "valid",
         "2024-03-01"),
        ((GRANT, decide("change_scope", date(2024, 6, 3))), "2024-06-03", "valid", "2024-03-01"),
        # What makes it valid again begins that day anew.
        ((GRANT, SUSPENSION, decide("reinstate", date(2024, 7, 1))), "2024-09-01", "valid",
         "2024-07-01"),
    ],
)  # fmt: skip
def test_a_firm_stands_as_its_records_say(
    decisions: tuple[Decision, ...], day: str, status: str, since: str
) -> None:
    standing = standing_on(date.fromisoformat(day), (AUDIT,), decisions)
    assert (standing.status, standing.since.isoformat()) == (status, since)
    holds = status in ("valid", "surveillance_due")
    assert (standing.grade is not None) is holds
    assert (standing.surveillance_by is not None) is holds
    assert (standing.lapses is not None) is (status == "suspended")


def test_a_late_audit_and_a_renewal_make_a_certificate_valid_anew() -> None:
    audits = (AUDIT, audit_on(date(2025, 4, 1), "2025-surveillance"))
    renewal = decide("renew", date(2025, 8, 1), "2025-surveillance", SECOND)
    for day, since in (
        (date(2025, 2, 10), GRANTED),
        (date(2025, 4, 1), date(2025, 4, 1)),
        (date(2025, 7, 31), date(2025, 4, 1)),
        (date(2025, 8, 1), date(2025, 8, 1)),
    ):
        standing = standing_on(day, audits, (GRANT, renewal))
        assert (standing.status, standing.since) == ("valid", since)


def test_a_certificate_granted_while_the_audit_goes_on_waits_for_no_surveillance_yet() -> None:
    # The rules on records forbid it; a standing is told all the same.
    audit = replace(AUDIT, ended=date(2024, 4, 2))
    assert standing_on(GRANTED, (audit,), (GRANT,)).surveillance_by is None


def test_a_firm_is_unknown_before_its_first_audit() -> None:
    assert standings_on(date(2024, 2, 9), (AUDIT,), (GRANT,)) == ()


def test_a_firm_that_only_applied_stands_under_the_standard_it_applied_for() -> None:
    told = Proceedings(applications=(apply_on(date(2024, 1, 8), standard=TINY),))
    assert standings_on(date(2024, 1, 7), (), (), told) == ()
    standing = standing_on(date(2024, 1, 8), (), (), told)
    assert (standing.status, standing.standard) == (Status.APPLIED, TINY.ref)
    assert (standing.certificate, standing.grade) == (None, None)


def test_the_version_is_that_of_the_latest_application_in_whatever_order_they_stand() -> None:
    newer = replace(TINY, version="2")
    foundation = replace(FOUNDATION, standards={s.ref: s for s in (TINY, newer)})
    one = apply_on(date(2024, 1, 8), standard=TINY)
    other = apply_on(date(2024, 3, 8), standard=newer)
    firm = make_firm(all_channels(TINY))
    for order in ((one, other), (other, one)):
        told = Proceedings(applications=order)
        records = FirmRecords(firm=firm, audits=(), decisions=(), proceedings=told)
        for day, version in ((date(2024, 3, 7), TINY.ref), (date(2024, 3, 8), newer.ref)):
            (standing,) = judge_firm(records, (), foundation, day)
            assert (standing.status, standing.standard) == (Status.APPLIED, version)


def test_two_standards_in_one_firm_have_courses_of_their_own() -> None:
    bench = audit_on(date(2024, 4, 1), "2024-bench", TINY)
    decisions = (
        GRANT,
        decide("grant", date(2024, 5, 1), "2024-bench", SECOND),
        decide("suspend", date(2024, 6, 1), None, SECOND),
        decide("withdraw", date(2024, 7, 1), None, NUMBER),
    )
    for day, flagship, tiny in (
        (date(2024, 4, 1), "valid", "applied"),
        (date(2024, 5, 1), "valid", "valid"),
        (date(2024, 6, 1), "valid", "suspended"),
        (date(2024, 7, 1), "withdrawn", "suspended"),
        # Each standard has its own terms: three months here, six there.
        (date(2024, 9, 1), "withdrawn", "withdrawn"),
    ):
        found = {s.standard: str(s.status) for s in standings_on(day, (AUDIT, bench), decisions)}
        assert found == {FLAGSHIP.ref: flagship, TINY.ref: tiny}


RENEWAL = audit_on(date(2027, 1, 11), "2027-renewal")
LIFE_STORY = (
    GRANT,
    decide("maintain", date(2025, 2, 1), "2025-surveillance"),
    decide("suspend", date(2026, 3, 1)),
    decide("grant", date(2027, 3, 1), "2027-renewal", SECOND),
    decide("withdraw", date(2028, 6, 1), None, SECOND),
)
STORY_AUDITS = (AUDIT, audit_on(date(2025, 1, 13), "2025-surveillance"), RENEWAL)


@settings(max_examples=30)
@given(st.dates(date(2024, 2, 10), date(2031, 1, 1)))
def test_a_standing_follows_from_what_is_known_on_the_day_alone(day: date) -> None:
    audits = tuple(audit for audit in STORY_AUDITS if audit.started <= day)
    known = tuple(decision for decision in LIFE_STORY if decision.effective <= day)
    assert standing_on(day, audits, known) == standing_on(day, STORY_AUDITS, LIFE_STORY)


def test_the_story_passes_through_its_states_in_order() -> None:
    seen: list[tuple[str, str | None]] = []
    day = date(2024, 2, 10)
    while day < date(2031, 1, 1):
        standing = standing_on(day, STORY_AUDITS, LIFE_STORY)
        number = standing.certificate.number if standing.certificate else None
        if not seen or seen[-1] != (str(standing.status), number):
            seen.append((str(standing.status), number))
        day += timedelta(days=28)
    assert seen == [
        ("applied", None),
        ("valid", NUMBER),
        ("surveillance_due", NUMBER),
        ("suspended", NUMBER),
        ("withdrawn", NUMBER),
        ("valid", SECOND),
        ("surveillance_due", SECOND),
        ("withdrawn", SECOND),
    ]
