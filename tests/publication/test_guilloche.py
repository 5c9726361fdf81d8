"""The drawing of a number: always the same, never another's, within its bounds."""

from __future__ import annotations

import re
import zlib
from dataclasses import fields
from itertools import pairwise
from math import cos, gcd, hypot, isclose, sin, tau
from time import process_time

import pytest

from generator.publication.guilloche import (
    CENTRE,
    SEAL,
    Pattern,
    Ring,
    choose_pattern,
    draw_guilloche,
    trace_petal,
)
from generator.records.numbering import certificate_number
from tests.publication.sheets import TEMPLATES

NUMBERS = [certificate_number("ASC", 2026, sequence) for sequence in range(1, 2001)]
PATTERNS = [choose_pattern(number) for number in NUMBERS]
MILLIMETRE = 72 / 25.4


def rings(pattern: Pattern) -> tuple[Ring, ...]:
    return (*pattern.wide, *pattern.seal)


def profile(ring: Ring) -> tuple[tuple[float, float], ...]:
    """Return the radii of both rims at 24 places of a petal, in millimetres."""
    found = []
    for place in range(24):
        x = tau * place / 24
        rim = cos(x) + ring.ripple * cos(2 * x)
        found.append((ring.inner + ring.inner_swing * rim, ring.outer + ring.outer_swing * rim))
    return tuple(found)


def differ(one: Ring, other: Ring, least: float) -> bool:
    """Whether an eye tells two rings apart: other counts, or a rim elsewhere by `least` mm."""
    counts = ("petals", "strands", "advance")
    if any(getattr(one, count) != getattr(other, count) for count in counts):
        return True
    pairs = zip(profile(one), profile(other), strict=True)
    return any(max(abs(a - c), abs(b - d)) >= least for (a, b), (c, d) in pairs)


def test_two_thousand_numbers_give_two_thousand_drawings() -> None:
    assert len({draw_guilloche(number) for number in NUMBERS}) == len(NUMBERS)


def test_they_differ_visibly_and_not_by_a_turn() -> None:
    # No ring knows of a turn: what two patterns differ in is counts and the lines of the rims.
    assert {field.name for field in fields(Ring)} == {
        *("petals", "strands", "advance", "inner", "outer"),
        *("inner_swing", "outer_swing", "ripple"),
    }
    alike: dict[tuple[int, ...], list[Pattern]] = {}
    for pattern in PATTERNS:
        counts = tuple(n for r in pattern.wide for n in (r.petals, r.strands, r.advance))
        alike.setdefault(counts, []).append(pattern)
    for same in alike.values():
        for i, one in enumerate(same):
            for other in same[:i]:
                assert any(
                    differ(a, b, least)
                    for a, b, least in zip(
                        rings(one), rings(other), (0.5, 0.5, 0.2, 0.2), strict=True
                    )
                )


def test_most_neighbours_differ_in_the_number_of_petals() -> None:
    outer = [pattern.wide[0].petals for pattern in PATTERNS]
    assert sum(a != b for a, b in pairwise(outer)) > len(outer) * 0.8
    assert set(outer) == set(range(7, 17))


def test_every_ring_is_one_endless_line() -> None:
    for pattern in PATTERNS:
        for ring in rings(pattern):
            assert gcd(ring.strands, ring.advance) == 1


@pytest.mark.parametrize("pattern", PATTERNS[:20])
def test_each_strand_goes_on_where_the_next_petal_begins(pattern: Pattern) -> None:
    for ring in rings(pattern):
        strands = list(trace_petal(ring))
        turn = tau / ring.petals
        for strand, points in enumerate(strands):
            x, y = strands[(strand + ring.advance) % ring.strands][0]
            turned = (x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn))
            assert isclose(points[-1][0], turned[0], abs_tol=1e-9)
            assert isclose(points[-1][1], turned[1], abs_tol=1e-9)


def test_no_ring_leaves_its_place() -> None:
    # The wide ones stay inside the frame, those of the seal outside its disc and off the words.
    for pattern in PATTERNS:
        for places, low, high in ((pattern.wide, 14, 69), (pattern.seal, 8.3, 15.6)):
            for ring in places:
                radii = [
                    hypot(*points[i])
                    for points in trace_petal(ring)
                    for i in range(0, len(points), 3)
                ]
                assert low <= min(radii)
                assert max(radii) <= high


def test_the_seal_is_where_the_ground_has_its_disc() -> None:
    ground = (TEMPLATES / "certificate-ground.svg").read_text("utf-8")
    found = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="8.9" fill="#fff"', ground)
    assert found
    assert tuple(map(float, found.groups())) == SEAL
    assert CENTRE[0] == SEAL[0]


def test_a_known_number_has_a_known_drawing() -> None:
    drawn = draw_guilloche("ASC-2026-000123-42")
    assert zlib.crc32(drawn) == 0x8D1B84A8
    assert drawn == draw_guilloche("ASC-2026-000123-42")


def test_it_is_small_and_quick() -> None:
    sizes, times = [], []
    for number in NUMBERS[:200]:
        started = process_time()
        sizes.append(len(zlib.compress(draw_guilloche(number))))
        times.append(process_time() - started)
    assert max(sizes) <= 12_000
    assert sorted(times)[len(times) // 2] <= 0.006  # the middle one: others share the machine


def test_it_only_strokes_and_leaves_the_page_s_state_as_it_was() -> None:
    for number in NUMBERS[:20]:
        words = draw_guilloche(number).split()
        operators = {word for word in words if re.fullmatch(rb"[A-Za-z]+", word)}
        assert operators == {b"J", b"j", b"q", b"Q", b"cm", b"RG", b"w", b"m", b"c", b"S"}
        assert words.count(b"q") == words.count(b"Q") == 4
