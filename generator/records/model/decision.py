"""Records, the model: decisions, the people who take them, and the issuer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.model.text import Text


class DecisionKind(StrEnum):
    """The committee's acts (domain §6)."""

    GRANT = "grant"
    REFUSE = "refuse"
    MAINTAIN = "maintain"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    WITHDRAW = "withdraw"
    CHANGE_SCOPE = "change_scope"
    RENEW = "renew"
    APPEAL = "appeal"
    """Decides an appeal of the firm."""

    @property
    def issues(self) -> bool:
        """Whether it issues a certificate with a number of its own."""
        return self in (DecisionKind.GRANT, DecisionKind.RENEW)


class Outcome(StrEnum):
    """What became of an appeal."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One act of the committee on a firm."""

    kind: DecisionKind
    audit: str | None
    certificate: str | None
    decided: date
    effective: date
    recorded: date
    by: tuple[str, ...]
    scope: Text | None
    exemption: Text | None
    reason: Text | None
    appeal: str | None = None
    """The appeal that it decides, and how."""
    outcome: Outcome | None = None
    time: str | None = None
    """HH:MM:SS of the day of record, where it was written; orders the decisions of one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A person must keep away from a firm until a day."""

    firm: str
    until: date
    reason: Text


class EngagementKind(StrEnum):
    """What a person did for a firm."""

    EMPLOYED = "employed"
    ADVISED = "advised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A person worked for a firm or advised it, up to a last day (None: still does)."""

    firm: str
    kind: EngagementKind
    ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An auditor or committee member of the roster."""

    id: str
    name: Text
    roles: tuple[str, ...]
    competence: tuple[str, ...]
    """Sections of industry (GB/T 4754 letters)."""
    valid_from: date
    valid_to: date | None
    conflicts: tuple[Conflict, ...]
    competence_ends: Mapping[str, date] = field(default_factory=dict)
    """Last day of the competence in a section, where it has one."""
    engagements: tuple[Engagement, ...] = ()
    git: tuple[str, ...] = ()
    """The e-mail addresses that the person commits with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The body that issues the certificates."""

    name: Text
    address: Text
    mark: str
    number_prefix: str
    notice: Text | None
