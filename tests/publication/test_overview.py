"""The registry in numbers."""

from __future__ import annotations

from fractions import Fraction

from generator.gathering import Gathered
from tests.publication.views import look_over


def test_every_firm_is_counted_once_everywhere(gathered: Gathered) -> None:
    view = look_over(gathered)
    firms = len(gathered.dossiers)
    assert view.firms == firms
    assert sum(count for _status, count in view.statuses) == firms
    assert sum(region.firms for region in view.regions) == firms
    assert sum(industry.firms for industry in view.industries) == firms
    assert sum(region.certified for region in view.regions) == view.certified


def test_scores_are_counted_over_certified_firms_alone(gathered: Gathered) -> None:
    view = look_over(gathered)
    figures = view.figures[0]
    totals = [
        Fraction(dossier.standing.certificate.score)
        for dossier in gathered.dossiers
        if dossier.standing
        and dossier.standing.certificate
        and dossier.standing.status.holds
        and dossier.standing.certificate.standard == figures.standard.ref
    ]
    assert figures.firms == len(totals)
    assert figures.mean == sum(totals) / len(totals)
    assert sum(count for _low, _high, count in figures.distribution) == len(totals)
    assert sum(count for _grade, count in figures.grades) == len(totals)


def test_the_weakest_criteria_come_first(gathered: Gathered) -> None:
    view = look_over(gathered)
    lost = [weak.lost for weak in view.figures[0].weakest]
    assert lost == sorted(lost, reverse=True)
    assert all(0 < weak.share < 1 for weak in view.figures[0].weakest)


def test_the_latest_decision_comes_first(gathered: Gathered) -> None:
    view = look_over(gathered)
    days = [news.event.day for news in view.news]
    assert days == sorted(days, reverse=True)
