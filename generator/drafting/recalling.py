"""Drafting: what the last audit found of a criterion, and what is still open there.

Input: an `AuditPlan` and a criterion. Output: comment lines; none of it is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.comments import comment, flatten, shorten
from generator.drafting.metrics import write_value
from generator.publication.figures import list_words
from generator.publication.survey_words import tell_basis
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drafting.plan import AuditPlan
    from generator.records.model import Criterion, Finding, Observation

_INDENT = 2
_NOTE_COLUMNS = 100
"""Columns of an earlier note that are repeated."""


def recall_finding(plan: AuditPlan, criterion: Criterion) -> Iterator[str]:
    """Repeat what the last audit found here, and what is still open."""
    _, last = plan.gettext, plan.history.last
    finding = plan.history.last_finding(criterion.id)
    if last and finding:
        words = _("Last time ({audit}): {figures}")
        told = words.format(audit=last.id, figures=_tell_finding(plan, criterion, finding))
        if finding.note:
            told += _("; {note}").format(note=shorten(finding.note[plan.language], _NOTE_COLUMNS))
        yield from comment(told, indent=_INDENT)
    for audit, open_one in plan.history.list_open(plan.day):
        if open_one.criterion == criterion.id:
            words = _("Still open: {audit} {id} ({severity}, due {due}): {description}")
            told = words.format(
                audit=audit.id,
                id=open_one.id,
                severity=_("Major") if open_one.major else _("Minor"),
                due=open_one.due,
                description=flatten(open_one.description[plan.language]),
            )
            yield from comment(told, indent=_INDENT)


def _tell_finding(plan: AuditPlan, criterion: Criterion, finding: Finding) -> str:
    if finding.once is not None:
        return _tell_observation(plan, criterion, finding.once)
    basis, metric = plan.history.last_basis(criterion.id), criterion.metric
    if basis and metric and metric.computed:
        unit = metric.unit[plan.language]
        figure = "—" if basis.value is None else write_value(basis.value, unit)
        rests = tell_basis(basis, metric.computed, translations(plan.language))
        return plan.gettext("; ").join((figure, rests))
    told = [
        f"{plan.name_channel(channel)} {_tell_observation(plan, criterion, observed)}"
        for channel, observed in finding.channels.items()
    ]
    return list_words(told, plan.language)


def _tell_observation(plan: AuditPlan, criterion: Criterion, observed: Observation) -> str:
    _ = plan.gettext
    if observed.not_applicable is not None:
        words = _("not applicable ({reason})")
        return words.format(reason=shorten(observed.not_applicable[plan.language], _NOTE_COLUMNS))
    if observed.met is not None:
        return _("met") if observed.met else _("not met")
    if observed.sampled is not None:
        words = _("{nonconforming} of {sampled} nonconforming")
        return words.format(nonconforming=observed.nonconforming, sampled=observed.sampled)
    if observed.value is not None and criterion.metric:
        return write_value(observed.value, criterion.metric.unit[plan.language])
    return str(observed.rating)
