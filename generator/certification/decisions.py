"""Certification: a firm's decisions and scorecards → certificates, standings and history.

Input: one firm's records, their scorecards, the foundation and the day. Output: `Standing`s.
Pure. Decisions count from the day they take effect; what comes later than the day is not known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.certification.standing import Certificate, Event, Standing, Status
from generator.certification.status import (
    Life,
    add_months,
    last_valid_day,
    status_on,
    surveillance_by,
    suspension_ends,
)
from generator.records.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit, Decision, FirmRecords, Foundation, Standard

_RANK = (
    Status.VALID,
    Status.SURVEILLANCE_DUE,
    Status.SUSPENDED,
    Status.APPLIED,
    Status.EXPIRED,
    Status.WITHDRAWN,
    Status.REFUSED,
    Status.SUPERSEDED,
)


def judge_firm(
    records: FirmRecords,
    scorecards: Sequence[Scorecard],
    foundation: Foundation,
    day: date,
) -> tuple[Standing, ...]:
    """Return how the firm stands on `day`, one standing for each standard id, the best first."""
    known = [audit for audit in records.audits if audit.started <= day]
    cards = {card.audit: card for card in scorecards}
    by_standard: dict[str, list[Audit]] = {}
    for audit in known:
        by_standard.setdefault(audit.standard.partition("@")[0], []).append(audit)
    standings = [_judge(records, audits, cards, foundation, day) for audits in by_standard.values()]
    return tuple(sorted(standings, key=lambda s: (_RANK.index(s.status), s.standard)))


def _judge(
    records: FirmRecords,
    audits: Sequence[Audit],
    cards: Mapping[str, Scorecard],
    foundation: Foundation,
    day: date,
) -> Standing:
    ids = {audit.id for audit in audits}
    decisions = _known_decisions(records.decisions, ids, day)
    certificates, grades = _issue(records, decisions, cards, foundation)
    ended = tuple(audit.ended for audit in audits)
    lives = {
        number: _life(certificate, number, decisions, certificates, ended)
        for number, certificate in certificates.items()
    }
    standard = foundation.standards[audits[-1].standard]
    statuses = {
        number: status_on(life, foundation.standards[certificates[number].standard].terms, day)
        for number, life in lives.items()
    }
    history = _history(audits, decisions, grades, certificates, lives, foundation, day)
    if not certificates:
        refusal = next((d for d in reversed(decisions) if d.kind is DecisionKind.REFUSE), None)
        newer = refusal is None or audits[-1].started > refusal.effective
        return Standing(
            firm=records.firm.code,
            standard=standard.ref,
            status=Status.APPLIED if newer or refusal is None else Status.REFUSED,
            since=audits[-1].started if newer or refusal is None else refusal.effective,
            certificate=None,
            former=(),
            surveillance_by=None,
            history=history,
        )
    *earlier, latest = certificates
    status, since = statuses[latest]
    terms = foundation.standards[certificates[latest].standard].terms
    return Standing(
        firm=records.firm.code,
        standard=certificates[latest].standard,
        status=status,
        since=since,
        certificate=certificates[latest],
        former=tuple((certificates[n], statuses[n][0]) for n in reversed(earlier)),
        surveillance_by=surveillance_by(lives[latest], terms, day) if status.holds else None,
        history=history,
    )


def _known_decisions(
    decisions: Sequence[Decision], audits: set[str], day: date
) -> tuple[Decision, ...]:
    """Those in effect on the day that speak of these audits or of certificates resting on them."""
    numbers = {d.certificate for d in decisions if d.audit in audits and d.certificate}
    known = [
        d
        for d in decisions
        if d.effective <= day and (d.audit in audits or d.certificate in numbers)
    ]
    return tuple(sorted(known, key=lambda d: (d.effective, d.decided)))


def _issue(
    records: FirmRecords,
    decisions: Sequence[Decision],
    cards: Mapping[str, Scorecard],
    foundation: Foundation,
) -> tuple[dict[str, Certificate], dict[int, str]]:
    """Issue a certificate for every grant and revise it at every `maintain`, in order.

    Returned with the certificates are the grades they had after each decision, by its place.
    """
    certificates: dict[str, Certificate] = {}
    grades: dict[int, str] = {}
    first: Decision | None = None
    for place, decision in enumerate(decisions):
        number = decision.certificate
        if decision.kind not in (DecisionKind.GRANT, DecisionKind.MAINTAIN) or number is None:
            continue
        card = cards[decision.audit or ""]
        standard = foundation.standards[card.standard]
        if decision.kind is DecisionKind.GRANT and decision.scope is not None:
            first = first or decision
            certificates[number] = Certificate(
                number=number,
                firm=records.firm.code,
                firm_name=records.firm.name,
                standard=card.standard,
                scope=decision.scope,
                channels=records.firm.channels,
                audit=card.audit,
                grade=card.grade or standard.grades[0].id,
                score=card.total,
                ladder=card.ladder,
                first_granted=first.decided,
                granted=decision.decided,
                effective=decision.effective,
                valid_to=last_valid_day(decision.effective, standard.terms),
                revised=decision.effective,
                revision=1,
                first_year_cap=None,
                exemption=decision.exemption,
            )
        elif number in certificates:
            held = certificates[number]
            certificates[number] = replace(
                held,
                audit=card.audit,
                score=card.total,
                ladder=card.ladder,
                grade=card.grade or standard.grades[0].id,
                scope=decision.scope or held.scope,
                exemption=decision.exemption or held.exemption,
                revised=decision.effective,
                revision=held.revision + 1,
            )
        if first is not None and number in certificates:
            held = certificates[number]
            certificates[number] = _cap_first_year(held, card, standard, first.effective)
            grades[place] = certificates[number].grade
    return certificates, grades


def _cap_first_year(
    certificate: Certificate, card: Scorecard, standard: Standard, since: date
) -> Certificate:
    """Cap the grade of a first certification for its first year `since`, unless exempted."""
    rule = standard.first_certification
    if rule is None or card.grade is None or certificate.exemption is not None:
        return replace(certificate, first_year_cap=None)
    over = certificate.revised >= add_months(since, rule.months)
    low, high = standard.grade(rule.cap).minimum, standard.grade(card.grade).minimum
    if over or high <= low:
        return replace(certificate, first_year_cap=None)
    return replace(certificate, grade=rule.cap, first_year_cap=card.grade)


def _life(
    certificate: Certificate,
    number: str,
    decisions: Sequence[Decision],
    certificates: Mapping[str, Certificate],
    audits: tuple[date, ...],
) -> Life:
    def first(kind: DecisionKind) -> date | None:
        days = (d.effective for d in decisions if d.kind is kind and d.certificate == number)
        return next(days, None)

    # In the order of their grants: of two of one day, the second supersedes.
    numbers = list(certificates)
    later = [certificates[other].effective for other in numbers[numbers.index(number) + 1 :]]
    return Life(
        effective=certificate.effective,
        valid_to=certificate.valid_to,
        audits=audits,
        suspended=first(DecisionKind.SUSPEND),
        withdrawn=first(DecisionKind.WITHDRAW),
        superseded=min(later, default=None),
    )


def _history(
    audits: Sequence[Audit],
    decisions: Sequence[Decision],
    grades: Mapping[int, str],
    certificates: Mapping[str, Certificate],
    lives: Mapping[str, Life],
    foundation: Foundation,
    day: date,
) -> tuple[Event, ...]:
    """Tell what happened up to the day, the latest first; lapses are events as decisions are."""
    events = [
        Event(
            day=audit.ended,
            recorded=audit.reported,
            kind="audit",
            certificate=None,
            audit=audit.id,
            grade=None,
            reason=None,
        )
        for audit in audits
    ]
    events.extend(
        Event(
            day=d.effective,
            recorded=d.recorded,
            kind=str(d.kind),
            certificate=d.certificate,
            audit=d.audit,
            grade=grades.get(place),
            reason=d.reason or d.exemption,
        )
        for place, d in enumerate(decisions)
    )
    for number, life in lives.items():
        terms = foundation.standards[certificates[number].standard].terms
        status, since = status_on(life, terms, day)
        lapsed = life.suspended is not None and since == suspension_ends(life.suspended, terms)
        if status is Status.EXPIRED or (status is Status.WITHDRAWN and lapsed):
            kind = "expired" if status is Status.EXPIRED else "suspension_lapsed"
            events.append(
                Event(
                    day=since,
                    recorded=since,
                    kind=kind,
                    certificate=number,
                    audit=None,
                    grade=None,
                    reason=None,
                )
            )
    order = {"audit": 0}
    return tuple(
        sorted(events, key=lambda e: (e.day, order.get(e.kind, 1), e.recorded), reverse=True)
    )
