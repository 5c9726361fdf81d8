"""Looking at a chart as a reader would: what stands where, and whether all of it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.publication.axes import WIDTH
from generator.publication.lettering import measure

if TYPE_CHECKING:
    from generator.publication.plots import Chart

MARKS = {"text", "line", "path", "rect", "circle", "polygon"}
NUMBER = re.compile(r"[+−]?\d+(?:\.\d+)?")
_PLACE = re.compile(r"-?\d+(?:\.\d+)?")
_CAPITAL, _DESCENT = 0.74, 0.2
"""Of the size: how far words reach above their base line and below it."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a mark covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Extent) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def parse(svg: str) -> ET.Element:
    """Read a picture; raises ParseError where it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314 (our own)


def words_of(chart: Chart) -> list[str]:
    """Return the words in a picture, in the order of drawing."""
    return [text.text or "" for text in parse(chart.svg).iter("text")]


def cells_of(chart: Chart) -> str:
    """Return all that the table says."""
    return " | ".join(cell for row in (chart.head, *chart.rows) for cell in row)


def extent_of(mark: ET.Element) -> Extent:
    """Return what a mark covers; words by the same estimate as they are placed by."""
    get = mark.attrib
    if mark.tag == "text":
        size = int(get["font-size"])
        width = float(measure(mark.text or "", size))
        x, y = float(get["x"]), float(get["y"])
        left = {"start": x, "middle": x - width / 2, "end": x - width}[
            get.get("text-anchor", "start")
        ]
        return Extent(left, y - _CAPITAL * size, left + width, y + _DESCENT * size)
    if mark.tag == "circle":
        x, y, r = (float(get[key]) for key in ("cx", "cy", "r"))
        return Extent(x - r, y - r, x + r, y + r)
    if mark.tag == "rect":
        x, y, width, height = (float(get[key]) for key in ("x", "y", "width", "height"))
        return Extent(x, y, x + width, y + height)
    if mark.tag == "line":
        places = [float(get[key]) for key in ("x1", "y1", "x2", "y2")]
    else:
        places = [float(found) for found in _PLACE.findall(get.get("d") or get["points"])]
    across, down = places[::2], places[1::2]
    return Extent(min(across), min(down), max(across), max(down))


def look_at(chart: Chart) -> ET.Element:
    """Return the picture, after making sure that it can be read, heard and printed."""
    drawn = parse(chart.svg)
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == f"{chart.name}-t {chart.name}-d"
    ids = {mark.get("id"): mark.text for mark in drawn if mark.get("id")}
    assert ids == {f"{chart.name}-t": chart.title, f"{chart.name}-d": chart.description}
    assert chart.title
    assert chart.description
    marks = [mark for mark in drawn if mark.tag not in ("title", "desc")]
    assert {mark.tag for mark in marks} <= MARKS
    _see_attributes(marks)
    _see_places(marks, int(drawn.attrib["height"]))
    _see_words(marks)
    _see_table(chart, marks)
    return drawn


def _see_attributes(marks: list[ET.Element]) -> None:
    """Nothing is fetched or run, and every colour stands on its mark, with a class beside."""
    for mark in marks:
        assert not {"style", "href", "onload", "dominant-baseline"} & set(mark.attrib)
        assert mark.attrib["class"]
        for key in ("fill", "stroke"):
            assert re.fullmatch(r"none|#[0-9a-f]{6}", mark.get(key, "none"))


def _see_places(marks: list[ET.Element], height: int) -> None:
    for mark in marks:
        extent = extent_of(mark)
        told = ET.tostring(mark, encoding="unicode")
        assert extent.left >= 0, told
        assert extent.right <= WIDTH, told
        assert extent.top >= -1, told
        assert extent.bottom <= height, told


def _see_words(marks: list[ET.Element]) -> None:
    """No words are too small to read, and none cover others."""
    words = [mark for mark in marks if mark.tag == "text"]
    assert all(int(mark.attrib["font-size"]) >= 12 for mark in words)
    extents = [(mark.text, extent_of(mark)) for mark in words]
    for (one, here), (other, there) in combinations(extents, 2):
        assert not here.meets(there), (one, other)


def _see_table(chart: Chart, marks: list[ET.Element]) -> None:
    """What the picture says, the table says too: all figures, that is, not those on an axis."""
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.head)}
    told = set(NUMBER.findall(cells_of(chart)))
    for mark in marks:
        if mark.tag == "text" and (mark.get("font-weight") or mark.get("text-anchor") == "end"):
            figures = set(NUMBER.findall(mark.text or ""))
            assert figures <= told | {"0", "0.5", "1"}, mark.text
