"""Publication: the words that the registry itself gives to statuses, methods, events and gates.

Input: a translations object. Output: id → words in that language, for pages and the search index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.certification.standing import Status
from generator.records.model import ApplicationType, AuditType, GateKind, Method

if TYPE_CHECKING:
    from gettext import NullTranslations


def status_words(translations: NullTranslations) -> dict[str, str]:
    """Return a short label for each status."""
    _ = translations.gettext
    return {
        Status.VALID: _("Valid"),
        Status.SURVEILLANCE_DUE: _("Valid, surveillance due"),
        Status.SUSPENDED: _("Suspended"),
        Status.EXPIRED: _("Expired"),
        Status.WITHDRAWN: _("Withdrawn"),
        Status.REFUSED: _("Refused"),
        Status.APPLIED: _("Applied"),
        Status.SUPERSEDED: _("Superseded"),
    }


def status_meanings(translations: NullTranslations) -> dict[str, str]:
    """Return what each status means, in a sentence a citizen understands."""
    _ = translations.gettext
    return {
        Status.VALID: _("The certificate is in force."),
        Status.SURVEILLANCE_DUE: _(
            "The certificate is in force, but a year has passed since the last audit: "
            "the yearly surveillance is due."
        ),
        Status.SUSPENDED: _(
            "The certificate must not be used until the suspension ends. "
            "After too long a suspension it is withdrawn."
        ),
        Status.EXPIRED: _("The certificate ran out and was not renewed."),
        Status.WITHDRAWN: _("The committee took the certificate back, or a suspension ran out."),
        Status.REFUSED: _("The firm was audited and did not meet the conditions."),
        Status.APPLIED: _(
            "The firm has applied or was audited; the committee has not decided yet."
        ),
        Status.SUPERSEDED: _("A newer certificate took its place."),
    }


def method_words(translations: NullTranslations) -> dict[str, str]:
    """Return the name of each scoring method."""
    _ = translations.gettext
    return {
        Method.CONFORMITY: _("Conformity"),
        Method.SAMPLED: _("Sampling"),
        Method.SCALE: _("Scale"),
        Method.METRIC: _("Measured figure"),
    }


def audit_words(translations: NullTranslations) -> dict[str, str]:
    """Return the name of each type of audit."""
    _ = translations.gettext
    return {
        AuditType.INITIAL: _("Initial audit"),
        AuditType.SURVEILLANCE: _("Surveillance audit"),
        AuditType.RENEWAL: _("Renewal audit"),
        AuditType.SPECIAL: _("Special audit"),
    }


def application_words(translations: NullTranslations) -> dict[str, str]:
    """Return the name of each type of application."""
    _ = translations.gettext
    return {
        ApplicationType.INITIAL: _("First certification"),
        ApplicationType.RENEWAL: _("Renewal"),
        ApplicationType.CHANGE_SCOPE: _("Change of scope"),
    }


def appeal_words(translations: NullTranslations) -> dict[str, str]:
    """Return what became of an appeal."""
    _ = translations.gettext
    return {
        "pending": _("not decided yet"),
        "upheld": _("upheld"),
        "dismissed": _("dismissed"),
    }


def event_words(translations: NullTranslations) -> dict[str, str]:
    """Return the name of each event of a history: decisions and what time brings."""
    _ = translations.gettext
    return {
        "grant": _("Certificate granted"),
        "refuse": _("Certification refused"),
        "maintain": _("Certificate maintained"),
        "suspend": _("Certificate suspended"),
        "reinstate": _("Certificate reinstated"),
        "withdraw": _("Certificate withdrawn"),
        "change_scope": _("Scope changed"),
        "renew": _("Certificate renewed"),
        "appeal_upheld": _("Appeal upheld"),
        "appeal_dismissed": _("Appeal dismissed"),
        "application": _("Application received"),
        "audit": _("Audit"),
        "correction": _("Nonconformity closed"),
        "appeal": _("Appeal lodged"),
        "reply": _("The firm replied"),
        "expired": _("Certificate expired"),
        "surveillance_passed": _("Surveillance fell due"),
        "suspension_lapsed": _("Withdrawn: the suspension ran out"),
    }


def gate_rules(translations: NullTranslations) -> dict[str, str]:
    """Return how the threshold of each kind of gate reads; `{threshold}` is filled in."""
    _ = translations.gettext
    return {
        GateKind.TOTAL_AT_LEAST: _("at least {threshold} points"),
        GateKind.EACH_SECTION_AT_LEAST: _("at least {threshold}% in each section"),
        GateKind.NO_CRITICAL_FAILED: _("none failed"),
        GateKind.DEDUCTIONS_FEWER_THAN: _("fewer than {threshold}"),
        GateKind.NO_OPEN_MAJOR: _("none open"),
    }
