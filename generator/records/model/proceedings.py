"""Records, the model: what happens to a firm beside the decisions: its proceedings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.records.model.decision import DecisionKind
    from generator.records.model.text import Text


class ApplicationType(StrEnum):
    """What a firm applies for."""

    INITIAL = "initial"
    RENEWAL = "renewal"
    CHANGE_SCOPE = "change_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A firm applied for certification against a standard."""

    standard: str
    """`id@version`."""
    type: ApplicationType
    received: date
    recorded: date
    scope: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A nonconformity was closed after the audit's report."""

    audit: str
    nonconformity: str
    closed: date
    recorded: date
    by: str
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An audit was reviewed before the decision, by people who took no part in it."""

    audit: str
    by: tuple[str, ...]
    reviewed: date
    recorded: date
    recommends: DecisionKind
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A firm appealed against a decision."""

    id: str
    against: int
    """The place of the decision in decisions.yaml, from 1."""
    received: date
    recorded: date
    grounds: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a firm says in public, shown until its next audit."""

    received: date
    recorded: date
    about: str | None
    """The audit that it replies to; None for a general reply."""
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """All of a firm's proceedings, each kind in the order written."""

    applications: tuple[Application, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    replies: tuple[Reply, ...] = ()
