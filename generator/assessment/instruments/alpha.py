"""Assessment, instruments: Cronbach's α: how far a scale's items measure one and the same thing.

Input: a column of answers for each item. Output: α, exact, and on demand its 95 % interval after
Feldt. Respondents who left an item out are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import mean_of, over_one_denominator, variance_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.model import Instrument, Table

QUANTILE_DIGITS = 20
"""Significant digits that are kept of a quantile of F."""
_WORKING_DIGITS = 40
_TAIL = "0.025"
"""On either side of a 95 % interval."""
_REACH = "6.25"
"""Standard deviations within which 95 % of any distribution's middle lies: √(1/0.025 − 1)."""
_FARTHEST = 10**6
"""Neither that quantile of F nor its inverse is larger, whatever the degrees of freedom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaResult:
    """α of some items over the respondents who answered them all."""

    n: int
    items: int
    alpha: Fraction | None
    """At most 1, below 0 where items contradict each other; None where it is not defined."""
    means: tuple[tuple[str, Fraction], ...] = ()
    """Item → the mean of its answers as they were given, where items are asked for themselves."""

    def figures(self) -> dict[str, Figure]:
        """Return α as the main figure, where it is defined.

        Without its interval, which takes longer than all the rest: see `feldt_interval`.
        """
        return {} if self.alpha is None else {"": Figure(value=self.alpha, n=self.n)}


def measure_alpha(table: Table, instrument: Instrument) -> AlphaResult:
    """Return α of the instrument's items or, where it declares none, of all the file's columns.

    An item that tells of something bad counts the other way round. No rows give no α.
    """
    signs = {item.id: -1 if item.negative else 1 for item in instrument.items}
    if not signs:
        signs = {name: 1 for name in table.columns if name != "respondent"}
    columns = [table[name] for name in signs]
    if any(value is None for column in columns for value in column):
        rows = zip(*columns, strict=True)
        complete = [row for row in rows if all(value is not None for value in row)]
        columns = list(zip(*complete, strict=True)) or [()] * len(columns)
    turned = [
        column if sign > 0 else [-value for value in column]
        for sign, column in zip(signs.values(), columns, strict=True)
    ]
    means = tuple(
        (name, mean_of(column)) for name, column in zip(signs, columns, strict=True) if column
    )
    return replace(judge_columns(turned), means=means)


def judge_columns(columns: Sequence[Sequence[Fraction | int]]) -> AlphaResult:
    """Return α of columns with what it rests on."""
    n = len(columns[0]) if columns else 0
    return AlphaResult(n=n, items=len(columns), alpha=cronbach_alpha(columns))


def cronbach_alpha(columns: Sequence[Sequence[Fraction | int]]) -> Fraction | None:
    """Return k/(k−1)·(1 − Σs²ᵢ/s²ₜ), exact: at most 1, any figure below 0.

    A column holds an item's answers in the respondents' order. None where there are fewer than
    two items or respondents, or all totals are equal. Raises ValueError where columns differ in
    length. Source: L. J. Cronbach (1951), Coefficient alpha and the internal structure of tests,
    Psychometrika 16, 297–334.
    """
    items = len(columns)
    if items < 2 or len(columns[0]) < 2:  # noqa: PLR2004 - one item or answer agrees with itself
        return None
    length = len(columns[0])
    if any(len(column) != length for column in columns):
        raise ValueError("columns differ in length")
    # α does not depend on the unit, so any common denominator may go.
    flat, _ = over_one_denominator(list(chain.from_iterable(columns)))
    whole = [flat[at : at + length] for at in range(0, len(flat), length)]
    total = variance_of([sum(row) for row in zip(*whole, strict=True)])
    if total == 0:
        return None
    parts = sum((variance_of(column) for column in whole), Fraction(0))
    return Fraction(items, items - 1) * (1 - parts / total)


def feldt_interval(alpha: Fraction | None, n: int, items: int) -> tuple[Fraction, Fraction] | None:
    """Return the 95 % interval of α; None where α is, or below two respondents or items.

    With F distributed as F(n−1, (n−1)(k−1)), (1 − true α)/(1 − α) is distributed as F, so the
    ends are 1 − (1 − α)·F₀.₉₇₅ and 1 − (1 − α)·F₀.₀₂₅; quantiles are rounded to 20 significant
    digits. Source: L. S. Feldt (1965), The approximate sampling distribution of Kuder-Richardson
    reliability coefficient twenty, Psychometrika 30, 357–370. Raises ValueError for α above 1.
    """
    if alpha is None or n < 2 or items < 2:  # noqa: PLR2004 - as for α itself
        return None
    if alpha > 1:
        raise ValueError(f"no reliability: {alpha}")
    lower, upper = _quantiles(n - 1, (n - 1) * (items - 1))
    return 1 - (1 - alpha) * upper, 1 - (1 - alpha) * lower


@lru_cache(maxsize=1024)
def _quantiles(first: int, second: int) -> tuple[Fraction, Fraction]:
    """Return the 2.5 % and 97.5 % points of F with these degrees of freedom.

    If X is distributed as Beta(a, b), a and b half the degrees of freedom, then F as
    X·b / ((1 − X)·a). X's share below x is x^a·(1−x)^b / (a·B(a, b)) · ₂F₁(1, a+b; a+1; x): all
    terms are positive, so that it is right and quick for hundreds of thousands of degrees too,
    where mpmath's own `betainc` takes minutes. Source: NIST Digital Library of Mathematical
    Functions, 8.17.8.
    """
    # Only who shows an interval needs it; a check of records must not load it.
    import mpmath  # noqa: PLC0415

    # A context of our own: nobody else's precision is touched.
    context = mpmath.MPContext()
    context.dps = _WORKING_DIGITS
    a, b = context.mpf(first) / 2, context.mpf(second) / 2
    factor = context.loggamma(a + b) - context.loggamma(a + 1) - context.loggamma(b)

    def share_below(x: Any) -> Any:
        front = context.exp(factor + a * context.log(x) + b * context.log1p(-x))
        return front * context.hyp2f1(1, a + b, a + 1, x)

    # Cantelli's inequality holds for any distribution; ends that leave 0–1 are cut.
    mean = a / (a + b)
    reach = context.mpf(_REACH) * context.sqrt(mean * (1 - mean) / (a + b + 1))
    start = max(mean - reach, a / (a + b * _FARTHEST))
    end = min(mean + reach, a * _FARTHEST / (a * _FARTHEST + b))
    found = []
    for share in (context.mpf(_TAIL), 1 - context.mpf(_TAIL)):
        x = context.findroot(
            lambda x, share=share: share_below(x) - share,
            (start, end),
            solver="anderson",
            maxsteps=200,
        )
        found.append(Fraction(context.nstr(x * b / ((1 - x) * a), QUANTILE_DIGITS)))
    return found[0], found[1]
