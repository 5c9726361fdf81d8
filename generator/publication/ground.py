"""Publication: the drawing behind a certificate's words, from SVG to PDF operators.

Input: an SVG drawing. Output: the content of a PDF form, made once and the same on every
certificate. WeasyPrint draws any SVG, but takes a second for an ornament of thousands of curves.
This takes milliseconds and knows only what an ornament needs: `path` (absolute M L H V C Z),
`rect`, `circle`, `g`, `use`, `defs`; translate and rotate; fill, stroke and their width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SVG = "{http://www.w3.org/2000/svg}"
_POINTS = 72 / 25.4  # points in a millimetre
_ROUND = 0.5523  # a quarter of a circle as one cubic: its handles, in radii
_CURVES = {"M": (2, "m"), "L": (2, "l"), "C": (6, "c"), "H": (1, "l"), "V": (1, "l")}


class UnknownDrawing(CannotGoOn):
    """The drawing has something that only a full SVG program could draw."""

    def __init__(self, what: str) -> None:
        """Name it."""
        super().__init__(
            zh=f"certificate-ground.svg 中的 {what} 不受支持。",
            en=f"certificate-ground.svg: {what} is not supported.",
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawing as PDF operators, and the size of its page in points."""

    content: bytes
    width: float
    height: float


def draw_ground(svg: str) -> Ground:
    """Translate an SVG whose units are millimetres; raises UnknownDrawing."""
    root = ET.fromstring(svg)  # noqa: S314 (the registry's own file)
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    named = {e.attrib["id"]: e for e in root.iter() if "id" in e.attrib}
    flip = (_POINTS, 0.0, 0.0, -_POINTS, 0.0, height * _POINTS)
    cap = b"1 J" if root.get("stroke-linecap") == "round" else b"0 J"
    drawn = b"\n".join(_draw_children(root, named, {"fill": root.get("fill", "#000")}))
    content = b"%s\n%s cm\n%s" % (cap, _write(flip), drawn)
    return Ground(content, width * _POINTS, height * _POINTS)


def _draw_children(
    parent: ET.Element, named: Mapping[str, ET.Element], paint: Mapping[str, str]
) -> Iterator[bytes]:
    for element in parent:
        if element.tag != f"{_SVG}defs":
            yield from _draw_element(element, named, paint)


def _draw_element(
    element: ET.Element, named: Mapping[str, ET.Element], paint: Mapping[str, str]
) -> Iterator[bytes]:
    """Yield an element's operators, between `q` and `Q` where it moves or paints anew."""
    attributes: dict[str, str] = element.attrib
    keys = ("fill", "stroke", "stroke-width")
    paint = {**paint, **{key: attributes[key] for key in keys if key in attributes}}
    matrices = list(_read_transform(element))
    if matrices:
        yield b"q"
        yield from (_write(matrix) + b" cm" for matrix in matrices)
    kind = element.tag.removeprefix(_SVG)
    if kind == "g":
        yield from _draw_children(element, named, paint)
    elif kind == "use":
        yield from _draw_element(named[element.attrib["href"].removeprefix("#")], named, paint)
    else:
        yield from _set_paint(paint)
        yield _trace_shape(kind, element.attrib)
        filled, stroked = paint.get("fill", "none") != "none", paint.get("stroke", "none") != "none"
        yield {(True, True): b"B", (True, False): b"f", (False, True): b"S"}.get(
            (filled, stroked), b"n"
        )
    if matrices:
        yield b"Q"


def _read_transform(element: ET.Element) -> Iterator[tuple[float, ...]]:
    if "x" in element.attrib and element.tag == f"{_SVG}use":
        yield (1.0, 0.0, 0.0, 1.0, float(element.attrib["x"]), float(element.get("y", "0")))
    for name, words in re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", "")):
        numbers = [float(number) for number in words.replace(",", " ").split()]
        if name == "translate":
            x, y = (*numbers, 0.0)[:2]
            yield (1.0, 0.0, 0.0, 1.0, x, y)
        elif name == "rotate" and len(numbers) == 1:
            turn = radians(numbers[0])
            yield (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)
        else:
            raise UnknownDrawing(f"{name}({words})")


def _set_paint(paint: Mapping[str, str]) -> Iterator[bytes]:
    for key, operator in (("fill", b"rg"), ("stroke", b"RG")):
        colour = paint.get(key, "none")
        if colour != "none":
            yield b"%s %s" % (_write(_read_colour(colour)), operator)
    if paint.get("stroke", "none") != "none":
        yield _write((float(paint.get("stroke-width", "1")),)) + b" w"


def _read_colour(colour: str) -> tuple[float, ...]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch("[0-9a-fA-F]{6}", digits):
        raise UnknownDrawing(colour)
    return tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))


def _trace_shape(kind: str, shape: Mapping[str, str]) -> bytes:
    if kind == "path":
        return b"\n".join(_trace_path(shape["d"]))
    if kind == "rect":
        return _write([float(shape[k]) for k in ("x", "y", "width", "height")]) + b" re"
    if kind == "circle":
        x, y, r = (float(shape[k]) for k in ("cx", "cy", "r"))
        h = r * _ROUND
        return b"%s m %s c %s c %s c %s c h" % (
            _write((x + r, y)),
            _write((x + r, y + h, x + h, y + r, x, y + r)),
            _write((x - h, y + r, x - r, y + h, x - r, y)),
            _write((x - r, y - h, x - h, y - r, x, y - r)),
            _write((x + h, y - r, x + r, y - h, x + r, y)),
        )
    raise UnknownDrawing(f"<{kind}>")


def _trace_path(data: str) -> Iterator[bytes]:
    x = y = 0.0
    for command, words in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        if command == "Z":
            yield b"h"
            continue
        if command not in _CURVES:
            raise UnknownDrawing(f"path {command}")
        size, operator = _CURVES[command]
        numbers = [float(number) for number in words.replace(",", " ").split()]
        for i in range(0, len(numbers), size):
            points = numbers[i : i + size]
            if command == "H":
                points = [points[0], y]
            elif command == "V":
                points = [x, points[0]]
            x, y = points[-2:]
            yield _write(points) + b" " + operator.encode()


def _write(numbers: tuple[float, ...] | list[float]) -> bytes:
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers).encode()
