"""Publication: how a firm stands and what decided its grade, in sentences.

Input: a standing, a scorecard, their standard. Output: sentences for citizens, plain words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.certification.standing import Status
from generator.publication.figures import write_day, write_number, write_short
from generator.publication.tables import write_gate_value
from generator.publication.words import gate_rules

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.scorecard import Cap, GateResult, Scorecard
    from generator.certification.standing import Certificate, Standing
    from generator.records.model import Gate, Standard


def tell_status(standing: Standing, language: str, translations: NullTranslations) -> str:
    """Say in one sentence what the status means for whoever reads the page."""
    _ = translations.gettext
    certificate = standing.certificate
    since = write_day(standing.since, language)
    until = write_day(certificate.valid_to, language) if certificate else ""
    match standing.status:
        case Status.VALID:
            return _("In force until {until}.").format(until=until)
        case Status.SURVEILLANCE_DUE:
            due = write_day(standing.surveillance_by or standing.since, language)
            return _("In force until {until}; the yearly surveillance was due by {due}.").format(
                until=until, due=due
            )
        case Status.SUSPENDED:
            lapses = write_day(standing.lapses or standing.since, language)
            return _(
                "Suspended since {since}: the certificate must not be used. "
                "Unless the suspension is lifted before, it is withdrawn on {lapses}."
            ).format(since=since, lapses=lapses)
        case Status.EXPIRED:
            return _("Expired after {until}; not renewed.").format(until=until)
        case Status.WITHDRAWN:
            return _("Withdrawn on {since}: no longer certified.").format(since=since)
        case Status.REFUSED:
            return _("Certification refused on {since}.").format(since=since)
        case Status.SUPERSEDED:
            return _("Superseded by a newer certificate on {since}.").format(since=since)
        case _status if any(event.kind == "audit" for event in standing.history):
            return _("Audited; the committee has not decided yet.")
        case _status:
            return _("Applied for certification; not audited yet.")


def tell_grade(
    scorecard: Scorecard, standard: Standard, language: str, translations: NullTranslations
) -> str:
    """Say what decided the grade: the total, a gate, the ladder or deductions."""
    _ = translations.gettext
    total = write_number(scorecard.total)
    failed = next(
        (g for g in scorecard.gates if g.id == scorecard.decided_by and not g.passed), None
    )
    if failed is not None:
        gate = next(one for one in standard.gates if one.id == failed.gate)
        return _(
            "Not certifiable: the condition “{gate}” is not met ({value}; required: {rule})."
        ).format(
            gate=name_gate(failed, gate, standard, language),
            value=write_gate_value(failed, gate.kind),
            rule=gate_rules(translations)[gate.kind].format(
                threshold=write_short(failed.threshold)
            ),
        )
    cap = next((cap for cap in scorecard.caps if cap.id == scorecard.decided_by), None)
    if cap is not None:
        return tell_cap(cap, standard, language, translations, total)
    if scorecard.grade is None:
        lowest = standard.grades[0]
        return _("The total of {total} is below {minimum}, the lowest grade's.").format(
            total=total, minimum=write_short(lowest.minimum)
        )
    grade = standard.grade(scorecard.grade)
    words = _("The total of {total} reaches {grade} ({minimum} points).").format(
        total=total, grade=grade.title[language], minimum=write_short(grade.minimum)
    )
    place = standard.grades.index(grade) + 1
    if place < len(standard.grades):
        above = standard.grades[place]
        words += _(" {missing} more would reach {above}.").format(
            missing=write_number(above.minimum - Fraction(scorecard.total)),
            above=above.title[language],
        )
    return words


def tell_cap(
    cap: Cap, standard: Standard, language: str, translations: NullTranslations, total: str
) -> str:
    """Say which grade a cap allows, and which it would be without."""
    _ = translations.gettext
    before = standard.grade(cap.before).title[language]
    after = standard.grade(cap.after).title[language] if cap.after else _("no grade")
    if cap.threshold is None:
        return _(
            "Without special deductions it would be {before}; with them it is {after}."
        ).format(before=before, after=after)
    needs = {group.id: group.title[language] for group in standard.groups}
    return _(
        "The total of {total} would give {before}, but {before} asks for the level “{threshold}” "
        "of the ladder and “{value}” was reached: {after}."
    ).format(
        total=total,
        before=before,
        after=after,
        threshold=needs.get(cap.threshold, cap.threshold),
        value=needs.get(cap.value or "", cap.value or _("none")),
    )


def tell_first_year(
    certificate: Certificate, standard: Standard, language: str, translations: NullTranslations
) -> str | None:
    """Say what the rule on first certifications did to this certificate, if anything."""
    _ = translations.gettext
    if certificate.exemption is not None:
        return _("Exempted from the first-year cap by the committee: {reason}").format(
            reason=certificate.exemption[language]
        )
    if certificate.first_year_cap is None or standard.first_certification is None:
        return None
    return _(
        "A first certification is held at {cap} for {months} months; "
        "by its points alone it would be {grade}."
    ).format(
        cap=standard.grade(standard.first_certification.cap).title[language],
        months=standard.first_certification.months,
        grade=standard.grade(certificate.first_year_cap).title[language],
    )


def is_capped(standard: Standard, grade: str | None, certificate: Certificate | None) -> bool:
    """Whether the rule on first certifications would hold the next grade down."""
    first = standard.first_certification
    if first is None or grade is None:
        return False
    if certificate is not None and certificate.first_year_cap is None:
        return False
    return standard.grade(grade).minimum > standard.grade(first.cap).minimum


def name_gate(result: GateResult, gate: Gate, standard: Standard, language: str) -> str:
    """Return a gate's title, with its section's where it is judged for each section."""
    if result.subject is None:
        return gate.title[language]
    section = next(one for one in standard.sections if one.id == result.subject)
    return f"{gate.title[language]} · {section.title[language]}"
