"""Assessment: one audit and its standard → a `Scorecard`, exact and explained.

Input: records that the rules found good. Output: `Scorecard`. Pure: no file, no clock.
Weights, order, limits and rounding come from the standard; formulas are those of domain §5.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.assessment.basis import find_basis
from generator.assessment.gates import decide_grade, judge_gates
from generator.assessment.instruments.measuring import measure_audit
from generator.assessment.ladder import climb_ladder
from generator.assessment.scorecard import CriterionScore, Mark, Scorecard
from generator.assessment.statistics import wilson_interval
from generator.assessment.totals import ZERO, as_decimal, tally, total_steps
from generator.records.model import Method, Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.assessment.scorecard import Basis
    from generator.records.model import Audit, Breakpoint, Criterion, Finding, Firm, Standard

ONE = Fraction(1)


def score_audit(audit: Audit, standard: Standard, firm: Firm) -> Scorecard:
    """Score one audit against its standard.

    The firm tells which channels it operates. Raises KeyError where a criterion that applies
    has no finding: `not assessed` is never taken for `not applicable`.
    """
    measured = measure_audit(audit, standard)
    bases = {
        criterion.id: find_basis(criterion.computed, measured.figures, audit, standard)
        for criterion in standard.criteria.values()
        if criterion.computed and audit.data
    }
    findings = {finding.criterion: finding for finding in audit.findings}
    criteria = tuple(
        score_criterion(criterion, findings, firm.channels, bases.get(criterion.id))
        for criterion in standard.criteria.values()
    )
    scores = {score.id: score for score in criteria}
    groups = tuple(
        tally(group.id, group.points, (scores[c.id] for c in group.criteria))
        for group in standard.groups
    )
    by_group = {group.id: group for group in groups}
    sections = tuple(
        tally(section.id, section.points, (by_group[group.id] for group in section.groups))
        for section in standard.sections
    )
    steps = total_steps(standard, sections, len(audit.deductions), len(audit.bonuses))
    exact = steps[-1][1]
    total = as_decimal(exact, standard.scoring.rounding)
    ladder_steps = climb_ladder(standard, by_group)
    reached = [step.group for step in ladder_steps if step.reached]
    ladder = reached[-1] if reached else None
    gates = judge_gates(standard, audit, sections, criteria, exact)
    undeducted = total_steps(standard, sections, 0, len(audit.bonuses))[-1][1]
    verdict = decide_grade(standard, gates, exact, ladder, undeducted)
    return Scorecard(
        firm=audit.firm,
        audit=audit.id,
        standard=audit.standard,
        criteria=criteria,
        sections=sections,
        groups=groups,
        steps=steps,
        total=total,
        gates=gates,
        ladder_steps=ladder_steps,
        ladder=ladder,
        caps=verdict.caps,
        grade=verdict.grade,
        eligible=verdict.eligible,
        decided_by=verdict.decided_by,
        deductions=len(audit.deductions),
        bonuses=len(audit.bonuses),
        results=measured.results,
    )


def score_criterion(
    criterion: Criterion,
    findings: Mapping[str, Finding],
    operated: Sequence[str],
    basis: Basis | None = None,
) -> CriterionScore:
    """Score one criterion: points × share, or the mean of the shares of its channels.

    `basis` is its figure, where the data beside the audit give one. Raises KeyError where it
    applies but has no finding.
    """
    if criterion.channel is not None and criterion.channel not in operated:
        return _scored(criterion, (), None, "channel_not_operated", None)
    finding = findings[criterion.id]
    if finding.once is None and basis is not None:
        mark = _compute_mark(criterion, basis)
        reason = str(basis.shortfall or "computed")
        return _scored(criterion, (mark,), mark.share, reason, finding.line)
    if finding.once is not None:
        mark = _mark(criterion, None, finding.once)
        reason = "not_applicable" if mark.share is None else str(criterion.method)
        return _scored(criterion, (mark,), mark.share, reason, finding.line)
    marks = tuple(
        _mark(criterion, channel, observation) for channel, observation in finding.channels.items()
    )
    share = mean_share(marks)
    reason = "not_applicable" if share is None else "channels"
    return _scored(criterion, marks, share, reason, finding.line)


def _scored(
    criterion: Criterion,
    marks: tuple[Mark, ...],
    share: Fraction | None,
    reason: str,
    line: int | None,
) -> CriterionScore:
    return CriterionScore(
        id=criterion.id,
        number=criterion.number,
        method=criterion.method,
        points=criterion.points,
        earned=ZERO if share is None else criterion.points * share,
        available=ZERO if share is None else criterion.points,
        marks=marks,
        reason=reason,
        line=line,
    )


def _mark(criterion: Criterion, channel: str | None, observation: Observation) -> Mark:
    weight = criterion.channel_weights.get(channel, ONE) if channel else None
    if observation.not_applicable is not None:
        return Mark(channel=channel, observation=observation, share=None, weight=weight)
    low = high = None
    if observation.sampled is not None and observation.nonconforming is not None:
        conforming = observation.sampled - observation.nonconforming
        low, high = wilson_interval(conforming, observation.sampled)
    return Mark(
        channel=channel,
        observation=observation,
        share=share_of(criterion, observation),
        low=low,
        high=high,
        weight=weight,
    )


def _compute_mark(criterion: Criterion, basis: Basis) -> Mark:
    """Mark a computed figure; what rests on too little earns nothing."""
    observation = Observation(value=basis.value)
    share = ZERO if basis.shortfall else share_of(criterion, observation)
    return Mark(channel=None, observation=observation, share=share, basis=basis)


def share_of(criterion: Criterion, observation: Observation) -> Fraction:
    """Return the share of the points, 0–1, that an observation earns by the criterion's method.

    Raises ValueError where the observation lacks the figures of the method.
    """
    match criterion.method:
        case Method.CONFORMITY if observation.met is not None:
            return ONE if observation.met else ZERO
        case Method.SAMPLED if observation.sampled and observation.nonconforming is not None:
            conforming = observation.sampled - observation.nonconforming
            return Fraction(conforming, observation.sampled)
        case Method.SCALE if observation.rating is not None:
            return Fraction(observation.rating, criterion.scale[-1].rating)
        case Method.METRIC if observation.value is not None and criterion.metric:
            return interpolate(criterion.metric.breakpoints, observation.value)
    message = f"{criterion.id}: the finding lacks the figures of {criterion.method}"
    raise ValueError(message)


def interpolate(breakpoints: Sequence[Breakpoint], value: Fraction) -> Fraction:
    """Map a measured figure to its share, 0–1: linear between breakpoints, level beyond them."""
    if value <= breakpoints[0].value:
        return breakpoints[0].share
    for below, above in pairwise(breakpoints):
        if value <= above.value:
            slope = (above.share - below.share) / (above.value - below.value)
            return below.share + (value - below.value) * slope
    return breakpoints[-1].share


def mean_share(marks: Iterable[Mark]) -> Fraction | None:
    """Return the weighted mean of the channels' shares; None where none applies."""
    weighed = [(mark.share, mark.weight or ONE) for mark in marks if mark.share is not None]
    if not weighed:
        return None
    weight = sum((w for _, w in weighed), ZERO)
    return sum((share * w for share, w in weighed), ZERO) / weight
