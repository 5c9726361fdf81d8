"""Certification: every change that the public is told of, with the day of effect and of record.

Input: dossiers and the day. Output: `Change`s: decisions recorded by the day, appeals, replies of
firms, and what time brought, recorded on the day when it happened. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.certification.status import act_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.certification.standing import Dossier
    from generator.records.model import Decision, Firm, FirmRecords, Text

_LAPSES = ("expired", "suspension_lapsed", "surveillance_passed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change in the register."""

    recorded: date
    time: str
    """HH:MM:SS of the day of record, or none."""
    firm: str
    name: Text
    """The firm's."""
    key: str
    """Tells it from the firm's other changes, for ever."""
    day: date
    """The day on which it took or takes effect."""
    kind: str
    """As an `Event`'s, or `reply`."""
    certificate: str | None
    issued: bool
    """Whether the certificate has taken effect, so that it has a page."""
    grade: str | None
    standard: str
    """`id@version`, for the title of the grade; "" where there is no grade."""
    reason: Text | None

    @property
    def order(self) -> tuple[date, str, str, str]:
        """Where it stands among all changes."""
        return (self.recorded, self.time, self.firm, self.key)


def list_changes(dossiers: Iterable[Dossier], day: date) -> tuple[Change, ...]:
    """Return the changes of all firms recorded by `day`, the newest record first."""
    found = [
        change for dossier in dossiers for change in _list_firm(dossier) if change.recorded <= day
    ]
    return tuple(sorted(found, key=lambda change: change.order, reverse=True))


def _list_firm(dossier: Dossier) -> Iterator[Change]:
    records, told = dossier.records, dossier.records.proceedings
    firm, decisions = records.firm, records.decisions
    grades, issued = _list_grades(dossier), _list_issued(dossier)
    for number, decision in enumerate(decisions, 1):
        certificate = decision.certificate or _contested(records, decision)
        effect = (decision.certificate, decision.effective, decision.recorded)
        yield _change(
            firm=firm,
            recorded=decision.recorded,
            time=decision.time or "",
            key=f"decisions/{number:04}",
            day=decision.effective,
            kind=str(act_of(decision.kind, decision.outcome)),
            certificate=certificate,
            issued=certificate in issued,
            graded=grades.get(effect),
            reason=decision.reason or decision.exemption,
        )
    for appeal in told.appeals:
        place = appeal.against - 1
        certificate = decisions[place].certificate if 0 <= place < len(decisions) else None
        yield _change(
            firm=firm,
            recorded=appeal.recorded,
            key=f"appeals/{appeal.id}",
            day=appeal.received,
            kind="appeal",
            certificate=certificate,
            issued=certificate in issued,
            reason=appeal.grounds,
        )
    for number, reply in enumerate(told.replies, 1):
        yield _change(
            firm=firm,
            recorded=reply.recorded,
            key=f"replies/{number:04}",
            day=reply.received,
            kind="reply",
            reason=reply.text,
        )
    for event in (e for standing in dossier.standings for e in standing.history):
        if event.kind in _LAPSES:
            yield _change(
                firm=firm,
                recorded=event.recorded,
                key=f"{event.certificate}/{event.kind}/{event.day}",
                day=event.day,
                kind=event.kind,
                certificate=event.certificate,
                issued=True,
            )


def _change(  # noqa: PLR0913 - all by name, most with a default
    *,
    firm: Firm,
    recorded: date,
    key: str,
    day: date,
    kind: str,
    time: str = "",
    certificate: str | None = None,
    issued: bool = False,
    graded: tuple[str, str] | None = None,
    reason: Text | None = None,
) -> Change:
    grade, standard = graded or (None, "")
    return Change(
        recorded=recorded,
        time=time,
        firm=firm.code,
        name=firm.name,
        key=key,
        day=day,
        kind=kind,
        certificate=certificate,
        issued=issued,
        grade=grade,
        standard=standard,
        reason=reason,
    )


def _list_issued(dossier: Dossier) -> set[str]:
    """Return the numbers of the certificates that have taken effect."""
    held = (s.certificate for s in dossier.standings)
    former = (one.certificate for s in dossier.standings for one in s.former)
    return {certificate.number for certificate in (*held, *former) if certificate is not None}


def _list_grades(dossier: Dossier) -> dict[tuple[str | None, date, date], tuple[str, str]]:
    """Return what grade, under which standard, a certificate got by what took effect on a day."""
    return {
        (event.certificate, event.day, event.recorded): (event.grade, standing.standard)
        for standing in dossier.standings
        for event in standing.history
        if event.grade is not None
    }


def _contested(records: FirmRecords, decision: Decision) -> str | None:
    """Return the certificate that an appeal was about, where the decision decides one."""
    for appeal in records.proceedings.appeals:
        if appeal.id == decision.appeal and 0 < appeal.against <= len(records.decisions):
            return records.decisions[appeal.against - 1].certificate
    return None
