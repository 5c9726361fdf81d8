"""Demo, drawing: a firm's life up to the day: audits, and the decisions that follow from them.

Input: a firm, its story and the day. Output: `FirmRecords`.
Decisions follow the scorecards: what is not eligible is refused or suspended, whatever the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.certification.spans import add_months
from generator.demo.audits import Visit, hold_audit
from generator.demo.committee import (
    MONTH,
    SETTLING,
    Life,
    Setting,
    grant,
    lose,
    maintain,
    refuse,
    suspend_after_audit,
)
from generator.demo.draws import days_after, days_before
from generator.demo.findings import draw_temper
from generator.demo.hearings import apply, befall, contest
from generator.demo.people import choose_team
from generator.demo.stories import Ending
from generator.records.model import AuditType, FirmRecords, Proceedings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit

_BEFORE_EXPIRY = 1
"""Months before the end of validity, counted from the first audit, that the renewal audit is held;
the first decision took its time, so that more is left."""
_PAUSED = 95
"""Days from the last decision that a suspension needs to be over again."""
_POOREST, _BEST = 0.5, 0.985


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A firm's records, the scorecards of its audits, and the text of the files beside them."""

    records: FirmRecords
    cards: tuple[Scorecard, ...]
    files: Mapping[str, str]
    """By their paths in the firm's folder."""


def live(setting: Setting) -> Lived:
    """Live a firm's life up to the day, as its story has it and its scorecards allow."""
    story, stream = setting.story, setting.stream
    channels = setting.identity.firm.channels
    quality = stream.uniform(story.low, story.high)
    life = Life(
        setting=setting,
        temper=draw_temper(setting.blueprint, stream, channels, quality),
        quality=quality,
    )
    last = days_before(setting.as_of, _days_since_last(setting))
    if story.ending is Ending.APPLIED:
        _audit(life, AuditType.INITIAL, last, decided=False)
    elif _first_years(life, last):
        if story.ending in (Ending.SUSPENDED, Ending.WITHDRAWN):
            lose(life, last)
        else:
            befall(life, last)
    contest(life)
    records = FirmRecords(
        firm=setting.identity.firm,
        audits=tuple(life.audits),
        decisions=tuple(life.decisions),
        proceedings=Proceedings(
            applications=tuple(life.applications),
            appeals=tuple(life.appeals),
            replies=tuple(life.replies),
        ),
    )
    return Lived(records=records, cards=tuple(life.cards), files=life.files)


def _days_since_last(setting: Setting) -> float:
    """Draw how long ago the last audit was, so that the story ends as it should."""
    story, stream, terms = setting.story, setting.stream, setting.blueprint.standard.terms
    year, pause = terms.surveillance_months * MONTH, terms.suspension_months * MONTH
    match story.ending:
        case Ending.HOLDS if story.paused:
            return stream.uniform(SETTLING + _PAUSED, max(SETTLING + _PAUSED + 1, year - 20))
        case Ending.HOLDS | Ending.RENEWED:
            return stream.uniform(SETTLING, max(SETTLING + 1, year - 45))
        case Ending.DUE:
            return stream.uniform(year + 20, year + 130)
        case Ending.SUSPENDED if story.fault:
            return stream.uniform(SETTLING, max(SETTLING + 1, pause - 10))
        case Ending.SUSPENDED:
            return stream.uniform(SETTLING + 60, year + 100)
        case Ending.WITHDRAWN:
            return stream.uniform(SETTLING + pause + 30, year + pause + 200)
        case Ending.REFUSED:
            return stream.uniform(SETTLING, 2 * year)
        case Ending.APPLIED:
            return stream.uniform(16, 50)
        case Ending.EXPIRED:
            since_first = terms.valid_months * MONTH + stream.uniform(60, 300)
            return since_first - _rounds(setting) * year


def _rounds(setting: Setting) -> int:
    """Return how many surveillances there are, no more than a certificate's validity has."""
    terms = setting.blueprint.standard.terms
    return min(setting.story.surveillances, (terms.valid_months - 1) // terms.surveillance_months)


def _first_years(life: Life, last: date) -> bool:
    """Hold the audits of the story and decide on each; tell whether a certificate is left."""
    setting, story = life.setting, life.setting.story
    terms, stream = setting.blueprint.standard.terms, setting.stream
    rounds, year = _rounds(setting), terms.surveillance_months
    if story.ending is Ending.RENEWED:
        first = add_months(last, _BEFORE_EXPIRY - terms.valid_months)
    else:
        first = add_months(last, -rounds * year)
    if story.refused_first:
        _try_in_vain(life, days_before(first, stream.uniform(150, 280)))
    if not _initial(life, first, is_last=rounds == 0 and story.ending is not Ending.RENEWED):
        return False
    for number in range(1, rounds + 1):
        is_last = number == rounds and story.ending is not Ending.RENEWED
        due = add_months(first, number * year)
        ended = last if is_last else days_after(due, stream.randint(-12, 8))
        if not _surveillance(life, ended, is_last=is_last):
            return False
    if story.ending is Ending.RENEWED:
        audit, card = _audit(life, AuditType.RENEWAL, last)
        grant(life, audit, card) if card.eligible else refuse(life, audit, card)
    return True


def _try_in_vain(life: Life, ended: date) -> None:
    """Hold a first audit that the firm was not ready for."""
    ready, life.quality = life.quality, life.setting.stream.uniform(_POOREST, 0.63)
    audit, card = _audit(life, AuditType.INITIAL, ended)
    if not card.eligible:
        refuse(life, audit, card)
    life.quality = ready


def _initial(life: Life, ended: date, *, is_last: bool) -> bool:
    fault = life.setting.story.fault if is_last else None
    audit, card = _audit(life, AuditType.INITIAL, ended, fault=fault)
    if not card.eligible:
        refuse(life, audit, card)
        return False
    grant(life, audit, card)
    return True


def _surveillance(life: Life, ended: date, *, is_last: bool) -> bool:
    stream = life.setting.stream
    life.quality = min(_BEST, max(_POOREST, life.quality + stream.uniform(-0.012, 0.02)))
    fault = life.setting.story.fault if is_last else None
    audit, card = _audit(life, AuditType.SURVEILLANCE, ended, fault=fault)
    if card.eligible:
        maintain(life, audit)
    else:
        suspend_after_audit(life, audit, card)
    return card.eligible


def _audit(
    life: Life, kind: AuditType, ended: date, *, fault: str | None = None, decided: bool = True
) -> tuple[Audit, Scorecard]:
    setting = life.setting
    identity = setting.identity
    visit = Visit(
        id=_audit_id(life, kind, ended),
        type=kind,
        ended=ended,
        team=choose_team(setting.index, identity.firm.industry[0], setting.stream),
        quality=life.quality,
        fault=fault,
        decided=decided,
    )
    held = hold_audit(
        visit, identity.firm, identity.scope, setting.blueprint, life.temper, setting.stream
    )
    life.audits.append(held.audit)
    life.cards.append(held.card)
    life.files.update((f"{visit.id}/{name}", text) for name, text in held.files.items())
    if kind in (AuditType.INITIAL, AuditType.RENEWAL):
        apply(life, held.audit)
    return held.audit, held.card


def _audit_id(life: Life, kind: AuditType, ended: date) -> str:
    name = f"{ended.year}-{kind}"
    taken = {audit.id for audit in life.audits}
    return name if name not in taken else f"{name}-2"
