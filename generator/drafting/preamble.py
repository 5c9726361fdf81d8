"""Drafting: what stands above an audit's fields: how to fill it in, and what came before.

Input: an `AuditPlan`. Output: comment lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.comments import comment, flatten, rule, shorten
from generator.publication.figures import list_words
from generator.publication.words import audit_words, status_words
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drafting.plan import AuditPlan

_WORDS_COLUMNS = 200
"""Columns of earlier words that are repeated."""


def introduce_audit(plan: AuditPlan) -> Iterator[str]:
    """Yield what the file is, how to fill it in, and the commands that look at it."""
    _ = plan.gettext
    title = plan.standard.title[plan.language]
    kind = audit_words(translations(plan.language))[plan.type]
    name = flatten(plan.firm.name[plan.language])
    yield from comment(f"{kind} · {name} · {flatten(title)} · {plan.standard.ref}")
    yield "#"
    yield f"# {_('How to fill this in')}"
    steps = (
        _("Write after the colon. What stands behind a # is for you only; it may stay."),
        _("First list the evidence, then cite it in the findings by its id, as in [E1, E3]."),
        _("A line that begins with # is not read. To use it, delete the # and the space after it."),
        _("Where points are lost, use the line note and say what was seen."),
        _('Words with a colon or a # in them stand in straight double quotes: "…".'),
        _('Words may be in one language, or in both: {zh: "…", en: "…"}.'),
        _("No names, telephone numbers or identity numbers of private persons."),
    )
    for number, step in enumerate(steps, 1):
        yield from comment(f"{number}. {step}", hang=3)
    yield "#"
    yield f"# {_('What is left to do:')}  certify check {plan.path}"
    yield f"# {_('How it scores:')}  certify score {plan.path} --explain"


def recall_history(plan: AuditPlan) -> Iterator[str]:
    """Say what the committee decided and what earlier audits left open."""
    _, history = plan.gettext, plan.history
    if not history.audits and not history.unread:
        return
    yield "#"
    yield rule(_("Before this audit"))
    for audit in history.audits:
        kind = audit_words(translations(plan.language))[audit.type]
        words = _("{audit}: {kind}, {started} to {ended}, led by {lead}")
        yield from comment(
            words.format(
                audit=audit.id, kind=kind, started=audit.started, ended=audit.ended, lead=audit.lead
            )
        )
    yield from _recall_standing(plan)
    if history.unread:
        words = _("These files have mistakes and could not be used: {files}.")
        told = words.format(files=list_words(list(history.unread), plan.language))
        yield from comment(told)
    found = history.list_open(plan.day)
    if not found:
        yield f"# {_('No nonconformity is open.')}"
        return
    yield f"# {_('Open nonconformities:')}"
    for audit, one in found:
        criterion = plan.standard.criteria.get(one.criterion)
        title = f" {criterion.number} {criterion.title[plan.language]}" if criterion else ""
        severity = _("Major") if one.major else _("Minor")
        words = _("{audit} {id} ({severity}, due {due}): {criterion}")
        head = words.format(
            audit=audit.id, id=one.id, severity=severity, due=one.due, criterion=one.criterion
        )
        yield from comment(head + title, inset=2)
        parts = (
            _("Found: {text}").format(text=shorten(one.description[plan.language], _WORDS_COLUMNS)),
            _("Correction: {text}").format(
                text=shorten(one.correction[plan.language], _WORDS_COLUMNS)
            ),
        )
        for part in parts:
            yield from comment(part, inset=4)


def _recall_standing(plan: AuditPlan) -> Iterator[str]:
    _, standing = plan.gettext, plan.history.standing
    if standing is None:
        return
    status = status_words(translations(plan.language))[standing.status]
    certificate = standing.certificate
    if certificate is None:
        yield from comment(_("No certificate: {status}.").format(status=status))
        return
    grades = {grade.id: grade.title[plan.language] for grade in plan.standard.grades}
    words = _("Certificate {number}: {status}, {grade}, valid to {valid_to}.")
    yield from comment(
        words.format(
            number=certificate.number,
            status=status,
            grade=grades.get(certificate.grade, certificate.grade),
            valid_to=certificate.valid_to,
        )
    )
    if standing.surveillance_by is not None:
        words = _("Next surveillance due by {day}.")
        yield from comment(words.format(day=standing.surveillance_by))
