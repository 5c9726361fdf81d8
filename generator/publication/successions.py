"""Publication: which firms took whose place, both ways.

Input: dossiers. Output: for each firm concerned its predecessor and its successors, with names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.certification.standing import Dossier
    from generator.records.model import Text


@dataclass(frozen=True, slots=True)
class Relative:
    """A firm that another one's page leads to."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What came before a firm's registration and what came after it."""

    predecessor: Relative | None = None
    successors: tuple[Relative, ...] = ()


def link_successions(dossiers: Iterable[Dossier]) -> dict[str, Succession]:
    """Return the successions by firm's code; a predecessor that is not on record has no entry."""
    firms = {dossier.records.firm.code: dossier.records.firm for dossier in dossiers}
    successors: dict[str, list[Relative]] = {}
    predecessors: dict[str, Relative] = {}
    for firm in firms.values():
        before = firms.get(firm.successor_of or "")
        if before is not None:
            successors.setdefault(before.code, []).append(Relative(firm.code, firm.name))
            predecessors[firm.code] = Relative(before.code, before.name)
    return {
        code: Succession(
            predecessor=predecessors.get(code), successors=tuple(successors.get(code, ()))
        )
        for code in sorted({*successors, *predecessors})
    }
