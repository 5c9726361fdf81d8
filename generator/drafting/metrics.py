"""Drafting: the measured figure of a criterion: what it is, what it earns, what computes it.

Input: an `AuditPlan` and a criterion whose method is a metric. Output: sentences for comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.comments import flatten
from generator.publication.figures import list_words, write_points, write_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.drafting.plan import AuditPlan
    from generator.records.model import Computed, Criterion

_PLACES = 6
"""Decimal places of a measured figure, at most."""


def explain_metric(plan: AuditPlan, criterion: Criterion) -> Iterator[str]:
    """Say how the figure is defined, what it earns, and whether data beside the audit give it."""
    _, metric = plan.gettext, criterion.metric
    if metric is None:  # the schema of standards refuses it
        return
    yield _("Figure: {text}").format(text=flatten(metric.definition[plan.language]))
    unit = metric.unit[plan.language]
    steps = [
        f"{write_value(point.value, unit)} → "
        f"{write_points(criterion.points * point.share, plan.language)}"
        for point in metric.breakpoints
    ]
    words = _("Points by the figure, evenly in between: {steps}.")
    yield words.format(steps=list_words(steps, plan.language))
    if metric.computed:
        told = _explain_computed(plan, criterion, metric.computed)
        yield ("" if plan.language == "zh" else " ").join(told)


def _explain_computed(plan: AuditPlan, criterion: Criterion, computed: Computed) -> Iterator[str]:
    """Say which result of the data counts, and what it must rest on."""
    _, offer = plan.gettext, plan.standard.offers[computed.figure]
    words = _("May be computed from data, and is then not written here: {figure} ({title}).")
    if plan.computes(criterion):
        words = _("Computed from data and not written here: {figure} ({title}).")
    title = flatten(plan.standard.instruments[offer.instrument].title[plan.language])
    yield words.format(figure=computed.figure, title=title)
    if offer.end is not None:
        ends = {"low": _("the lower end"), "high": _("the upper end")}
        yield _("What counts is {end} of the 95% interval.").format(end=ends[offer.end])
    if computed.minimum is not None:
        words = _("The sample must be at least {minimum}, or less in a small population.")
        yield words.format(minimum=computed.minimum)
    if computed.reliability is not None:
        words = _("Cronbach's α of the scale must be at least {least}.")
        yield words.format(least=write_short(computed.reliability))
    if computed.minimum is not None or computed.reliability is not None:
        yield _("With less it earns nothing.")
    yield _("certify attach puts the data in.")


def write_value(value: Fraction, unit: str) -> str:
    """Write a figure with its unit; a per cent sign follows at once."""
    apart = "" if unit.startswith("%") else " "
    return f"{write_short(value, _PLACES)}{apart}{unit}"
