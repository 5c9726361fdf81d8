"""Drafting: every criterion of a standard as a finding to fill in, explained above its fields.

Input: an `AuditPlan`. Output: lines of YAML. Figures are left empty, so that the check tells each
that is still to be filled; what is needed only at times stands there as a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.comments import comment, field, flatten, rule
from generator.drafting.metrics import explain_metric
from generator.drafting.recalling import recall_finding
from generator.publication.figures import list_words, write_points, write_short
from generator.publication.words import method_words
from generator.records.model import Method
from generator.records.rules.observations import FIELDS
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drafting.plan import AuditPlan
    from generator.records.model import Criterion, Group, Metric

_INDENT = 2


def draft_findings(plan: AuditPlan) -> Iterator[str]:
    """Yield the findings of all criteria that apply, in the standard's order."""
    for section in plan.standard.sections:
        heading = f"{section.number} {section.title[plan.language]}"
        points = write_points(section.points, plan.language)
        yield ""
        yield rule(f"{heading} · {points}", indent=_INDENT, mark="=")
        for group in section.groups:
            yield from _draft_group(plan, group)


def _draft_group(plan: AuditPlan, group: Group) -> Iterator[str]:
    _ = plan.gettext
    heading = f"{group.number} {group.title[plan.language]}"
    yield ""
    yield rule(f"{heading} · {write_points(group.points, plan.language)}", indent=_INDENT)
    left_out = [criterion for criterion in group.criteria if not plan.applies(criterion)]
    for criterion in group.criteria:
        if plan.applies(criterion):
            yield ""
            yield from _explain(plan, criterion)
            yield from recall_finding(plan, criterion)
            yield from _draft_fields(plan, criterion)
    if left_out:
        names = [f"{c.number} {c.title[plan.language]}" for c in left_out]
        words = _("Left out, because the firm does not operate the channel {channel}: {criteria}.")
        channel = plan.name_channel(left_out[0].channel or "")
        told = words.format(channel=channel, criteria=list_words(names, plan.language))
        yield from comment(told, indent=_INDENT)


def _explain(plan: AuditPlan, criterion: Criterion) -> Iterator[str]:
    """Say what is asked, how to look at it and how the points are earned."""
    _, language = plan.gettext, plan.language
    method = method_words(translations(language))[criterion.method]
    head = [
        f"{criterion.number} {criterion.title[language]}",
        write_points(criterion.points, language),
        method,
    ]
    if criterion.critical:
        head.append(_("a critical criterion"))
    yield from comment(" · ".join(head), indent=_INDENT)
    told = [
        _("Question: {text}").format(text=flatten(criterion.question[language])),
        _("Guidance: {text}").format(text=flatten(criterion.guidance[language])),
        *_explain_channels(plan, criterion),
        *_explain_points(plan, criterion),
    ]
    for words in told:
        yield from comment(words, indent=_INDENT)
    for step in criterion.scale:
        words = f"{step.rating} = {flatten(step.text[language])}"
        yield from comment(words, indent=_INDENT, inset=2, hang=len(f"{step.rating} = "))
    if criterion.not_applicable is not None:
        words = _("Not applicable only if: {reason}")
        reason = flatten(criterion.not_applicable[language])
        yield from comment(words.format(reason=reason), indent=_INDENT)


def _explain_points(plan: AuditPlan, criterion: Criterion) -> Iterator[str]:
    _, points = plan.gettext, write_short(criterion.points)
    match criterion.method:
        case Method.CONFORMITY:
            yield _("Points: {points} when met, else 0.").format(points=points)
        case Method.SAMPLED if criterion.sample:
            words = _("Sample: {items}, at least {minimum}.")
            items = criterion.sample.items[plan.language]
            yield words.format(minimum=criterion.sample.minimum, items=flatten(items))
            yield _("Points: {points} × (1 − nonconforming ÷ sampled).").format(points=points)
        case Method.SCALE:
            words = _("Points: {points} × rating ÷ {highest}. The steps of the scale:")
            yield words.format(points=points, highest=criterion.scale[-1].rating)
        case Method.METRIC:
            yield from explain_metric(plan, criterion)


def _explain_channels(plan: AuditPlan, criterion: Criterion) -> Iterator[str]:
    _ = plan.gettext
    weights = [
        f"{plan.name_channel(channel)} {write_short(weight)}"
        for channel, weight in criterion.channel_weights.items()
    ]
    if weights:
        words = _("Assessed in each channel that the firm operates; they weigh: {weights}.")
        yield words.format(weights=list_words(weights, plan.language))
    elif criterion.per_channel:
        yield _("Assessed in each channel that the firm operates; the mean of them counts.")


def _draft_fields(plan: AuditPlan, criterion: Criterion) -> Iterator[str]:
    """Yield the finding itself: its method's fields, evidence, and what may be needed."""
    _ = plan.gettext
    yield f"  - criterion: {criterion.id}"
    if criterion.per_channel:
        yield "    channels:"
        for channel in plan.firm.channels:
            yield field(f"      {channel}:", plan.name_channel(channel))
            yield from _draft_figures(plan, criterion, "        ")
    elif not plan.computes(criterion):
        yield from _draft_figures(plan, criterion, "    ")
    titles = {kind.id: kind.title for kind in plan.standard.evidence_kinds}
    asked = [plan.explain(kind, titles[kind]) for kind in criterion.evidence if kind in titles]
    hint = _("at least one of each: {kinds}").format(kinds=list_words(asked, plan.language))
    yield field("    evidence: []", hint if asked else "")
    yield field("    # note:", _("where points are lost: what was seen"))
    if criterion.not_applicable is not None:
        hint = _("why, in place of the figures")
        if criterion.per_channel:
            hint = _("why, in place of the channels")
        elif plan.computes(criterion):
            hint = _("why; its figure is then left out of account")
        yield field("    # not_applicable:", hint)


def _draft_figures(plan: AuditPlan, criterion: Criterion, lead: str) -> Iterator[str]:
    hints = _hint_figures(plan, criterion)
    for name in FIELDS[criterion.method]:
        yield field(f"{lead}{name}:", hints[name])


def _hint_figures(plan: AuditPlan, criterion: Criterion) -> dict[str, str]:
    """Say beside each field what may be written there."""
    _ = plan.gettext
    sample, metric = criterion.sample, criterion.metric
    at_least = _("at least {minimum}").format(minimum=sample.minimum) if sample else ""
    return {
        "result": _("met (it is fulfilled) or not_met (it is not)"),
        "sampled": at_least,
        "nonconforming": _("how many of these do not conform; 0 if none"),
        "rating": f"0–{criterion.scale[-1].rating}" if criterion.scale else "",
        "value": _hint_value(plan, metric) if metric else "",
    }


def _hint_value(plan: AuditPlan, metric: Metric) -> str:
    unit = metric.unit[plan.language]
    if metric.computed is None:
        return unit
    return plan.gettext("{unit}; delete this line once data give it").format(unit=unit)
