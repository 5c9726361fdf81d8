"""The status of a certificate on either side of every day on which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.certification.standing import Status
from generator.certification.status import Life, add_months, last_valid_day, status_on
from generator.records.model import Decision, Terms
from tests.certification.material import (
    FIRST_AUDIT,
    GRANTED,
    NUMBER,
    SECOND,
    audit_on,
    decide,
    standing_on,
    standings_on,
)

DAY = timedelta(days=1)
TERMS = Terms(valid_months=36, surveillance_months=12, suspension_months=6, deciders=2)
LIFE = Life(
    effective=date(2024, 3, 1),
    valid_to=date(2027, 2, 28),
    audits=(date(2024, 2, 10),),
    suspended=None,
    withdrawn=None,
    superseded=None,
)
AUDITED_TWICE = replace(LIFE, audits=(date(2024, 2, 10), date(2025, 1, 20)))
AUDITED_YEARLY = replace(LIFE, audits=tuple(date(year, 2, 10) for year in (2024, 2025, 2026)))
SUSPENDED = replace(LIFE, suspended=date(2024, 8, 31))


@pytest.mark.parametrize(
    ("life", "day", "status", "since"),
    [
        (LIFE, "2024-03-01", "valid", "2024-03-01"),
        (LIFE, "2025-02-10", "valid", "2024-03-01"),
        (LIFE, "2025-02-11", "surveillance_due", "2025-02-11"),
        (LIFE, "2027-02-28", "surveillance_due", "2025-02-11"),
        (LIFE, "2027-03-01", "expired", "2027-03-01"),
        (LIFE, "2040-01-01", "expired", "2027-03-01"),
        # The surveillance audit renews the year, from the day on which it is known.
        (AUDITED_TWICE, "2025-01-19", "valid", "2024-03-01"),
        (AUDITED_TWICE, "2025-02-11", "valid", "2024-03-01"),
        (AUDITED_TWICE, "2026-01-20", "valid", "2024-03-01"),
        (AUDITED_TWICE, "2026-01-21", "surveillance_due", "2026-01-21"),
        (AUDITED_YEARLY, "2027-02-10", "valid", "2024-03-01"),
        (AUDITED_YEARLY, "2027-02-28", "surveillance_due", "2027-02-11"),
        # A late surveillance ends the delay.
        (replace(LIFE, audits=(date(2024, 2, 10), date(2025, 4, 1))), "2025-03-31",
         "surveillance_due", "2025-02-11"),
        (replace(LIFE, audits=(date(2024, 2, 10), date(2025, 4, 1))), "2025-04-01",
         "valid", "2024-03-01"),
        # Suspension lasts six months at most; the last day of February stands for the 31st.
        (SUSPENDED, "2024-08-30", "valid", "2024-03-01"),
        (SUSPENDED, "2024-08-31", "suspended", "2024-08-31"),
        (SUSPENDED, "2025-02-27", "suspended", "2024-08-31"),
        (SUSPENDED, "2025-02-28", "withdrawn", "2025-02-28"),
        (SUSPENDED, "2030-01-01", "withdrawn", "2025-02-28"),
        # A withdrawal by decision comes before the lapse.
        (replace(SUSPENDED, withdrawn=date(2024, 12, 1)), "2024-11-30", "suspended", "2024-08-31"),
        (replace(SUSPENDED, withdrawn=date(2024, 12, 1)), "2024-12-01", "withdrawn", "2024-12-01"),
        (replace(LIFE, withdrawn=date(2024, 12, 1)), "2024-11-30", "valid", "2024-03-01"),
        (replace(LIFE, withdrawn=date(2024, 12, 1)), "2028-01-01", "withdrawn", "2024-12-01"),
        # What has expired is neither suspended nor withdrawn afterwards.
        (replace(LIFE, suspended=date(2027, 2, 1)), "2027-02-28", "suspended", "2027-02-01"),
        (replace(LIFE, suspended=date(2027, 2, 1)), "2027-03-01", "expired", "2027-03-01"),
        (replace(LIFE, withdrawn=date(2027, 5, 1)), "2027-05-02", "expired", "2027-03-01"),
        # A newer certificate takes its place.
        (replace(LIFE, superseded=date(2025, 1, 1)), "2024-12-31", "valid", "2024-03-01"),
        (replace(LIFE, superseded=date(2025, 1, 1)), "2025-01-01", "superseded", "2025-01-01"),
        (replace(LIFE, superseded=date(2025, 1, 1)), "2027-03-01", "superseded", "2025-01-01"),
    ],
)  # fmt: skip
def test_a_status_begins_on_its_day_and_not_before(
    life: Life, day: str, status: str, since: str
) -> None:
    expected = (Status(status), date.fromisoformat(since))
    assert status_on(life, TERMS, date.fromisoformat(day)) == expected


def test_there_is_no_status_before_a_certificate_takes_effect() -> None:
    with pytest.raises(ValueError, match="no certificate yet"):
        status_on(LIFE, TERMS, LIFE.effective - DAY)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-03-01", 36, "2027-03-01"),
        ("9999-06-01", 36, "9999-12-31"),
    ],
)
def test_months_are_counted_by_the_calendar(day: str, months: int, later: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == later


def test_a_certificate_of_three_years_ends_the_day_before() -> None:
    assert last_valid_day(date(2024, 3, 1), TERMS) == date(2027, 2, 28)
    assert last_valid_day(date(2024, 3, 31), TERMS) == date(2027, 3, 30)


DAYS = st.dates(date(2024, 3, 1), date(2028, 12, 31))
LIVES = st.builds(
    replace,
    st.just(LIFE),
    audits=st.lists(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=4).map(tuple),
    suspended=st.none() | DAYS,
    withdrawn=st.none() | DAYS,
    superseded=st.none() | DAYS,
)


@given(LIVES, DAYS)
def test_a_status_has_held_since_the_day_it_says(life: Life, day: date) -> None:
    status, since = status_on(life, TERMS, day)
    assert since <= day
    if status is not Status.VALID:
        assert status_on(life, TERMS, since) == (status, since)


@given(LIVES, DAYS, DAYS)
def test_what_has_ended_stays_ended(life: Life, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    status, since = status_on(life, TERMS, earlier)
    if status in (Status.EXPIRED, Status.WITHDRAWN, Status.SUPERSEDED):
        assert status_on(life, TERMS, later) == (status, since)


@given(LIVES, DAYS)
def test_audits_that_come_later_are_not_known_yet(life: Life, day: date) -> None:
    known = replace(life, audits=tuple(audit for audit in life.audits if audit <= day))
    assert status_on(life, TERMS, day) == status_on(known, TERMS, day)


# ---------------------------------------------------------------- from a firm's records


AUDIT = audit_on(date(2024, 2, 10), FIRST_AUDIT)
GRANT = decide("grant", GRANTED, FIRST_AUDIT)


@pytest.mark.parametrize(
    ("decisions", "day", "status"),
    [
        ((), "2024-02-10", "applied"),
        ((), "2030-01-01", "applied"),
        ((GRANT,), "2024-02-29", "applied"),
        ((GRANT,), "2024-03-01", "valid"),
        ((GRANT,), "2025-02-10", "valid"),
        ((GRANT,), "2025-02-11", "surveillance_due"),
        ((GRANT,), "2027-02-28", "surveillance_due"),
        ((GRANT,), "2027-03-01", "expired"),
        ((GRANT, decide("suspend", date(2024, 5, 2))), "2024-05-01", "valid"),
        ((GRANT, decide("suspend", date(2024, 5, 2))), "2024-05-02", "suspended"),
        ((GRANT, decide("suspend", date(2024, 5, 2))), "2024-11-01", "suspended"),
        ((GRANT, decide("suspend", date(2024, 5, 2))), "2024-11-02", "withdrawn"),
        ((GRANT, decide("withdraw", date(2024, 5, 2))), "2024-05-01", "valid"),
        ((GRANT, decide("withdraw", date(2024, 5, 2))), "2024-05-02", "withdrawn"),
        ((decide("refuse", GRANTED, FIRST_AUDIT, None),), "2024-02-29", "applied"),
        ((decide("refuse", GRANTED, FIRST_AUDIT, None),), "2024-03-01", "refused"),
    ],
)
def test_a_firm_stands_as_its_records_say(
    decisions: tuple[Decision, ...], day: str, status: str
) -> None:
    standing = standing_on(date.fromisoformat(day), (AUDIT,), decisions)
    assert standing.status == status
    assert (standing.grade is not None) is (status in ("valid", "surveillance_due"))


def test_a_firm_is_unknown_before_its_first_audit() -> None:
    assert standings_on(date(2024, 2, 9), (AUDIT,), (GRANT,)) == ()


def test_a_firm_that_was_refused_may_apply_again() -> None:
    again = audit_on(date(2024, 9, 1), "2024-second")
    refusal = decide("refuse", GRANTED, FIRST_AUDIT, None)
    audits = (AUDIT, again)
    assert standing_on(date(2024, 8, 31), audits, (refusal,)).status is Status.REFUSED
    assert standing_on(date(2024, 9, 1), audits, (refusal,)).status is Status.APPLIED


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
@given(st.dates(date(2024, 2, 10), date(2031, 1, 1)), st.randoms(use_true_random=False))
def test_a_standing_follows_from_what_is_known_on_the_day_alone(day: date, random: Random) -> None:
    full = standing_on(day, STORY_AUDITS, LIFE_STORY)
    audits = tuple(audit for audit in STORY_AUDITS if audit.started <= day)
    known = tuple(decision for decision in LIFE_STORY if decision.effective <= day)
    assert standing_on(day, audits, known) == full
    shuffled = list(known)
    random.shuffle(shuffled)
    assert standing_on(day, audits, tuple(shuffled)) == full


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
