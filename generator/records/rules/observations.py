"""Records: rules on one observation: in its method's figures, all of them, within their bounds.

Input: a criterion and what was observed. Output: flaws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.model import Method
from generator.records.rules.flaw import Flaw, flaw, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Criterion, Observation
    from generator.records.source import Pointer

FIELDS = {
    Method.CONFORMITY: ("result",),
    Method.SAMPLED: ("sampled", "nonconforming"),
    Method.SCALE: ("rating",),
    Method.METRIC: ("value",),
}
"""The fields in which each method's figures are written."""


def judge_observation(
    criterion: Criterion, observed: Observation, where: Pointer
) -> Iterator[Flaw]:
    """Judge one observation: the method's own fields, all of them, within their bounds."""
    written = [name for name, value in list_figures(observed).items() if value is not None]
    own = FIELDS[criterion.method]
    foreign = [name for name in written if name not in own]
    if observed.not_applicable is not None:
        if written:
            yield flaw(*where, written[0], code="not-applicable-and-assessed", field=written[0])
        elif criterion.not_applicable is None:
            yield flaw(
                *where, "not_applicable", code="not-applicable-refused", criterion=criterion.id
            )
        return
    if foreign:
        place = (*where, foreign[0])
        arguments: dict[str, object] = {
            "field": foreign[0],
            "criterion": criterion.id,
            "method": criterion.method,
            "fields": listed(own),
        }
        yield Flaw(place, "method-field-foreign", arguments, key=True)
        return
    for name in own:
        if name not in written:
            yield flaw(
                *where,
                code="method-field-missing",
                field=name,
                criterion=criterion.id,
                method=criterion.method,
            )
            return
    yield from _bounds(criterion, observed, where)


def _bounds(criterion: Criterion, observed: Observation, where: Pointer) -> Iterator[Flaw]:
    if observed.sampled is not None and criterion.sample is not None:
        minimum = criterion.sample.minimum
        if observed.sampled < minimum:
            yield flaw(
                *where,
                "sampled",
                code="sample-too-small",
                sampled=observed.sampled,
                minimum=minimum,
                criterion=criterion.id,
            )
        elif (observed.nonconforming or 0) > observed.sampled:
            yield flaw(
                *where,
                "nonconforming",
                code="nonconforming-exceeds",
                nonconforming=observed.nonconforming,
                sampled=observed.sampled,
            )
    if observed.rating is not None and observed.rating > criterion.scale[-1].rating:
        yield flaw(
            *where,
            "rating",
            code="rating-too-high",
            rating=observed.rating,
            highest=criterion.scale[-1].rating,
        )


def list_figures(observed: Observation) -> dict[str, object]:
    """Return the fields that an observation may have, with what it has in them or None."""
    return {
        "result": observed.met,
        "sampled": observed.sampled,
        "nonconforming": observed.nonconforming,
        "rating": observed.rating,
        "value": observed.value,
    }
