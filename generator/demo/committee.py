"""Demo, drawing: what the committee decides on the scorecards, and how certificates are lost.

Input: a `Life` in the making. Output: `Decision`s added to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.certification.spans import add_months
from generator.demo import phrases
from generator.demo.draws import days_after, days_before
from generator.demo.people import choose_deciders
from generator.demo.stories import Ending
from generator.records.model import Decision, DecisionKind, Text
from generator.records.numbering import certificate_number

if TYPE_CHECKING:
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.demo.blueprint import Blueprint
    from generator.demo.draws import Stream
    from generator.demo.findings import Temper
    from generator.demo.firms import Identity
    from generator.demo.phrases import Pair
    from generator.demo.stories import Story
    from generator.records.model import Audit

SETTLING = 75
"""Days from the end of an audit by which its decision has taken effect, at the latest."""
MONTH = 30.44
"""Days."""
_LONGEST_WAIT = 60
_EXEMPTION_CHANCE = 0.12
_SECOND_NUMBERS = 500_000
"""Where a firm has two certificates of one year, the second number is so much higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a life is drawn from."""

    index: int
    identity: Identity
    story: Story
    blueprint: Blueprint
    prefix: str
    as_of: date
    stream: Stream


@dataclass(slots=True, kw_only=True)
class Life:
    """A life in the making: the one builder in this room, gone when the records are made."""

    setting: Setting
    temper: Temper
    quality: float
    audits: list[Audit] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    certificate: str | None = None
    first_effective: date | None = None


def grant(life: Life, audit: Audit, card: Scorecard) -> None:
    """Grant a certificate; now and then the committee lifts the cap of the first year."""
    setting, standard = life.setting, life.setting.blueprint.standard
    stream, first = setting.stream, life.first_effective is None
    decided = days_after(audit.reported, stream.randint(8, 24))
    exemption = None
    rule = standard.first_certification
    if first and rule and card.grade and stream.random() < _EXEMPTION_CHANCE:
        higher = standard.grade(card.grade).minimum > standard.grade(rule.cap).minimum
        exemption = Text(*stream.choice(phrases.EXEMPTED)) if higher else None
    sequence = setting.index + 1
    if life.certificate == certificate_number(setting.prefix, decided.year, sequence):
        sequence += _SECOND_NUMBERS
    life.certificate = certificate_number(setting.prefix, decided.year, sequence)
    made = _decide(
        life, DecisionKind.GRANT, decided, audit=audit, exemption=exemption, scope=audit.scope
    )
    life.first_effective = life.first_effective or made.effective


def refuse(life: Life, audit: Audit, card: Scorecard) -> None:
    """Refuse, naming the gate that failed."""
    decided = days_after(audit.reported, life.setting.stream.randint(8, 24))
    reason = _with_gate(phrases.REFUSED, card, life)
    _decide(life, DecisionKind.REFUSE, decided, audit=audit, reason=reason)


def maintain(life: Life, audit: Audit) -> None:
    """Maintain the certificate; where the first year is nearly over, let it run out before."""
    stream = life.setting.stream
    decided = days_after(audit.reported, stream.randint(7, 20))
    over = add_months(life.first_effective or decided, life.setting.blueprint.cap_months)
    if decided < over <= days_after(decided, _LONGEST_WAIT):
        decided = days_after(over, stream.randint(0, 4))
    _decide(life, DecisionKind.MAINTAIN, decided, audit=audit)


def suspend_after_audit(life: Life, audit: Audit, card: Scorecard) -> None:
    """Suspend the certificate because the surveillance audit failed a gate."""
    decided = days_after(audit.reported, life.setting.stream.randint(7, 20))
    reason = _with_gate(phrases.SUSPENDED_AFTER_AUDIT, card, life)
    _decide(life, DecisionKind.SUSPEND, decided, audit=audit, reason=reason)


def lose(life: Life, last: date) -> None:
    """Suspend, let a suspension run out, or withdraw, between the last decision and the day."""
    setting, stream, as_of = life.setting, life.setting.stream, life.setting.as_of
    terms = setting.blueprint.standard.terms
    pause = terms.suspension_months * MONTH
    since_last = (as_of - last).days - SETTLING
    due = add_months(last, terms.surveillance_months)
    if setting.story.ending is Ending.SUSPENDED:
        ago = stream.uniform(8, min(pause - 25, since_last))
        _suspend(life, days_before(as_of, ago), due)
        return
    lapses, warned = stream.random(), stream.random()
    if lapses < 1 / 2:  # nobody withdraws it: the suspension runs out
        _suspend(life, days_before(as_of, stream.uniform(pause + 10, since_last)), due)
        return
    ago = stream.uniform(20, since_last - pause)
    if warned < 1 / 2:
        _suspend(life, days_before(as_of, ago + stream.uniform(20, pause - 25)), due)
    reason = Text(*(phrases.WITHDRAWN[-1] if warned < 1 / 2 else _but_last(life)))
    _decide(life, DecisionKind.WITHDRAW, days_before(as_of, ago), reason=reason)


def _but_last(life: Life) -> Pair:
    return life.setting.stream.choice(phrases.WITHDRAWN[:-1])


def _suspend(life: Life, decided: date, due: date) -> None:
    late = phrases.SUSPENDED[0]
    reason = late if decided > due else life.setting.stream.choice(phrases.SUSPENDED[1:])
    _decide(life, DecisionKind.SUSPEND, decided, reason=Text(*reason))


def _decide(
    life: Life,
    kind: DecisionKind,
    decided: date,
    *,
    audit: Audit | None = None,
    scope: Text | None = None,
    exemption: Text | None = None,
    reason: Text | None = None,
) -> Decision:
    """Write a decision down; none takes effect or is recorded later than the day asked."""
    setting, stream = life.setting, life.setting.stream
    day = min(decided, setting.as_of)
    quick = kind in (DecisionKind.SUSPEND, DecisionKind.WITHDRAW)
    decision = Decision(
        kind=kind,
        audit=audit.id if audit else None,
        certificate=None if kind is DecisionKind.REFUSE else life.certificate,
        decided=day,
        effective=min(setting.as_of, days_after(day, 0 if quick else stream.randint(0, 7))),
        recorded=min(setting.as_of, days_after(day, stream.randint(0, 3))),
        by=choose_deciders(
            setting.index, max(2, setting.blueprint.standard.terms.deciders), stream
        ),
        scope=scope,
        exemption=exemption,
        reason=reason,
    )
    life.decisions.append(decision)
    return decision


def _with_gate(pattern: Pair, card: Scorecard, life: Life) -> Text:
    """Name the gate that failed, in the standard's words."""
    failed = next((gate.gate for gate in card.gates if not gate.passed), None)
    titles = {gate.id: gate.title for gate in life.setting.blueprint.standard.gates}
    gate = titles[failed] if failed else Text(*phrases.REFUSED_TOTAL)
    return Text(pattern[0].format(gate=gate.zh), pattern[1].format(gate=gate.en))
