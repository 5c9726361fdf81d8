"""Demo, drawing: a whole audit, and its scorecard by the assessment's own scoring.

Input: a `Visit` (what is audited, when, how well the firm does). Output: `Audit`, `Scorecard`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.demo import phrases
from generator.demo.datasets import Collected, collect_data
from generator.demo.draws import days_after, days_before
from generator.demo.findings import critical_criteria, draw_findings, draw_losses
from generator.demo.plans import draw_plan
from generator.demo.special import draw_bonuses, draw_deductions
from generator.records.model import (
    Audit,
    AuditType,
    Evidence,
    Nonconformity,
    Observation,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.demo.blueprint import Blueprint
    from generator.demo.draws import Stream
    from generator.demo.findings import Drawn, Temper
    from generator.records.model import Firm

CRITICAL, OPEN_MAJOR, DEDUCTIONS = "critical", "open_major", "deductions"
FAULTS = (CRITICAL, OPEN_MAJOR, DEDUCTIONS)
"""What fails an audit whatever its points."""
LONGEST_REPORT = 15
"""Days from the end of an audit to its report, at most."""
_POOR, _MOST_MINOR = 0.6, 3
_MAJOR_CHANCE = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is to be audited: when, why, by whom, and how well the firm does."""

    id: str
    type: AuditType
    ended: date
    team: tuple[str, ...]
    quality: float
    """Mean share of points, 0–1, that the firm is likely to earn."""
    fault: str | None
    decided: bool
    """Whether a decision follows, so that what can be corrected is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An audit that was held, its scorecard, and the text of the files beside it, by name."""

    audit: Audit
    card: Scorecard
    files: Mapping[str, str]


def hold_audit(
    visit: Visit,
    firm: Firm,
    scope: Text,
    blueprint: Blueprint,
    temper: Temper,
    stream: Stream,
) -> Held:
    """Draw an audit and score it; the fault, if any, is one that the standard's gates know."""
    standard, size = blueprint.standard, len(visit.team)
    fault, failing = _choose_fault(visit, blueprint, temper, stream)
    quality = visit.quality if fault or not visit.fault else min(visit.quality, 0.5)
    losses = draw_losses(blueprint, stream, temper, quality, failing=failing)
    started = days_before(visit.ended, stream.randint(0, 3))
    collected = Collected()
    if standard.computed_from is not None and started >= standard.computed_from:
        shares = {name: 1 - loss for name, loss in losses.items()}
        first = len(temper.cited) + 1
        collected = collect_data(blueprint, shares, firm, started, first, stream)
    drawn = draw_findings(blueprint, stream, temper, losses, collected, failing=failing)
    reported = days_after(visit.ended, stream.randint(4, LONGEST_REPORT))
    evidence = (*_gather_evidence(temper, blueprint, visit, stream), *collected.evidence)
    lead, *members = visit.team
    audit = Audit(
        id=visit.id,
        firm=firm.code,
        type=visit.type,
        standard=standard.ref,
        started=started,
        ended=visit.ended,
        reported=reported,
        lead=lead,
        members=tuple(members),
        scope=scope,
        plan=draw_plan(standard, firm, started, visit.ended, size, stream),
        summary=None,
        evidence=evidence,
        findings=tuple(d.finding for d in drawn),
        nonconformities=_draw_nonconformities(drawn, visit, reported, fault, failing, stream),
        deductions=draw_deductions(blueprint, evidence, stream, fails=fault == DEDUCTIONS),
        bonuses=draw_bonuses(blueprint, drawn, quality, stream),
        path="",
        data=collected.data,
    )
    card = score_audit(_state_figures(audit, collected), standard, firm)
    audit = replace(audit, summary=_summarise(card, blueprint, stream))
    return Held(audit=audit, card=card, files=collected.files)


