"""Charts as a file of their own."""

from __future__ import annotations

import pytest

from generator.publication.chart_files import write_chart_file
from tests.publication.test_plots import make_chart, parse

SVG = "{http://www.w3.org/2000/svg}"


def test_a_file_of_its_own_shows_its_title_on_paper() -> None:
    written = write_chart_file([make_chart()])
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    svg = parse(written)
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["标题", "甲 & <乙>"]
    ground = svg.find(f"{SVG}rect")
    assert ground is not None
    corner = [float(ground.attrib[key]) for key in ("x", "y", "width", "height")]
    assert corner == [float(part) for part in svg.attrib["viewBox"].split()]
    assert [svg.get("width"), svg.get("height")] == svg.attrib["viewBox"].split()[2:]


def test_a_long_title_is_broken_and_makes_room_for_itself() -> None:
    written = parse(write_chart_file([make_chart("很长的标题" * 9)]))
    lines = [text.text or "" for text in written.iter(f"{SVG}text")][:-1]
    assert "".join(lines) == "很长的标题" * 9
    assert len(lines) == 2
    assert int(written.attrib["height"]) > 40 + 2 * 20


def test_several_stand_one_below_the_other() -> None:
    charts = [make_chart("上"), make_chart("很长的标题" * 9), make_chart("下")]
    whole = parse(write_chart_file(charts))
    parts = whole.findall(f"{SVG}svg")
    ends = [int(part.attrib["y"]) + int(part.attrib["height"]) for part in parts]
    assert [int(part.attrib["y"]) for part in parts] == [0, *ends[:-1]]
    assert whole.attrib["viewBox"] == f"0 0 {parts[0].attrib['width']} {ends[-1]}"
    assert [part.findtext(f"{SVG}title") for part in parts] == [chart.title for chart in charts]


def test_no_chart_is_no_file() -> None:
    with pytest.raises(ValueError, match=r"\[\]"):
        write_chart_file([])
