"""Samples: what customers answer: the questionnaires of services, satisfaction and value.

Input: chance, respondents, an instrument and what a firm's answers should come to. Output: rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.records.model import Instrument, Item
from tests.samples.chance import Chance
from tests.samples.people import Person, find_blanks, fit, hand_out

Row = tuple[str | int, ...]
Rows = list[Row]
_AS_EXPECTED = 0.22
"""Share of people who found what they had expected."""
_PAIRS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "A": ((1, 3), (1, 2), (1, 4)),
    "O": ((1, 5),),
    "M": ((2, 5), (2, 5), (3, 5), (4, 5)),
    "I": ((3, 3), (2, 3), (3, 4), (2, 2), (3, 2), (4, 4)),
    "R": ((3, 1), (2, 1), (5, 3), (4, 1)),
    "Q": ((1, 1), (5, 5)),
}
"""Kano's categories and the pairs of answers that tell of them."""
_LEADING: Mapping[str, Mapping[str, float]] = {
    "A": {"A": 46, "O": 19, "M": 6, "I": 26, "R": 2, "Q": 1},
    "O": {"A": 17, "O": 47, "M": 22, "I": 12, "R": 1, "Q": 1},
    "M": {"A": 5, "O": 22, "M": 53, "I": 18, "R": 1, "Q": 1},
    "I": {"A": 21, "O": 7, "M": 9, "I": 55, "R": 7, "Q": 1},
    # Between two categories: no difference that could not be chance.
    "a": {"A": 35, "O": 18, "M": 7, "I": 37, "R": 2, "Q": 1},
    "o": {"A": 12, "O": 36, "M": 38, "I": 12, "R": 1, "Q": 1},
}


def answer_twice(
    chance: Chance, people: Sequence[Person], instrument: Instrument, plan: Mapping[str, Any]
) -> Rows:
    """Answer what was expected and what was met with: SERVQUAL, satisfaction, perceived quality.

    `plan` gives the mean expectation and each dimension's gap; `careless` people tick at random.
    """
    assert instrument.scale
    low, high = instrument.scale.low, instrument.scale.high
    unit = (high - low) / 6
    careless = plan.get("careless", False)
    fares = _spread_items(chance, instrument, unit)
    stakes = {one.id: chance.normal(0.12 * unit) for one in instrument.dimensions}
    facets = {one.id: chance.normals(len(people)) for one in instrument.dimensions}
    columns: dict[str, tuple[list[int], list[int]]] = {}
    # Who finds what they expected ticks the same twice; the others make up the gap.
    moved = [place for place in range(len(people)) if careless or chance.share() > _AS_EXPECTED]
    for item in instrument.items:
        assert item.dimension
        facet = facets[item.dimension]
        wanted = plan["expected"] + stakes[item.dimension] + chance.normal(0.15 * unit)
        before = fit(_lean_before(chance, people, unit, careless=careless), low, high, wanted)
        gap = (plan["gaps"][item.dimension] + fares[item.id]) * len(people) / len(moved)
        leanings = _lean_after(chance, people, facet, unit, careless=careless)
        wanted = sum(before[place] for place in moved) / len(moved) + gap
        others = fit([leanings[place] for place in moved], low, high, wanted)
        after = list(before)
        for place, found in zip(moved, others, strict=True):
            after[place] = found
        columns[item.id] = before, after
    blanks = find_blanks(chance, people, list(columns))
    return [
        (person.id, item, before[place], after[place])
        for place, person in enumerate(people)
        for item, (before, after) in columns.items()
        if f"{person.id}/{item}" not in blanks
    ]


def _spread_items(chance: Chance, instrument: Instrument, unit: float) -> dict[str, float]:
    """Let some items of a dimension fare better than others, the dimension staying as it is."""
    drawn = {item.id: chance.normal(0.18 * unit) for item in instrument.items}
    for dimension in instrument.dimensions:
        own = [item.id for item in instrument.items if item.dimension == dimension.id]
        middle = sum(drawn[name] for name in own) / len(own)
        drawn.update({name: drawn[name] - middle for name in own})
    return drawn


