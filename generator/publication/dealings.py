"""Publication: what a firm's page tells beside its rating: applications, appeals, replies, scopes.

Input: a dossier, the day. Output: plain pieces for the templates, in one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.certification.appeals import follow_appeals
from generator.certification.replies import list_shown_replies
from generator.certification.status import act_of
from generator.publication.words import appeal_words, application_words
from generator.records.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from gettext import NullTranslations

    from generator.certification.standing import Dossier, Event
    from generator.publication.worth import Stand
    from generator.records.model import Text


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a history with the scope that it gave the certificate, where it changed it."""

    event: Event
    scope: Text | None


class DealingsWriter:
    """Gathers a firm's dealings with the registry for its page."""

    def __init__(self, as_of: date, words: NullTranslations) -> None:
        """Take the day that nothing later than is told, and the words of a language."""
        self.as_of = as_of
        self.states = appeal_words(words)
        self.types = application_words(words)

    def gather(self, dossier: Dossier) -> dict[str, Any]:
        """Return the pieces by their names in the templates."""
        records, day = dossier.records, self.as_of
        return {
            "appeals": [
                (
                    case,
                    self.states[case.state],
                    str(act_of(case.against.kind, case.against.outcome)),
                )
                for case in follow_appeals(records, day)
                if case.against is not None
            ],
            "replies": list_shown_replies(records, day),
            "applications": [
                (one, self.types[one.type])
                for one in reversed(records.proceedings.applications)
                if one.recorded <= day
            ],
        }


def tell_events(dossier: Dossier, events: Iterable[Event]) -> list[Told]:
    """Add to each event the scope that a change of scope gave."""
    scopes = {
        (decision.effective, decision.recorded): decision.scope
        for decision in dossier.records.decisions
        if decision.kind is DecisionKind.CHANGE_SCOPE
    }
    return [
        Told(e, scopes.get((e.day, e.recorded)) if e.kind == DecisionKind.CHANGE_SCOPE else None)
        for e in events
    ]


def list_certificate_events(dossier: Dossier, stand: Stand, as_of: date) -> list[Event]:
    """Return what happened to one certificate, the latest first; appeals and its end included."""
    number = stand.certificate.number
    appeals = set()
    for case in follow_appeals(dossier.records, as_of):
        if case.against is not None and case.against.certificate == number:
            appeals.add((case.appeal.received, case.appeal.recorded))
            if case.decision is not None:
                appeals.add((case.decision.effective, case.decision.recorded))
    return [
        event
        for event in stand.standing.history
        if event.certificate == number
        or (event.kind == DecisionKind.RENEW and event.certificate == stand.superseded_by)
        or (event.kind.startswith("appeal") and (event.day, event.recorded) in appeals)
    ]
