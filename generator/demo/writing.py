"""Demo, writing: records as YAML text, by hand because a dumper would take most of the time.

Input: records. Output: the text of their files. Words stand in double quotes, escaped as in JSON,
which YAML 1.2 reads alike.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from generator.records.model import (
        Audit,
        Decision,
        Finding,
        Firm,
        Issuer,
        Observation,
        Person,
        Proceedings,
        Text,
    )

_quote = JSONEncoder(ensure_ascii=False).encode
_MODELINE = "# yaml-language-server: $schema={}standards/schema/{}.schema.json"
_AUDIT_MODELINE = _MODELINE.format("../../../", "audit").replace("schema/", "{}/schema/", 1)
"""Audits point to the schema of their own standard, which knows its criteria."""


def write_firm(firm: Firm) -> str:
    """Return the text of a `firm.yaml`."""
    lines = [
        _MODELINE.format("../../../", "firm"),
        f"code: {_quote(firm.code)}",
        f"name: {_text(firm.name)}",
        f"region: {_quote(firm.region)}",
        f"industry: {firm.industry}",
        f"address: {_text(firm.address)}",
        f"profile: {_text(firm.profile)}",
    ]
    if firm.founded is not None:
        lines.append(f"founded: {firm.founded}")
    if firm.employees is not None:
        lines.append(f"employees: {firm.employees}")
    lines.append(f"channels: {_list(firm.channels)}")
    if firm.sites:
        lines.append("sites:")
        lines += [f"  - {{name: {_text(s.name)}, region: {_quote(s.region)}}}" for s in firm.sites]
    return _joined(lines)


def write_audit(audit: Audit) -> str:
    """Return the text of an audit's file."""
    members = f", members: {_list(audit.members)}" if audit.members else ""
    lines = [
        _AUDIT_MODELINE.format(audit.standard.replace("@", "/")),
        f"id: {audit.id}",
        f"firm: {_quote(audit.firm)}",
        f"type: {audit.type}",
        f"standard: {audit.standard}",
        f"from: {audit.started}",
        f"to: {audit.ended}",
        f"reported: {audit.reported}",
        f"team: {{lead: {audit.lead}{members}}}",
        f"scope: {_text(audit.scope)}",
    ]
    if audit.plan:
        plan = audit.plan
        lines += [
            "plan:",
            f"  agreed: {plan.agreed}",
            f"  person_days: {_number(plan.person_days)}",
            f"  outlets: {plan.outlets}",
            f"  sampling: {_text(plan.sampling)}",
        ]
    if audit.summary:
        lines.append(f"summary: {_text(audit.summary)}")
    lines.append("evidence:")
    lines += [
        f"  - {{id: {e.id}, kind: {e.kind}, title: {_text(e.title)}, date: {e.date}}}"
        for e in audit.evidence
    ]
    lines.append("findings:")
    for finding in audit.findings:
        lines += _finding(finding)
    lines += _nonconformities(audit)
    lines += _special(audit)
    return _joined(lines)


def write_decisions(firm: str, decisions: Sequence[Decision]) -> str:
    """Return the text of a `decisions.yaml`."""
    lines = [
        _MODELINE.format("../../../", "decisions"), f"firm: {_quote(firm)}", "decisions:"
    ]  # fmt: skip
    for d in decisions:
        lines.append(f"  - decision: {d.kind}")
        if d.audit:
            lines.append(f"    audit: {d.audit}")
        if d.certificate:
            lines.append(f"    certificate: {d.certificate}")
        if d.appeal and d.outcome:
            lines += [f"    appeal: {d.appeal}", f"    outcome: {d.outcome}"]
        lines += [
            f"    decided: {d.decided}",
            f"    effective: {d.effective}",
            f"    recorded: {d.recorded}",
            f"    by: {_list(d.by)}",
        ]
        words = (("scope", d.scope), ("exemption", d.exemption), ("reason", d.reason))
        lines += [f"    {name}: {_text(text)}" for name, text in words if text]
    return _joined(lines)


