"""What a grade has to spare: exactly that may be lost, and no more."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from generator.assessment.prospects.balance import Kind
from generator.assessment.prospects.demands import Rulebook
from generator.assessment.prospects.margin import measure_margin
from generator.records.model import Gate, GateKind, Grade, Ladder, Method, Observation
from tests.assessment.material import FLAGSHIP, WORDS, rated, score
from tests.assessment.prospects.smaller import Case, cases, make_criterion, make_standard

F = Fraction
HALVES = make_standard(
    (
        ((make_criterion("a", F(4), Method.METRIC, critical=True),),),
        ((make_criterion("b", F(6), Method.METRIC),),),
    ),
    ladder=Ladder(title=WORDS, share=F(50), groups=("g1",)),
    gates=(
        Gate(id="each", title=WORDS, kind=GateKind.EACH_SECTION_AT_LEAST, threshold=F(40)),
        Gate(id="musts", title=WORDS, kind=GateKind.NO_CRITICAL_FAILED, threshold=F(30)),
        Gate(id="slips", title=WORDS, kind=GateKind.DEDUCTIONS_FEWER_THAN, threshold=F(3)),
    ),
    grades=(
        Grade(id="low", title=WORDS, stars=0, minimum=F(2), ladder=None),
        Grade(id="high", title=WORDS, stars=1, minimum=F(5), ladder="g1"),
    ),
)


def find_value(share: Fraction) -> Observation:
    """Return the figure that earns this share, 0–0.9, on the small standards' metric."""
    return Observation(value=share * 8 if share <= F(1, 2) else 4 + (share - F(1, 2)) * 15)


def lose(case: Case, criterion: str, share: Fraction, points: Fraction) -> str | None:
    worth = case.standard.criteria[criterion].points
    return case.change({criterion: find_value(share - points / worth)}).grade


CASE = Case(standard=HALVES, seen={"a": find_value(F("0.8")), "b": find_value(F("0.6"))})


def test_each_boundary_is_told_with_what_it_has_to_spare() -> None:
    margin = measure_margin(CASE.card, Rulebook(HALVES))
    assert margin is not None
    assert margin.grade == "high"
    assert [(one.kind, one.subject, one.points) for one in margin.boundaries] == [
        (Kind.GROUP, "g1", F("0.6")),
        (Kind.SECTION, "s1", F("1.2")),
        (Kind.SECTION, "s0", F("1.6")),
        (Kind.TOTAL, None, F("1.8")),
        (Kind.CRITERION, "a", F("2.0")),
    ]


@pytest.mark.parametrize(
    ("criterion", "share", "spare"), [("b", "0.6", "0.6"), ("a", "0.8", "1.6")]
)
def test_exactly_what_is_to_spare_may_be_lost_and_no_more(
    criterion: str, share: str, spare: str
) -> None:
    assert lose(CASE, criterion, F(share), F(spare)) == "high"
    assert lose(CASE, criterion, F(share), F(spare) + F(1, 10**9)) != "high"


@settings(max_examples=200, deadline=None)
@given(cases())
def test_a_grade_held_has_nothing_less_than_nought_to_spare(case: Case) -> None:
    card, book = case.card, Rulebook(case.standard)
    margin = measure_margin(card, book)
    assert (margin is None) is (card.grade is None)
    if margin is not None:
        assert all(one.met for one in margin.boundaries)
        points = [one.points for one in margin.boundaries]
        assert points == sorted(points)
        assert points[0] >= 0


@settings(max_examples=200, deadline=None)
@given(cases())
def test_one_deduction_fewer_than_counted_leaves_the_grade_and_the_count_does_not(
    case: Case,
) -> None:
    margin = measure_margin(case.card, Rulebook(case.standard))
    if margin is None:
        return
    if margin.deductions is None:
        assert replace(case, deductions=case.deductions + 50).card.grade == margin.grade
        return
    before = replace(case, deductions=case.deductions + margin.deductions - 1)
    assert before.card.grade == margin.grade
    after = replace(case, deductions=case.deductions + margin.deductions)
    assert after.card.grade != margin.grade


def test_a_rise_of_the_total_to_spare_shows_what_the_page_shows() -> None:
    card = score(FLAGSHIP, {"voice-menu": rated(0), "delivered-value": rated(1)})
    margin = measure_margin(card, Rulebook(FLAGSHIP))
    assert margin is not None
    total = next(one for one in margin.boundaries if one.kind is Kind.TOTAL)
    # 98.2 rounded is 3.2 above 95; unrounded it may fall to 94.995 and a little less may be lost.
    assert total.points == F("98.2") - F("94.995")
