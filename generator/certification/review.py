"""Certification: may these decisions stand, given the scores? The committee's last check.

Input: a firm's decisions and its scorecards. Output: flaws, placed by the records' own machinery.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.model import DecisionKind
from generator.records.rules.flaw import Flaw, flaw, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """A firm's decisions with the scorecards of its audits, by audit id."""

    decisions: tuple[Decision, ...]
    scorecards: Mapping[str, Scorecard]


def grants_are_earned(case: ReviewCase) -> Iterator[Flaw]:
    """A certificate is granted or maintained only on an audit that passed every gate."""
    for position, decision in enumerate(case.decisions):
        if decision.kind not in (DecisionKind.GRANT, DecisionKind.MAINTAIN):
            continue
        card = case.scorecards.get(decision.audit or "")
        if card is None or card.eligible:
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


def certificates_keep_their_standard(case: ReviewCase) -> Iterator[Flaw]:
    """A certificate is maintained on audits under the standard it was granted under."""
    granted: dict[str, str] = {}
    for position, decision in enumerate(case.decisions):
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


REVIEW_RULES = (grants_are_earned, certificates_keep_their_standard)
