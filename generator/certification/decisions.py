"""Certification: a firm's decisions and scorecards → certificates, standings and history.

Input: one firm's records, their scorecards, the foundation and the day. Output: `Standing`s.
Pure. Decisions count from the day they take effect; what comes later than the day is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.certification.course import Course, Step, follow_course, list_occurrences
from generator.certification.history import tell_history
from generator.certification.issue import issue_certificates
from generator.certification.spans import surveillance_ends
from generator.certification.standing import Certificate, Former, Standing, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import (
        Appeal,
        Application,
        Audit,
        Decision,
        FirmRecords,
        Foundation,
        Terms,
    )

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All of a firm's records that concern one standard, whatever its version."""

    standard: str
    """The standard's id."""
    audits: tuple[Audit, ...]
    applications: tuple[Application, ...]
    decisions: tuple[tuple[int, Decision], ...]
    """With their places in the firm's decisions, from 0."""
    appeals: tuple[Appeal, ...]


def sort_matters(records: FirmRecords) -> tuple[Matter, ...]:
    """Sort a firm's records by the standard they concern, in the order of their first days.

    A decision concerns the standard of its audit, or of the certificate or appeal that it names.
    """
    audits = {audit.id: audit.standard.partition("@")[0] for audit in records.audits}
    told = records.proceedings
    decided = _standards_of_decisions(records, audits)
    dated = [(a.received, a.standard.partition("@")[0]) for a in told.applications]
    dated += [(a.started, audits[a.id]) for a in records.audits]
    return tuple(
        Matter(
            standard=standard,
            audits=tuple(a for a in records.audits if audits[a.id] == standard),
            applications=tuple(
                a for a in told.applications if a.standard.partition("@")[0] == standard
            ),
            decisions=tuple(
                (place, decision)
                for place, decision in enumerate(records.decisions)
                if decided[place] == standard
            ),
            appeals=tuple(a for a in told.appeals if _get(decided, a.against - 1) == standard),
        )
        for standard in dict.fromkeys(s for _, s in sorted(dated))
    )


def _standards_of_decisions(records: FirmRecords, audits: Mapping[str, str]) -> list[str | None]:
    numbers: dict[str, str] = {}
    decided: list[str | None] = []
    appeals = {a.id: a.against - 1 for a in records.proceedings.appeals}
    for decision in records.decisions:
        standard = audits.get(decision.audit or "") or numbers.get(decision.certificate or "")
        if standard is None and decision.appeal is not None:
            standard = _get(decided, appeals.get(decision.appeal, -1))
        if standard is not None and decision.certificate is not None:
            numbers.setdefault(decision.certificate, standard)
        decided.append(standard)
    return decided


def _get(items: Sequence[str | None], place: int) -> str | None:
    return items[place] if 0 <= place < len(items) else None


def follow_matter(matter: Matter, foundation: Foundation, until: date) -> Course:
    """Walk through a matter's records up to a day."""
    terms = {a.id: foundation.standards[a.standard].terms for a in matter.audits}
    appeals = {a.id: a for a in matter.appeals}
    occurrences = list_occurrences(
        matter.decisions, matter.audits, matter.applications, appeals, terms
    )
    return follow_course(occurrences, until)


def judge_firm(
    records: FirmRecords,
    scorecards: Sequence[Scorecard],
    foundation: Foundation,
    day: date,
) -> tuple[Standing, ...]:
    """Return how the firm stands on `day`, one standing for each standard id, the best first."""
    cards = {card.audit: card for card in scorecards}
    judged = (_judge(records, m, cards, foundation, day) for m in sort_matters(records))
    standings = [standing for standing in judged if standing is not None]
    return tuple(sorted(standings, key=lambda s: (_RANK.index(s.status), s.standard)))


def _judge(
    records: FirmRecords,
    matter: Matter,
    cards: Mapping[str, Scorecard],
    foundation: Foundation,
    day: date,
) -> Standing | None:
    course = follow_matter(matter, foundation, day)
    if not course.steps:
        return None
    taken = {step.decision for step in course.steps}
    decisions = sorted(
        ((place, d) for place, d in matter.decisions if place in taken),
        key=lambda item: (item[1].effective, item[0]),
    )
    issued = issue_certificates(records.firm, decisions, cards, foundation)
    audits = [audit for audit in matter.audits if audit.started <= day]
    applications = [a for a in matter.applications if a.received <= day]
    ids = {audit.id for audit in audits}
    history = tell_history(
        decisions=decisions,
        audits=[audit for audit in audits if audit.ended <= day],
        applications=applications,
        corrections=[
            c for c in records.proceedings.corrections if c.audit in ids and c.closed <= day
        ],
        appeals=[a for a in matter.appeals if a.received <= day],
        grades=issued.grades,
        course=course,
    )
    last = course.steps[-1]
    held = issued.certificates.get(last.certificate or "")
    if held is not None:
        ref = held.standard
    else:
        known = [(a.started, a.standard) for a in audits]
        known = known or [(a.received, a.standard) for a in applications]
        ref = max(known)[1]
    terms = foundation.standards[ref].terms
    return Standing(
        firm=records.firm.code,
        standard=ref,
        status=last.status,
        since=_since(course),
        certificate=held,
        former=_former(course, issued.certificates),
        surveillance_by=_surveillance_by(audits, terms, day) if last.status.holds else None,
        lapses=course.lapses if held and _within(course.lapses, held.valid_to) else None,
        history=history,
    )


def _within(day: date | None, valid_to: date) -> bool:
    """Tell whether a lapse comes before the certificate runs out, which ends it as well."""
    return day is not None and day <= valid_to


def _since(course: Course) -> date:
    """Return the first day of the present status of the present certificate."""
    last = course.steps[-1]
    since = last.day
    for step in reversed(course.steps):
        if (step.status, step.certificate) != (last.status, last.certificate):
            break
        since = step.day
    return since


def _surveillance_by(audits: Sequence[Audit], terms: Terms, day: date) -> date | None:
    """Count from the last audit that ended by the day."""
    ended = [audit.ended for audit in audits if audit.ended <= day]
    return surveillance_ends(max(ended), terms) if ended else None


def _former(course: Course, certificates: Mapping[str, Certificate]) -> tuple[Former, ...]:
    """Return the certificates before the present one with how each ended, the latest first."""
    *earlier, _ = [*certificates] or [""]
    found = []
    for number in earlier:
        end, follower = _end_of(course, number)
        superseded = end.status.holds or end.status is Status.SUSPENDED
        found.append(
            Former(
                certificate=certificates[number],
                status=Status.SUPERSEDED if superseded else end.status,
                since=follower.day if superseded else end.day,
                superseded_by=follower.certificate if superseded else None,
            )
        )
    return tuple(reversed(found))


def _end_of(course: Course, number: str) -> tuple[Step, Step]:
    """Return the step at which a certificate got its last status, and the step after its last."""
    steps = course.steps
    last = max(place for place, step in enumerate(steps) if step.certificate == number)
    first = last
    while first and (steps[first - 1].status, steps[first - 1].certificate) == (
        steps[last].status,
        number,
    ):
        first -= 1
    return steps[first], steps[last + 1]
