"""Records: rules on which criteria an audit has findings for: all that apply, and none unknown.

Input: an `AuditCase`. Output: flaws. A misspelt id is one mistake: unknown, and not missing too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.records.rules.flaw import Flaw, flaw, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Criterion
    from generator.records.rules.case import AuditCase


def applies(criterion: Criterion, case: AuditCase) -> bool:
    """Tell whether a criterion applies to a firm: one of a channel does where it operates it."""
    return criterion.channel is None or criterion.channel in case.firm.channels


def criteria_are_known(case: AuditCase) -> Iterator[Flaw]:
    """Findings name criteria of the standard."""
    known = case.standard.criteria
    for position, meant in meant_criteria(case).items():
        written = case.audit.findings[position].criterion
        yield flaw(
            "findings",
            position,
            "criterion",
            code="criterion-unknown",
            criterion=written,
            near=meant or nearest(written, known),
            standard=case.standard.ref,
        )


def findings_are_complete(case: AuditCase) -> Iterator[Flaw]:
    """Every criterion that applies has one finding; not assessed is never not applicable.

    Missing criteria are told in the standard's order.
    """
    meant = meant_criteria(case)
    # Whatever an unknown id stands for, it stands for one: only what is left over is missing.
    unpaired = sum(criterion == "" for criterion in meant.values())
    missing = [name for name in _missing(case) if name not in meant.values()]
    if len(missing) <= unpaired:
        return
    for criterion in missing:
        number = case.standard.criteria[criterion].number
        arguments = {"criterion": criterion, "number": number}
        yield Flaw(("findings",), "finding-missing", arguments, key=True)


def _missing(case: AuditCase) -> list[str]:
    found = {finding.criterion for finding in case.audit.findings}
    applying = (c.id for c in case.standard.criteria.values() if applies(c, case))
    return [criterion for criterion in applying if criterion not in found]


def meant_criteria(case: AuditCase) -> dict[int, str]:
    """Return which missing criterion each unknown id stands for, by the finding's position.

    By its letters, else by its neighbours, for findings mostly follow the standard's order, else
    as the only one left; "" where none of these tells.
    """
    known, missing = list(case.standard.criteria), _missing(case)
    names = [finding.criterion for finding in case.audit.findings]
    meant = dict.fromkeys((i for i, name in enumerate(names) if name not in known), "")
    following = dict(pairwise(known))
    preceding = {later: earlier for earlier, later in pairwise(known)}

    def settle(position: int, criterion: str | None) -> None:
        if not meant[position] and criterion in missing:
            meant[position] = criterion
            missing.remove(criterion)

    for position in meant:
        settle(position, nearest(names[position], missing))
    for position in meant:
        before = names[position - 1] if position else ""
        after = names[position + 1] if position + 1 < len(names) else ""
        settle(position, following.get(before) or None)
        settle(position, preceding.get(after) or None)
    left = [position for position, criterion in meant.items() if not criterion]
    if len(left) == len(missing) == 1:
        settle(left[0], missing[0])
    return meant
