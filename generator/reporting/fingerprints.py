"""Reporting: what tells one problem from another, whatever lines move above it.

Input: problems in their order. Output: a fingerprint for each, the same in every run.
Made of path, code and figures; of problems alike in all three, the first, second … are told apart.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records.problems import Problem

_MOVING = ("line",)
"""Figures that say where something else stands: they change with every line above it."""


def make_fingerprints(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return 32 hexadecimal digits for each problem, no two alike."""
    seen: dict[str, int] = {}
    made = []
    for found in problems:
        figures = [f"{name}={value}" for name, value in found.arguments if name not in _MOVING]
        alike = "\0".join((found.location.path, found.code, *figures))
        seen[alike] = seen.get(alike, 0) + 1
        text = f"{alike}\0{seen[alike]}"
        made.append(sha256(text.encode(errors="surrogateescape")).hexdigest()[:32])
    return tuple(made)
