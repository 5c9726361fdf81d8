"""Certificates from decisions: what is granted, revised, capped, exempted and superseded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.certification.standing import Standing, Status
from generator.records.model import Text
from tests.assessment.material import FLAGSHIP, TINY, all_channels, see, worst
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

LOWEST, HIGHEST = FLAGSHIP.grades[0].id, FLAGSHIP.grades[-1].id
AUDIT = audit_on(date(2024, 2, 10), FIRST_AUDIT)
GRANT = decide("grant", GRANTED, FIRST_AUDIT)
PLAIN = next(c for c in FLAGSHIP.criteria.values() if c.points == 2 and not c.critical)
WEAKER = {PLAIN.id: see(PLAIN, worst(PLAIN), all_channels(FLAGSHIP))}


def certificate_of(standing: Standing) -> tuple[str, str | None, int, date]:
    held = standing.certificate
    assert held is not None
    return held.grade, held.first_year_cap, held.revision, held.revised


def test_a_certificate_says_what_was_granted() -> None:
    standing = standing_on(date(2024, 6, 1), (AUDIT,), (GRANT,))
    held = standing.certificate
    assert held is not None
    assert (held.number, held.standard, held.audit) == (NUMBER, FLAGSHIP.ref, FIRST_AUDIT)
    assert held.score == Decimal("100.00")
    assert held.ladder == (FLAGSHIP.ladder.groups[-1] if FLAGSHIP.ladder else None)
    assert held.first_granted == held.granted == held.effective == GRANTED
    assert held.valid_to == date(2027, 2, 28)
    assert standing.surveillance_by == date(2025, 2, 10)
    assert standing.former == ()


def test_a_first_certification_is_capped_for_its_first_year() -> None:
    standing = standing_on(date(2024, 6, 1), (AUDIT,), (GRANT,))
    assert certificate_of(standing) == (LOWEST, HIGHEST, 1, GRANTED)


@pytest.mark.parametrize(
    ("maintained", "grade", "cap"),
    [
        (date(2025, 2, 28), LOWEST, HIGHEST),
        (date(2025, 3, 1), HIGHEST, None),
        (date(2025, 3, 2), HIGHEST, None),
    ],
)
def test_the_cap_ends_with_the_first_revision_after_the_year(
    maintained: date, grade: str, cap: str | None
) -> None:
    audits = (AUDIT, audit_on(date(2025, 2, 3), "2025-surveillance"))
    decisions = (GRANT, decide("maintain", maintained, "2025-surveillance"))
    standing = standing_on(date(2025, 6, 1), audits, decisions)
    assert certificate_of(standing) == (grade, cap, 2, maintained)


def test_an_exemption_lifts_the_cap_and_stays() -> None:
    reason = Text("行业表率", "A model for its trade")
    decisions = (
        decide("grant", GRANTED, FIRST_AUDIT, exemption=reason),
        decide("maintain", date(2024, 9, 2), "2024-special"),
    )
    audits = (AUDIT, audit_on(date(2024, 8, 20), "2024-special"))
    for day, revision, revised in (
        (date(2024, 6, 1), 1, GRANTED),
        (date(2024, 9, 2), 2, date(2024, 9, 2)),
    ):
        standing = standing_on(day, audits, decisions)
        assert certificate_of(standing) == (HIGHEST, None, revision, revised)
        assert standing.certificate is not None
        assert standing.certificate.exemption == reason


def test_a_grade_no_higher_than_the_cap_is_not_capped() -> None:
    low = {
        c.id: see(c, worst(c), all_channels(FLAGSHIP))
        for group in FLAGSHIP.groups[2:3]
        for c in group.criteria
        if not c.critical
    }
    audit = audit_on(date(2024, 2, 10), FIRST_AUDIT, FLAGSHIP, low)
    standing = standing_on(date(2024, 6, 1), (audit,), (GRANT,))
    assert certificate_of(standing)[:2] == (LOWEST, None)


def test_a_standard_without_the_rule_caps_nothing_and_another_has_its_own_months() -> None:
    audit = audit_on(date(2024, 2, 10), FIRST_AUDIT, TINY)
    later = audit_on(date(2024, 8, 20), "2024-special", TINY)
    decisions = (GRANT, decide("maintain", date(2024, 9, 1), "2024-special"))
    capped = standing_on(date(2024, 8, 1), (audit, later), decisions)
    freed = standing_on(date(2024, 9, 1), (audit, later), decisions)
    assert certificate_of(capped)[:2] == ("bronze", "silver")
    assert certificate_of(freed)[:2] == ("silver", None)
    assert freed.certificate is not None
    assert freed.certificate.valid_to == date(2026, 2, 28)


def test_maintaining_revises_score_and_audit_but_not_the_days() -> None:
    audits = (AUDIT, audit_on(date(2025, 2, 3), "2025-surveillance", FLAGSHIP, WEAKER))
    decisions = (GRANT, decide("maintain", date(2025, 3, 3), "2025-surveillance"))
    before = standing_on(date(2025, 3, 2), audits, decisions).certificate
    after = standing_on(date(2025, 3, 3), audits, decisions).certificate
    assert before is not None
    assert after is not None
    assert (before.score, before.revision) == (Decimal("100.00"), 1)
    assert (after.score, after.revision) == (Decimal("98.00"), 2)
    assert (after.audit, after.revised) == ("2025-surveillance", date(2025, 3, 3))
    for kept in ("number", "first_granted", "granted", "effective", "valid_to"):
        assert getattr(before, kept) == getattr(after, kept)


def test_a_renewal_supersedes_and_remembers_the_first_grant() -> None:
    audits = (AUDIT, audit_on(date(2027, 1, 11), "2027-renewal"))
    decisions = (GRANT, decide("renew", date(2027, 2, 1), "2027-renewal", SECOND))
    before = standing_on(date(2027, 1, 31), audits, decisions)
    after = standing_on(date(2027, 2, 1), audits, decisions)
    assert before.certificate is not None
    assert before.certificate.number == NUMBER
    assert before.status is Status.VALID
    assert after.certificate is not None
    assert after.certificate.number == SECOND
    assert after.certificate.first_granted == GRANTED
    assert after.certificate.granted == date(2027, 2, 1)
    # No longer a first certification.
    assert certificate_of(after)[:2] == (HIGHEST, None)
    assert [(f.certificate.number, f.status) for f in after.former] == [(NUMBER, Status.SUPERSEDED)]


def test_a_renewal_after_expiry_leaves_the_old_one_expired() -> None:
    audits = (AUDIT, audit_on(date(2027, 6, 1), "2027-renewal"))
    decisions = (GRANT, decide("grant", date(2027, 7, 1), "2027-renewal", SECOND))
    standing = standing_on(date(2027, 7, 1), audits, decisions)
    assert standing.status is Status.VALID
    assert [f.status for f in standing.former] == [Status.EXPIRED]


def test_two_grants_of_one_day_leave_one_in_force() -> None:
    audits = (AUDIT, audit_on(date(2024, 2, 20), "2024-second"))
    decisions = (GRANT, decide("renew", GRANTED, "2024-second", SECOND))
    standing = standing_on(GRANTED, audits, decisions)
    assert standing.certificate is not None
    assert standing.certificate.number == SECOND
    assert [(f.certificate.number, f.status) for f in standing.former] == [
        (NUMBER, Status.SUPERSEDED)
    ]


def test_a_firm_stands_under_each_standard_by_itself_the_best_first() -> None:
    tiny = audit_on(date(2024, 4, 1), "2024-bench", TINY)
    decisions = (GRANT, decide("refuse", date(2024, 5, 1), "2024-bench", None))
    standings = standings_on(date(2024, 6, 1), (AUDIT, tiny), decisions)
    assert [(s.standard, str(s.status)) for s in standings] == [
        (FLAGSHIP.ref, "valid"),
        (TINY.ref, "refused"),
    ]
