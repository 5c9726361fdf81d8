"""Lives of a firm made for the tests: one good audit after another, and what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.certification.decisions import judge_firm
from generator.records.foundation import read_foundation
from generator.records.model import (
    Appeal,
    Application,
    ApplicationType,
    Audit,
    Decision,
    DecisionKind,
    FirmRecords,
    Foundation,
    Outcome,
    Proceedings,
    Standard,
    Terms,
    Text,
)
from tests.assessment.material import FLAGSHIP, TINY, all_channels, make_audit, make_firm
from tests.conftest import VALID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.certification.standing import Standing
    from tests.assessment.material import Seen

NUMBER, SECOND = "WS-2024-000001-11", "WS-2027-000002-22"
FIRST_AUDIT = "2024-initial"
GRANTED = date(2024, 3, 1)
TERMS = Terms(valid_months=36, surveillance_months=12, suspension_months=6, deciders=2)
NOTHING_ELSE = Proceedings()
REASONED = ("refuse", "suspend", "reinstate", "withdraw", "change_scope", "appeal")


def _found() -> Foundation:
    foundation = read_foundation(VALID).foundation
    assert foundation is not None
    standards = {standard.ref: standard for standard in (TINY, FLAGSHIP)}
    return replace(foundation, standards=standards)


FOUNDATION = _found()


def audit_on(
    day: date,
    name: str,
    standard: Standard = FLAGSHIP,
    seen: Mapping[str, Seen] | None = None,
    *,
    deductions: int = 0,
) -> Audit:
    """Make an audit that was begun, ended and reported on one day."""
    audit = make_audit(standard, seen, deductions=deductions)
    return replace(audit, id=name, started=day, ended=day, reported=day)


def decide(
    kind: str,
    day: date,
    audit: str | None = None,
    certificate: str | None = NUMBER,
    *,
    exemption: Text | None = None,
    effective: date | None = None,
    appeal: str | None = None,
    outcome: str | None = None,
) -> Decision:
    """Make a decision taken and recorded on one day; it takes effect then, or on a later one."""
    return Decision(
        kind=DecisionKind(kind),
        audit=audit,
        certificate=certificate,
        decided=day,
        effective=effective or day,
        recorded=day,
        by=("C001", "C002"),
        scope=Text("修理", "Repair") if kind in ("grant", "renew", "change_scope") else None,
        exemption=exemption,
        reason=Text("理由", "Reason") if kind in REASONED else None,
        appeal=appeal,
        outcome=Outcome(outcome) if outcome else None,
    )


def decide_appeal(outcome: str, day: date, appeal: str = "AP1") -> Decision:
    """Make the decision of an appeal."""
    return decide("appeal", day, None, None, appeal=appeal, outcome=outcome)


def appeal_against(number: int, day: date, name: str = "AP1") -> Appeal:
    """Make an appeal against a decision, counted from 1."""
    return Appeal(
        id=name, against=number, received=day, recorded=day, grounds=Text("异议", "Grounds")
    )


def apply_on(day: date, kind: str = "initial", standard: Standard = FLAGSHIP) -> Application:
    """Make an application."""
    return Application(
        standard=standard.ref,
        type=ApplicationType(kind),
        received=day,
        recorded=day,
        scope=Text("修理", "Repair"),
    )


def standings_on(
    day: date,
    audits: tuple[Audit, ...],
    decisions: tuple[Decision, ...],
    proceedings: Proceedings = NOTHING_ELSE,
) -> tuple[Standing, ...]:
    """Return how the firm stands on a day under each of its standards."""
    firm = make_firm(all_channels(FLAGSHIP) + all_channels(TINY))
    cards = []
    for audit in audits:
        standard = FOUNDATION.standards[audit.standard]
        cards.append(score_audit(audit, standard, make_firm(all_channels(standard))))
    records = FirmRecords(firm=firm, audits=audits, decisions=decisions, proceedings=proceedings)
    return judge_firm(records, tuple(cards), FOUNDATION, day)


def standing_on(
    day: date,
    audits: tuple[Audit, ...],
    decisions: tuple[Decision, ...],
    proceedings: Proceedings = NOTHING_ELSE,
) -> Standing:
    """Return how the firm stands on a day under its only standard."""
    (standing,) = standings_on(day, audits, decisions, proceedings)
    return standing
