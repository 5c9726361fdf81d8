"""Certification, the result: certificates, and how a firm stands under a standard on a day.

Input: nothing (types only). Output: `Certificate` and `Standing`, which publication shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import FirmRecords, Text


class Status(StrEnum):
    """How a firm or a certificate stands on a day (domain §6)."""

    APPLIED = "applied"
    VALID = "valid"
    SURVEILLANCE_DUE = "surveillance_due"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    SUPERSEDED = "superseded"

    @property
    def holds(self) -> bool:
        """Whether a certificate of this status may be shown as valid."""
        return self in (Status.VALID, Status.SURVEILLANCE_DUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate as its last revision says."""

    number: str
    firm: str
    firm_name: Text
    standard: str
    """`id@version`."""
    scope: Text
    channels: tuple[str, ...]
    audit: str
    grade: str
    score: Decimal
    ladder: str | None
    first_granted: date
    """The day of the decision that first certified the firm."""
    granted: date
    """The day of the decision that granted this certificate."""
    effective: date
    """The first day on which it is valid."""
    valid_to: date
    """The last day on which it is valid."""
    revised: date
    revision: int
    decision: int
    """The place, from 0, of the decision that made this revision, in the firm's decisions."""
    first_year_cap: str | None
    """The grade that the points alone give, where the first-year cap lowered it."""
    exemption: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """An earlier certificate, how and since when it ended, and what took its place."""

    certificate: Certificate
    status: Status
    since: date
    superseded_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step in a firm's history: what happened, when, and when it was recorded."""

    day: date
    recorded: date
    kind: str
    """A decision's kind (an appeal's: `appeal_upheld`, `appeal_dismissed`), `application`,
    `audit`, `correction`, `appeal`, `expired`, `suspension_lapsed`, `surveillance_passed`."""
    certificate: str | None
    audit: str | None
    grade: str | None
    """The grade that a grant or a `maintain` gave the certificate."""
    reason: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a firm stands under one standard on the day it was asked."""

    firm: str
    standard: str
    """`id@version` of the latest audit or certificate."""
    status: Status
    since: date
    certificate: Certificate | None
    """The one that the status speaks of; None where none was ever granted."""
    former: tuple[Former, ...]
    """Earlier certificates, the latest first."""
    surveillance_by: date | None
    """The day by which the next surveillance is due, while a certificate holds."""
    lapses: date | None
    """The day on which a suspension that is not ended turns into withdrawal."""
    history: tuple[Event, ...]
    """The latest first."""

    @property
    def grade(self) -> str | None:
        """The grade of the certificate while it holds; else None."""
        holds = self.status.holds and self.certificate is not None
        return self.certificate.grade if holds and self.certificate else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A firm's records with what was made of them: all that publication needs of one firm."""

    records: FirmRecords
    scorecards: tuple[Scorecard, ...]
    """In the order of the audits."""
    standings: tuple[Standing, ...]
    """One for each standard the firm was audited against, the leading one first."""

    @property
    def standing(self) -> Standing | None:
        """The leading standing: that of the best-standing, latest certificate."""
        return self.standings[0] if self.standings else None
