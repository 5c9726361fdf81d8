"""Charts of registers: cases and their stages, operating measures and their periods."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from generator.records.model import Labelled, Text
from tests.publication.survey_charts.looking import look_at, parse, words_of
from tests.publication.survey_charts.material import (
    CASES,
    COUNTS,
    draw,
    make_answers,
    make_cases,
    make_table,
)

NAMES = "period measure count of"


def test_the_funnel_narrows_as_cases_drop_out() -> None:
    funnel, *_ = draw(CASES, make_cases(CASES, [5, 5, 40, 40]))
    look_at(funnel)
    assert [row[1:] for row in funnel.rows[:6]] == [("4", "100.0%")] * 3 + [("2", "50.0%")] * 3
    widths = [rect.get("width") for rect in look_at(funnel).iter("rect")]
    assert widths == ["360"] * 3 + ["180"] * 3
    assert "Cases received: 4, still open: 2." in funnel.description


def test_each_stage_tells_its_days_its_limit_and_what_was_in_time() -> None:
    _, times, *_ = draw(CASES, make_cases(CASES, [5, 10]))
    look_at(times)
    # A stage is a fifth of the way: after 1 and 2 days, of which nine tenths are 1.9.
    assert times.rows[0][1:7] == ("2", "1.5", "1.9", "2", "2", "100.0%")
    assert times.rows[2][4:] == ("—", "—", "—", "—")  # no limit is set


def test_quick_stages_are_told_in_hundredths_of_a_day() -> None:
    _, times, *_ = draw(CASES, make_cases(CASES, [1]))
    assert times.rows[0][2] == "0.20"


def test_cases_that_went_no_further_have_no_times() -> None:
    table = make_cases(CASES, [5])
    received = {stage.id: (None,) for stage in CASES.stages[1:]}
    charts = draw(CASES, type(table)(columns={**table.columns, **received}, rows=1))
    assert "cases-times" not in [chart.name for chart in charts]
    look_at(charts[0])


def test_each_channel_and_category_is_held_against_the_whole() -> None:
    titles = (Labelled(id="web", title=Text("网站", "Website")),)
    instrument = replace(CASES, channels=titles)
    table = make_cases(instrument, [5, 5, 3, 5])
    columns = {**table.columns, "channel": ("web", "web", "shop", "shop")}
    *_, channels, categories = draw(instrument, replace(table, columns=columns))
    look_at(channels)
    assert [row[0] for row in channels.rows] == ["Website", "shop"]
    assert [row[1] for row in channels.rows] == ["2", "2"]
    assert channels.description.endswith("Below it: Website.")
    assert [row[0] for row in categories.rows] == ["repair"]


def test_shares_stand_with_their_intervals_and_means_without() -> None:
    rows = [("2026", "m1", Fraction(9), Fraction(10)), ("2026", "m2", Fraction(9), Fraction(4))]
    (chart,) = draw(COUNTS, make_table(NAMES, rows))
    look_at(chart)
    assert chart.rows[0][1:] == ("9", "10", "90.0%", "59.6% to 98.2%")
    assert chart.rows[1][1:] == ("9", "4", "2.25", "—")


def test_means_alone_are_drawn_without_an_axis() -> None:
    rows = [("2026", "m2", Fraction(9), Fraction(4))]
    (chart,) = draw(COUNTS, make_table(NAMES, rows))
    assert words_of(chart) == ["2.25", "Responsiveness"]


def test_several_periods_make_a_line_from_the_first_to_the_last() -> None:
    rows = [
        (f"2026-0{month}", "m1", Fraction(count), Fraction(10))
        for month, count in ((2, 6), (1, 5), (3, 8))
    ]
    _, lines = draw(COUNTS, make_table(NAMES, rows))
    drawn = look_at(lines)
    assert "50.0% → 80.0%" in words_of(lines)
    assert [row[1] for row in lines.rows] == ["2026-01", "2026-02", "2026-03"]
    path = drawn.find("path")
    assert path is not None
    heights = [float(step.split()[1]) for step in path.attrib["d"].removeprefix("M").split("L")]
    assert heights == sorted(heights, reverse=True)


def test_a_measure_that_never_changes_is_a_level_line() -> None:
    rows = [(f"2026-0{month}", "m1", Fraction(5), Fraction(10)) for month in (1, 2)]
    _, lines = draw(COUNTS, make_table(NAMES, rows))
    look_at(lines)
    assert lines.description == "From 2026-01 to 2026-02."


def test_what_a_picture_holds_is_all_in_the_file() -> None:
    for chart in draw(COUNTS, make_answers(COUNTS, 2), "zh"):
        assert not any(mark.get("href") for mark in parse(chart.svg).iter())
