"""Samples: chance that is the same everywhere, and sharing out of whole numbers.

Input: words that name what is drawn. Output: draws. Only `random()` is promised to give the same
row of numbers on every machine and version, so that all else is made from it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_NORMAL = NormalDist()
_LEAST = 1e-12


class Chance:
    """A row of random draws named by words, so that a new file does not disturb the others."""

    def __init__(self, *words: str) -> None:
        self._random = Random("/".join(words))

    def share(self) -> float:
        """Draw evenly, above 0 and below 1."""
        return max(self._random.random(), _LEAST)

    def normal(self, spread: float = 1) -> float:
        """Draw from a normal distribution around 0."""
        return _NORMAL.inv_cdf(self.share()) * spread

    def normals(self, n: int, spread: float = 1) -> list[float]:
        return [self.normal(spread) for _ in range(n)]

    def choose(self, weights: Mapping[T, float]) -> T:
        """Draw one of the keys, by weight."""
        keys = list(weights)
        left = self.share() * sum(weights.values())
        for key in keys[:-1]:
            left -= weights[key]
            if left < 0:
                return key
        return keys[-1]

    def mix(self, things: Iterable[T]) -> list[T]:
        """Return things in a random order."""
        keyed = [(self.share(), place, thing) for place, thing in enumerate(things)]
        return [thing for _, _, thing in sorted(keyed, key=lambda one: one[:2])]

    def pick(self, things: Sequence[T], n: int) -> list[T]:
        """Draw n of the things, each at most once, in their own order."""
        places = sorted(self.mix(range(len(things)))[:n])
        return [things[place] for place in places]


def allocate(total: int, weights: Sequence[float]) -> list[int]:
    """Share out a whole number by weights; what is left goes to the largest remainders."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def allocate_within(total: int, weights: Sequence[float], most: Sequence[int]) -> list[int]:
    """Share out a whole number by weights, nobody getting more than their most."""
    parts = allocate(total, weights)
    while any(part > limit for part, limit in zip(parts, most, strict=True)):
        over = sum(max(part - limit, 0) for part, limit in zip(parts, most, strict=True))
        parts = [min(part, limit) for part, limit in zip(parts, most, strict=True)]
        room = [
            weight if part < limit else 0.0
            for part, limit, weight in zip(parts, most, weights, strict=True)
        ]
        parts = [part + more for part, more in zip(parts, allocate(over, room), strict=True)]
    return parts
