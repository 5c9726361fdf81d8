"""Charts as SVG."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from generator.publication.charts import Bar, BarChart, Column, draw_columns, draw_counts


def test_a_chart_says_in_words_what_it_shows() -> None:
    chart = BarChart([Bar("甲 & 乙", 1, 60), Bar("丙")], name="c", title="得分")
    drawn = ET.fromstring(chart.draw([(93, "7.47 / 8 · 93%"), (None, "—")]))  # noqa: S314 (our own)
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "c-t c-d"
    assert drawn.findtext("title") == "得分"
    assert drawn.findtext("desc") == "甲 & 乙: 7.47 / 8 · 93%; 丙: —"


def test_a_bar_is_as_long_as_its_share_and_marked_at_its_threshold() -> None:
    chart = BarChart([Bar("甲", 1, 60)], name="c", title="得分")
    bar = ET.fromstring(chart.draw([(93, "93%")])).find("g")  # noqa: S314 (our own)
    assert bar is not None
    widths = {rect.get("class"): rect.get("width") for rect in bar.iter("rect")}
    assert widths == {"t": "100%", "f": "93%", "k": "2"}


def test_what_does_not_apply_has_no_bar() -> None:
    drawn = BarChart([Bar("甲")], name="c", title="得分").draw([(None, "—")])
    assert 'class="f"' not in drawn


def test_the_largest_count_fills_the_chart_and_a_small_one_is_still_seen() -> None:
    drawn = draw_counts([("a", 1000), ("b", 1), ("c", 0)], ["1000", "1", "0"], name="n", title="t")
    widths = [
        rect.get("width")
        for rect in ET.fromstring(drawn).iter("rect")  # noqa: S314 (our own)
        if rect.get("class") == "f"
    ]
    assert widths == ["100%", "1%"]


def test_columns_are_drawn_even_where_nothing_was_counted() -> None:
    drawn = ET.fromstring(draw_columns([Column("70", 0)], name="d", title="t"))  # noqa: S314 (our own)
    assert drawn.findtext("desc") == "70: 0"
