"""Demo, material: what may befall a firm, and in what shares.

Input: a seed and an index. Output: `Story`. Of every hundred firms each story takes its share
exactly, so that every status and grade is there from a few hundred firms on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, repeat

from generator.demo.audits import CRITICAL, DEDUCTIONS, OPEN_MAJOR
from generator.demo.draws import shuffled_slots


class Ending(StrEnum):
    """How a story ends on the day asked, if the audits go as expected."""

    HOLDS = "holds"
    RENEWED = "renewed"
    DUE = "due"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REFUSED = "refused"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A life in outline; the scorecards decide what becomes of it."""

    ending: Ending
    surveillances: int = 0
    low: float
    high: float
    """The quality is drawn between these shares of the points, 0–1."""
    refused_first: bool = False
    fault: str | None = None
    """What fails the last audit, whatever its points."""
    paused: bool = False
    """Whether the certificate was suspended for a while after the last audit."""


def _stories(
    count: int,
    ending: Ending,
    surveillances: int,
    low: float,
    high: float,
    fault: str | None = None,
    *,
    paused: bool = False,
) -> repeat[Story]:
    story = Story(
        ending=ending,
        surveillances=surveillances,
        low=low,
        high=high,
        fault=fault,
        paused=paused,
    )
    return repeat(story, count)


STORIES: tuple[Story, ...] = (
    *chain(
        # First year: capped, whatever the points, unless exempted.
        _stories(2, Ending.HOLDS, 0, 0.945, 0.975),
        _stories(3, Ending.HOLDS, 0, 0.89, 0.93),
        _stories(7, Ending.HOLDS, 0, 0.81, 0.89),
        _stories(6, Ending.HOLDS, 0, 0.74, 0.82),
        # Under surveillance.
        _stories(2, Ending.HOLDS, 1, 0.965, 0.98),
        _stories(4, Ending.HOLDS, 1, 0.90, 0.935),
        _stories(5, Ending.HOLDS, 1, 0.81, 0.89),
        _stories(2, Ending.HOLDS, 1, 0.81, 0.89, paused=True),
        _stories(5, Ending.HOLDS, 1, 0.74, 0.81),
        _stories(1, Ending.HOLDS, 2, 0.965, 0.98),
        _stories(3, Ending.HOLDS, 2, 0.90, 0.935),
        _stories(6, Ending.HOLDS, 2, 0.81, 0.89),
        _stories(3, Ending.HOLDS, 2, 0.74, 0.81),
        _stories(1, Ending.HOLDS, 2, 0.74, 0.81, paused=True),
        _stories(1, Ending.RENEWED, 1, 0.965, 0.98),
        _stories(3, Ending.RENEWED, 1, 0.89, 0.935),
        _stories(6, Ending.RENEWED, 1, 0.77, 0.89),
        _stories(5, Ending.DUE, 0, 0.74, 0.90),
        _stories(4, Ending.DUE, 1, 0.76, 0.93),
        # No longer, not yet, or never.
        _stories(6, Ending.EXPIRED, 2, 0.75, 0.90),
        _stories(3, Ending.SUSPENDED, 1, 0.75, 0.86),
        _stories(1, Ending.SUSPENDED, 1, 0.75, 0.84, OPEN_MAJOR),
        _stories(1, Ending.SUSPENDED, 1, 0.75, 0.84, CRITICAL),
        _stories(4, Ending.WITHDRAWN, 1, 0.74, 0.86),
        _stories(4, Ending.REFUSED, 0, 0.52, 0.66),
        _stories(1, Ending.REFUSED, 0, 0.78, 0.86, CRITICAL),
        _stories(1, Ending.REFUSED, 0, 0.76, 0.84, OPEN_MAJOR),
        _stories(1, Ending.REFUSED, 0, 0.80, 0.88, DEDUCTIONS),
        repeat(
            Story(ending=Ending.HOLDS, surveillances=0, low=0.77, high=0.87, refused_first=True), 3
        ),
        _stories(6, Ending.APPLIED, 0, 0.66, 0.92),
    ),
)


def choose_story(seed: int, index: int) -> Story:
    """Return the story of the firm with that index."""
    block, place = divmod(index, len(STORIES))
    return STORIES[shuffled_slots(seed, "stories", block, len(STORIES))[place]]
