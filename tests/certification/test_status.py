"""The table of the state machine: closed, all of it reachable, every decision of use, no way out.

What it allows is said here a second time, status by status, as the committee knows it.
"""

from __future__ import annotations

import pytest

from generator.certification.standing import Status
from generator.certification.status import (
    MOVES,
    TIMES,
    Act,
    Back,
    act_of,
    list_decisions,
    next_status,
)
from generator.records.model import DecisionKind, Outcome

HAPPENINGS = {Act.APPLICATION, Act.AUDIT_BEGUN, Act.AUDIT_ENDED}
APPEALS = {Act.APPEAL_UPHELD, Act.APPEAL_DISMISSED}
CERTIFIED = {
    Status.VALID,
    Status.SURVEILLANCE_DUE,
    Status.SUSPENDED,
    Status.EXPIRED,
    Status.WITHDRAWN,
}
"""A certificate was granted once."""
HOLDING = (Status.VALID, Status.SURVEILLANCE_DUE)


def reach(start: Status | None) -> set[Status | None]:
    """Return all that can follow a status; an appeal leads back to what came before."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for (source, _), target in MOVES.items():
            if source is here and not isinstance(target, Back) and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def test_the_table_is_closed() -> None:
    targets = {target for target in MOVES.values() if not isinstance(target, Back)}
    sources = {source for source, _ in MOVES}
    assert targets <= sources
    assert sources == {None, *Status} - {Status.SUPERSEDED}


def test_every_status_is_reached_from_nothing() -> None:
    # Superseded is what a certificate is, not where a firm stands: its follower is in force.
    assert reach(None) == {None, *Status} - {Status.SUPERSEDED}


def test_nothing_becomes_unknown_again() -> None:
    assert None not in MOVES.values()


def test_the_way_in_is_an_application_or_an_audit_and_no_decision() -> None:
    ways = {act: target for (source, act), target in MOVES.items() if source is None}
    assert ways == {Act.APPLICATION: Status.APPLIED, Act.AUDIT_BEGUN: Status.APPLIED}
    assert list_decisions(None) == ()


def test_every_act_is_of_use_and_every_decision_moves_or_revises_something() -> None:
    assert {act for _, act in MOVES} == set(Act)
    for kind in DecisionKind:
        outcomes = Outcome if kind is DecisionKind.APPEAL else (None,)
        assert all(any(act is act_of(kind, outcome) for _, act in MOVES) for outcome in outcomes)
    moving = {act for (source, act), target in MOVES.items() if target is not source}
    assert set(Act) - moving == {Act.MAINTAIN, Act.CHANGE_SCOPE, Act.APPEAL_DISMISSED}


@pytest.mark.parametrize(
    ("status", "decisions"),
    [
        (None, ""),
        ("applied", "grant refuse"),
        ("refused", ""),
        ("valid", "refuse maintain suspend withdraw change_scope renew"),
        ("surveillance_due", "refuse maintain suspend withdraw change_scope renew"),
        ("suspended", "refuse reinstate withdraw change_scope"),
        ("expired", "grant refuse"),
        ("withdrawn", "grant refuse"),
        ("superseded", ""),
    ],
)
def test_the_committee_may_decide_in_a_status(status: str | None, decisions: str) -> None:
    listed = list_decisions(Status(status) if status else None)
    assert [str(kind) for kind in listed] == decisions.split()


@pytest.mark.parametrize("status", sorted({*Status} - {Status.SUPERSEDED}))
def test_applications_audits_and_appeals_are_taken_in_every_status(status: Status) -> None:
    for act in (*HAPPENINGS, *APPEALS):
        assert next_status(status, act) is not None


@pytest.mark.parametrize("status", sorted(CERTIFIED))
def test_only_a_decision_or_time_ends_what_a_certificate_is(status: Status) -> None:
    for act in (Act.APPLICATION, Act.AUDIT_BEGUN, Act.REFUSE, Act.APPEAL_DISMISSED):
        assert next_status(status, act) is status
    # The one thing that an audit moves is a delay.
    ended = next_status(status, Act.AUDIT_ENDED)
    assert ended is (Status.VALID if status is Status.SURVEILLANCE_DUE else status)


def test_a_certificate_comes_into_force_by_a_decision_of_the_committee_alone() -> None:
    ways = {
        (source, act)
        for (source, act), target in MOVES.items()
        if target in HOLDING and source not in HOLDING
    }
    assert ways == {
        (Status.APPLIED, Act.GRANT),
        (Status.EXPIRED, Act.GRANT),
        (Status.WITHDRAWN, Act.GRANT),
        (Status.SUSPENDED, Act.REINSTATE),
    }


def test_there_is_no_second_grant_beside_a_certificate_that_is_in_force_or_suspended() -> None:
    for status in (*HOLDING, Status.SUSPENDED):
        assert next_status(status, Act.GRANT) is None
    granted = {source for source, act in MOVES if act is Act.RENEW}
    assert granted == set(HOLDING)


def test_what_has_ended_stays_ended_but_for_a_grant_or_an_appeal() -> None:
    for status in (Status.EXPIRED, Status.WITHDRAWN):
        away = {act for (s, act), to in MOVES.items() if s is status and to is not status}
        assert away <= {Act.GRANT, Act.APPEAL_UPHELD}
    assert next_status(Status.EXPIRED, Act.APPEAL_UPHELD) is Status.EXPIRED


def test_an_appeal_leads_back_only_from_what_was_decided_against_the_firm() -> None:
    back = {source for (source, act), target in MOVES.items() if isinstance(target, Back)}
    assert back == {Status.REFUSED, Status.SUSPENDED, Status.WITHDRAWN}
    assert {act for (_, act), to in MOVES.items() if isinstance(to, Back)} == {Act.APPEAL_UPHELD}


def test_time_moves_only_certificates_and_only_towards_their_end() -> None:
    times = {key: target for key, target in MOVES.items() if key[1] in TIMES}
    assert times == {
        (Status.VALID, Act.SURVEILLANCE_PASSED): Status.SURVEILLANCE_DUE,
        (Status.SUSPENDED, Act.SUSPENSION_LAPSED): Status.WITHDRAWN,
        (Status.VALID, Act.EXPIRED): Status.EXPIRED,
        (Status.SURVEILLANCE_DUE, Act.EXPIRED): Status.EXPIRED,
        (Status.SUSPENDED, Act.EXPIRED): Status.EXPIRED,
    }


def test_a_decision_is_the_act_of_its_name_and_an_appeal_that_of_its_outcome() -> None:
    kinds = [kind for kind in DecisionKind if kind is not DecisionKind.APPEAL]
    assert [act_of(kind, None).value for kind in kinds] == [kind.value for kind in kinds]
    assert act_of(DecisionKind.APPEAL, Outcome.UPHELD) is Act.APPEAL_UPHELD
    assert act_of(DecisionKind.APPEAL, Outcome.DISMISSED) is Act.APPEAL_DISMISSED
