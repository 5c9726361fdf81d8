"""Demo, drawing: the few ways in which something is drawn from a seed.

Input: a seed and what the draw is for. Output: random streams, permutations, shuffled slots.
A firm draws from a stream of its own, so that it is the same however many firms there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

Stream = Random


def open_stream(seed: int, *purpose: object) -> Stream:
    """Return the random stream of a purpose; equal seeds and purposes give equal streams."""
    return Random(":".join(str(part) for part in (seed, *purpose)))  # noqa: S311 - invented data


@dataclass(frozen=True, slots=True)
class Permutation:
    """A one-to-one map of 0…size − 1 onto itself that leaves no order to be seen."""

    size: int
    factor: int
    shift: int

    def __getitem__(self, index: int) -> int:
        """Return where `index` goes; raises IndexError where it is not below the size."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        return (index * self.factor + self.shift) % self.size


def draw_permutation(seed: int, purpose: str, size: int) -> Permutation:
    """Draw an affine permutation whose factor shares no divisor with the size."""
    stream = open_stream(seed, purpose)
    factor = stream.randrange(size // 3, size - size // 4)
    while math.gcd(factor, size) != 1:
        factor += 1
    return Permutation(size, factor, stream.randrange(size))


@lru_cache(maxsize=64)
def shuffled_slots(seed: int, purpose: str, block: int, size: int) -> tuple[int, ...]:
    """Return 0…size − 1 shuffled; a block of firms takes each slot once, so shares are exact."""
    slots = list(range(size))
    open_stream(seed, purpose, block).shuffle(slots)
    return tuple(slots)


def days_before(day: date, days: float) -> date:
    """Return the day so many days earlier."""
    return day - timedelta(days=round(days))


def days_after(day: date, days: float) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=round(days))
