"""Assessment: gates, caps and the grade, and which of them decided.

Input: the tallies and the rounded total. Output: `GateResult`s and a `Verdict`.
All bounds are inclusive and exact; the standard says which gates there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.scorecard import Cap, GateResult
from generator.records.model import GateKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.assessment.scorecard import CriterionScore, Tally
    from generator.records.model import Audit, Gate, Grade, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The grade, what capped it, and what decided."""

    grade: str | None
    eligible: bool
    caps: tuple[Cap, ...]
    decided_by: str


def judge_gates(
    standard: Standard,
    audit: Audit,
    sections: Sequence[Tally],
    criteria: Sequence[CriterionScore],
    total: Fraction,
) -> tuple[GateResult, ...]:
    """Judge every gate of the standard; one that speaks of sections gives a result for each."""
    return tuple(
        result
        for gate in standard.gates
        for result in _judge(gate, standard, audit, sections, criteria, total)
    )


def _judge(
    gate: Gate,
    standard: Standard,
    audit: Audit,
    sections: Sequence[Tally],
    criteria: Sequence[CriterionScore],
    total: Fraction,
) -> Iterator[GateResult]:
    threshold = gate.threshold if gate.threshold is not None else Fraction(0)
    match gate.kind:
        case GateKind.TOTAL_AT_LEAST:
            yield _result(gate, total, threshold, passed=total >= threshold)
        case GateKind.EACH_SECTION_AT_LEAST:
            for section in sections:
                if section.share is not None:
                    percent = section.share * 100
                    passed = percent >= threshold
                    yield _result(gate, percent, threshold, passed=passed, subject=section.id)
        case GateKind.NO_CRITICAL_FAILED:
            failed = tuple(
                score.id
                for score in criteria
                if standard.criteria[score.id].critical
                and score.share is not None
                and score.share * 100 < threshold
            )
            yield _result(gate, Fraction(len(failed)), Fraction(0), passed=not failed, ids=failed)
        case GateKind.DEDUCTIONS_FEWER_THAN:
            count = Fraction(len(audit.deductions))
            yield _result(gate, count, threshold, passed=count < threshold)
        case GateKind.NO_OPEN_MAJOR:
            still_open = tuple(
                dict.fromkeys(
                    n.criterion for n in audit.nonconformities if n.major and n.closed is None
                )
            )
            count = Fraction(sum(n.major and n.closed is None for n in audit.nonconformities))
            yield _result(gate, count, Fraction(0), passed=not still_open, ids=still_open)


def _result(
    gate: Gate,
    value: Fraction,
    threshold: Fraction,
    *,
    passed: bool,
    subject: str | None = None,
    ids: tuple[str, ...] = (),
) -> GateResult:
    return GateResult(
        id=f"{gate.id}:{subject}" if subject else gate.id,
        gate=gate.id,
        subject=subject,
        passed=passed,
        value=value,
        threshold=threshold,
        criteria=ids,
    )


def decide_grade(
    standard: Standard,
    gates: Sequence[GateResult],
    total: Fraction,
    ladder: str | None,
    undeducted: Fraction,
) -> Verdict:
    """Give the highest grade whose minimum and ladder level are reached, if every gate is passed.

    `undeducted` is the total had there been no special deduction: where it would have reached a
    higher grade, the deductions capped it.
    """
    failed = next((gate for gate in gates if not gate.passed), None)
    by_points = _grade_of(standard, total)
    if failed is not None or by_points is None:
        decided = failed.id if failed is not None else "total"
        return Verdict(grade=None, eligible=False, caps=(), decided_by=decided)
    caps: list[Cap] = []
    by_ladder = _cap_by_ladder(standard, by_points, ladder)
    before_deductions = _grade_of(standard, undeducted)
    if before_deductions is not None and before_deductions.minimum > by_points.minimum:
        caps.append(
            Cap(
                id="deductions",
                before=before_deductions.id,
                after=by_points.id,
                value=None,
                threshold=None,
            )
        )
    if by_ladder is not by_points:
        caps.append(
            Cap(
                id="ladder",
                before=by_points.id,
                after=by_ladder.id if by_ladder else None,
                value=ladder,
                threshold=by_points.ladder,
            )
        )
    return Verdict(
        grade=by_ladder.id if by_ladder else None,
        eligible=by_ladder is not None,
        caps=tuple(caps),
        decided_by=caps[-1].id if caps else "total",
    )


def _grade_of(standard: Standard, total: Fraction) -> Grade | None:
    reached = [grade for grade in standard.grades if total >= grade.minimum]
    return reached[-1] if reached else None


def _cap_by_ladder(standard: Standard, grade: Grade, ladder: str | None) -> Grade | None:
    levels = standard.ladder.groups if standard.ladder else ()
    height = levels.index(ladder) if ladder is not None else -1
    allowed = [
        candidate
        for candidate in standard.grades
        if candidate.minimum <= grade.minimum
        and (candidate.ladder is None or levels.index(candidate.ladder) <= height)
    ]
    return allowed[-1] if allowed else None
