"""Drafting: all that an audit's draft is made from.

Input: nothing (types only). Output: `AuditPlan`, which `audit`, `preamble` and `findings` read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from generator.drafting.history import History
    from generator.records.model import (
        AuditType,
        Criterion,
        Firm,
        Person,
        Standard,
        Text,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPlan:
    """One audit to come: of which firm, why, against what, and what is known before it."""

    id: str
    type: AuditType
    firm: Firm
    standard: Standard
    people: tuple[Person, ...]
    """The whole roster."""
    history: History
    day: date
    """The first day on site where it is known, else the day of drafting."""
    started: date | None
    schema: str
    """The address of the schema, relative to the audit's file."""
    path: str
    """Of the audit's file, relative to the registry."""
    language: str
    """Of the comments: `zh` or `en`."""

    @property
    def gettext(self) -> Callable[[str], str]:
        """What turns the interface's words into the language of the comments."""
        return translations(self.language).gettext

    def applies(self, criterion: Criterion) -> bool:
        """Tell whether the firm operates the channel that a criterion belongs to, if to one."""
        return criterion.channel is None or criterion.channel in self.firm.channels

    def computes(self, criterion: Criterion) -> bool:
        """Tell whether a criterion's figure must be computed from data in an audit of that day."""
        first = self.standard.computed_from
        return criterion.computed is not None and first is not None and self.day >= first

    def name_channel(self, channel: str) -> str:
        """Return the standard's title of a channel; its id where the standard has none."""
        titles = {c.id: c.title[self.language] for c in self.standard.channels}
        return titles.get(channel, channel)

    def explain(self, name: str, title: Text) -> str:
        """Write an id with its title: document（文件）, document (Document)."""
        words = title[self.language]
        return f"{name}（{words}）" if self.language == "zh" else f"{name} ({words})"


def find_schema(root: Path, standard: Standard) -> str:
    """Return the address of the standard's own schema, or of the one for all audits."""
    own = f"standards/{standard.id}/{standard.version}/schema/audit.schema.json"
    found = own if (root / own).is_file() else "standards/schema/audit.schema.json"
    return f"../../../{found}"
