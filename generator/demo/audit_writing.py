"""Demo, writing: an audit as YAML text.

Input: an `Audit`. Output: the text of its file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.yaml_text import (
    MODELINE,
    join_lines,
    quote,
    write_list,
    write_number,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Audit, DataSet, Finding, Observation

_AUDIT_MODELINE = MODELINE.format("../../../", "audit").replace("schema/", "{}/schema/", 1)
"""Audits point to the schema of their own standard, which knows its criteria."""


def write_audit(audit: Audit) -> str:
    """Return the text of an audit's file."""
    members = f", members: {write_list(audit.members)}" if audit.members else ""
    lines = [
        _AUDIT_MODELINE.format(audit.standard.replace("@", "/")),
        f"id: {audit.id}",
        f"firm: {quote(audit.firm)}",
        f"type: {audit.type}",
        f"standard: {audit.standard}",
        f"from: {audit.started}",
        f"to: {audit.ended}",
        f"reported: {audit.reported}",
        f"team: {{lead: {audit.lead}{members}}}",
        f"scope: {write_text(audit.scope)}",
    ]
    if audit.plan:
        plan = audit.plan
        lines += [
            "plan:",
            f"  agreed: {plan.agreed}",
            f"  person_days: {write_number(plan.person_days)}",
            f"  outlets: {plan.outlets}",
            f"  sampling: {write_text(plan.sampling)}",
        ]
    if audit.summary:
        lines.append(f"summary: {write_text(audit.summary)}")
    lines.append("evidence:")
    lines += [
        f"  - {{id: {e.id}, kind: {e.kind}, title: {write_text(e.title)}, date: {e.date}}}"
        for e in audit.evidence
    ]
    if audit.data:
        lines.append("data:")
    for one in audit.data:
        lines += _data_set(one)
    lines.append("findings:")
    for finding in audit.findings:
        lines += _finding(finding)
    lines += _nonconformities(audit)
    lines += _special(audit)
    return join_lines(lines)


def _data_set(data: DataSet) -> Iterator[str]:
    yield f"  - instrument: {data.instrument}"
    yield f"    file: {data.file}"
    yield f"    sha256: {quote(data.sha256)}"
    yield f"    evidence: {data.evidence}"
    yield f"    from: {data.begun}"
    yield f"    to: {data.ended}"
    if data.population is not None:
        yield f"    population: {data.population}"
    if data.asked is not None:
        yield f"    asked: {data.asked}"
    if data.drawn:
        yield f"    drawn: {write_text(data.drawn)}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  - criterion: {finding.criterion}"
    if finding.once is not None:
        for part in _observation(finding.once):
            yield f"    {part}"
    if finding.channels:
        yield "    channels:"
        for channel, observed in finding.channels.items():
            yield f"      {channel}: {{{', '.join(_observation(observed))}}}"
    if finding.evidence:
        yield f"    evidence: {write_list(finding.evidence)}"
    if finding.note:
        yield f"    note: {write_text(finding.note)}"


def _observation(observed: Observation) -> Iterator[str]:
    if observed.not_applicable is not None:
        yield f"not_applicable: {write_text(observed.not_applicable)}"
    if observed.met is not None:
        yield f"result: {'met' if observed.met else 'not_met'}"
    if observed.sampled is not None:
        yield f"sampled: {observed.sampled}"
        yield f"nonconforming: {observed.nonconforming}"
    if observed.rating is not None:
        yield f"rating: {observed.rating}"
    if observed.value is not None:
        yield f"value: {write_number(observed.value)}"


def _nonconformities(audit: Audit) -> Iterator[str]:
    if audit.nonconformities:
        yield "nonconformities:"
    for n in audit.nonconformities:
        yield f"  - id: {n.id}"
        yield f"    criterion: {n.criterion}"
        yield f"    severity: {'major' if n.major else 'minor'}"
        yield f"    description: {write_text(n.description)}"
        yield f"    correction: {write_text(n.correction)}"
        yield f"    due: {n.due}"
        if n.closed:
            yield f"    closed: {n.closed}"


def _special(audit: Audit) -> Iterator[str]:
    if audit.deductions or audit.bonuses:
        yield "special:"
    if audit.deductions:
        yield "  deductions:"
    for d in audit.deductions:
        yield f"    - ground: {d.ground}"
        if d.taboo:
            yield f"      taboo: {d.taboo}"
        yield f"      description: {write_text(d.description)}"
        yield f"      evidence: {write_list(d.evidence)}"
        yield f"      correction: {write_text(d.correction)}"
    if audit.bonuses:
        yield "  bonuses:"
    for b in audit.bonuses:
        yield f"    - description: {write_text(b.description)}"
        yield f"      evidence: {write_list(b.evidence)}"
