"""Samples: invented respondents and how their leanings become answers on a scale.

Input: chance, wanted means or counts. Output: whole numbers on a scale that hang together as
answers do: one mood runs through all that a person says, some agree with everything, some tick
one box all the way down, and many stand at the top of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.samples.chance import Chance

STEPS = 40
_FLAT = 0.04
"""Share of people who give about the same answer to everything."""
_SKIPPERS = 0.08
"""Share of people who leave something blank."""
_SKIPPED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A respondent: how content, how ready to agree, how demanding, how attentive."""

    id: str
    mood: float
    style: float
    wants: float
    care: float
    """1 for most; 0 for who answers everything alike."""


def make_people(chance: Chance, n: int, letter: str = "R") -> list[Person]:
    """Make respondents with ids such as R001; a few are much less content than the rest."""
    return [
        Person(
            id=f"{letter}{number:03}",
            mood=chance.normal() - (1.6 if chance.share() < 0.07 else -0.12),
            style=chance.normal(),
            wants=chance.normal(),
            care=0.0 if chance.share() < _FLAT else 1.0,
        )
        for number in range(1, n + 1)
    ]


def fit(leanings: Sequence[float], low: int, high: int, mean: float) -> list[int]:
    """Return answers on a scale whose mean comes as near to the wanted one as it can.

    All leanings are moved alike, rounded and held to the ends of the scale.
    """
    below, above = low - 10.0 - max(leanings), high + 10.0 - min(leanings)
    for _ in range(STEPS):
        middle = (below + above) / 2
        if sum(_round(leanings, middle, low, high)) < mean * len(leanings):
            below = middle
        else:
            above = middle
    return _round(leanings, above, low, high)


def _round(leanings: Sequence[float], shift: float, low: int, high: int) -> list[int]:
    return [min(max(int(lean + shift + 0.5), low), high) for lean in leanings]


def hand_out(leanings: Sequence[float], counts: Sequence[int], lowest: int) -> list[int]:
    """Give each person a step of the scale, the lowest steps to those who lean lowest.

    `counts` says how many get each step, from the lowest on.
    """
    assert sum(counts) == len(leanings), (sum(counts), len(leanings))
    steps = [lowest + place for place, count in enumerate(counts) for _ in range(count)]
    order = sorted(range(len(leanings)), key=lambda place: (leanings[place], place))
    answers = [0] * len(leanings)
    for place, step in zip(order, steps, strict=True):
        answers[place] = step
    return answers


def find_blanks(chance: Chance, people: Sequence[Person], items: Sequence[str]) -> set[str]:
    """Choose the few answers that are left blank, as `respondent/item`."""
    blanks = set[str]()
    for person in people:
        if chance.share() < _SKIPPERS:
            left = 1 + int(chance.share() * _SKIPPED)
            blanks.update(f"{person.id}/{item}" for item in chance.pick(items, left))
    return blanks
