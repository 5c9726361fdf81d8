"""Demo, drawing: what the committee decides on the scorecards, and how certificates are lost.

Input: a `Life` in the making. Output: `Decision`s added to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.certification.spans import add_months, last_valid_day, next_day
from generator.demo import phrases
from generator.demo.draws import days_after, days_before
from generator.demo.people import Bench, choose_deciders
from generator.demo.stories import Ending
from generator.records.model import Decision, DecisionKind, Text
from generator.records.numbering import certificate_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.demo.blueprint import Blueprint
    from generator.demo.draws import Stream
    from generator.demo.findings import Temper
    from generator.demo.firms import Identity
    from generator.demo.phrases import Pair
    from generator.demo.stories import Story
    from generator.records.model import Appeal, Application, Audit, Outcome, Reply

SETTLING = 75
"""Days from the end of an audit by which its decision has taken effect, at the latest."""
MONTH = 30.44
"""Days."""
_LONGEST_WAIT = 60
_EXEMPTION_CHANCE = 0.12
_QUICK = (DecisionKind.SUSPEND, DecisionKind.WITHDRAW, DecisionKind.APPEAL)
"""What takes effect on the day it is decided."""
_NO_CERTIFICATE = (DecisionKind.REFUSE, DecisionKind.APPEAL)
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

    @property
    def pause_days(self) -> float:
        """The longest that a suspension may last, in days."""
        return self.blueprint.standard.terms.suspension_months * MONTH


@dataclass(slots=True, kw_only=True)
class Life:
    """A life in the making: the one builder in this room, gone when the records are made."""

    setting: Setting
    temper: Temper
    quality: float
    audits: list[Audit] = field(default_factory=list)
    cards: list[Scorecard] = field(default_factory=list)
    """Of the audits, in their order."""
    files: dict[str, str] = field(default_factory=dict)
    """The text of the files beside the audits, by their paths in the firm's folder."""
    decisions: list[Decision] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    certificate: str | None = None
    first_effective: date | None = None
    valid_to: date | None = None
    """The last valid day of the certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What is put before the committee."""

    kind: DecisionKind
    decided: date
    effective: date | None = None
    audit: str | None = None
    scope: Text | None = None
    exemption: Text | None = None
    reason: Text | None = None
    appeal: str | None = None
    outcome: Outcome | None = None
    count: int = 0
    """How many decide; 0 for as many as the standard asks for."""
    apart: tuple[str, ...] = ()
    """Who may not decide."""


def grant(life: Life, audit: Audit, card: Scorecard) -> None:
    """Grant a certificate, or renew it; now and then the cap of the first year is lifted.

    A renewal is decided while the certificate still holds, and takes effect when that ends.
    """
    setting, standard = life.setting, life.setting.blueprint.standard
    stream, first = setting.stream, life.first_effective is None
    decided, effective = days_after(audit.reported, stream.randint(8, 24)), None
    kind = DecisionKind.GRANT
    if life.valid_to is not None:
        kind, decided = DecisionKind.RENEW, min(decided, life.valid_to)
        effective = next_day(life.valid_to)
    exemption = None
    rule = standard.first_certification
    if first and rule and card.grade and stream.random() < _EXEMPTION_CHANCE:
        higher = standard.grade(card.grade).minimum > standard.grade(rule.cap).minimum
        exemption = Text(*stream.choice(phrases.EXEMPTED)) if higher else None
    sequence = setting.index + 1
    if life.certificate == certificate_number(setting.prefix, decided.year, sequence):
        sequence += _SECOND_NUMBERS
    life.certificate = certificate_number(setting.prefix, decided.year, sequence)
    motion = Motion(
        kind=kind,
        decided=decided,
        effective=effective,
        audit=audit.id,
        exemption=exemption,
        scope=audit.scope,
    )
    made = decide(life, motion)
    life.first_effective = life.first_effective or made.effective
    life.valid_to = last_valid_day(made.effective, standard.terms)


