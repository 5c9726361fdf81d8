"""The ladder: the highest level such that it and every level below reach their share."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from generator.assessment.ladder import climb_ladder
from generator.assessment.scorecard import Tally
from tests.assessment.material import (
    FLAGSHIP,
    TINY,
    all_channels,
    score,
    see,
    worst,
)

F = Fraction
LEVELS = FLAGSHIP.ladder.groups if FLAGSHIP.ladder else ()


def climb(*percents: str | None) -> list[bool]:
    """Climb the flagship's five levels with these shares."""
    tallies = {
        group: Tally(
            id=group,
            points=F(6),
            earned=F(percent or 0) * 6 / 100,
            available=F(0) if percent is None else F(6),
        )
        for group, percent in zip(LEVELS, percents, strict=True)
    }
    return [step.reached for step in climb_ladder(FLAGSHIP, tallies)]


@pytest.mark.parametrize(
    ("shares", "reached"),
    [
        (("100", "100", "100", "100", "100"), 5),
        (("70", "70", "70", "70", "70"), 5),
        (("69.999999999", "100", "100", "100", "100"), 0),
        (("70", "70", "69.99", "100", "100"), 2),
        (("70", "70.01", "100", "100", "69.99"), 4),
        (("100", "0", "100", "100", "100"), 1),
        # What does not apply does not stop the climb.
        (("80", None, "70", "70", "10"), 4),
        ((None, None, None, None, None), 5),
        ((None, "0", "100", "100", "100"), 1),
    ],
)
def test_a_level_needs_its_share_and_every_level_below(
    shares: tuple[str | None, ...], reached: int
) -> None:
    assert climb(*shares) == [True] * reached + [False] * (5 - reached)


def test_a_standard_without_a_ladder_has_no_steps() -> None:
    assert climb_ladder(replace(FLAGSHIP, ladder=None), {}) == ()


@pytest.mark.parametrize("missing", range(len(LEVELS)))
def test_an_audit_that_fails_a_level_stops_below_it(missing: int) -> None:
    channels = all_channels(FLAGSHIP)
    group = next(one for one in FLAGSHIP.groups if one.id == LEVELS[missing])
    card = score(FLAGSHIP, {c.id: see(c, worst(c), channels) for c in group.criteria})
    assert card.ladder == (LEVELS[missing - 1] if missing else None)
    assert [step.reached for step in card.ladder_steps] == [n < missing for n in range(5)]


def test_the_tiny_ladder_has_its_own_share_and_levels() -> None:
    handing, mending = (TINY.criteria[c] for c in ("welcome", "days"))
    channels = all_channels(TINY)
    low = {c.id: see(c, worst(c), channels) for c in (handing, mending)}
    card = score(TINY, low)
    # 4 of 12 is below one half; mending's 12 of 30 is never asked.
    assert [(step.group, step.share, step.reached) for step in card.ladder_steps] == [
        ("handing", F(100, 3), False),
        ("mending", F(40), False),
    ]
