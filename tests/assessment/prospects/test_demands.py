"""The demands of the grades against the verdict that the scoring itself gives."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from generator.assessment.prospects.balance import balance_demands, balance_total
from generator.assessment.prospects.demands import Rulebook
from tests.assessment.material import FLAGSHIP, TINY
from tests.assessment.prospects.smaller import Case, cases


@settings(max_examples=300, deadline=None)
@given(cases())
def test_the_highest_grade_whose_demands_are_met_is_the_one_decided(case: Case) -> None:
    card, book = case.card, Rulebook(case.standard)
    met = []
    for id_, demands in book.demands.items():
        total = balance_total(card, book, demands, card.deductions)
        points = total is not None and all(
            one.met for one in (*balance_demands(card, book, demands), total)
        )
        few = demands.deductions_below is None or card.deductions < demands.deductions_below
        closed = not demands.no_open_major or not case.nonconformities
        if points and few and closed:
            met.append(id_)
    assert (met[-1] if met else None) == card.grade


def test_the_demands_of_the_highest_grades_are_those_of_the_standards() -> None:
    top = Rulebook(FLAGSHIP).demands["five_star"]
    assert top.total == 95
    assert top.levels == ("product", "service", "experience", "relationship")
    assert (top.level_share, top.section_share) == (Fraction(7, 10), Fraction(6, 10))
    assert top.critical_share == Fraction(3, 5)
    assert top.deductions_below == 5
    assert top.no_open_major
    low = Rulebook(TINY).demands["bronze"]
    assert (low.total, low.critical_share) == (Fraction(25), Fraction(1, 2))
    assert low.levels == ()


def test_above_the_top_nothing_is_demanded() -> None:
    book = Rulebook(TINY)
    assert book.next_demands(None) is book.demands["bronze"]
    assert book.next_demands("bronze") is book.demands["silver"]
    assert book.next_demands("silver") is None
