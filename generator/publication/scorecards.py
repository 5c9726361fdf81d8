"""Publication: a scorecard as the JSON document that programs read.

Input: a scorecard and its standard. Output: plain data, numbers as decimal strings.
The form is part of the command line's contract (`certify score --format json`).
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.publication.survey_words import tell_basis
from generator.publication.words import method_words
from generator.records.model import Method

if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations

    from generator.assessment.scorecard import Basis, CriterionScore, Mark, Scorecard, Tally
    from generator.records.model import Audit, Standard

PLACES = 6
"""Decimal places of figures that do not end before; the total has the standard's own."""


def write_decimal(value: Fraction | Decimal | int, rounding: str = ROUND_HALF_UP) -> str:
    """Write an exact number as a plain decimal string, at most six places."""
    exact = Fraction(value)
    with localcontext() as context:
        context.prec = 60
        context.rounding = rounding
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        text = f"{quotient.quantize(Decimal(1).scaleb(-PLACES), rounding=rounding):f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0", "-") else text


def describe_scorecard(
    scorecard: Scorecard,
    audit: Audit,
    standard: Standard,
    language: str,
    translations: NullTranslations,
) -> dict[str, Any]:
    """Return the whole scorecard as plain data; `reason`s are sentences in `language`."""
    return {
        "firm": scorecard.firm,
        "audit": scorecard.audit,
        "standard": {"id": standard.id, "version": standard.version},
        "total": str(scorecard.total),
        "grade": scorecard.grade,
        "ladder": scorecard.ladder,
        "eligible": scorecard.eligible,
        "decided_by": scorecard.decided_by,
        "sections": _tallies(scorecard.sections),
        "groups": _tallies(scorecard.groups),
        "gates": [
            {
                "id": gate.id,
                "passed": gate.passed,
                "value": write_decimal(gate.value, ROUND_DOWN),
                "threshold": write_decimal(gate.threshold),
                "criteria": list(gate.criteria),
            }
            for gate in scorecard.gates
        ],
        "ladder_steps": [
            {
                "group": step.group,
                "share": None if step.share is None else write_decimal(step.share, ROUND_DOWN),
                "reached": step.reached,
            }
            for step in scorecard.ladder_steps
        ],
        "caps": [
            {
                "id": cap.id,
                "before": cap.before,
                "after": cap.after,
                "value": cap.value,
                "threshold": cap.threshold,
            }
            for cap in scorecard.caps
        ],
        "steps": [{"step": name, "total": write_decimal(total)} for name, total in scorecard.steps],
        "criteria": [
            _describe_criterion(score, standard, language, translations)
            for score in scorecard.criteria
        ],
        "special": {
            "deductions": [
                {
                    "ground": deduction.ground,
                    "taboo": deduction.taboo,
                    "description": deduction.description[language],
                    "evidence": list(deduction.evidence),
                }
                for deduction in audit.deductions
            ],
            "bonuses": [
                {"description": bonus.description[language], "evidence": list(bonus.evidence)}
                for bonus in audit.bonuses
            ],
        },
    }


def _tallies(tallies: Iterable[Tally]) -> dict[str, dict[str, str | None]]:
    return {
        tally.id: {
            "points": write_decimal(tally.points),
            "earned": write_decimal(tally.earned),
            "available": write_decimal(tally.available),
            "score": None if tally.score is None else write_decimal(tally.score),
        }
        for tally in tallies
    }


def _describe_criterion(
    score: CriterionScore, standard: Standard, language: str, translations: NullTranslations
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": score.id,
        "number": score.number,
        "method": str(score.method),
        "earned": write_decimal(score.earned),
        "available": write_decimal(score.available),
        "reason": explain_score(score, standard, language, translations),
        "line": score.line,
    }
    intervals = [
        {"channel": m.channel, "low": f"{m.low:.4f}", "high": f"{m.high:.4f}"}
        for m in score.marks
        if m.low is not None and m.high is not None
    ]
    if intervals:
        described["interval"] = intervals
    for basis in (mark.basis for mark in score.marks if mark.basis is not None):
        described["computed"] = _describe_basis(basis)
    return described


def _describe_basis(basis: Basis) -> dict[str, Any]:
    def write(value: Fraction | None) -> str | None:
        return None if value is None else write_decimal(value)

    return {
        "figure": basis.figure,
        "value": write(basis.value),
        "measured": write(basis.measured),
        "low": write(basis.low),
        "high": write(basis.high),
        "n": basis.n,
        "needed": basis.needed,
        "alpha": write(basis.alpha),
        "shortfall": None if basis.shortfall is None else str(basis.shortfall),
    }


def explain_score(
    score: CriterionScore, standard: Standard, language: str, translations: NullTranslations
) -> str:
    """Say in one line which rule gave the points, with its figures."""
    _ = translations.gettext
    if score.reason == "channel_not_operated":
        return _("the firm does not operate this channel")
    channels = {channel.id: channel.title[language] for channel in standard.channels}
    if len(score.marks) == 1 and score.marks[0].channel is None:
        return _explain_mark(score, score.marks[0], standard, language, translations)
    told = [
        _("{subject}: {words}").format(
            subject=channels.get(mark.channel or "", mark.channel),
            words=_explain_mark(score, mark, standard, language, translations),
        )
        for mark in score.marks
    ]
    return _("mean of the channels ({channels})").format(channels=_("; ").join(told))


def _explain_mark(
    score: CriterionScore,
    mark: Mark,
    standard: Standard,
    language: str,
    translations: NullTranslations,
) -> str:
    _ = translations.gettext
    seen, share, criterion = mark.observation, mark.share, standard.criteria[score.id]
    if seen.not_applicable is not None or share is None:
        reason = seen.not_applicable[language] if seen.not_applicable else ""
        return _("not applicable: {reason}").format(reason=reason)
    points = write_decimal(score.points)
    match score.method:
        case Method.CONFORMITY:
            return _("met") if seen.met else _("not met")
        case Method.SAMPLED:
            sampled, failed = seen.sampled, seen.nonconforming
            words = _("{sampled} looked at, {failed} nonconforming").format(
                sampled=sampled, failed=failed
            )
            factor = f"(1 − {failed}/{sampled})"
        case Method.SCALE:
            highest = criterion.scale[-1].rating
            words = _("rated {rating} of {highest}").format(rating=seen.rating, highest=highest)
            factor = f"{seen.rating}/{highest}"
        case _:
            unit = criterion.metric.unit[language] if criterion.metric else ""
            name = method_words(translations)[score.method]
            figure = "—" if seen.value is None else write_decimal(seen.value)
            words = f"{name} {figure} {unit}"
            factor = f"{write_decimal(share * 100)}%"
            if mark.basis is not None and criterion.computed is not None:
                words = _("{figure} (computed: {basis})").format(
                    figure=f"{figure} {unit}",
                    basis=tell_basis(mark.basis, criterion.computed, translations),
                )
    return _("{subject}: {words}").format(subject=words, words=f"{points} × {factor}")
