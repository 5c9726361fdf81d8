"""What a change of the records does to scores, grades and statuses: two dossiers, compared.

Input: a firm's dossier before and after, None where there is none. Output: `FirmChange`, and of
many `Comparison`. Pure. What stands in the result differs; what is alike on both sides is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import date
    from fractions import Fraction

    from generator.assessment.scorecard import CriterionScore, GateResult, Scorecard
    from generator.certification.standing import Dossier, Standing
    from generator.records.model import Audit, Bonus, Deduction, Text

Thing = TypeVar("Thing")


class Change(StrEnum):
    """What became of a firm between the two sides."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    """A score, a grade, a status, a certificate or a finding differs."""
    REWORDED = "reworded"
    """The records differ, but nothing that is scored or decided."""
    UNREADABLE_BEFORE = "unreadable_before"
    UNREADABLE_AFTER = "unreadable_after"
    """The records of that side have errors: what can be compared nevertheless is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Generic[Thing]):
    """The same thing on both sides; None where it is not there."""

    before: Thing | None
    after: Thing | None

    @property
    def known(self) -> Thing:
        """What is there: after, or else before. Raises ValueError for a pair of nothing."""
        found = self.before if self.after is None else self.after
        if found is None:
            message = "a pair of nothing"
            raise ValueError(message)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditChange:
    """One audit that is scored otherwise, or new, or gone."""

    audit: str
    cards: Pair[Scorecard]
    """Without their criteria: those that differ stand beside."""
    criteria: tuple[Pair[CriterionScore], ...]
    """Of an audit on both sides: those earned, available or observed otherwise."""
    gates: tuple[Pair[GateResult], ...]
    """Of an audit on both sides: those now met that were not, and the other way round."""
    deductions: tuple[Pair[Deduction], ...]
    """Special deductions that came or went; one side of each is None."""
    bonuses: tuple[Pair[Bonus], ...]

    @property
    def difference(self) -> Fraction | None:
        """How many points the total rose, exactly; None where one side is missing."""
        if self.cards.before is None or self.cards.after is None:
            return None
        return exact_total(self.cards.after) - exact_total(self.cards.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmChange:
    """What became of one firm."""

    code: str
    name: Text | None
    """As it is now, or was before; None where neither side can be read."""
    change: Change
    standings: tuple[Pair[Standing], ...]
    """Those with another status, certificate, grade, score, ladder or day of expiry."""
    audits: tuple[AuditChange, ...]
    """In the order of their days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of all firms that were looked at; by their codes."""

    firms: tuple[FirmChange, ...]

    def count(self, change: Change) -> int:
        """Count the firms of which this became."""
        return sum(firm.change is change for firm in self.firms)


def exact_total(card: Scorecard) -> Fraction:
    """Return the total after the standard's last step."""
    return card.steps[-1][1]


def compare_dossiers(before: Iterable[Dossier], after: Iterable[Dossier]) -> Comparison:
    """Compare two registries, firm by firm; firms are told apart by their codes."""
    old = {dossier.records.firm.code: dossier for dossier in before}
    new = {dossier.records.firm.code: dossier for dossier in after}
    compared = (compare_firm(old.get(code), new.get(code)) for code in sorted({**old, **new}))
    return Comparison(firms=tuple(firm for firm in compared if firm is not None))


def compare_firm(before: Dossier | None, after: Dossier | None) -> FirmChange | None:
    """Compare one firm; None where nothing differs, or there is no such firm on either side."""
    known = after or before
    if known is None or before == after:
        return None
    standings = _compare_standings(before, after)
    audits = _compare_audits(before, after)
    change = Change.CHANGED if standings or audits else Change.REWORDED
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
    return FirmChange(
        code=known.records.firm.code,
        name=known.records.firm.name,
        change=change,
        standings=standings,
        audits=audits,
    )


def mark_unreadable(
    code: str, before: Dossier | None, after: Dossier | None, change: Change
) -> FirmChange:
    """Tell of a firm that a side of it has errors, with what can be compared nevertheless.

    A dossier whose decisions alone have errors has scorecards but no standings; they are then
    left out of both. Where nothing can be read of the side before, all there is now is as new.
    """
    if before is not None and after is not None:
        found = compare_firm(replace(before, standings=()), replace(after, standings=()))
    else:
        found = compare_firm(None, after)
    if found is not None:
        return replace(found, change=change)
    known = before or after
    name = known.records.firm.name if known else None
    return FirmChange(code=code, name=name, change=change, standings=(), audits=())


def _compare_standings(before: Dossier | None, after: Dossier | None) -> tuple[Pair[Standing], ...]:
    # A firm has one standing under all versions of a standard.
    old = {s.standard.partition("@")[0]: s for s in before.standings} if before else {}
    new = {s.standard.partition("@")[0]: s for s in after.standings} if after else {}
    return tuple(pair for pair in _pair_up(old, new) if _face(pair.before) != _face(pair.after))


def _face(standing: Standing | None) -> tuple[Hashable, ...] | None:
    """Return what the public sees of a standing."""
    if standing is None:
        return None
    held = standing.certificate
    shown = (held.number, held.grade, held.score, held.ladder, held.valid_to) if held else ()
    return standing.standard, standing.status, *shown


def _compare_audits(before: Dossier | None, after: Dossier | None) -> tuple[AuditChange, ...]:
    old, new = _audits_of(before), _audits_of(after)
    pairs = sorted(_pair_up(old, new), key=_day_of)
    changes = (_compare_audit(pair) for pair in pairs)
    return tuple(change for change in changes if change is not None)


def _audits_of(dossier: Dossier | None) -> dict[str, tuple[Audit, Scorecard]]:
    if dossier is None:
        return {}
    cards = {card.audit: card for card in dossier.scorecards}
    return {audit.id: (audit, cards[audit.id]) for audit in dossier.records.audits}


def _day_of(pair: Pair[tuple[Audit, Scorecard]]) -> tuple[date, str]:
    audit, _ = pair.known
    return audit.started, audit.id


def _compare_audit(pair: Pair[tuple[Audit, Scorecard]]) -> AuditChange | None:
    """Compare one audit; None where it is scored alike from like findings."""
    audit, card = pair.known
    if pair.before is None or pair.after is None:
        bare = replace(card, criteria=())
        cards = Pair(before=bare if pair.before else None, after=bare if pair.after else None)
        return AuditChange(
            audit=audit.id, cards=cards, criteria=(), gates=(), deductions=(), bonuses=()
        )
    (old, old_card), (new, new_card) = pair.before, pair.after
    change = AuditChange(
        audit=audit.id,
        cards=Pair(before=replace(old_card, criteria=()), after=replace(new_card, criteria=())),
        criteria=tuple(
            one
            for one in _pair_up(old_card.by_criterion, new_card.by_criterion)
            if _finding(one.before) != _finding(one.after)
        ),
        gates=tuple(
            one
            for one in _pair_up(
                {g.id: g for g in old_card.gates}, {g.id: g for g in new_card.gates}
            )
            if _is_met(one.before) != _is_met(one.after)
        ),
        deductions=_changed_items(old.deductions, new.deductions),
        bonuses=_changed_items(old.bonuses, new.bonuses),
    )
    details = (change.criteria, change.gates, change.deductions, change.bonuses)
    return change if any(details) or _verdict(old_card) != _verdict(new_card) else None


def _verdict(card: Scorecard) -> tuple[Hashable, ...]:
    return card.standard, card.total, card.grade, card.ladder, card.eligible, card.decided_by


def _finding(score: CriterionScore | None) -> tuple[object, ...] | None:
    """Return what was found and what it earned; where in the file it stands does not count."""
    if score is None:
        return None
    seen = tuple((mark.channel, mark.observation, mark.weight) for mark in score.marks)
    return score.points, score.earned, score.available, score.reason, seen


def _is_met(gate: GateResult | None) -> bool:
    """A condition that is not set is not in the way."""
    return gate is None or gate.passed


def _changed_items(before: Iterable[Thing], after: Iterable[Thing]) -> tuple[Pair[Thing], ...]:
    """Return what stands on one side only; what stands there twice counts twice."""
    gone = list(before)
    come = []
    for item in after:
        if item in gone:
            gone.remove(item)
        else:
            come.append(item)
    return (
        *(Pair(before=item, after=None) for item in gone),
        *(Pair(before=None, after=item) for item in come),
    )


def _pair_up(before: Mapping[str, Thing], after: Mapping[str, Thing]) -> Iterable[Pair[Thing]]:
    """Return what has the same name as pairs: in the order of `after`, then what is gone."""
    for name in {**after, **before}:
        yield Pair(before=before.get(name), after=after.get(name))
