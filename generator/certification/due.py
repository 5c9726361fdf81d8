"""Certification: what has to be done by when: audits, corrections, decisions, renewals; pure.

Input: a firm's dossier as of a day, or the roster; the last day to look ahead to. Output: `Due`s by
day. What runs out has its day ahead or is overdue; what waits has the day since when it waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.certification.decisions import sort_matters
from generator.certification.spans import renewal_opens
from generator.certification.standing import Status
from generator.records.model import ApplicationType, AuditType, DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.certification.decisions import Matter
    from generator.certification.standing import Dossier, Standing
    from generator.records.model import Audit, Decision, FirmRecords, Foundation, Person


class DueKind(StrEnum):
    """What has to be done, or what ends."""

    SURVEILLANCE = "surveillance"
    """The last day for the surveillance audit."""
    RENEWAL_OPENS = "renewal_opens"
    """From this day on a renewal may be applied for."""
    CERTIFICATE_ENDS = "certificate_ends"
    """The certificate's last valid day."""
    CORRECTION = "correction"
    """The day by which a nonconformity is to be corrected."""
    SUSPENSION_LAPSES = "suspension_lapses"
    """The day on which the suspension turns into withdrawal."""
    APPEAL = "appeal"
    """Waits for its decision since it was received."""
    APPLICATION = "application"
    """Waits for its audit since it was received."""
    DECISION = "decision"
    """An audit that waits for a decision since it was reported."""
    COMPETENCE_ENDS = "competence_ends"
    """The last day of a person's competence in a section of industry."""
    ROSTER_ENDS = "roster_ends"
    """A person's last day in the roster."""

    @property
    def waits(self) -> bool:
        """Whether its day is the one since when it waits, not one by which it must be done."""
        return self in (DueKind.APPEAL, DueKind.APPLICATION, DueKind.DECISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing to be done; what does not concern it is None."""

    kind: DueKind
    day: date
    firm: str | None = None
    """The firm's code; None where it concerns a person of the roster."""
    standard: str | None = None
    """The standard's id."""
    certificate: str | None = None
    audit: str | None = None
    subject: str | None = None
    """The id of the nonconformity, appeal or person; the type of an application."""
    section: str | None = None
    """The section of industry in which a competence ends."""


_OPEN = (Status.APPLIED, Status.VALID, Status.SURVEILLANCE_DUE, Status.SUSPENDED)
"""While corrections are still awaited."""
_ANSWERS = {
    ApplicationType.INITIAL: (DecisionKind.GRANT,),
    ApplicationType.RENEWAL: (DecisionKind.RENEW, DecisionKind.GRANT),
    ApplicationType.CHANGE_SCOPE: (DecisionKind.CHANGE_SCOPE,),
}
"""What gives a firm what it applied for."""


def list_due(
    dossiers: Iterable[Dossier], foundation: Foundation, day: date, until: date
) -> tuple[Due, ...]:
    """List what firms have to do up to a day, as known on `day`, the most overdue first."""
    found = (due for dossier in dossiers for due in _list_of_firm(dossier, foundation, day))
    return sort_due(due for due in found if due.day <= until)


def list_ending(people: Iterable[Person], day: date, until: date) -> tuple[Due, ...]:
    """List whose place in the roster, or competence, ends from `day` to `until`, both included."""
    found: list[Due] = []
    for person in people:
        leaves = person.valid_to
        if leaves is not None:
            found.append(Due(kind=DueKind.ROSTER_ENDS, day=leaves, subject=person.id))
        found += [
            Due(kind=DueKind.COMPETENCE_ENDS, day=ends, subject=person.id, section=section)
            for section, ends in person.competence_ends.items()
            if leaves is None or ends < leaves
        ]
    return sort_due(due for due in found if day <= due.day <= until)


def sort_due(found: Iterable[Due]) -> tuple[Due, ...]:
    """Bring what is due into one order: by day, firm, kind."""
    kinds = list(DueKind)
    return tuple(
        sorted(
            found,
            key=lambda due: (
                due.day,
                due.firm or "",
                kinds.index(due.kind),
                due.standard or "",
                due.audit or "",
                due.subject or "",
                due.section or "",
            ),
        )
    )


def _list_of_firm(dossier: Dossier, foundation: Foundation, day: date) -> Iterator[Due]:
    firm = dossier.records.firm.code
    standings = {s.standard.partition("@")[0]: s for s in dossier.standings}
    for matter in sort_matters(dossier.records):
        standing = standings.get(matter.standard)
        decided = [decision for _, decision in matter.decisions if decision.recorded <= day]
        if standing is not None:
            yield from _list_of_certificate(
                firm, matter.standard, standing, decided, foundation, day
            )
            if standing.status in _OPEN:
                yield from _list_corrections(firm, matter, standing, day)
        yield from _list_undecided(firm, matter, decided, day)
        yield from _list_appeals(dossier.records, matter, decided, day)
        yield from _list_applications(firm, matter, decided, day)


def _list_of_certificate(
    firm: str,
    standard: str,
    standing: Standing,
    decided: list[Decision],
    foundation: Foundation,
    day: date,
) -> Iterator[Due]:
    """Yield what a certificate in force or suspended has ahead, unless it is decided already."""
    held = standing.certificate
    if held is None or not (standing.status.holds or standing.status is Status.SUSPENDED):
        return
    to_come = {decision.kind for decision in decided if decision.effective > day}
    if DecisionKind.WITHDRAW in to_come:
        return

    def make(kind: DueKind, on: date) -> Due:
        return Due(kind=kind, day=on, firm=firm, standard=standard, certificate=held.number)

    if standing.lapses is not None and DecisionKind.REINSTATE not in to_come:
        yield make(DueKind.SUSPENSION_LAPSES, standing.lapses)
    if DecisionKind.RENEW in to_come:
        return
    if standing.surveillance_by is not None and standing.surveillance_by <= held.valid_to:
        yield make(DueKind.SURVEILLANCE, standing.surveillance_by)
    opens = renewal_opens(held.valid_to, foundation.standards[held.standard].terms)
    if opens is not None and opens >= day:
        yield make(DueKind.RENEWAL_OPENS, opens)
    yield make(DueKind.CERTIFICATE_ENDS, held.valid_to)


def _list_corrections(firm: str, matter: Matter, standing: Standing, day: date) -> Iterator[Due]:
    number = standing.certificate.number if standing.certificate else None
    for audit in matter.audits:
        if audit.reported > day:
            continue
        for found in audit.nonconformities:
            if found.closed is None or found.closed > day:
                yield Due(
                    kind=DueKind.CORRECTION,
                    day=found.due,
                    firm=firm,
                    standard=matter.standard,
                    certificate=number,
                    audit=audit.id,
                    subject=found.id,
                )


def _list_undecided(firm: str, matter: Matter, decided: list[Decision], day: date) -> Iterator[Due]:
    """Yield the audits that are reported and not decided on.

    A later audit's decision settles the earlier ones; a special audit may end in any decision.
    """
    order = {audit.id: place for place, audit in enumerate(matter.audits)}
    latest = max((order.get(d.audit or "", -1) for d in decided), default=-1)
    for place, audit in enumerate(matter.audits):
        if audit.reported <= day and place > latest and not _is_settled(audit, decided):
            yield Due(
                kind=DueKind.DECISION,
                day=audit.reported,
                firm=firm,
                standard=matter.standard,
                audit=audit.id,
            )


def _is_settled(audit: Audit, decided: list[Decision]) -> bool:
    return audit.type is AuditType.SPECIAL and any(
        decision.kind is not DecisionKind.APPEAL and decision.decided >= audit.reported
        for decision in decided
    )


def _list_appeals(
    records: FirmRecords, matter: Matter, decided: list[Decision], day: date
) -> Iterator[Due]:
    settled = {decision.appeal for decision in decided}
    for appeal in matter.appeals:
        if appeal.recorded <= day and appeal.id not in settled:
            yield Due(
                kind=DueKind.APPEAL,
                day=appeal.received,
                firm=records.firm.code,
                standard=matter.standard,
                # An appeal belongs to a matter by the decision that it is against.
                certificate=records.decisions[appeal.against - 1].certificate,
                subject=appeal.id,
            )


def _list_applications(
    firm: str, matter: Matter, decided: list[Decision], day: date
) -> Iterator[Due]:
    """Yield the applications that neither an audit nor a decision followed, the last of each."""
    last = {application.type: application for application in matter.applications}
    for application in last.values():
        since = application.received
        if application.recorded > day or any(since <= a.started <= day for a in matter.audits):
            continue
        answers = {DecisionKind.REFUSE, DecisionKind.WITHDRAW, *_ANSWERS[application.type]}
        if not any(d.kind in answers and d.decided >= since for d in decided):
            yield Due(
                kind=DueKind.APPLICATION,
                day=since,
                firm=firm,
                standard=matter.standard,
                subject=str(application.type),
            )
