"""Charts of means: satisfaction, perceived quality, delivered value, reliability."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.assessment.instruments.alpha import AlphaResult
from generator.publication.survey_charts import draw_result
from generator.strings import translations
from tests.publication.survey_charts.looking import cells_of, look_at, words_of
from tests.publication.survey_charts.material import (
    ALPHA,
    QUALITY,
    SATISFACTION,
    VALUE,
    ask_all,
    draw,
    make_answers,
    make_table,
)


def test_satisfaction_tells_the_contents_the_whole_and_the_index() -> None:
    table = ask_all(SATISFACTION, 3, "expected experienced", lambda _: (8, 7))
    means, shares = draw(SATISFACTION, table)
    look_at(means)
    look_at(shares)
    assert means.rows[0] == ("Tangibles", "8.00", "7.00", "−1.00")
    assert means.rows[-2] == ("All answers", "8.00", "7.00", "−1.00")
    assert means.rows[-1][2] == "70.0"
    assert shares.rows[-1] == ("All in all", "100.0% (3)", "0.0% (0)", "0.0% (0)", "3")


def test_a_stack_tells_apart_by_filling_too() -> None:
    _, shares = draw(SATISFACTION, make_answers(SATISFACTION, 4))
    legend = [rect for rect in look_at(shares).iter("rect") if rect.get("height") == "10"]
    assert len({(rect.get("fill"), rect.get("fill-opacity")) for rect in legend}) > 2
    assert words_of(shares)[:3] == ["Disappointed", "As expected", "Delighted"]


def test_quality_tells_each_part_and_all_alike() -> None:
    table = ask_all(QUALITY, 2, "expected experienced", lambda _: (7, 1))
    (chart,) = draw(QUALITY, table, "zh")
    look_at(chart)
    assert chart.rows[0] == ("有形性", "7.00", "1.00", "−6.00")
    assert chart.rows[-1] == ("各部分平均", "—", "—", "−6.00")


def test_value_adds_benefits_and_takes_costs_away() -> None:
    row = ("R1", 7, 6, 5, 4, 3)
    (chart,) = draw(VALUE, make_table("respondent Q1 Q2 Q3 Q4 C1", [row, row]))
    look_at(chart)
    assert [one[2] for one in chart.rows[:5]] == ["+7.00", "+6.00", "+5.00", "+4.00", "−3.00"]
    assert [one[2] for one in chart.rows[5:7]] == ["+22.00", "−3.00"]
    assert chart.rows[-1][2] == "+19.00 (95% interval +19.00 to +19.00)"


@pytest.mark.parametrize(
    ("alpha", "zone"),
    [
        (Fraction(91, 100), "0.7 and above: reliable"),
        (Fraction(7, 10), "0.7 and above: reliable"),
        (Fraction(69, 100), "0.6 to 0.7: usable"),
        (Fraction(59, 100), "below 0.6: weak"),
        (Fraction(-2), "below 0.6: weak"),
        (Fraction(1), "0.7 and above: reliable"),
    ],
)
def test_reliability_is_held_against_the_usual_marks(alpha: Fraction, zone: str) -> None:
    result = AlphaResult(n=30, items=4, alpha=alpha)
    (chart,) = draw_result(result, ALPHA, "en", translations("en"))
    look_at(chart)
    assert zone in chart.description
    assert zone in cells_of(chart)


def test_reliability_that_cannot_be_told_is_not_drawn() -> None:
    result = AlphaResult(n=30, items=4, alpha=None)
    assert draw_result(result, ALPHA, "en", translations("en")) == ()
