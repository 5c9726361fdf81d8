"""Reporting: what a change does to scores, grades and statuses, as one JSON document.

Input: a `Difference`. Output: plain data, numbers as decimal strings, days as YYYY-MM-DD:

    {base, as_of, firms: [{firm, name: {zh, en} or null, change, standings: [{standard,
     before, after: {status, certificate, grade, score, ladder, valid_to}}], audits: [{audit,
     before, after: {standard, total, grade, ladder, eligible, decided_by, deductions, bonuses},
     difference, criteria: [{id, before, after: {earned, available, points, findings, reason},
     difference}], gates: [{id, before, after: {passed, value, threshold}}], deductions, bonuses:
     {added, removed: [{ground, taboo, description} or {description}]}}]}],
     problems: {before, after: [as of check --format json]}}

A side that is not there is null. `change` is added, removed, changed, reworded, unreadable_before
or unreadable_after. A finding has `channel` and those figures that its method asks for.
"""

from __future__ import annotations

from decimal import ROUND_DOWN
from typing import TYPE_CHECKING, Any

from generator.publication.scorecards import write_decimal
from generator.reporting.wording import Wording

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.assessment.scorecard import CriterionScore, GateResult, Mark, Scorecard
    from generator.certification.standing import Standing
    from generator.records.model import Bonus, Deduction
    from generator.revisions.comparison import AuditChange, FirmChange, Pair
    from generator.revisions.difference import Difference


def describe_difference(difference: Difference, language: str) -> dict[str, Any]:
    """Return the document; reasons and problems are worded in `language`."""
    wording = Wording(difference, language)
    sides = {"before": difference.before, "after": difference.after}
    return {
        "base": difference.base,
        "as_of": difference.as_of.isoformat(),
        "firms": [_describe_firm(firm, wording) for firm in difference.comparison.firms],
        "problems": {
            name: [found.as_json(language) for found in side.problems]
            for name, side in sides.items()
        },
    }


def _describe_firm(firm: FirmChange, wording: Wording) -> dict[str, Any]:
    return {
        "firm": firm.code,
        "name": {"zh": firm.name.zh, "en": firm.name.en} if firm.name else None,
        "change": str(firm.change),
        "standings": [
            {
                "standard": pair.known.standard,
                "before": _describe_standing(pair.before),
                "after": _describe_standing(pair.after),
            }
            for pair in firm.standings
        ],
        "audits": [_describe_audit(audit, wording) for audit in firm.audits],
    }


def _describe_standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    held = standing.certificate
    return {
        "status": str(standing.status),
        "certificate": held.number if held else None,
        "grade": held.grade if held else None,
        "score": str(held.score) if held else None,
        "ladder": held.ladder if held else None,
        "valid_to": held.valid_to.isoformat() if held else None,
    }


def _describe_audit(audit: AuditChange, wording: Wording) -> dict[str, Any]:
    difference = audit.difference
    return {
        "audit": audit.audit,
        "before": _describe_card(audit.cards.before),
        "after": _describe_card(audit.cards.after),
        "difference": None if difference is None else write_decimal(difference),
        "criteria": [_describe_criterion(audit, pair, wording) for pair in audit.criteria],
        "gates": [
            {
                "id": pair.known.id,
                "before": _describe_gate(pair.before),
                "after": _describe_gate(pair.after),
            }
            for pair in audit.gates
        ],
        "deductions": {
            "added": [_describe_deduction(p.after) for p in audit.deductions if p.after],
            "removed": [_describe_deduction(p.before) for p in audit.deductions if p.before],
        },
        "bonuses": {
            "added": [_describe_bonus(p.after) for p in audit.bonuses if p.after],
            "removed": [_describe_bonus(p.before) for p in audit.bonuses if p.before],
        },
    }


def _describe_card(card: Scorecard | None) -> dict[str, Any] | None:
    if card is None:
        return None
    return {
        "standard": card.standard,
        "total": str(card.total),
        "grade": card.grade,
        "ladder": card.ladder,
        "eligible": card.eligible,
        "decided_by": card.decided_by,
        "deductions": card.deductions,
        "bonuses": card.bonuses,
    }


def _describe_criterion(
    audit: AuditChange, pair: Pair[CriterionScore], wording: Wording
) -> dict[str, Any]:
    _title, _points, found = wording.tell_criterion(audit, pair)
    before = pair.before.earned if pair.before else 0
    after = pair.after.earned if pair.after else 0
    return {
        "id": pair.known.id,
        "before": _describe_score(pair.before, found.before),
        "after": _describe_score(pair.after, found.after),
        "difference": write_decimal(after - before),
    }


def _describe_score(score: CriterionScore | None, reason: str) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "earned": write_decimal(score.earned),
        "available": write_decimal(score.available),
        "points": write_decimal(score.points),
        "findings": [_describe_finding(mark) for mark in score.marks],
        "reason": reason,
    }


def _describe_finding(mark: Mark) -> dict[str, Any]:
    seen = mark.observation
    figures = {
        "met": seen.met,
        "sampled": _write(seen.sampled),
        "nonconforming": _write(seen.nonconforming),
        "rating": _write(seen.rating),
        "value": _write(seen.value),
        "not_applicable": True if seen.not_applicable is not None else None,
    }
    return {
        "channel": mark.channel,
        **{name: figure for name, figure in figures.items() if figure is not None},
    }


def _write(figure: Fraction | int | None) -> str | None:
    return None if figure is None else write_decimal(figure)


def _describe_gate(gate: GateResult | None) -> dict[str, Any] | None:
    if gate is None:
        return None
    return {
        "passed": gate.passed,
        "value": write_decimal(gate.value, ROUND_DOWN),
        "threshold": write_decimal(gate.threshold),
    }


def _describe_deduction(item: Deduction) -> dict[str, Any]:
    words = {"zh": item.description.zh, "en": item.description.en}
    return {"ground": item.ground, "taboo": item.taboo, "description": words}


def _describe_bonus(item: Bonus) -> dict[str, Any]:
    return {"description": {"zh": item.description.zh, "en": item.description.en}}
