"""Decisions that the state machine does not allow are told: once, where they were added."""

from __future__ import annotations

from datetime import date

from generator.certification.review import ReviewCase, decisions_are_possible
from generator.records.model import Audit, Decision, FirmRecords, Proceedings
from generator.records.rules.flaw import Flaw
from tests.assessment.material import FLAGSHIP, TINY, all_channels, make_firm
from tests.certification.courses import AUDIT, GRANT
from tests.certification.material import (
    FOUNDATION,
    NOTHING_ELSE,
    NUMBER,
    SECOND,
    appeal_against,
    audit_on,
    decide,
    decide_appeal,
)

SECOND_AUDIT = audit_on(date(2024, 5, 6), "2024-second")


def review(
    *decisions: Decision,
    audits: tuple[Audit, ...] = (AUDIT, SECOND_AUDIT),
    proceedings: Proceedings = NOTHING_ELSE,
) -> list[Flaw]:
    records = FirmRecords(
        firm=make_firm(all_channels(FLAGSHIP)),
        audits=audits,
        decisions=decisions,
        proceedings=proceedings,
    )
    return list(
        decisions_are_possible(ReviewCase(records=records, scorecards={}, foundation=FOUNDATION))
    )


def told(flaws: list[Flaw]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(flaw.code, tuple(flaw.pointer)) for flaw in flaws]


def test_decisions_that_follow_from_one_another_are_possible() -> None:
    decisions = (
        GRANT,
        decide("suspend", date(2024, 5, 2)),
        decide("reinstate", date(2024, 6, 3)),
        decide("renew", date(2024, 7, 1), "2024-second", SECOND),
        decide("withdraw", date(2024, 8, 1), None, SECOND),
        decide_appeal("upheld", date(2024, 8, 20)),
    )
    appeals = Proceedings(appeals=(appeal_against(5, date(2024, 8, 5)),))
    assert review(*decisions, proceedings=appeals) == []


def test_a_decision_that_the_status_does_not_allow_is_told_with_those_it_does() -> None:
    (flaw,) = review(GRANT, decide("reinstate", date(2024, 5, 2)))
    assert told([flaw]) == [("decision-not-possible", ("decisions", 1, "decision"))]
    assert flaw.arguments == {
        "decision": "reinstate",
        "status": "valid",
        "day": date(2024, 5, 2),
        "possible": "refuse, maintain, suspend, withdraw, change_scope, renew",
    }


def test_before_anything_is_known_of_the_firm_nothing_is_possible() -> None:
    (flaw,) = review(decide("grant", date(2024, 2, 9), AUDIT.id))
    assert (flaw.arguments["status"], flaw.arguments["possible"]) == ("none", "—")


def test_a_decision_on_a_certificate_that_was_superseded_is_told_at_its_number() -> None:
    renewal = decide("renew", date(2024, 6, 3), "2024-second", SECOND)
    (flaw,) = review(GRANT, renewal, decide("suspend", date(2024, 7, 1), None, NUMBER))
    assert told([flaw]) == [("decision-not-in-force", ("decisions", 2, "certificate"))]
    assert flaw.arguments == {"found": NUMBER, "held": SECOND, "day": date(2024, 7, 1)}


def test_a_second_grant_while_a_certificate_is_in_force_is_told() -> None:
    (flaw,) = review(GRANT, decide("grant", date(2024, 6, 3), "2024-second", SECOND))
    assert told([flaw]) == [("decision-not-possible", ("decisions", 1, "decision"))]


def test_of_several_only_the_first_is_told_for_the_others_may_follow_from_it() -> None:
    decisions = (GRANT, decide("reinstate", date(2024, 5, 2)), decide("grant", date(2024, 6, 3)))
    assert told(review(*decisions)) == [("decision-not-possible", ("decisions", 1, "decision"))]


def test_what_took_the_place_of_a_decision_still_to_come_is_told_itself() -> None:
    # The suspension was possible when it was decided; the withdrawal before its day is at fault.
    later = decide("suspend", date(2024, 5, 2), effective=date(2024, 9, 2))
    flaws = review(GRANT, later, decide("withdraw", date(2024, 6, 3)))
    assert told(flaws) == [("decision-not-possible", ("decisions", 2, "decision"))]


def test_each_standard_has_decisions_of_its_own() -> None:
    bench = audit_on(date(2024, 4, 1), "2024-bench", TINY)
    decisions = (
        GRANT,
        decide("grant", date(2024, 5, 2), "2024-bench", SECOND),
        decide("reinstate", date(2024, 6, 3), None, SECOND),
        decide("reinstate", date(2024, 6, 4), None, NUMBER),
    )
    flaws = review(*decisions, audits=(AUDIT, bench))
    assert sorted(flaw.pointer[1] for flaw in flaws) == [2, 3]


def test_what_time_has_ended_cannot_be_decided_on() -> None:
    for day, possible in ((date(2027, 2, 28), []), (date(2027, 3, 1), ["decision-not-possible"])):
        flaws = review(GRANT, decide("suspend", day))
        assert [flaw.code for flaw in flaws] == possible
