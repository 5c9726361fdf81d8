"""Records: rules on an audit, against its standard, its firm and the roster.

Input: an `AuditCase`. Output: flaws. Findings and team have modules of their own beside this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.rules.case import AuditCase
from generator.records.rules.data import DATA_RULES
from generator.records.rules.findings import FINDING_RULES
from generator.records.rules.flaw import Flaw, flaw, listed, nearest
from generator.records.rules.team import TEAM_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.records.model import Audit
    from generator.records.source import Pointer


def id_is_the_files(case: AuditCase) -> Iterator[Flaw]:
    """An audit's id is its file's name, its firm the folder's."""
    if case.file is None:
        return
    firm, stem = case.file
    if case.audit.id != stem:
        yield flaw("id", code="audit-id-mismatch", found=case.audit.id, expected=stem)
    if case.audit.firm != firm:
        yield flaw("firm", code="folder-mismatch", found=case.audit.firm, expected=firm)


def dates_are_in_order(case: AuditCase) -> Iterator[Flaw]:
    """Standard in force ≤ from ≤ to ≤ reported; evidence is no younger than the report."""
    audit = case.audit
    if audit.started < case.standard.valid_from:
        yield _order("from", audit.started, "valid_from", case.standard.valid_from)
    if audit.ended < audit.started:
        yield _order("to", audit.ended, "from", audit.started)
    if audit.reported < audit.ended:
        yield _order("reported", audit.reported, "to", audit.ended)
    # A wrong day of the audit itself is told once, not again at everything measured by it.
    for position, evidence in enumerate(audit.evidence):
        if audit.ended <= audit.reported < evidence.date:
            yield flaw(
                "evidence",
                position,
                "date",
                code="evidence-too-late",
                evidence=evidence.id,
                found=evidence.date,
                limit=audit.reported,
            )
    if audit.ended >= audit.started:
        yield from _days_of_nonconformities(audit)


def _days_of_nonconformities(audit: Audit) -> Iterator[Flaw]:
    for position, nonconformity in enumerate(audit.nonconformities):
        where = ("nonconformities", position)
        if nonconformity.due < audit.started:
            yield _order_at((*where, "due"), "due", nonconformity.due, "from", audit.started)
        if nonconformity.closed is not None and nonconformity.closed < audit.started:
            closed = nonconformity.closed
            yield _order_at((*where, "closed"), "closed", closed, "from", audit.started)


def _order(later: str, found: date, earlier: str, limit: date) -> Flaw:
    return _order_at((later,), later, found, earlier, limit)


def _order_at(
    pointer: tuple[str | int, ...], later: str, found: date, earlier: str, limit: date
) -> Flaw:
    return flaw(
        *pointer, code="dates-order", later=later, earlier=earlier, found=found, limit=limit
    )


def evidence_is_in_order(case: AuditCase) -> Iterator[Flaw]:
    """Evidence has ids of its own, a kind that the standard knows, and is used somewhere."""
    audit = case.audit
    kinds = [kind.id for kind in case.standard.evidence_kinds]
    cited = {e for finding in audit.findings for e in finding.evidence}
    cited.update(e for deduction in audit.deductions for e in deduction.evidence)
    cited.update(e for bonus in audit.bonuses for e in bonus.evidence)
    cited.update(one.evidence for one in audit.data)
    # A citation of what is not there may mean what is not cited: only the first is told.
    misquoted = not cited <= {evidence.id for evidence in audit.evidence}
    seen = set[str]()
    for position, evidence in enumerate(audit.evidence):
        if evidence.id in seen:
            yield flaw("evidence", position, "id", code="id-twice", id=evidence.id)
            continue
        seen.add(evidence.id)
        if evidence.kind not in kinds:
            yield _undeclared(("evidence", position, "kind"), evidence.kind, kinds)
        if evidence.id not in cited and not misquoted:
            yield flaw("evidence", position, "id", code="evidence-unused", evidence=evidence.id)


def nonconformities_are_in_order(case: AuditCase) -> Iterator[Flaw]:
    """Nonconformities have ids of their own and name a criterion of the standard."""
    seen = set[str]()
    for position, nonconformity in enumerate(case.audit.nonconformities):
        where = ("nonconformities", position)
        if nonconformity.id in seen:
            yield flaw(*where, "id", code="id-twice", id=nonconformity.id)
        seen.add(nonconformity.id)
        name = nonconformity.criterion
        if name not in case.standard.criteria:
            near = nearest(name, case.standard.criteria)
            yield flaw(
                *where,
                "criterion",
                code="criterion-unknown",
                criterion=name,
                near=near,
                standard=case.standard.ref,
            )


def special_points_are_in_order(case: AuditCase) -> Iterator[Flaw]:
    """Special deductions name a ground and, where it asks for one, a taboo."""
    special = case.standard.special
    if special is None:
        if case.audit.deductions or case.audit.bonuses:
            yield flaw("special", code="special-not-here", standard=case.standard.ref)
        return
    grounds = {ground.id: ground for ground in special.grounds}
    taboos = [practice.id for phase in case.standard.taboos for practice in phase.practices]
    for position, deduction in enumerate(case.audit.deductions):
        where: Pointer = ("special", "deductions", position)
        ground = grounds.get(deduction.ground)
        if ground is None:
            yield _undeclared((*where, "ground"), deduction.ground, grounds)
        elif ground.taboos and deduction.taboo is None:
            yield flaw(*where, code="taboo-missing", ground=ground.id, known=listed(taboos))
        elif ground.taboos and deduction.taboo not in taboos:
            yield _undeclared((*where, "taboo"), deduction.taboo or "", taboos)
        elif not ground.taboos and deduction.taboo is not None:
            yield flaw(*where, "taboo", code="taboo-not-here", ground=ground.id)


def bonuses_are_few(case: AuditCase) -> Iterator[Flaw]:
    """No more special bonuses than the standard counts."""
    special, found = case.standard.special, len(case.audit.bonuses)
    if special is not None and found > special.bonus_at_most:
        where = ("special", "bonuses", special.bonus_at_most)
        yield flaw(*where, code="bonus-too-many", found=found, most=special.bonus_at_most)


def special_points_rest_on_evidence(case: AuditCase) -> Iterator[Flaw]:
    """Special deductions and bonuses cite evidence that exists."""
    audit = case.audit
    if case.standard.special is None:
        return
    known = {evidence.id for evidence in audit.evidence}
    told = {name for finding in audit.findings for name in finding.evidence}
    places = [("deductions", i, d.evidence) for i, d in enumerate(audit.deductions)]
    places += [("bonuses", i, b.evidence) for i, b in enumerate(audit.bonuses)]
    for kind, position, cited in places:
        where = ("special", kind, position, "evidence")
        if not cited:
            yield flaw(*where, code="evidence-missing", subject=f"special.{kind}[{position + 1}]")
        for index, name in enumerate(cited):
            if name not in known and name not in told:
                near = nearest(name, known)
                yield flaw(*where, index, code="evidence-unknown", evidence=name, near=near)


def _undeclared(pointer: Pointer, name: str, known: Iterable[str]) -> Flaw:
    near = nearest(name, known)
    return flaw(*pointer, code="unknown-name", name=name, near=near, known=listed(known))


AUDIT_RULES = (
    id_is_the_files,
    dates_are_in_order,
    *TEAM_RULES,
    *FINDING_RULES,
    *DATA_RULES,
    evidence_is_in_order,
    nonconformities_are_in_order,
    special_points_are_in_order,
    bonuses_are_few,
    special_points_rest_on_evidence,
)