def refuse(life: Life, audit: Audit, card: Scorecard) -> None:
    """Refuse, naming the gate that failed."""
    decided = days_after(audit.reported, life.setting.stream.randint(8, 24))
    reason = _with_gate(phrases.REFUSED, card, life)
    decide(
        life,
        Motion(kind=DecisionKind.REFUSE, decided=decided, audit=audit.id, reason=reason),
    )


def maintain(life: Life, audit: Audit) -> None:
    """Maintain the certificate; where the first year is nearly over, let it run out before."""
    stream = life.setting.stream
    decided = days_after(audit.reported, stream.randint(7, 20))
    over = add_months(life.first_effective or decided, life.setting.blueprint.cap_months)
    if decided < over <= days_after(decided, _LONGEST_WAIT):
        decided = days_after(over, stream.randint(0, 4))
    decide(life, Motion(kind=DecisionKind.MAINTAIN, decided=decided, audit=audit.id))


def suspend_after_audit(life: Life, audit: Audit, card: Scorecard) -> None:
    """Suspend the certificate because the surveillance audit failed a gate."""
    decided = days_after(audit.reported, life.setting.stream.randint(7, 20))
    reason = _with_gate(phrases.SUSPENDED_AFTER_AUDIT, card, life)
    decide(
        life,
        Motion(kind=DecisionKind.SUSPEND, decided=decided, audit=audit.id, reason=reason),
    )


def lose(life: Life, last: date) -> None:
    """Suspend, let a suspension run out, or withdraw, between the last decision and the day."""
    setting, stream, as_of = life.setting, life.setting.stream, life.setting.as_of
    terms = setting.blueprint.standard.terms
    pause = setting.pause_days
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
    decided = days_before(as_of, ago)
    decide(life, Motion(kind=DecisionKind.WITHDRAW, decided=decided, reason=reason))


def _but_last(life: Life) -> Pair:
    return life.setting.stream.choice(phrases.WITHDRAWN[:-1])


def _suspend(life: Life, decided: date, due: date) -> None:
    suspend(life, decided, phrases.SUSPENDED[:1] if decided > due else phrases.SUSPENDED[1:])


def suspend(life: Life, decided: date, reasons: Sequence[Pair]) -> Decision:
    """Suspend the certificate for one of these reasons."""
    reason = Text(*life.setting.stream.choice(reasons))
    return decide(life, Motion(kind=DecisionKind.SUSPEND, decided=decided, reason=reason))


def decide(life: Life, motion: Motion) -> Decision:
    """Write a decision down; none takes effect or is recorded later than the day asked."""
    setting, stream, kind = life.setting, life.setting.stream, motion.kind
    day = min(motion.decided, setting.as_of)
    needed = max(2, setting.blueprint.standard.terms.deciders)
    section = setting.identity.firm.industry[0]
    bench = Bench(index=setting.index, section=section, needed=needed)
    delay = 0 if kind in _QUICK else stream.randint(0, 7)
    effective = motion.effective or days_after(day, delay)
    decision = Decision(
        kind=kind,
        audit=motion.audit,
        certificate=None if kind in _NO_CERTIFICATE else life.certificate,
        appeal=motion.appeal,
        outcome=motion.outcome,
        decided=day,
        effective=max(day, min(setting.as_of, effective)),
        recorded=min(setting.as_of, days_after(day, stream.randint(0, 3))),
        by=choose_deciders(bench, stream, count=motion.count or needed, apart=motion.apart),
        scope=motion.scope,
        exemption=motion.exemption,
        reason=motion.reason,
    )
    life.decisions.append(decision)
    return decision


def _with_gate(pattern: Pair, card: Scorecard, life: Life) -> Text:
    """Name the gate that failed, in the standard's words."""
    failed = next((gate.gate for gate in card.gates if not gate.passed), None)
    titles = {gate.id: gate.title for gate in life.setting.blueprint.standard.gates}
    gate = titles[failed] if failed else Text(*phrases.REFUSED_TOTAL)
    return Text(pattern[0].format(gate=gate.zh), pattern[1].format(gate=gate.en))
