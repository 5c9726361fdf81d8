"""Certification: the course of a firm under one standard: every move of its status, day by day.

Input: the firm's decisions, audits and applications under the standard. Output: `Course`: the
steps taken, and the decisions that the state machine does not allow. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.certification.spans import (
    DAY,
    last_valid_day,
    next_day,
    surveillance_ends,
    suspension_ends,
)
from generator.certification.standing import Status
from generator.certification.status import TIMES, Act, Back, act_of, next_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.records.model import Appeal, Application, Audit, Decision, Terms


_ON_THE_CERTIFICATE = (Act.MAINTAIN, Act.SUSPEND, Act.REINSTATE, Act.WITHDRAW, Act.CHANGE_SCOPE)
"""Decisions on the certificate in force, and on no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move: what happened on a day, and the status and certificate in force after it."""

    day: date
    act: Act
    status: Status
    certificate: str | None
    """The certificate that the status speaks of; None where none was granted."""
    decision: int | None
    """The place of the decision in the firm's decisions, from 0; None where none was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misstep:
    """A decision that may not be taken: what the status or the certificate in force was instead."""

    decision: int
    day: date
    status: Status | None
    certificate: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All steps in the order of their days; missteps are left out of them."""

    steps: tuple[Step, ...]
    missteps: tuple[Misstep, ...]
    lapses: date | None = None
    """While a certificate is suspended: the day on which the suspension's time is up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Something that happens on a day; `number` and `terms` where it issues a certificate."""

    day: date
    act: Act
    decision: int | None = None
    number: str | None = None
    terms: Terms | None = None
    against: int | None = None
    """The decision that an appeal was lodged against, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """Where the walk stands."""

    status: Status | None = None
    number: str | None = None
    terms: Terms | None = None
    valid_to: date = date.max
    audited: date = date.min
    suspended: date = date.max
    cause: int | None = None
    """The decision that brought the status about, and the state before it."""
    before: _State | None = None


def list_occurrences(
    decisions: Iterable[tuple[int, Decision]],
    audits: Iterable[Audit],
    applications: Iterable[Application],
    appeals: Mapping[str, Appeal],
    terms: Mapping[str, Terms],
) -> tuple[Occurrence, ...]:
    """List what happened under one standard; `terms` by the id of the audit of a grant."""
    found = [Occurrence(day=a.received, act=Act.APPLICATION) for a in applications]
    for audit in audits:
        found.append(Occurrence(day=audit.started, act=Act.AUDIT_BEGUN))
        found.append(Occurrence(day=audit.ended, act=Act.AUDIT_ENDED))
    for place, decision in decisions:
        appeal = appeals.get(decision.appeal or "")
        found.append(
            Occurrence(
                day=decision.effective,
                act=act_of(decision.kind, decision.outcome),
                decision=place,
                number=decision.certificate,
                terms=terms.get(decision.audit or "") if decision.kind.issues else None,
                against=appeal.against - 1 if appeal else None,
            )
        )
    return tuple(found)


def follow_course(occurrences: Sequence[Occurrence], until: date) -> Course:
    """Walk through what happened up to a day, time included.

    On one day time comes first, then applications and audits, then decisions as they were written.
    Where a renewal takes effect time comes last: what is renewed in time does not expire.
    """
    state, steps, missteps = _State(), list[Step](), list[Misstep]()
    renewed = {o.day for o in occurrences if o.act is Act.RENEW and o.day > date.min}
    for occurrence in sorted(occurrences, key=_order):
        if occurrence.day > until:
            break
        waits = occurrence.day in renewed
        state = _let_time_pass(state, occurrence.day - DAY if waits else occurrence.day, steps)
        after = _take(state, occurrence)
        if after is not None:
            _note(steps, after, occurrence.day, occurrence.act, occurrence.decision)
            state = after
        elif occurrence.decision is not None:
            misstep = Misstep(
                decision=occurrence.decision,
                day=occurrence.day,
                status=state.status,
                certificate=state.number,
            )
            missteps.append(misstep)
    state = _let_time_pass(state, until, steps)
    lapses = None
    if state.status is Status.SUSPENDED and state.terms is not None:
        lapses = suspension_ends(state.suspended, state.terms)
    return Course(steps=tuple(steps), missteps=tuple(missteps), lapses=lapses)


def _order(occurrence: Occurrence) -> tuple[date, int, str]:
    """What is no decision comes first; an audit begins before it ends, by the alphabet too."""
    place = -1 if occurrence.decision is None else occurrence.decision
    return occurrence.day, place, str(occurrence.act)


def _note(steps: list[Step], state: _State, day: date, act: Act, decision: int | None) -> None:
    if state.status is not None:
        steps.append(
            Step(day=day, act=act, status=state.status, certificate=state.number, decision=decision)
        )


def _take(state: _State, occurrence: Occurrence) -> _State | None:
    """Return the state after an occurrence; None where it is not allowed."""
    act = occurrence.act
    target = next_status(state.status, act)
    issues = act in (Act.GRANT, Act.RENEW)
    names_another = occurrence.number is not None and occurrence.number != state.number
    if target is None or (names_another and act in _ON_THE_CERTIFICATE):
        return None
    if isinstance(target, Back):
        undone = state.cause is not None and state.cause == occurrence.against
        return _go_back(state.before, state.audited) if undone and state.before else state
    if act is Act.AUDIT_ENDED:
        return replace(state, status=target, audited=max(state.audited, occurrence.day))
    if issues:
        if occurrence.terms is None or occurrence.number is None or not names_another:
            return None
        return _State(
            status=target,
            number=occurrence.number,
            terms=occurrence.terms,
            valid_to=last_valid_day(occurrence.day, occurrence.terms),
            audited=state.audited,
            cause=occurrence.decision,
        )
    if target is state.status:
        return state
    return replace(
        state,
        status=target,
        suspended=occurrence.day if target is Status.SUSPENDED else state.suspended,
        cause=occurrence.decision,
        before=state,
    )


def _go_back(before: _State, audited: date) -> _State:
    """Return to an earlier state; what the audits told meanwhile stays known."""
    delayed = before.status is Status.SURVEILLANCE_DUE and audited > before.audited
    status = Status.VALID if delayed else before.status
    return replace(before, status=status, audited=audited)


def _deadlines(state: _State) -> Iterator[tuple[date, Act]]:
    """Yield the days on which time will move the status, if nobody does."""
    if state.terms is None or state.status is None:
        return
    days = {
        Act.EXPIRED: next_day(state.valid_to),
        Act.SUSPENSION_LAPSED: suspension_ends(state.suspended, state.terms),
        Act.SURVEILLANCE_PASSED: next_day(surveillance_ends(state.audited, state.terms)),
    }
    for act in TIMES:
        if next_status(state.status, act) is not None:
            yield days[act], act


def _let_time_pass(state: _State, until: date, steps: list[Step]) -> _State:
    """Let the lapses of time up to a day happen, each on its day."""
    while True:
        due = [(day, act) for day, act in _deadlines(state) if day <= until]
        if not due:
            return state
        day, act = min(due, key=lambda item: item[0])
        after = Status(str(next_status(state.status, act)))
        # A delay that was already there when the certificate took effect begins with it.
        day = max(day, steps[-1].day) if steps else day
        state = replace(state, status=after)
        _note(steps, state, day, act, None)
