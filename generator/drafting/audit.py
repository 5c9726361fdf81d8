"""Drafting: an audit's file, with every criterion in it, ready to be filled in.

Input: an `AuditPlan`. Output: the text of the file: the schema's address first, how to fill it,
what earlier audits left open, then the fields of an audit in their order. No finding is made here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.drafting.comments import comment, field, shorten
from generator.drafting.data import draft_data
from generator.drafting.findings import draft_findings
from generator.drafting.preamble import introduce_audit, recall_history
from generator.drafting.team import draft_agreement, draft_team
from generator.publication.figures import list_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drafting.plan import AuditPlan
    from generator.records.model import Special

_WORDS_COLUMNS = 200
"""Columns of earlier words that are repeated."""


def draft_audit(plan: AuditPlan) -> str:
    """Return the text of the file: empty fields for what an auditor must say, comments for help."""
    lines = [
        f"# yaml-language-server: $schema={plan.schema}",
        *introduce_audit(plan),
        *recall_history(plan),
        "",
        f"id: {plan.id}",
        f"firm: {json.dumps(plan.firm.code)}",
        f"type: {plan.type}",
        f"standard: {plan.standard.ref}",
        *_draft_days(plan),
        *draft_team(plan),
        *_draft_scope(plan),
        *draft_agreement(plan),
        _draft_summary(plan),
        *_draft_evidence(plan),
        *draft_data(plan),
        "",
        "findings:",
        *draft_findings(plan),
        "",
        *_draft_nonconformities(plan),
        *_draft_special(plan),
    ]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _draft_days(plan: AuditPlan) -> Iterator[str]:
    _ = plan.gettext
    started = f" {plan.started}" if plan.started else ""
    yield field(f"from:{started}", _("first day on site, as in {day}").format(day=plan.day))
    yield field("to:", _("last day on site"))
    yield field("reported:", _("day of the report"))


def _draft_scope(plan: AuditPlan) -> Iterator[str]:
    _ = plan.gettext
    channels = [plan.name_channel(channel) for channel in plan.firm.channels]
    yield ""
    words = _("Goods and services audited. Channels that the firm operates: {channels}.")
    yield from comment(words.format(channels=list_words(channels, plan.language)))
    last = plan.history.last
    if last:
        words = _("Last time ({audit}): {figures}")
        scope = shorten(last.scope[plan.language], _WORDS_COLUMNS)
        yield from comment(words.format(audit=last.id, figures=scope))
    yield "scope:"
    yield "  zh:"
    yield "  en:"


def _draft_summary(plan: AuditPlan) -> str:
    return field("# summary:", plan.gettext("the audit in a few sentences; may be left out"))


def _draft_evidence(plan: AuditPlan) -> Iterator[str]:
    _ = plan.gettext
    yield ""
    yield "evidence:"
    words = _(
        "One example of each kind. Delete the # of its four lines to use it; copy it for more. "
        "Ids are E1, E2, E3 and so on; what is listed must be cited by a finding."
    )
    yield from comment(words, indent=2)
    for number, kind in enumerate(plan.standard.evidence_kinds, 1):
        yield f"  # - id: E{number}"
        yield field(f"  #   kind: {kind.id}", kind.title[plan.language])
        yield field("  #   title:", _("what it is"))
        yield field("  #   date:", _("day it was taken, as in {day}").format(day=plan.day))


def _draft_nonconformities(plan: AuditPlan) -> Iterator[str]:
    _ = plan.gettext
    yield from comment(_("Nonconformities, if there are any. Delete the # to use these lines."))
    yield "# nonconformities:"
    yield "#   - id: NC1"
    yield field("#     criterion:", _("id of the criterion"))
    yield field("#     severity:", _("minor or major"))
    yield field("#     description:", _("what was found"))
    yield field("#     correction:", _("what the firm does about it"))
    yield field("#     due:", _("day by which it is put right"))
    yield field("#     closed:", _("day on which it was; leave the line out while it is open"))


def _draft_special(plan: AuditPlan) -> Iterator[str]:
    _, special = plan.gettext, plan.standard.special
    if special is None or not (special.grounds or special.bonus_at_most):
        return
    yield ""
    yield from comment(_("Special points, if there are any. Delete the # to use these lines."))
    yield "# special:"
    if special.grounds:
        yield "#   deductions:"
        yield field("#     - ground:", _("id of the ground"))
        if any(ground.taboos for ground in special.grounds):
            naming = list_words([g.id for g in special.grounds if g.taboos], plan.language)
            hint = _("id of the taboo; only for {grounds}").format(grounds=naming)
            yield field("#       taboo:", hint)
        yield field("#       description:", _("what was found"))
        yield "#       evidence: []"
        yield field("#       correction:", _("what the firm does about it"))
    if special.bonus_at_most:
        hint = _("one outstanding practice; at most {count}").format(count=special.bonus_at_most)
        yield "#   bonuses:"
        yield field("#     - description:", hint)
        yield "#       evidence: []"
    yield from _explain_grounds(plan, special)


def _explain_grounds(plan: AuditPlan, special: Special) -> Iterator[str]:
    _, language = plan.gettext, plan.language
    if special.grounds:
        yield f"# {_('Grounds:')}"
    for ground in special.grounds:
        yield from comment(plan.explain(ground.id, ground.title), inset=2, hang=2)
    if any(ground.taboos for ground in special.grounds):
        yield f"# {_('Taboos:')}"
        for phase in plan.standard.taboos:
            practices = list_words([plan.explain(p.id, p.title) for p in phase.practices], language)
            words = _("{phase}: {practices}")
            told = words.format(phase=phase.title[language], practices=practices)
            yield from comment(told, inset=2, hang=2)
