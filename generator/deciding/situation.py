"""Deciding, situation: what options said of a decision, and what it is about.

Input: nothing (types only). Output: `Given` and `Situation`, which the filling goes by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.certification.standing import Dossier
    from generator.deciding.targets import Target
    from generator.deciding.words import Spoken
    from generator.records.model import Appeal, Audit, Foundation


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What options said of a decision."""

    kind: str | None
    by: tuple[str, ...]
    decided: date
    effective: date
    scope: Spoken
    exemption: Spoken
    reason: Spoken
    appeal: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a decision is about: the firm, as it stands on the day of effect."""

    root: Path
    target: Target
    dossier: Dossier
    foundation: Foundation
    recorded: date
    time: str

    @property
    def code(self) -> str:
        """The firm's code."""
        return self.dossier.records.firm.code

    def list_appeals(self) -> tuple[Appeal, ...]:
        """Return the appeals that wait for their decision."""
        records = self.dossier.records
        decided = {decision.appeal for decision in records.decisions}
        return tuple(a for a in records.proceedings.appeals if a.id not in decided)

    def list_waiting(self) -> tuple[Audit, ...]:
        """Return the audits that no decision names."""
        records = self.dossier.records
        decided = {decision.audit for decision in records.decisions}
        return tuple(audit for audit in records.audits if audit.id not in decided)

    def find_standard(self, certificate: str | None) -> str | None:
        """Return the id of the standard that a certificate was granted under, if it is known."""
        for standing in self.dossier.standings:
            held = [standing.certificate, *(former.certificate for former in standing.former)]
            if any(one is not None and one.number == certificate for one in held):
                return standing.standard.partition("@")[0]
        return None
