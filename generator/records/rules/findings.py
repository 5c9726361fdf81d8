"""Records: rules on the findings of an audit: complete, once each, in their method's figures.

Input: an `AuditCase`. Output: flaws. A finding with one mistake is not blamed for its echoes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.records.problems import Severity
from generator.records.rules.completeness import (
    applies,
    criteria_are_known,
    findings_are_complete,
)
from generator.records.rules.computed import is_computed, what_is_computed_is_not_stated
from generator.records.rules.flaw import Flaw, flaw, listed, nearest
from generator.records.rules.observations import FIELDS, judge_observation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Criterion, Finding, Observation
    from generator.records.rules.case import AuditCase
    from generator.records.source import Pointer


def findings_are_single(case: AuditCase) -> Iterator[Flaw]:
    """No criterion has two findings."""
    first: dict[str, int] = {}
    for position, finding in enumerate(case.audit.findings):
        if finding.criterion in first:
            yield flaw(
                "findings",
                position,
                "criterion",
                code="finding-twice",
                criterion=finding.criterion,
                line=first[finding.criterion],
            )
        else:
            first[finding.criterion] = finding.line


def findings_are_assessed(case: AuditCase) -> Iterator[Flaw]:
    """A finding is written once or by channel, as its criterion asks, in its method's figures."""
    times = Counter(finding.criterion for finding in case.audit.findings)
    for position, finding in enumerate(case.audit.findings):
        criterion = case.standard.criteria.get(finding.criterion)
        if criterion is None or (applies(criterion, case) and is_computed(criterion, case)):
            continue
        where: Pointer = ("findings", position)
        if not applies(criterion, case):
            channel = criterion.channel
            yield flaw(*where, "criterion", code="channel-not-operated", channel=channel)
        elif finding.once is not None and finding.channels:
            yield flaw(*where, "channels", code="once-and-by-channel", criterion=criterion.id)
        elif finding.channels and not criterion.per_channel:
            yield flaw(*where, "channels", code="not-by-channel", criterion=criterion.id)
        elif finding.channels:
            yield from _by_channel(case, criterion, finding, where)
        elif finding.once is None and times[criterion.id] > 1:
            continue  # told as the second of its criterion
        elif finding.once is None:
            fields = "channels" if criterion.per_channel else listed(FIELDS[criterion.method])
            yield flaw(
                *where,
                code="not-assessed",
                criterion=criterion.id,
                method=criterion.method,
                fields=fields,
            )
        elif criterion.per_channel and finding.once.not_applicable is None:
            yield flaw(
                *where,
                code="by-channel-needed",
                criterion=criterion.id,
                channels=listed(case.firm.channels),
            )
        else:
            yield from judge_observation(criterion, finding.once, where)


def _by_channel(
    case: AuditCase, criterion: Criterion, finding: Finding, where: Pointer
) -> Iterator[Flaw]:
    for channel, observation in finding.channels.items():
        if channel not in case.firm.channels:
            known = [c.id for c in case.standard.channels]
            place = (*where, "channels", channel)
            code = "channel-not-operated" if channel in known else "channel-unknown"
            near = nearest(channel, case.firm.channels)
            yield Flaw(place, code, {"channel": channel, "near": near}, key=True)
        else:
            yield from judge_observation(criterion, observation, (*where, "channels", channel))
    for channel in case.firm.channels:
        if channel not in finding.channels:
            misspelt = [c for c in finding.channels if nearest(c, [channel])]
            if not misspelt:
                yield flaw(
                    *where,
                    "channels",
                    code="channel-missing",
                    channel=channel,
                    criterion=criterion.id,
                )


def citations_exist(case: AuditCase) -> Iterator[Flaw]:
    """Findings cite evidence that is listed; what is not is told once, however often cited."""
    known = {evidence.id for evidence in case.audit.evidence}
    if len(known) < len(case.audit.evidence):
        return  # two of one id: nobody can say which is cited, or what the other was to be called
    told: set[str] = set()
    for position, finding in _applying(case):
        for index, name in enumerate(finding.evidence):
            if name not in known and name not in told:
                told.add(name)
                place = ("findings", position, "evidence", index)
                near = nearest(name, known)
                yield flaw(*place, code="evidence-unknown", evidence=name, near=near)


def findings_rest_on_evidence(case: AuditCase) -> Iterator[Flaw]:
    """An assessed finding cites evidence of every kind that its criterion requires."""
    kinds = {evidence.id: evidence.kind for evidence in case.audit.evidence}
    known = {kind.id for kind in case.standard.evidence_kinds}
    if len(kinds) < len(case.audit.evidence):
        return  # two of one id: nobody can say which is cited
    for position, finding in _applying(case):
        criterion = case.standard.criteria[finding.criterion]
        where: Pointer = ("findings", position)
        computed = is_computed(criterion, case)
        if not _assessed(finding, computed=computed) or not kinds.keys() >= set(finding.evidence):
            continue
        if not finding.evidence:
            yield flaw(*where, code="evidence-missing", subject=criterion.id)
            continue
        cited = {kinds[name] for name in finding.evidence}
        for kind in criterion.evidence:
            # A kind that is misspelt is told at the evidence, not as lacking here.
            if kind not in cited and cited <= known:
                yield flaw(
                    *where, "evidence", code="evidence-kind", kind=kind, criterion=criterion.id
                )


def _applying(case: AuditCase) -> Iterator[tuple[int, Finding]]:
    """Yield the findings, with their positions, whose criteria exist and apply to the firm."""
    for position, finding in enumerate(case.audit.findings):
        criterion = case.standard.criteria.get(finding.criterion)
        if criterion is not None and applies(criterion, case):
            yield position, finding


def lost_points_are_noted(case: AuditCase) -> Iterator[Flaw]:
    """Where a finding loses points, a note says why; a warning only."""
    for position, finding in enumerate(case.audit.findings):
        criterion = case.standard.criteria.get(finding.criterion)
        if criterion is None or finding.note is not None:
            continue
        observations = [o for o in (finding.once, *finding.channels.values()) if o is not None]
        if any(_loses(criterion, observed) for observed in observations):
            yield Flaw(
                ("findings", position),
                "note-missing",
                {"criterion": criterion.id},
                severity=Severity.WARNING,
            )


def _loses(criterion: Criterion, observed: Observation) -> bool:
    if observed.value is not None and criterion.metric:
        points = criterion.metric.breakpoints
        best = max(point.share for point in points)
        full = [point.value for point in points if point.share == best]
        short = observed.value < full[0] and points[0].share != best
        return short or (observed.value > full[-1] and points[-1].share != best)
    highest = criterion.scale[-1].rating if criterion.scale else 0
    return (
        observed.met is False
        or bool(observed.nonconforming)
        or (observed.rating is not None and observed.rating < highest)
    )


def _assessed(finding: Finding, *, computed: bool) -> bool:
    observations = [o for o in (finding.once, *finding.channels.values()) if o is not None]
    if not observations:
        return computed
    return any(observed.not_applicable is None for observed in observations)


FINDING_RULES = (
    criteria_are_known,
    findings_are_single,
    findings_are_complete,
    findings_are_assessed,
    what_is_computed_is_not_stated,
    citations_exist,
    findings_rest_on_evidence,
    lost_points_are_noted,
)
