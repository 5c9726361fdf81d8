"""Publication, survey charts: where labels stand beside dots without covering anything; pure.

Input: dots, sizes of labels, what is taken. Output: a place for each label, the nearest that is
free, always the same for the same dots.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEP = 4
_REACH = 200
"""How far from its dot a label may stand, and in what steps that is tried."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of whole units, its right and lower edges excluded."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Tell whether the other box lies within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def place_labels(
    dots: Sequence[tuple[int, int]],
    sizes: Sequence[tuple[int, int]],
    *,
    radius: int,
    area: Box,
    taken: Iterable[Box] = (),
) -> tuple[Box | None, ...]:
    """Place a label beside each dot, within the area and clear of dots, labels and what is taken.

    Sizes are width and height. A label for which no room is left has none.
    """
    full = [*taken, *(Box(x - radius, y - radius, x + radius, y + radius) for x, y in dots)]
    placed: list[Box | None] = []
    for (x, y), (width, height) in zip(dots, sizes, strict=True):
        found = None
        for dx, dy in _offsets(width, height, radius):
            box = Box(x + dx, y + dy, x + dx + width, y + dy + height)
            if area.holds(box) and not any(box.meets(other) for other in full):
                found = box
                full.append(box)
                break
        placed.append(found)
    return tuple(placed)


@cache
def _offsets(width: int, height: int, radius: int) -> tuple[tuple[int, int], ...]:
    """Return the places of a label from its dot, the nearest first; of these the right one."""
    found = []
    for down in range(-_REACH, _REACH + 1, _STEP):
        for across in range(-_REACH, _REACH + 1, _STEP):
            # From the dot's middle to the nearest edge, less what the dot itself covers.
            wide = max(abs(across) - width // 2 - radius, 0)
            high = max(abs(down) - height // 2 - radius, 0)
            if wide or high:
                order = (wide * wide + high * high, abs(down), -across)
                found.append((order, (across - width // 2, down - height // 2)))
    return tuple(offset for _order, offset in sorted(found))