def _lean_before(
    chance: Chance, people: Sequence[Person], unit: float, *, careless: bool
) -> list[float]:
    if careless:
        return chance.normals(len(people), 1.2 * unit)
    return [
        unit * (0.55 * one.wants + 0.35 * one.style + 0.5 * one.care * chance.normal())
        for one in people
    ]


def _lean_after(
    chance: Chance,
    people: Sequence[Person],
    facet: Sequence[float],
    unit: float,
    *,
    careless: bool,
) -> list[float]:
    if careless:
        return [unit * (0.1 * one.mood + 1.3 * chance.normal()) for one in people]
    return [
        unit
        * (
            0.5 * one.mood
            + 0.25 * one.style
            + 0.25 * one.wants
            + 0.3 * side
            + 0.62 * one.care * chance.normal()
        )
        for one, side in zip(people, facet, strict=True)
    ]


def answer_once(
    chance: Chance, people: Sequence[Person], counts: Sequence[int], lowest: int
) -> Rows:
    """Answer one question on how content people are: CSAT, NPS."""
    leanings = [0.85 * one.mood + 0.2 * one.style + chance.normal(0.55) for one in people]
    answers = hand_out(leanings, counts, lowest)
    return [(one.id, answer) for one, answer in zip(people, answers, strict=True)]


def answer_loyalty(chance: Chance, people: Sequence[Person], plan: Mapping[str, Any]) -> Rows:
    """Answer on attitude, repeat purchase and satisfaction; some cannot go elsewhere."""
    attitude = [0.8 * one.mood + chance.normal(0.6) for one in people]
    again = [
        0.5 * one.mood + chance.normal(0.85) + (2.2 if chance.share() < plan["bound"] else 0)
        for one in people
    ]
    content = [0.85 * one.mood + chance.normal(0.5) for one in people]
    columns = (
        hand_out(attitude, plan["attitude"], 1),
        hand_out(again, plan["repurchase"], 1),
        hand_out(content, plan["satisfaction"], 1),
    )
    return [(one.id, *answers) for one, *answers in zip(people, *columns, strict=True)]


def answer_items(
    chance: Chance, people: Sequence[Person], instrument: Instrument, means: Mapping[str, float]
) -> Rows:
    """Answer one statement a column: delivered value, staff satisfaction."""
    assert instrument.scale
    low, high = instrument.scale.low, instrument.scale.high
    unit = (high - low) / 6
    columns = [
        fit(_lean(chance, people, item, unit), low, high, means[item.id])
        for item in instrument.items
    ]
    return [(one.id, *answers) for one, *answers in zip(people, *columns, strict=True)]


def _lean(chance: Chance, people: Sequence[Person], item: Item, unit: float) -> list[float]:
    side = -1 if item.negative else 1
    return [
        unit * (0.75 * side * one.mood + 0.25 * one.style + 0.75 * chance.normal())
        for one in people
    ]


def answer_kano(
    chance: Chance, people: Sequence[Person], instrument: Instrument, leading: str
) -> Rows:
    """Answer pairs of questions; `leading` is a letter for each item, its likeliest category."""
    rows: Rows = []
    plans = list(zip(instrument.items, leading, strict=True))
    blanks = find_blanks(chance, people, [item.id for item in instrument.items])
    for one in people:
        for item, letter in plans:
            category = chance.choose(dict(_warm(_LEADING[letter], one)))
            pairs = _PAIRS[category]
            pair = pairs[int(chance.share() * len(pairs))]
            if f"{one.id}/{item.id}" not in blanks:
                rows.append((one.id, item.id, *pair))
    return rows


def _warm(weights: Mapping[str, float], person: Person) -> Iterator[tuple[str, float]]:
    """Let who wants much like more, and who wants little care less."""
    much = min(max(1 + 0.35 * person.wants, 0.3), 2.0)
    for category, weight in weights.items():
        yield category, weight * (much if category in "AO" else 1.0)
