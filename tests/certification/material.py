"""Lives of a firm made for the tests: one good audit after another, and what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.certification.decisions import judge_firm
from generator.records.foundation import read_foundation
from generator.records.model import (
    Audit,
    Decision,
    DecisionKind,
    FirmRecords,
    Foundation,
    Standard,
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
) -> Decision:
    """Make a decision that was taken, recorded and took effect on one day."""
    return Decision(
        kind=DecisionKind(kind),
        audit=audit,
        certificate=certificate,
        decided=day,
        effective=day,
        recorded=day,
        by=("C001", "C002"),
        scope=Text("修理", "Repair") if kind in ("grant", "renew", "change_scope") else None,
        exemption=exemption,
        reason=Text("理由", "Reason") if kind in ("refuse", "suspend", "withdraw", "reinstate") else None,
    )


def standings_on(
    day: date, audits: tuple[Audit, ...], decisions: tuple[Decision, ...]
) -> tuple[Standing, ...]:
    """Return how the firm stands on a day under each of its standards."""
    firm = make_firm(all_channels(FLAGSHIP) + all_channels(TINY))
    cards = []
    for audit in audits:
        standard = FOUNDATION.standards[audit.standard]
        cards.append(score_audit(audit, standard, make_firm(all_channels(standard))))
    records = FirmRecords(firm=firm, audits=audits, decisions=decisions)
    return judge_firm(records, tuple(cards), FOUNDATION, day)


def standing_on(day: date, audits: tuple[Audit, ...], decisions: tuple[Decision, ...]) -> Standing:
    """Return how the firm stands on a day under its only standard."""
    (standing,) = standings_on(day, audits, decisions)
    return standing
