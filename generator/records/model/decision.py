"""Records, the model: decisions, the people who take them, and the issuer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.records.model.text import Text


class DecisionKind(StrEnum):
    """The committee's acts that this registry knows so far."""

    GRANT = "grant"
    REFUSE = "refuse"
    MAINTAIN = "maintain"
    SUSPEND = "suspend"
    WITHDRAW = "withdraw"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A person must keep away from a firm until a day."""

    firm: str
    until: date
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An auditor or committee member of the roster."""

    id: str
    name: Text
    roles: tuple[str, ...]
    competence: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The body that issues the certificates."""

    name: Text
    address: Text
    mark: str
    number_prefix: str
    notice: Text | None
