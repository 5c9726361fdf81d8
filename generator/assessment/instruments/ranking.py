"""Assessment, instruments: perception ranking, what managers hold important and what customers do.

Input: rows of a `rank` for a respondent and an item. Output: `RankingResult`: how far the two
orders agree, and the items on which they disagree most.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.model import Instrument, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedItem:
    """One item as both sides see it; a small rank or place is an important one."""

    id: str
    managers: Fraction
    customers: Fraction
    """Mean ranks, from 1."""
    managers_place: Fraction
    customers_place: Fraction
    """Places among the items by mean rank, from 1; equal means share the mean of their places."""
    difference: Fraction
    """managers_place − customers_place: above 0 where customers hold it more important."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingResult:
    """The items that both sides ranked, those they disagree on most first."""

    n: int
    """How many respondents there are on both sides together."""
    managers: int
    customers: int
    items: tuple[RankedItem, ...]
    rho: Fraction | None
    """Spearman's ρ, −1 … 1; None where a side holds all items equal."""

    def figures(self) -> dict[str, Figure]:
        """Return ρ, the main figure, which rests on so many items."""
        return {} if self.rho is None else {"": Figure(value=self.rho, n=len(self.items))}


def measure_ranking(table: Table, instrument: Instrument) -> RankingResult:
    """Compare the order of the items by managers' mean ranks with that by customers'.

    The instrument's first role is the managers, its second the customers; other roles do not
    count. Source: V. A. Zeithaml, L. L. Berry and A. Parasuraman (1988), Communication and
    control processes in the delivery of service quality, Journal of Marketing 52(2), 35–48: the
    first gap. Raises ValueError where the instrument has fewer than two roles.
    """
    managing, buying = (role.id for role in instrument.roles[:2])
    ranks: dict[tuple[str, str], list[int]] = {}
    people: dict[str, set[str]] = {managing: set(), buying: set()}
    for respondent, role, item, rank in zip(
        table["respondent"], table["role"], table["item"], table["rank"], strict=True
    ):
        if role in people:
            people[role].add(respondent)
            ranks.setdefault((role, item), []).append(rank)
    means = {key: Fraction(sum(given), len(given)) for key, given in ranks.items()}
    both = [
        item.id
        for item in instrument.items
        if (managing, item.id) in means and (buying, item.id) in means
    ]
    managers = [means[managing, item] for item in both]
    customers = [means[buying, item] for item in both]
    places = zip(place_values(managers), place_values(customers), strict=True)
    items = [
        RankedItem(
            id=item,
            managers=means[managing, item],
            customers=means[buying, item],
            managers_place=managers_place,
            customers_place=customers_place,
            difference=managers_place - customers_place,
        )
        for item, (managers_place, customers_place) in zip(both, places, strict=True)
    ]
    return RankingResult(
        n=len(people[managing]) + len(people[buying]),
        managers=len(people[managing]),
        customers=len(people[buying]),
        items=tuple(sorted(items, key=lambda item: -abs(item.difference))),
        rho=spearman(managers, customers),
    )


def spearman(xs: Sequence[Fraction | int], ys: Sequence[Fraction | int]) -> Fraction | None:
    """Return Spearman's rank correlation, −1 … 1, of two equally long rows of values.

    It is the product-moment correlation of the places, so that it holds with ties too; exact
    where its root is, else to 28 digits. None where a row has fewer than two different values.
    Source: C. Spearman (1904), The proof and measurement of association between two things,
    American Journal of Psychology 15, 72–101. Raises ValueError where the lengths differ.
    """
    # Twice the distance from the middle place is a whole number, ties or not.
    first = [int(2 * place) - len(xs) - 1 for place in place_values(xs)]
    second = [int(2 * place) - len(ys) - 1 for place in place_values(ys)]
    together = sum(x * y for x, y in zip(first, second, strict=True))
    spread = sum(x * x for x in first) * sum(y * y for y in second)
    return together / root(Fraction(spread)) if spread else None


def place_values(values: Sequence[Fraction | int]) -> tuple[Fraction, ...]:
    """Return each value's place, 1 the smallest; equal values share the mean of their places."""
    places = [Fraction(0)] * len(values)
    before = 0
    order = sorted(range(len(values)), key=values.__getitem__)
    for _, tied in groupby(order, key=values.__getitem__):
        group = list(tied)
        shared = Fraction(2 * before + len(group) + 1, 2)
        for at in group:
            places[at] = shared
        before += len(group)
    return tuple(places)
