"""Publication: the guilloche of a certificate, drawn from its number; pure.

Input: a certificate's number. Output: `Pattern` (the figures of its rings, by SHA-256 of the
number) and from it PDF operators: a wide rosette behind the words and a small one around the
seal. A ring is strands that swing between two petalled rims; one petal is drawn and turned as
often as there are petals, so the repeats compress to almost nothing. Millimetres of A4 landscape.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import ceil, cos, gcd, sin, tau
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CENTRE = (148.5, 88.0)
SEAL = (148.5, 171.5)
"""Where tools/draw-certificate-ground draws the seal."""

_HEIGHT = 210.0
_POINTS = 72 / 25.4  # points in a millimetre
_DOMAIN = "guilloche|"  # No other hash of a number has anything in common with this one.

Colour = tuple[float, float, float]
GOLD: Colour = (0.69, 0.553, 0.247)
PALE: Colour = (0.851, 0.769, 0.561)
FAINT: Colour = (0.949, 0.914, 0.835)
MIST: Colour = (0.89, 0.91, 0.945)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A ring: `strands` swing between an inner and an outer rim of so many `petals`.

    Over a petal each strand takes the place of the one `advance` strands on, so that all are one
    endless line where the two have no common divisor.
    """

    petals: int
    strands: int
    advance: int
    inner: float
    """Mean radius of the inner rim."""
    outer: float
    inner_swing: float
    """How far the rim leaves its mean radius; below 0 it is narrow where a petal is wide."""
    outer_swing: float
    ripple: float
    """What the rims have of twice as many petals, as a share of their swing."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The rings that a number asks for, from the outermost in."""

    wide: tuple[Ring, Ring]
    seal: tuple[Ring, Ring]


class _Choices:
    """Choices made by a hash: as good as drawn by lot, and the same every time."""

    def __init__(self, words: str) -> None:
        self._left = int.from_bytes(hashlib.sha256(words.encode()).digest(), "big")

    def pick(self, count: int) -> int:
        """Return a number from 0 to `count` − 1."""
        self._left, picked = divmod(self._left, count)
        return picked

    def scale(self, low: float, high: float, count: int) -> float:
        """Return one of `count` steps from `low` to `high`."""
        return low + (high - low) * self.pick(count) / (count - 1)

    def weave(
        self, petals: tuple[int, int], strands: tuple[int, int], waves: tuple[int, int]
    ) -> tuple[int, int, int]:
        """Return petals, strands and an advance that makes so many waves around the ring."""
        leaves = petals[0] + self.pick(petals[1] - petals[0] + 1)
        threads = strands[0] + self.pick(strands[1] - strands[0] + 1)
        first, last = (wave * threads / leaves for wave in waves)
        advances = [n for n in range(ceil(first), int(last) + 1) if gcd(n, threads) == 1] or [1]
        return leaves, threads, advances[self.pick(len(advances))]


def choose_pattern(number: str) -> Pattern:
    """Return the figures of a number's rings: some 10^24 patterns are possible."""
    choices = _Choices(_DOMAIN + number)
    petals, strands, advance = choices.weave((7, 16), (8, 13), (4, 13))
    outer = Ring(
        petals=petals,
        strands=strands,
        advance=advance,
        inner=choices.scale(40, 46, 9),
        outer=choices.scale(59, 62, 7),
        inner_swing=choices.scale(-4.5, 4.5, 10),
        outer_swing=choices.scale(1.5, 4.5, 7),
        ripple=choices.scale(-0.35, 0.35, 8),
    )
    petals, strands, advance = choices.weave((5, 13), (7, 12), (3, 9))
    inner = Ring(
        petals=petals,
        strands=strands,
        advance=advance,
        inner=choices.scale(20, 24, 9),
        outer=choices.scale(39, 43, 9),
        inner_swing=choices.scale(-3, 3, 10),
        outer_swing=choices.scale(-5, 5, 10),
        ripple=choices.scale(-0.3, 0.3, 7),
    )
    petals, strands, advance = choices.weave((11, 22), (5, 8), (5, 13))
    rim = Ring(
        petals=petals,
        strands=strands,
        advance=advance,
        inner=11.4,
        outer=14.4,
        inner_swing=choices.scale(-0.7, 0.7, 6),
        outer_swing=choices.scale(0.3, 0.6, 4),
        ripple=choices.scale(-0.3, 0.3, 4),
    )
    petals, strands, advance = choices.weave((8, 18), (5, 8), (4, 11))
    seal = Ring(
        petals=petals,
        strands=strands,
        advance=advance,
        inner=9.0,
        outer=choices.scale(12.4, 13.2, 5),
        inner_swing=choices.scale(-0.3, 0.3, 4),
        outer_swing=choices.scale(0.4, 0.9, 6),
        ripple=choices.scale(-0.3, 0.3, 4),
    )
    return Pattern((outer, inner), (rim, seal))


