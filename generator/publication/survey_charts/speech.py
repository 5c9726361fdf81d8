"""Publication, survey charts: figures in words, in one language.

Input: exact numbers. Output: short strings with a fixed number of decimals, for pictures and
for the tables beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.figures import write_number, write_short

if TYPE_CHECKING:
    from collections.abc import Callable
    from gettext import NullTranslations

    from generator.publication.inks import Number

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Speech:
    """A language and its words."""

    language: str
    words: NullTranslations

    @property
    def interval(self) -> str:
        """What the uncertainty of a figure is called."""
        return self.words.gettext("95% interval")

    def bracket(self, words: str) -> str:
        """Put words in brackets, to follow others."""
        return f"（{words}）" if self.language == "zh" else f" ({words})"

    def tell(self, *sentences: str) -> str:
        """Put sentences one after another."""
        return ("" if self.language == "zh" else " ").join(one for one in sentences if one)

    def join(self, *words: str) -> str:
        """Join what is told side by side; the empty is left out."""
        return " · ".join(one for one in words if one)

    def span(
        self,
        low: Fraction | None,
        high: Fraction | None,
        write: Callable[[Fraction], str],
    ) -> str:
        """Write an interval; a dash where there is none."""
        if low is None or high is None:
            return NOTHING
        return self.words.gettext("{low} to {high}").format(low=write(low), high=write(high))

    def around(
        self,
        figure: str,
        low: Fraction | None,
        high: Fraction | None,
        write: Callable[[Fraction], str],
    ) -> str:
        """Write a figure with its interval in brackets, where it has one."""
        if low is None or high is None:
            return figure
        return figure + self.bracket(f"{self.interval} {self.span(low, high, write)}")


def write_mean(value: Number) -> str:
    """Write a mean on a scale."""
    return write_number(value, 2)


def write_gap(value: Number) -> str:
    """Write a difference with its sign, whichever it is."""
    written = write_number(value, 2)
    return f"+{written}" if value > 0 and written.strip("0.") else written


def write_sign(value: Fraction) -> str:
    """Write a round number with its sign, for an axis of differences."""
    return f"+{write_short(value)}" if value > 0 else write_short(value)


def write_share(value: Number) -> str:
    """Write a share of 0–1 as per cent."""
    return f"{write_number(value * 100, 1)}%"


def write_points(value: Number) -> str:
    """Write a score of −1 … 1 as points, −100 … 100."""
    return write_number(value * 100, 1)


def share_of(count: int, whole: int) -> Fraction:
    """Return a share of 0–1; of nothing, nothing."""
    return Fraction(count, whole) if whole else Fraction()


def write_days(days: Fraction) -> str:
    """Write days: below one with two decimals, else with one."""
    return write_number(days, 2 if days < 1 else 1)
