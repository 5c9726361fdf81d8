"""Demo, writing: records as YAML text, by hand because a dumper would take most of the time.

Input: records. Output: the text of their files. Audits, which are the longest, have a module of
their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.yaml_text import MODELINE, join_lines, quote, write_list, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.records.model import (
        Decision,
        Firm,
        Issuer,
        Person,
        Proceedings,
    )


def write_firm(firm: Firm) -> str:
    """Return the text of a `firm.yaml`."""
    lines = [
        MODELINE.format("../../../", "firm"),
        f"code: {quote(firm.code)}",
        f"name: {write_text(firm.name)}",
        f"region: {quote(firm.region)}",
        f"industry: {firm.industry}",
        f"address: {write_text(firm.address)}",
        f"profile: {write_text(firm.profile)}",
    ]
    if firm.founded is not None:
        lines.append(f"founded: {firm.founded}")
    if firm.employees is not None:
        lines.append(f"employees: {firm.employees}")
    lines.append(f"channels: {write_list(firm.channels)}")
    if firm.sites:
        lines.append("sites:")
        lines += [
            f"  - {{name: {write_text(s.name)}, region: {quote(s.region)}}}" for s in firm.sites
        ]
    return join_lines(lines)


def write_decisions(firm: str, decisions: Sequence[Decision]) -> str:
    """Return the text of a `decisions.yaml`."""
    lines = [
        MODELINE.format("../../../", "decisions"), f"firm: {quote(firm)}", "decisions:"
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
            f"    by: {write_list(d.by)}",
        ]
        words = (("scope", d.scope), ("exemption", d.exemption), ("reason", d.reason))
        lines += [f"    {name}: {write_text(text)}" for name, text in words if text]
    return join_lines(lines)


def write_proceedings(firm: str, told: Proceedings) -> str:
    """Return the text of a `proceedings.yaml`; only what the drawing makes is written."""
    lines = [MODELINE.format("../../../", "proceedings"), f"firm: {quote(firm)}"]
    if told.applications:
        lines.append("applications:")
    for a in told.applications:
        lines += [
            f"  - standard: {a.standard}",
            f"    type: {a.type}",
            f"    received: {a.received}",
            f"    recorded: {a.recorded}",
            f"    scope: {write_text(a.scope)}",
        ]
    if told.appeals:
        lines.append("appeals:")
    for appeal in told.appeals:
        lines += [
            f"  - id: {appeal.id}",
            f"    against: {appeal.against}",
            f"    received: {appeal.received}",
            f"    recorded: {appeal.recorded}",
            f"    grounds: {write_text(appeal.grounds)}",
        ]
    if told.replies:
        lines.append("replies:")
    for reply in told.replies:
        lines += [f"  - received: {reply.received}", f"    recorded: {reply.recorded}"]
        if reply.about:
            lines.append(f"    about: {reply.about}")
        lines.append(f"    text: {write_text(reply.text)}")
    return join_lines(lines)


def write_roster(people: Iterable[Person]) -> str:
    """Return the text of a `roster.yaml`."""
    lines = [MODELINE.format("../", "roster"), "people:"]
    for person in people:
        lines += [
            f"  - id: {person.id}",
            f"    name: {write_text(person.name)}",
            f"    roles: {write_list(person.roles)}",
        ]
        if person.competence:
            lines.append(f"    competence: {write_list(person.competence)}")
        lines.append(f"    from: {person.valid_from}")
        if person.valid_to:
            lines.append(f"    to: {person.valid_to}")
        if person.conflicts:
            lines.append("    conflicts:")
        lines += [
            f"      - {{firm: {quote(c.firm)}, until: {c.until}, reason: {write_text(c.reason)}}}"
            for c in person.conflicts
        ]
    return join_lines(lines)


def write_issuer(issuer: Issuer) -> str:
    """Return the text of an `issuer.yaml`."""
    lines = [
        MODELINE.format("../", "issuer"),
        f"name: {write_text(issuer.name)}",
        f"address: {write_text(issuer.address)}",
        f"mark: {quote(issuer.mark)}",
        f"number_prefix: {issuer.number_prefix}",
    ]
    if issuer.notice:
        lines.append(f"notice: {write_text(issuer.notice)}")
    return join_lines(lines)
