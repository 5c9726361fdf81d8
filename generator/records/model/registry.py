"""Records, the model: all that a registry holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.records.model.proceedings import Proceedings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.codes import Codes
    from generator.records.model.decision import Decision, Issuer, Person
    from generator.records.model.firm import Audit, Firm
    from generator.records.model.standard import Concept, Standard
    from generator.records.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmRecords:
    """All that the registry holds on one firm; audits by their days, decisions as taken."""

    firm: Firm
    audits: tuple[Audit, ...]
    decisions: tuple[Decision, ...]
    proceedings: Proceedings = field(default_factory=Proceedings)


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """What every firm's records are read against."""

    standards: Mapping[str, Standard]
    """By `id@version`."""
    concepts: tuple[Concept, ...]
    people: Mapping[str, Person]
    issuer: Issuer
    codes: Codes

    @cached_property
    def channels(self) -> Mapping[str, Text]:
        """Every channel that any standard declares: id → title."""
        return {c.id: c.title for standard in self.standards.values() for c in standard.channels}

    def title_grade(self, ref: str, grade: str, language: str) -> str:
        """Return a grade's title, which another version of the standard may have coined."""
        for standard in (self.standards[ref], *self.standards.values()):
            for one in standard.grades:
                if one.id == grade:
                    return one.title[language]
        return grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """A whole registry, read and found without problems; firms by code."""

    foundation: Foundation
    firms: tuple[FirmRecords, ...] = field(default=())

    def __iter__(self) -> Iterator[FirmRecords]:
        """Firm by firm, in the order of their codes."""
        return iter(self.firms)
