"""SERVQUAL: what was expected, what was perceived, and the gaps between."""

from __future__ import annotations

from tests.publication.survey_charts.looking import cells_of, look_at, words_of
from tests.publication.survey_charts.material import SERVQUAL, ask_all, draw, make_answers


def test_each_dimension_tells_expectation_perception_and_gap() -> None:
    table = ask_all(
        SERVQUAL,
        4,
        "expectation perception",
        lambda item: (6, 4 if item.dimension == "d2" else 7),
    )
    dimensions, gaps = draw(SERVQUAL, table)
    assert dimensions.rows[1] == (
        "Reliability & <punctuality> (weight 20)",
        "6.00",
        "4.00",
        "−2.00",
    )
    assert dimensions.rows[0][-1] == "+1.00"
    assert "1 of 5 dimensions fall short" in dimensions.description
    assert "Reliability & <punctuality> falls short most, by 2.00." in dimensions.description
    assert gaps.rows[-2] == ("Overall, mean of the dimensions", "+0.40", "+0.40 to +0.40")


def test_dimensions_keep_the_order_of_the_instrument() -> None:
    first = draw(SERVQUAL, make_answers(SERVQUAL, 2), "zh")[0]
    titles = [title.title.zh for title in SERVQUAL.dimensions]
    assert [row[0].removesuffix("（权重 20）") for row in first.rows] == titles


def test_one_respondent_gives_gaps_without_an_interval() -> None:
    gaps = draw(SERVQUAL, make_answers(SERVQUAL, 2, 1))[1]
    assert {row[2] for row in gaps.rows} == {"—"}


def test_the_axis_is_the_scale_and_its_ends_are_worded() -> None:
    words = words_of(draw(SERVQUAL, make_answers(SERVQUAL, 2), "zh")[0])
    assert [word for word in words if len(word) == 1 and word.isdigit()] == list("1234567")
    assert words[-2:] == ["完全不同意", "完全同意"]


def test_expectation_is_hollow_and_perception_filled() -> None:
    drawn = look_at(draw(SERVQUAL, make_answers(SERVQUAL, 2))[0])
    rows = list(drawn.iter("circle"))[2:]
    assert len(rows) == 10
    assert all(circle.get("stroke") for circle in rows[::2])
    assert not any(circle.get("stroke") for circle in rows[1::2])


def test_the_reliability_of_the_scale_is_shown_beside() -> None:
    alpha = draw(SERVQUAL, make_answers(SERVQUAL, 2))[-1]
    assert alpha.name == "servqual-alpha"
    assert "22" in cells_of(alpha)
