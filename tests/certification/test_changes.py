"""Every change that the public is told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.assessment.scoring import score_audit
from generator.certification.changes import Change, list_changes
from generator.certification.decisions import judge_firm
from generator.certification.standing import Dossier
from generator.records.model import Decision, FirmRecords, Proceedings, Reply, Text
from tests.assessment.material import FLAGSHIP, all_channels, make_firm
from tests.certification.material import (
    FIRST_AUDIT,
    FOUNDATION,
    GRANTED,
    NUMBER,
    appeal_against,
    audit_on,
    decide,
    decide_appeal,
)

SUSPENDED = date(2024, 9, 2)
GRANT = decide("grant", GRANTED, FIRST_AUDIT)
SUSPENSION = decide("suspend", SUSPENDED)


def dossier_on(day: date, *decisions: Decision, proceedings: Proceedings | None = None) -> Dossier:
    firm = make_firm(all_channels(FLAGSHIP))
    audit = audit_on(date(2024, 2, 10), FIRST_AUDIT)
    cards = (score_audit(audit, FLAGSHIP, firm),)
    records = FirmRecords(
        firm=firm,
        audits=(audit,),
        decisions=decisions,
        proceedings=proceedings or Proceedings(),
    )
    standings = judge_firm(records, cards, FOUNDATION, day)
    return Dossier(records=records, scorecards=cards, standings=standings)


def changes_on(
    day: date, *decisions: Decision, proceedings: Proceedings | None = None
) -> tuple[Change, ...]:
    return list_changes([dossier_on(day, *decisions, proceedings=proceedings)], day)


def kinds_of(changes: tuple[Change, ...]) -> list[str]:
    return [change.kind for change in changes]


def test_a_decision_is_told_from_the_day_of_its_record_though_it_takes_effect_later() -> None:
    grant = replace(GRANT, effective=date(2024, 3, 11))
    assert changes_on(date(2024, 2, 29), grant) == ()
    (told,) = changes_on(GRANTED, grant)
    assert (told.recorded, told.day, told.issued) == (GRANTED, date(2024, 3, 11), False)
    (later,) = changes_on(date(2024, 3, 11), grant)
    assert (later.issued, later.grade) == (True, "compliant")
    assert later.key == told.key


def test_what_time_brings_is_recorded_on_the_day_it_happens() -> None:
    on_the_eve = changes_on(date(2025, 3, 1), GRANT, SUSPENSION)
    assert kinds_of(on_the_eve) == ["suspend", "grant"]
    lapse, *earlier = changes_on(date(2025, 3, 2), GRANT, SUSPENSION)
    assert (lapse.kind, lapse.day, lapse.recorded) == ("suspension_lapsed", *2 * [date(2025, 3, 2)])
    assert lapse.certificate == NUMBER
    assert tuple(earlier) == on_the_eve


def test_appeals_and_replies_are_changes_with_the_certificate_that_they_are_about() -> None:
    told = Proceedings(
        appeals=(appeal_against(2, date(2024, 9, 10)),),
        replies=(
            Reply(
                received=date(2024, 9, 12),
                recorded=date(2024, 9, 13),
                about=None,
                text=Text("答复", "Reply"),
            ),
        ),
    )
    decided = decide_appeal("upheld", date(2024, 9, 20))
    changes = changes_on(date(2024, 12, 1), GRANT, SUSPENSION, decided, proceedings=told)
    assert kinds_of(changes) == ["appeal_upheld", "reply", "appeal", "suspend", "grant"]
    upheld, reply, appeal, *_ = changes
    assert {upheld.certificate, appeal.certificate} == {NUMBER}
    assert (reply.day, reply.recorded) == (date(2024, 9, 12), date(2024, 9, 13))


def test_changes_of_one_day_go_by_the_time_of_record_and_never_share_a_key() -> None:
    first = replace(SUSPENSION, time="09:00:00")
    second = replace(decide("reinstate", SUSPENDED), time="15:30:00")
    changes = changes_on(SUSPENDED, GRANT, first, second)
    assert kinds_of(changes) == ["reinstate", "suspend", "grant"]
    assert len({(change.firm, change.key) for change in changes}) == 3
