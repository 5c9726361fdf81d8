"""Records, the model: firms and their audits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from generator.records.model.dataset import DataSet
    from generator.records.model.text import Text


class AuditType(StrEnum):
    """Why an audit is made."""

    INITIAL = "initial"
    SURVEILLANCE = "surveillance"
    RENEWAL = "renewal"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where the firm serves."""

    name: Text
    region: str
    address: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A firm, as its `firm.yaml` says."""

    code: str
    name: Text
    region: str
    industry: str
    """GB/T 4754-2017: section letter and division, such as C38."""
    address: Text
    profile: Text
    founded: int | None
    employees: int | None
    channels: tuple[str, ...]
    sites: tuple[Site, ...]
    successor_of: str | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something a finding rests on."""

    id: str
    kind: str
    title: Text
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was found, in the figures of the criterion's method; the others are None."""

    met: bool | None = None
    sampled: int | None = None
    nonconforming: int | None = None
    rating: int | None = None
    value: Fraction | None = None
    not_applicable: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an audit says of one criterion: once, or in each channel."""

    criterion: str
    once: Observation | None
    channels: Mapping[str, Observation]
    evidence: tuple[str, ...]
    note: Text | None
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Nonconformity:
    """A requirement that is not fulfilled, with its correction."""

    id: str
    criterion: str
    major: bool
    description: Text
    correction: Text
    due: date
    closed: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """A special deduction: its ground, and the taboo where the ground asks for one."""

    ground: str
    taboo: str | None
    description: Text
    evidence: tuple[str, ...]
    correction: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """A special bonus for one outstanding practice."""

    description: Text
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was agreed with the firm before an audit."""

    agreed: date
    person_days: Fraction
    outlets: int
    """Outlets visited."""
    sampling: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One assessment of one firm against one version of a standard."""

    id: str
    firm: str
    type: AuditType
    standard: str
    """`id@version`."""
    started: date
    ended: date
    reported: date
    lead: str
    members: tuple[str, ...]
    scope: Text
    summary: Text | None
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    nonconformities: tuple[Nonconformity, ...]
    deductions: tuple[Deduction, ...]
    bonuses: tuple[Bonus, ...]
    path: str
    plan: Plan | None = None
    data: tuple[DataSet, ...] = ()
    """The files beside it, with their rows."""
    sha256: str = ""
    """Hash of its data as canonical JSON, in hex: a comment does not change it, a figure does."""

    @property
    def team(self) -> tuple[str, ...]:
        """The lead first, then the members."""
        return (self.lead, *self.members)