def write_proceedings(firm: str, told: Proceedings) -> str:
    """Return the text of a `proceedings.yaml`; only what the drawing makes is written."""
    lines = [_MODELINE.format("../../../", "proceedings"), f"firm: {_quote(firm)}"]
    if told.applications:
        lines.append("applications:")
    for a in told.applications:
        lines += [
            f"  - standard: {a.standard}",
            f"    type: {a.type}",
            f"    received: {a.received}",
            f"    recorded: {a.recorded}",
            f"    scope: {_text(a.scope)}",
        ]
    if told.appeals:
        lines.append("appeals:")
    for appeal in told.appeals:
        lines += [
            f"  - id: {appeal.id}",
            f"    against: {appeal.against}",
            f"    received: {appeal.received}",
            f"    recorded: {appeal.recorded}",
            f"    grounds: {_text(appeal.grounds)}",
        ]
    if told.replies:
        lines.append("replies:")
    for reply in told.replies:
        lines += [f"  - received: {reply.received}", f"    recorded: {reply.recorded}"]
        if reply.about:
            lines.append(f"    about: {reply.about}")
        lines.append(f"    text: {_text(reply.text)}")
    return _joined(lines)


def write_roster(people: Iterable[Person]) -> str:
    """Return the text of a `roster.yaml`."""
    lines = [_MODELINE.format("../", "roster"), "people:"]
    for person in people:
        lines += [
            f"  - id: {person.id}",
            f"    name: {_text(person.name)}",
            f"    roles: {_list(person.roles)}",
        ]
        if person.competence:
            lines.append(f"    competence: {_list(person.competence)}")
        lines.append(f"    from: {person.valid_from}")
        if person.valid_to:
            lines.append(f"    to: {person.valid_to}")
        if person.conflicts:
            lines.append("    conflicts:")
        lines += [
            f"      - {{firm: {_quote(c.firm)}, until: {c.until}, reason: {_text(c.reason)}}}"
            for c in person.conflicts
        ]
    return _joined(lines)


def write_issuer(issuer: Issuer) -> str:
    """Return the text of an `issuer.yaml`."""
    lines = [
        _MODELINE.format("../", "issuer"),
        f"name: {_text(issuer.name)}",
        f"address: {_text(issuer.address)}",
        f"mark: {_quote(issuer.mark)}",
        f"number_prefix: {issuer.number_prefix}",
    ]
    if issuer.notice:
        lines.append(f"notice: {_text(issuer.notice)}")
    return _joined(lines)


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
        yield f"    evidence: {_list(finding.evidence)}"
    if finding.note:
        yield f"    note: {_text(finding.note)}"


def _observation(observed: Observation) -> Iterator[str]:
    if observed.not_applicable is not None:
        yield f"not_applicable: {_text(observed.not_applicable)}"
    if observed.met is not None:
        yield f"result: {'met' if observed.met else 'not_met'}"
    if observed.sampled is not None:
        yield f"sampled: {observed.sampled}"
        yield f"nonconforming: {observed.nonconforming}"
    if observed.rating is not None:
        yield f"rating: {observed.rating}"
    if observed.value is not None:
        yield f"value: {_number(observed.value)}"


def _nonconformities(audit: Audit) -> Iterator[str]:
    if audit.nonconformities:
        yield "nonconformities:"
    for n in audit.nonconformities:
        yield f"  - id: {n.id}"
        yield f"    criterion: {n.criterion}"
        yield f"    severity: {'major' if n.major else 'minor'}"
        yield f"    description: {_text(n.description)}"
        yield f"    correction: {_text(n.correction)}"
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
        yield f"      description: {_text(d.description)}"
        yield f"      evidence: {_list(d.evidence)}"
        yield f"      correction: {_text(d.correction)}"
    if audit.bonuses:
        yield "  bonuses:"
    for b in audit.bonuses:
        yield f"    - description: {_text(b.description)}"
        yield f"      evidence: {_list(b.evidence)}"


def _text(text: Text) -> str:
    return f"{{zh: {_quote(text.zh)}, en: {_quote(text.en)}}}"


def _list(names: Iterable[str]) -> str:
    return f"[{', '.join(names)}]"


def _number(value: Fraction) -> str:
    """Write a figure without an exponent; drawn figures have few decimal places."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
