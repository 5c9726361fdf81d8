"""Assessment: computed figures that earn nothing for want of a basis, told as warnings.

Input: an audit and its scorecard. Output: problems at the findings; none stops publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assessment.scorecard import Shortfall
from generator.records.problems import Location, Problem, Severity, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.assessment.scorecard import Basis, Scorecard
    from generator.records.model import Audit, Standard

_CODES = {
    Shortfall.SAMPLE: "basis-small",
    Shortfall.SCALE: "basis-unreliable",
    Shortfall.FIGURE: "basis-undefined",
}


def tell_shortfalls(audit: Audit, card: Scorecard, standard: Standard) -> Iterator[Problem]:
    """Warn, at its finding, of each figure that earns nothing because it rests on too little."""
    findings = {finding.criterion: finding for finding in audit.findings}
    for score in card.criteria:
        for mark in score.marks:
            if mark.basis is None or mark.basis.shortfall is None:
                continue
            finding = findings[score.id]
            place = Location(audit.path, finding.line, finding.column)
            code = _CODES[mark.basis.shortfall]
            arguments = {"criterion": score.id, "figure": mark.basis.figure}
            arguments |= _count(mark.basis, standard, score.id)
            told = problem(place, code, **arguments)
            yield Problem(place, code, told.arguments, Severity.WARNING)


def _count(basis: Basis, standard: Standard, criterion: str) -> dict[str, str]:
    if basis.shortfall is Shortfall.SAMPLE:
        return {"found": str(basis.n), "needed": str(basis.needed)}
    if basis.shortfall is Shortfall.SCALE:
        computed = standard.criteria[criterion].computed
        needed = computed.reliability if computed else None
        found = "—" if basis.alpha is None else write_cut_off(basis.alpha)
        return {"found": found, "needed": "—" if needed is None else write_cut_off(needed)}
    return {}


def write_cut_off(value: Fraction) -> str:
    """Write an α with two places, cut off: what is below a bound must not look like it."""
    hundredths = value.numerator * 100 // value.denominator
    sign, whole = "−" if hundredths < 0 else "", abs(hundredths)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