def _state_figures(audit: Audit, collected: Collected) -> Audit:
    """State in place of the data what they give: it scores the same, and in a fifth of the time.

    Where that is not sure, leave the data to be measured.
    """
    if not collected.data or not collected.summed:
        return audit
    findings = [
        replace(finding, once=Observation(value=collected.values[finding.criterion]))
        if finding.criterion in collected.values
        else finding
        for finding in audit.findings
    ]
    return replace(audit, data=(), findings=tuple(findings))


def _choose_fault(
    visit: Visit, blueprint: Blueprint, temper: Temper, stream: Stream
) -> tuple[str | None, str | None]:
    """Return the fault as the standard knows it, and the critical criterion that is to fail."""
    if visit.fault == CRITICAL and (critical := critical_criteria(blueprint, temper)):
        return CRITICAL, stream.choice(critical)
    if visit.fault == OPEN_MAJOR and blueprint.stops_open_major:
        return OPEN_MAJOR, None
    if visit.fault == DEDUCTIONS and blueprint.deductions_limit:
        return DEDUCTIONS, None
    return None, None


def _gather_evidence(
    temper: Temper, blueprint: Blueprint, visit: Visit, stream: Stream
) -> tuple[Evidence, ...]:
    """List the evidence that the firm's audits need."""
    evidence = []
    for heap, name in temper.cited.items():
        zh, en = stream.choice(phrases.EVIDENCE)
        kind, about = blueprint.heaps[heap].kind, blueprint.heaps[heap].about
        year = visit.ended.year
        title = Text(
            zh.format(kind=kind.title.zh, about=about.zh, year=year),
            en.format(kind=kind.title.en, about=about.en, year=year),
        )
        taken = days_before(visit.ended, stream.randint(0, 9))
        evidence.append(Evidence(id=name, kind=kind.id, title=title, date=taken))
    return tuple(evidence)


def _draw_nonconformities(
    drawn: Sequence[Drawn],
    visit: Visit,
    reported: date,
    fault: str | None,
    failing: str | None,
    stream: Stream,
) -> tuple[Nonconformity, ...]:
    """Make minor ones of the poorest findings; majors of a fault, or rarely, then corrected."""
    poor = sorted(
        (d for d in drawn if d.share is not None and d.share < _POOR), key=lambda d: d.share or 0
    )
    majors = [d for d in poor if d.finding.criterion == failing]
    if not majors and poor and (fault == OPEN_MAJOR or stream.random() < _MAJOR_CHANCE):
        majors = poor[:1]
    elif fault == OPEN_MAJOR and not poor:
        majors = [next(d for d in drawn if d.share is not None)]
    minors = [d for d in poor if d not in majors][:_MOST_MINOR]
    made = []
    for number, d in enumerate([*majors, *minors], start=1):
        major = number <= len(majors)
        stays_open = (major and fault is not None) or not visit.decided
        zh, en = phrases.CRITICAL if major and failing else stream.choice(phrases.NONCONFORMITY)
        title, (cause_zh, cause_en) = d.draft.criterion.title, d.cause
        correction = Text(*stream.choice(phrases.CORRECTIONS))
        made.append(
            Nonconformity(
                id=f"NC{number}",
                criterion=d.finding.criterion,
                major=major,
                description=Text(
                    zh.format(title=title.zh, cause=cause_zh),
                    _sentence(en.format(title=title.en, cause=cause_en)),
                ),
                correction=correction,
                due=days_after(reported, stream.choice((30, 45, 60))),
                closed=None if stays_open else days_after(reported, stream.randint(2, 7)),
            )
        )
    return tuple(made)


def _summarise(card: Scorecard, blueprint: Blueprint, stream: Stream) -> Text:
    titles = {group.id: group.title for group in blueprint.standard.groups}
    ranked = sorted((t for t in card.groups if t.available), key=lambda t: float(t.share or 0))
    best, worst = titles[ranked[-1].id], titles[ranked[0].id]
    zh, en = stream.choice(phrases.SUMMARY)
    return Text(zh.format(best=best.zh, worst=worst.zh), en.format(best=best.en, worst=worst.en))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
