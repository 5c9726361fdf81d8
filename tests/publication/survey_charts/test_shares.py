"""Charts of shares: NPS, satisfaction in one question, types of loyalty."""

from __future__ import annotations

import pytest

from tests.publication.survey_charts.looking import extent_of, look_at, words_of
from tests.publication.survey_charts.material import CSAT, LOYALTY, NPS, draw, make_table


def test_the_net_promoter_score_stands_with_its_groups_and_its_interval() -> None:
    scores = [10, 10, 9, 8, 7, 0]
    (chart,) = draw(NPS, make_table("respondent score", enumerate(scores)))
    look_at(chart)
    assert chart.rows[:3] == (
        ("Detractors (0–6)", "1", "16.7%"),
        ("Passives (7–8)", "2", "33.3%"),
        ("Promoters (9–10)", "3", "50.0%"),
    )
    name, count, score = chart.rows[3]
    assert (name, count) == ("Net promoter score", "6")
    assert score.startswith("33.3 (95% interval ")
    assert "NPS 33.3" in words_of(chart)


@pytest.mark.parametrize(("score", "written"), [(10, "NPS 100.0"), (0, "NPS −100.0")])
def test_a_score_at_an_end_of_the_axis_is_still_in_the_picture(score: int, written: str) -> None:
    (chart,) = draw(NPS, make_table("respondent score", [("R1", score), ("R2", score)]))
    look_at(chart)
    assert written in words_of(chart)


def test_groups_without_anybody_take_no_room_in_the_stack() -> None:
    (chart,) = draw(NPS, make_table("respondent score", [("R1", 10)]))
    stack = [rect for rect in look_at(chart).iter("rect") if rect.get("height") == "24"]
    assert [rect.get("width") for rect in stack] == ["358"]


def test_answers_are_counted_from_the_highest_down() -> None:
    scores = [5, 5, 4, 3, 1]
    (chart,) = draw(CSAT, make_table("respondent score", enumerate(scores)))
    look_at(chart)
    assert [row[:2] for row in chart.rows] == [
        ("5 Strongly agree", "2"),
        ("4", "1"),
        ("3", "1"),
        ("2", "0"),
        ("1 Strongly disagree", "1"),
        ("Satisfied", "3"),
    ]
    assert chart.rows[0][2] == "40.0%"
    assert chart.rows[-1][2].startswith("60.0% (95% interval ")


def test_nobody_satisfied_has_an_upper_end_all_the_same() -> None:
    (chart,) = draw(CSAT, make_table("respondent score", ((who, 1) for who in range(20))))
    look_at(chart)
    assert chart.rows[-1] == ("Satisfied", "0", "0.0% (95% interval 0.0% to 16.1%)")


def test_the_four_types_and_the_hostages_are_told() -> None:
    answers = [("a", 5, 5, 5), ("b", 5, 1, 4), ("c", 1, 5, 1), ("d", 1, 1, 1)]
    names = "respondent attitude repurchase satisfaction"
    (chart,) = draw(LOYALTY, make_table(names, answers), "zh")
    look_at(chart)
    assert [row[:3] for row in chart.rows] == [
        ("现实忠诚", "1", "25.0%"),
        ("潜在忠诚", "1", "25.0%"),
        ("表象忠诚", "1", "25.0%"),
        ("非忠诚", "1", "25.0%"),
        ("被困客户（不满意却仍在购买）", "1", "25.0%"),
    ]


def test_the_frame_holds_those_who_buy_again() -> None:
    names = "respondent attitude repurchase satisfaction"
    (chart,) = draw(LOYALTY, make_table(names, [("a", 5, 5, 1)]))
    drawn = look_at(chart)
    frame = next(extent_of(rect) for rect in drawn.iter("rect") if rect.get("stroke-dasharray"))
    framed = [text.text for text in drawn.iter("text") if extent_of(text).left >= frame.left]
    assert {"True loyalty", "Spurious loyalty"} <= set(framed)
    assert not {"Latent loyalty", "No loyalty"} & set(framed)
