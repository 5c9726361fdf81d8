"""Certification: may these decisions stand, given scores, status and time? The last check.

Input: a firm's records and its scorecards. Output: flaws, placed by the records' own machinery.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.certification.decisions import follow_matter, sort_matters
from generator.certification.status import list_decisions
from generator.records.model import DecisionKind, GateKind
from generator.records.rules.flaw import Flaw, flaw, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.assessment.scorecard import Scorecard
    from generator.certification.course import Misstep
    from generator.certification.decisions import Matter
    from generator.records.model import FirmRecords, Foundation

_EARNED = (DecisionKind.GRANT, DecisionKind.RENEW, DecisionKind.MAINTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """A firm's records with the scorecards of its audits, by audit id, and the foundation."""

    records: FirmRecords
    scorecards: Mapping[str, Scorecard]
    foundation: Foundation


def grants_are_earned(case: ReviewCase) -> Iterator[Flaw]:
    """A certificate is granted, renewed or maintained only on an audit that passed every gate."""
    for position, decision in enumerate(case.records.decisions):
        card = case.scorecards.get(decision.audit or "")
        if decision.kind not in _EARNED or card is None or card.eligible:
            continue
        failed = [gate.id for gate in card.gates if not gate.passed] or [card.decided_by]
        yield flaw(
            "decisions",
            position,
            "audit",
            code="grant-not-eligible",
            audit=card.audit,
            gates=listed(failed),
            decision=decision.kind,
        )


def majors_are_closed(case: ReviewCase) -> Iterator[Flaw]:
    """Nothing is granted, renewed or maintained while a major nonconformity is still open.

    One that is open to this day fails its gate: that is told by itself. A standard without the
    gate does not ask for it.
    """
    audits = {audit.id: audit for audit in case.records.audits}
    for position, decision in enumerate(case.records.decisions):
        audit = audits.get(decision.audit or "")
        if decision.kind not in _EARNED or audit is None:
            continue
        gates = case.foundation.standards[audit.standard].gates
        if not any(gate.kind is GateKind.NO_OPEN_MAJOR for gate in gates):
            continue
        for found in audit.nonconformities:
            if found.major and found.closed is not None and found.closed > decision.decided:
                yield flaw(
                    "decisions",
                    position,
                    "decided",
                    code="grant-nonconformity-open",
                    decision=decision.kind,
                    audit=audit.id,
                    id=found.id,
                    day=found.closed,
                )


def certificates_keep_their_standard(case: ReviewCase) -> Iterator[Flaw]:
    """A certificate is maintained on audits under the standard it was granted under."""
    granted: dict[str, str] = {}
    for position, decision in enumerate(case.records.decisions):
        card = case.scorecards.get(decision.audit or "")
        if card is None or decision.certificate is None:
            continue
        standard = card.standard.partition("@")[0]
        if granted.setdefault(decision.certificate, standard) != standard:
            yield flaw(
                "decisions",
                position,
                "audit",
                code="grant-standard",
                found=decision.certificate,
                standard=card.standard,
            )


def decisions_are_possible(case: ReviewCase) -> Iterator[Flaw]:
    """Each decision is one that the state machine allows on its day, when it was added.

    Of several missteps under one standard the first is told: the others may follow from it. A
    decision on an audit under another standard than its certificate's is told as that alone.
    """
    mixed = {told.pointer[:2] for told in certificates_keep_their_standard(case)}
    for matter in sort_matters(case.records):
        misstep = _first_misstep(matter, case.foundation)
        if misstep is None or ("decisions", misstep.decision) in mixed:
            continue
        decision = case.records.decisions[misstep.decision]
        where = ("decisions", misstep.decision)
        possible = list_decisions(misstep.status)
        if decision.kind in possible and misstep.certificate is not None:
            yield flaw(
                *where,
                "certificate",
                code="decision-not-in-force",
                found=decision.certificate,
                held=misstep.certificate,
                day=misstep.day,
            )
        else:
            yield flaw(
                *where,
                "decision",
                code="decision-not-possible",
                decision=decision.kind,
                status=misstep.status or "none",
                day=misstep.day,
                possible=listed(possible),
            )


def _first_misstep(matter: Matter, foundation: Foundation) -> Misstep | None:
    """Return the misstep of the first decision that went wrong when it was added.

    It is told at the decision that was added last, even where it takes effect before another.
    """
    if not follow_matter(matter, foundation, date.max).missteps:
        return None
    for end in range(1, len(matter.decisions) + 1):
        so_far = replace(matter, decisions=matter.decisions[:end])
        missteps = follow_matter(so_far, foundation, date.max).missteps
        if missteps:
            return replace(missteps[0], decision=matter.decisions[end - 1][0])
    return None


REVIEW_RULES = (
    grants_are_earned,
    majors_are_closed,
    certificates_keep_their_standard,
    decisions_are_possible,
)
