"""Records: rules on findings whose figure is computed from the data beside the audit.

Input: an `AuditCase` and one finding. Output: flaws: nothing is stated that can be computed, and
the data that it is computed from are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.model import Model
from generator.records.rules.completeness import applies
from generator.records.rules.flaw import Flaw, flaw
from generator.records.rules.observations import judge_observation, list_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Audit, Criterion, DataSet, Finding, Standard
    from generator.records.rules.case import AuditCase
    from generator.records.source import Pointer


def is_due(criterion: Criterion, audit: Audit, standard: Standard) -> bool:
    """Tell whether a criterion's figure must be computed from data in an audit of that day."""
    first = standard.computed_from
    return criterion.computed is not None and first is not None and audit.started >= first


def find_data(criterion: Criterion, audit: Audit, standard: Standard) -> DataSet | None:
    """Return the data that give a criterion's figure, or None where there are none."""
    offer = standard.offers.get(criterion.computed.figure) if criterion.computed else None
    if offer is None:
        return None
    for one in audit.data:
        if one.instrument == offer.instrument:
            counted = standard.instruments[one.instrument].model is Model.COUNTS
            # What cannot be read may hold the measure: what is wrong is told there.
            named = not counted or not one.table.rows or offer.key in one.table["measure"]
            return one if named else None
    return None


def is_computed(criterion: Criterion, case: AuditCase) -> bool:
    """Tell whether data give a criterion's figure in this audit, or should."""
    if criterion.computed is None:
        return False
    found = find_data(criterion, case.audit, case.standard)
    return found is not None or is_misnamed(case) or is_due(criterion, case.audit, case.standard)


def is_misnamed(case: AuditCase) -> bool:
    """Tell whether some data are of no known instrument: they may be what a figure lacks."""
    return any(one.instrument not in case.standard.instruments for one in case.audit.data)


def what_is_computed_is_not_stated(case: AuditCase) -> Iterator[Flaw]:
    """A finding whose figure is computed states none, and the data are there."""
    for position, finding in enumerate(case.audit.findings):
        criterion = case.standard.criteria.get(finding.criterion)
        if criterion is not None and criterion.computed and applies(criterion, case):
            yield from _judge(case, criterion, finding, ("findings", position))


def _judge(
    case: AuditCase, criterion: Criterion, finding: Finding, where: Pointer
) -> Iterator[Flaw]:
    seen = finding.once
    if not is_computed(criterion, case):
        return
    given = find_data(criterion, case.audit, case.standard)
    if finding.channels:
        yield flaw(*where, "channels", code="not-by-channel", criterion=criterion.id)
    elif seen is not None and seen.not_applicable is not None:
        yield from judge_observation(criterion, seen, where)
        if given is not None and given.table.rows and criterion.not_applicable is not None:
            arguments = {"criterion": criterion.id, "file": given.file}
            yield Flaw((*where, "not_applicable"), "figure-set-aside", arguments, key=True)
    elif given is None:
        yield from _tell_missing(case, criterion, where)
    elif seen is not None:
        written = [name for name, value in list_figures(seen).items() if value is not None]
        arguments = {"criterion": criterion.id, "field": written[0]}
        yield Flaw((*where, written[0]), "figure-stated", arguments, key=True)


def _tell_missing(case: AuditCase, criterion: Criterion, where: Pointer) -> Iterator[Flaw]:
    figure = criterion.computed.figure if criterion.computed else ""
    offer = case.standard.offers.get(figure)
    instrument = offer.instrument if offer else figure
    # What is wrong in data that cannot be read is told there.
    unread = [one for one in case.audit.data if not one.table.rows]
    if not is_misnamed(case) and not any(one.instrument == instrument for one in unread):
        arguments = {"criterion": criterion.id, "figure": figure, "instrument": instrument}
        yield Flaw(where, "figure-missing", arguments)
