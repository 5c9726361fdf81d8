"""Small drawings in SVG, and the chart that they make."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from generator.publication.axes import WIDTH, Axis
from generator.publication.inks import Fill, Ink, Shape, write_place
from generator.publication.plots import Chart, Panel


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (our own)


def drawn(panel: Panel) -> ET.Element:
    return parse(panel.close("t", "d", head=("a",), rows=()).svg)


def make_chart(title: str = "标题") -> Chart:
    panel = Panel("survey-gaps")
    panel.text(0, 15, "甲 & <乙>")
    panel.y = 40
    return panel.close(title, "说明 & 数字", head=("项", "数"), rows=[("甲", "1")])


def test_a_chart_is_named_and_described_in_words() -> None:
    svg = parse(make_chart().svg)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "survey-gaps-t survey-gaps-d"
    assert svg.findtext("title") == "标题"
    assert svg.findtext("desc") == "说明 & 数字"
    assert svg.get("viewBox") == f"0 0 {WIDTH} 40"


def test_words_are_escaped_in_the_picture_and_plain_in_the_table() -> None:
    chart = make_chart()
    assert "甲 &amp; &lt;乙&gt;" in chart.svg
    assert chart.rows == (("甲", "1"),)


@pytest.mark.parametrize(("title", "face"), [("标题", "Noto Sans CJK SC"), ("Title", "system-ui")])
def test_latin_words_have_a_latin_face_first(title: str, face: str) -> None:
    families = parse(make_chart(title).svg).attrib["font-family"].split(", ")
    assert families[0] == face
    assert "Noto Sans CJK SC" in families
    assert families[-1] == "sans-serif"


def test_words_around_a_middle_stay_within_the_picture() -> None:
    panel = Panel("n")
    panel.text(0, 20, "100%", anchor="middle")
    panel.text(WIDTH, 20, "100%", anchor="middle")
    left, right = (Fraction(text.attrib["x"]) for text in drawn(panel).iter("text"))
    assert left > 10
    assert abs(WIDTH - right - left) <= Fraction(1, 100)


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (-1, 10)])
def test_a_bar_of_nothing_is_left_out(size: tuple[int, int]) -> None:
    panel = Panel("n")
    for fill in Fill:
        panel.rect((0, 0), size, ink=Ink.H0, fill=fill)
    assert drawn(panel).find("rect") is None


@pytest.mark.parametrize("fill", list(Fill))
def test_a_filling_keeps_within_its_bar(fill: Fill) -> None:
    panel = Panel("n")
    panel.rect((10, 20), (Fraction(1, 3), 7), ink=Ink.BAD, fill=fill)
    panel.rect((10, 20), (31, 7), ink=Ink.BAD, fill=fill)
    for mark in drawn(panel).iter("path"):
        ends = mark.attrib["d"].replace("L", " ").replace("M", " ").split()
        assert all(10 <= float(x) <= 41 for x in ends[::2])
        assert all(20 <= float(y) <= 27 for y in ends[1::2])


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_is_drawn_filled_and_hollow(shape: Shape) -> None:
    panel = Panel("n")
    panel.dot((50, 50), ink=Ink.H2, shape=shape)
    panel.dot((50, 50), ink=Ink.H2, shape=shape, hollow=True)
    full, hollow = [mark for mark in drawn(panel) if mark.tag in ("circle", "polygon")]
    assert full.get("fill") == Ink.H2.value
    assert (hollow.get("fill"), hollow.get("stroke")) == (Ink.PAPER.value, Ink.H2.value)


def test_an_interval_beyond_an_end_goes_on_as_an_arrow() -> None:
    axis = Axis(low=0, high=1)
    within, beyond = Panel("n"), Panel("n")
    within.whisker(axis, 10, (Fraction(1, 10), 1))
    beyond.whisker(axis, 10, (-2, 3))
    assert len(list(drawn(within).iter("line"))) == 3
    assert len(list(drawn(within).iter("path"))) == 0
    assert len(list(drawn(beyond).iter("line"))) == 1
    assert len(list(drawn(beyond).iter("path"))) == 2


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3, "3"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(-1, 1000), "0"),
        (100, "100"),
    ],
)
def test_places_are_written_exactly_to_a_hundredth(value: Fraction, written: str) -> None:
    assert write_place(value) == written


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ink", [Ink.INK, Ink.SOFT, Ink.GOOD, Ink.BAD])
def test_words_stand_out_from_white_and_from_the_site_s_paper(ink: Ink) -> None:
    for paper in (Ink.PAPER.value, "#faf8f3"):
        assert (luminance(paper) + 0.05) / (luminance(ink.value) + 0.05) >= 4.5


@pytest.mark.parametrize("ink", [Ink.H0, Ink.H1, Ink.H2, Ink.H3, Ink.GOOD, Ink.BAD, Ink.SOFT])
def test_marks_stand_out_from_white(ink: Ink) -> None:
    assert 1.05 / (luminance(ink.value) + 0.05) >= 3
