"""Records: rules on appeals: against what, when, and how they were decided.

Input: a `ProceedingsCase` for the appeals, a `DecisionsCase` for the decisions on them. Output:
flaws. Who may decide on an appeal is judged with the other deciders.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.records.model import DecisionKind
from generator.records.rules.deciders import find_terms
from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.model import Decision
    from generator.records.rules.decisions import DecisionsCase
    from generator.records.rules.proceedings import ProceedingsCase
    from generator.records.source import Pointer


def appeals_are_in_order(case: ProceedingsCase) -> Iterator[Flaw]:
    """An appeal has an id of its own, is against a decision that was taken, and came in time."""
    seen = set[str]()
    decisions = case.decisions
    told = case.proceedings
    for position, appeal in enumerate(told.appeals):
        where: Pointer = ("appeals", position)
        if appeal.id in seen:
            yield flaw(*where, "id", code="id-twice", id=appeal.id)
            continue
        seen.add(appeal.id)
        if decisions is None:
            continue
        # A decision on the appeal itself, or after it, cannot be what the appeal is against.
        known = _place_of_deciding(appeal.id, decisions)
        if appeal.against > known:
            yield flaw(
                *where, "against", code="appeal-against-unknown", found=appeal.against, known=known
            )
            continue
        contested = decisions[appeal.against - 1]
        terms = find_terms(decisions, case.audits, told, case.foundation)[appeal.against - 1]
        days = terms.appeal_days if terms else None
        if appeal.received < contested.decided:
            yield flaw(
                *where,
                "received",
                code="dates-order",
                later="received",
                found=appeal.received,
                earlier="decided",
                limit=contested.decided,
            )
        elif days is not None and appeal.received > contested.recorded + timedelta(days):
            limit = contested.recorded + timedelta(days)
            found = appeal.received
            yield flaw(*where, "received", code="appeal-too-late", found=found, limit=limit)


def _place_of_deciding(appeal: str, decisions: Sequence[Decision]) -> int:
    """Return how many decisions there are before the one on an appeal; all where there is none."""
    places = (place for place, decision in enumerate(decisions) if decision.appeal == appeal)
    return next(places, len(decisions))


def appeals_are_decided(case: DecisionsCase) -> Iterator[Flaw]:
    """A decision on an appeal names one that came before it and is not decided yet."""
    if case.proceedings is None:
        return
    appeals = {appeal.id: appeal for appeal in case.proceedings.appeals}
    decided: dict[str, Decision] = {}
    for position, decision in enumerate(case.decisions):
        if decision.kind is not DecisionKind.APPEAL or decision.appeal is None:
            continue
        where: Pointer = ("decisions", position)
        appeal = appeals.get(decision.appeal)
        if appeal is None:
            near = nearest(decision.appeal, appeals)
            known = listed(appeals)
            found = decision.appeal
            yield flaw(*where, "appeal", code="appeal-unknown", found=found, near=near, known=known)
        elif appeal.id in decided:
            day = decided[appeal.id].decided
            yield flaw(*where, "appeal", code="appeal-decided", id=appeal.id, day=day)
        elif decision.decided < appeal.received:
            yield flaw(
                *where,
                "decided",
                code="dates-order",
                later="decided",
                found=decision.decided,
                earlier="received",
                limit=appeal.received,
            )
        decided.setdefault(decision.appeal, decision)
