"""Assessment: a figure that data give, with its interval: what a criterion may rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A computed figure; `low` and `high` are the ends of its 95 % interval, where it has one."""

    value: Fraction
    n: int
    """How many answers, cases or items it rests on."""
    low: Fraction | None = None
    high: Fraction | None = None
