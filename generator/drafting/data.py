"""Drafting: the list of data, empty, and which instruments this audit needs files of.

Input: an `AuditPlan`. Output: lines of the file. What a file holds is for `certify attach` to put
into the list; nothing of it is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.comments import comment, flatten
from generator.publication.figures import list_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.drafting.plan import AuditPlan
    from generator.records.model import Criterion


def draft_data(plan: AuditPlan) -> Iterator[str]:
    """Yield the empty list with what belongs there; nothing where the standard has no instruments.

    Instruments that criteria of this firm must have come first, then those that others may have.
    """
    _, instruments = plan.gettext, plan.standard.instruments
    if not instruments:
        return
    criteria = [c for c in plan.standard.criteria.values() if plan.applies(c) and c.computed]
    grouped = _group_criteria(plan, criteria)
    others = [one for one in instruments if one not in grouped]
    first = next(iter((*grouped, *others)))
    yield ""
    words = _(
        "Data that figures are computed from: CSV files in the folder {folder}/ beside this file. "
        "Get a blank form, let it be filled in, then attach it: that checks the file, puts it into "
        "the folder and names it here. List its evidence above first."
    )
    yield from comment(words.format(folder=plan.id))
    ref = plan.standard.ref
    yield f"#   certify questionnaire {first} --standard {ref} --format csv --out {first}.csv"
    yield f"#   certify attach {plan.path} {first} {first}.csv"
    if grouped:
        words = _("For criteria whose figures may be computed instead of stated:")
        if any(plan.computes(criterion) for criterion in criteria):
            words = _("Needed for criteria whose figures must be computed:")
        yield from comment(words)
        yield from _list_instruments(plan, grouped)
    if others:
        named = [plan.explain(one, instruments[one].title) for one in others]
        words = _("Offered besides, to support what the findings say: {instruments}.")
        yield from comment(words.format(instruments=list_words(named, plan.language)))
    yield "data: []"


def _group_criteria(plan: AuditPlan, criteria: Iterable[Criterion]) -> dict[str, list[Criterion]]:
    """Return the criteria by the instrument that their figures come from, in the order met."""
    grouped: dict[str, list[Criterion]] = {}
    for criterion in criteria:
        if criterion.computed:
            offer = plan.standard.offers[criterion.computed.figure]
            grouped.setdefault(offer.instrument, []).append(criterion)
    return grouped


def _list_instruments(plan: AuditPlan, grouped: dict[str, list[Criterion]]) -> Iterator[str]:
    _, language = plan.gettext, plan.language
    for name, criteria in grouped.items():
        told = [f"{c.number} {flatten(c.title[language])}" for c in criteria]
        named = plan.explain(name, plan.standard.instruments[name].title)
        line = _("{subject}: {words}").format(subject=named, words=list_words(told, language))
        yield from comment(line, inset=2, hang=2)