def draw_pattern(pattern: Pattern) -> bytes:
    """Return the operators that draw it on a page whose origin is its lower left corner."""
    wide, seal = pattern.wide, pattern.seal
    parts = [
        b"1 J 1 j",
        *_draw_rosette(CENTRE, 0.2, ((wide[0], FAINT), (wide[1], MIST))),
        *_draw_rosette(SEAL, 0.14, ((seal[0], PALE), (seal[1], GOLD))),
    ]
    return b"\n".join(parts)


def draw_guilloche(number: str) -> bytes:
    """Return the operators of the drawing that belongs to a certificate's number."""
    return draw_pattern(choose_pattern(number))


def trace_petal(ring: Ring) -> Iterator[tuple[tuple[float, float], ...]]:
    """Yield the points of each strand over one petal: a start, then three for each cubic."""
    pieces = max(3, ceil(5 * ring.advance / ring.strands))
    step = tau / ring.petals / pieces
    for strand in range(ring.strands):
        points: list[tuple[float, float]] = []
        for piece in range(pieces + 1):
            angle = step * piece
            radius, slope = _swing(ring, strand, piece / pieces)
            x, y = radius * sin(angle), radius * cos(angle)
            # A third of the way along the tangent, as a cubic in Bézier's form wants it.
            dx = (slope * sin(angle) + y) * step / 3
            dy = (slope * cos(angle) - x) * step / 3
            if piece:
                points.append((x - dx, y - dy))
            points.append((x, y))
            if piece < pieces:
                points.append((x + dx, y + dy))
        yield tuple(points)


def _swing(ring: Ring, strand: int, part: float) -> tuple[float, float]:
    """Return a strand's radius at a `part` of a petal, and its change per radian."""
    x = tau * part
    rim = cos(x) + ring.ripple * cos(2 * x)
    rise = -ring.petals * (sin(x) + 2 * ring.ripple * sin(2 * x))
    inner, outer = ring.inner + ring.inner_swing * rim, ring.outer + ring.outer_swing * rim
    waves = ring.advance / ring.strands
    phase = x * waves + tau * strand / ring.strands
    half, widening = (outer - inner) / 2, (ring.outer_swing - ring.inner_swing) / 2 * rise
    radius = (outer + inner) / 2 + half * cos(phase)
    slope = (ring.outer_swing + ring.inner_swing) / 2 * rise + widening * cos(phase)
    return radius, slope - half * waves * ring.petals * sin(phase)


def _draw_rosette(
    place: tuple[float, float], width: float, rings: tuple[tuple[Ring, Colour], ...]
) -> Iterator[bytes]:
    """Yield the operators of rings around a place, drawn in lines of `width` millimetres."""
    x, y = place
    scale = f"{_POINTS:.6f}"
    for ring, colour in rings:
        yield f"q\n{scale} 0 0 {scale} {x * _POINTS:.4f} {(_HEIGHT - y) * _POINTS:.4f} cm".encode()
        yield f"{' '.join(f'{part:g}' for part in colour)} RG {width:g} w".encode()
        turn = tau / ring.petals
        petal = "\n".join(_write_strand(points) for points in trace_petal(ring))
        petal += f"\nS\n{cos(turn):.7f} {-sin(turn):.7f} {sin(turn):.7f} {cos(turn):.7f} 0 0 cm"
        yield "\n".join([petal] * ring.petals).encode()
        yield b"Q"


def _write_strand(points: tuple[tuple[float, float], ...]) -> str:
    written = [f"{x:.2f} {y:.2f}" for x, y in points]
    cubics = (" ".join(written[i : i + 3]) for i in range(1, len(written), 3))
    return f"{written[0]} m\n" + "\n".join(f"{cubic} c" for cubic in cubics)
