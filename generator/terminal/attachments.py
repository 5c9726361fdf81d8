"""The terminal: what a file of data gives an audit, in a few lines of words.

Input: an audit that has this one file. Output: who answered, and of each criterion that rests on
it the figure, what it rests on and the points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assessment.basis import find_basis
from generator.assessment.instruments.measuring import measure_audit
from generator.assessment.instruments.response import judge_response
from generator.assessment.scoring import score_criterion
from generator.drafting.metrics import write_value
from generator.publication.figures import list_words, write_points, write_short
from generator.publication.survey_words import tell_basis, tell_response
from generator.records.model import Finding
from generator.records.rules.data import count_people
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.assessment.instruments.figures import Figure
    from generator.assessment.scorecard import Basis
    from generator.records.model import Audit, Criterion, Standard

_SHOWN = 6
"""Figures that are shown where no criterion rests on any."""


def describe_attached(audit: Audit, standard: Standard, language: str) -> tuple[str, ...]:
    """Return what the one file of an audit's data gives under its standard, line by line."""
    words, (data,) = translations(language), audit.data
    instrument = standard.instruments[data.instrument]
    figures = measure_audit(audit, standard).figures
    answered = count_people(data.table)
    response: tuple[str, ...] = ()
    if answered:
        judged = judge_response(answered=answered, asked=data.asked, population=data.population)
        response = tuple(tell_response(judged, words, model=instrument.model))
    told = _tell_figures(audit, standard, figures, language)
    return (instrument.title[language], *response, *told)


def list_resting(standard: Standard, instrument: str) -> tuple[Criterion, ...]:
    """Return the criteria whose figures come from an instrument, in the standard's order."""
    return tuple(
        criterion
        for criterion in standard.criteria.values()
        if criterion.computed
        and standard.offers[criterion.computed.figure].instrument == instrument
    )


def _tell_figures(
    audit: Audit, standard: Standard, figures: Mapping[str, Figure], language: str
) -> Iterator[str]:
    _, instrument = translations(language).gettext, audit.data[0].instrument
    resting = list_resting(standard, instrument)
    lacking = []
    for criterion in resting:
        computed = criterion.computed
        basis = find_basis(computed, figures, audit, standard) if computed else None
        if basis is None:
            lacking.append(f"{criterion.number} {criterion.title[language]}")
        else:
            yield _tell_criterion(criterion, basis, language)
    if lacking:
        words = _("The file has no figure for {criteria}.")
        yield words.format(criteria=list_words(lacking, language))
    if not resting:
        shown = [
            f"{name} {write_short(figure.value, 3)}"
            for name, figure in list(figures.items())[:_SHOWN]
        ]
        yield _("No criterion rests on it. {figures}").format(figures=list_words(shown, language))


def _tell_criterion(criterion: Criterion, basis: Basis, language: str) -> str:
    words, metric = translations(language), criterion.metric
    _ = words.gettext
    unit = metric.unit[language] if metric else ""
    figure = "—" if basis.value is None else write_value(basis.value, unit)
    rests = tell_basis(basis, criterion.computed, words) if criterion.computed else ""
    empty = Finding(criterion=criterion.id, once=None, channels={}, evidence=(), note=None, line=0)
    operated = [criterion.channel] if criterion.channel else []
    score = score_criterion(criterion, {criterion.id: empty}, operated, basis)
    return _("{subject}: {words}").format(
        subject=f"{criterion.number} {criterion.title[language]}",
        words=_("{figure} ({basis}), {earned} of {points}").format(
            figure=figure,
            basis=rests,
            earned=write_short(score.earned),
            points=write_points(criterion.points, language),
        ),
    )
