"""Charts of the firm's inside: perception ranking, causes of gaps, the ladder, improvements."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.assessment.instruments.measuring import measure_table
from generator.publication.survey_charts import (
    Speech,
    draw_improvements,
    draw_ladder,
    draw_result,
)
from generator.strings import translations
from tests.publication.survey_charts.looking import look_at, words_of
from tests.publication.survey_charts.material import (
    GAPS,
    RANKING,
    SENTENCES,
    draw,
    make_answers,
    make_table,
)

ENGLISH = Speech("en", translations("en"))
CHINESE = Speech("zh", translations("zh"))
LEVELS = ("Product", "Service", "Experience", "Relationship", "Success")


def rank(managers: dict[str, int], customers: dict[str, int]) -> list[tuple[str, str, str, int]]:
    sides = (("m", managers), ("c", customers))
    return [(f"R{r}", r, item, place) for r, given in sides for item, place in given.items()]


def test_both_orders_stand_side_by_side_and_disagreements_stand_out() -> None:
    rows = rank({"Q1": 1, "Q2": 2, "Q3": 3}, {"Q1": 3, "Q2": 2, "Q3": 1})
    (chart,) = draw(RANKING, make_table("respondent role item rank", rows))
    drawn = look_at(chart)
    assert chart.rows[0] == ("A repair lasts.", "1 (1.00)", "3 (3.00)", "2")
    assert chart.rows[-1][-1] == "−1.00"
    assert [line.get("stroke-width") for line in drawn.iter("line")] == ["3", "1", "3"]
    assert "They disagree most on “A repair lasts.”." in chart.description


def test_sides_that_agree_have_no_disagreement_to_show() -> None:
    rows = rank({"Q1": 1, "Q2": 2}, {"Q1": 1, "Q2": 2})
    (chart,) = draw(RANKING, make_table("respondent role item rank", rows))
    assert {line.get("stroke-width") for line in look_at(chart).iter("line")} == {"1"}
    assert "disagree" not in chart.description


def test_a_side_that_holds_all_equal_is_said_to() -> None:
    rows = rank({"Q1": 1, "Q2": 1}, {"Q1": 1, "Q2": 2})
    (chart,) = draw(RANKING, make_table("respondent role item rank", rows), "zh")
    look_at(chart)
    assert chart.rows[0][1] == "1.5（1.00）"
    assert "有一方对各项不分先后" in chart.description


def test_a_weak_cause_is_hatched_and_called_weak() -> None:
    rows = [("R1", "m", "Q1", 2), ("R1", "m", "Q2", 6)]
    (chart,) = draw(GAPS, make_table("respondent role item score", rows))
    drawn = look_at(chart)
    assert [row[1:4] for row in chart.rows] == [
        ("All causes", "2.00", ""),
        ("Tangibles", "2.00", "weak"),
        ("All causes", "6.00", ""),
        ("Reliability & <punctuality>", "6.00", "sound"),
    ]
    assert words_of(chart).count("weak") == 2  # the legend, the cause
    assert len(list(drawn.iter("path"))) == 2
    assert chart.description == "1 of 2 causes are weak."


def test_the_customers_gap_joins_the_others_where_it_is_known() -> None:
    result = measure_table(make_answers(GAPS, 1), GAPS)
    fifth = Fraction(-858, 1000)
    (chart,) = draw_result(result, GAPS, "zh", translations("zh"), fifth=fifth)
    look_at(chart)
    assert chart.rows[-1][:3] == ("差距五：客户的感知减去期望", "", "−0.86")


@pytest.mark.parametrize("speech", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_ladder_tells_what_is_reached_and_what_holds_a_level_back(speech: Speech) -> None:
    shares = (Fraction(93), None, Fraction(70), Fraction(615, 10), Fraction(80))
    steps = list(zip(LEVELS, shares, [True] * 3 + [False] * 2, strict=True))
    (chart,) = draw_ladder(steps, 70, speech)
    look_at(chart)
    assert [row[2] for row in chart.rows] == ["80%", "61.5%", "70%", "—", "93%"]
    states = [row[3] for row in chart.rows]
    _ = speech.words.gettext
    assert states[:2] == [_("held back by a level below"), _("not reached")]
    assert set(states[2:]) == {_("reached")}
    assert "Experience" in chart.description


def test_a_ladder_of_nothing_is_not_drawn() -> None:
    assert draw_ladder([], 70, ENGLISH) == ()


def test_a_ladder_of_which_nothing_is_reached_names_no_highest_level() -> None:
    (chart,) = draw_ladder([("A long title of a level of needs", Fraction(1), False)], 70, ENGLISH)
    look_at(chart)
    assert chart.description == "0 of 1 levels are reached."


def test_improvements_keep_their_order_and_the_greatest_fills_the_width() -> None:
    rows = [
        (text.en, Fraction(points)) for text, points in zip(SENTENCES, (2, 3, 1, 0), strict=True)
    ]
    (chart,) = draw_improvements(rows, ENGLISH)
    widths = [rect.get("width") for rect in look_at(chart).iter("rect")]
    assert widths == ["240", "360", "120"]
    assert [row[1] for row in chart.rows] == ["+2.00", "+3.00", "+1.00", "+0.00"]
    assert chart.description == "First: A repair lasts (+2.00 points)."


def test_no_improvements_are_not_drawn() -> None:
    assert draw_improvements([], ENGLISH) == ()


def test_improvements_worth_nothing_have_no_bar() -> None:
    (chart,) = draw_improvements([("x" * 200, Fraction())], ENGLISH)
    assert look_at(chart).find("rect") is None
