"""Demo, drawing: what the firm brings before the committee: applications, appeals, replies.

Input: a `Life` in the making. Output: its proceedings, and the decisions that answer them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.certification.spans import renewal_opens
from generator.demo import phrases
from generator.demo.committee import SETTLING, Motion, decide, suspend
from generator.demo.draws import days_after, days_before
from generator.demo.stories import Ending
from generator.records.model import (
    Appeal,
    Application,
    ApplicationType,
    AuditType,
    DecisionKind,
    Outcome,
    Reply,
    Text,
)

if TYPE_CHECKING:
    from datetime import date

    from generator.demo.committee import Life
    from generator.records.model import Audit

_CONTESTED = (DecisionKind.REFUSE, DecisionKind.SUSPEND, DecisionKind.WITHDRAW)
_APPEAL_CHANCE, _REPLY_CHANCE, _UPHELD_CHANCE, _RESCOPE_CHANCE = 0.35, 0.4, 0.3, 0.15
_APPEAL_DAYS = 21
"""Days for an appeal where the standard names none."""
_HEARING = 42
"""Days from an appeal to the decision on it, at most."""
_MARGIN = 20
"""Days kept free at each end of a suspension that is lifted."""
_APPEAL_DECIDERS = 2


def apply(life: Life, audit: Audit) -> None:
    """Apply for an audit before it: for a renewal no earlier than the standard allows."""
    stream, terms = life.setting.stream, life.setting.blueprint.standard.terms
    renewal = audit.type is AuditType.RENEWAL
    received = days_before(audit.started, stream.randint(35, 75))
    opens = renewal_opens(life.valid_to, terms) if renewal and life.valid_to else None
    if opens is not None:
        latest = (audit.started - opens).days
        received = days_after(opens, stream.randint(0, max(0, latest - 7)))
    kind = ApplicationType.RENEWAL if renewal else ApplicationType.INITIAL
    _apply(life, kind, received, audit.scope)


def _apply(life: Life, kind: ApplicationType, received: date, scope: Text) -> None:
    stream, as_of = life.setting.stream, life.setting.as_of
    life.applications.append(
        Application(
            standard=life.setting.blueprint.standard.ref,
            type=kind,
            received=received,
            recorded=min(as_of, days_after(received, stream.randint(0, 2))),
            scope=scope,
        )
    )


def change_scope(life: Life, last: date) -> None:
    """Now and then the firm offers more than before, and has it added to its certificate."""
    stream, as_of = life.setting.stream, life.setting.as_of
    free = (as_of - last).days - SETTLING - _MARGIN
    if free < _MARGIN or stream.random() >= _RESCOPE_CHANCE:
        return
    (zh, en), reason = stream.choice(phrases.RESCOPED)
    scope = life.setting.identity.scope
    wider = Text(scope.zh + zh, scope.en + en)
    received = days_before(as_of, stream.uniform(_MARGIN, free))
    _apply(life, ApplicationType.CHANGE_SCOPE, received, wider)
    decided = days_after(received, stream.randint(7, _MARGIN))
    decide(
        life,
        Motion(kind=DecisionKind.CHANGE_SCOPE, decided=decided, scope=wider, reason=Text(*reason)),
    )


def pause(life: Life, last: date) -> None:
    """Suspend the certificate for a while; it is reinstated, or an appeal is upheld."""
    stream, as_of = life.setting.stream, life.setting.as_of
    longest = life.setting.pause_days - _MARGIN
    free = (as_of - last).days - SETTLING
    length = stream.uniform(_MARGIN, min(longest, free - _MARGIN))
    ended = days_before(as_of, stream.uniform(0, free - length - 1))
    suspended = suspend(life, days_before(ended, length), phrases.SUSPENDED[1:])
    if stream.random() < _UPHELD_CHANCE:
        received = days_after(suspended.recorded, stream.randint(2, _MARGIN // 2))
        _appeal(life, received)
        _decide_appeal(life, ended, Outcome.UPHELD)
        return
    reason = Text(*stream.choice(phrases.REINSTATED))
    decide(life, Motion(kind=DecisionKind.REINSTATE, decided=ended, reason=reason))


def contest(life: Life) -> None:
    """Let a firm reply in public to what was decided against it, or appeal; few are upheld."""
    if not life.decisions or life.decisions[-1].kind not in _CONTESTED:
        return
    stream, as_of = life.setting.stream, life.setting.as_of
    last = life.decisions[-1]
    if stream.random() < _REPLY_CHANCE:
        received = days_after(last.recorded, stream.randint(2, 25))
        if received <= as_of:
            words = Text(*stream.choice(phrases.REPLIES))
            life.replies.append(
                Reply(received=received, recorded=received, about=last.audit, text=words)
            )
    if stream.random() >= _APPEAL_CHANCE:
        return
    days = life.setting.blueprint.standard.terms.appeal_days or _APPEAL_DAYS
    received = days_after(last.recorded, stream.randint(1, days))
    decided = days_after(received, stream.randint(_MARGIN, _HEARING))
    if received > as_of:
        return
    _appeal(life, received)
    # A lapse of the suspension may be near: the hearing is not long enough to meet it.
    if decided <= as_of:
        _decide_appeal(life, decided, Outcome.DISMISSED)


def _appeal(life: Life, received: date) -> None:
    """Appeal against the last decision."""
    life.appeals.append(
        Appeal(
            id=f"AP{len(life.appeals) + 1}",
            against=len(life.decisions),
            received=received,
            recorded=min(life.setting.as_of, days_after(received, 1)),
            grounds=Text(*life.setting.stream.choice(phrases.APPEALED)),
        )
    )


def _decide_appeal(life: Life, decided: date, outcome: Outcome) -> None:
    """Decide the last appeal, by members who took no part in what it is against."""
    appeal = life.appeals[-1]
    words = phrases.UPHELD if outcome is Outcome.UPHELD else phrases.DISMISSED
    motion = Motion(
        kind=DecisionKind.APPEAL,
        decided=decided,
        appeal=appeal.id,
        outcome=outcome,
        reason=Text(*life.setting.stream.choice(words)),
        count=_APPEAL_DECIDERS,
        apart=life.decisions[appeal.against - 1].by,
    )
    decide(life, motion)


def befall(life: Life, last: date) -> None:
    """Let happen between the last audit's decision and the day what a holder brings about."""
    story = life.setting.story
    if story.paused:
        pause(life, last)
    elif story.ending is Ending.HOLDS and story.surveillances:
        change_scope(life, last)
