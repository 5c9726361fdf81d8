"""Demo, drawing: questionnaires that ask each item twice, what is expected and what is found.

Input: a `Pool`, the figures aimed at. Output: `Sheet`: some people of the pool, some of them with
their answers at one level of service and the rest with those at the next.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm, sqrt
from operator import itemgetter, mul
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import normal_margin, over_one_denominator
from generator.assessment.instruments.measuring import measure_table
from generator.assessment.statistics import Z_95
from generator.assessment.totals import ZERO
from generator.demo.pools import LEVELS, Block, Pool
from generator.demo.sheets import Sheet, calibrate, read_aims
from generator.records.model import Model, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.demo.draws import Stream
    from generator.demo.grounds import Ground
    from generator.demo.sheets import Aim, Columns, Figures, Levels

_LEAN = 0.05
"""How much better or worse than on the whole a firm does in one dimension, in levels (0–1)."""
_STEPS = 4
"""How often levels are tried: gaps rise evenly with them."""
Mixed = tuple[Block, Block, int]
"""Of a dimension: two levels of answers, and how many people give those of the higher one."""


def draw_pairs(pool: Pool, aims: Sequence[Aim], ground: Ground, stream: Stream) -> Sheet:
    """Draw so many people of the pool, and the level of service at which they answer as asked."""
    people = sorted(stream.sample(range(pool.size), ground.n))
    leans = {name: stream.gauss(0, _LEAN) for name, _ in pool.parts}
    shares = [_weigh(pool, aim.key) for aim in aims]
    whole = len(pool.parts) == len(pool.instrument.dimensions)
    summed = whole and pool.instrument.model is Model.SERVQUAL and all(shares)

    def measure(mixed: Sequence[Mixed]) -> Figures:
        columns, _ = _fill(pool, people, mixed)
        table = Table(columns=columns, rows=len(columns["respondent"]))
        return measure_table(table, pool.instrument).figures()

    def evaluate(levels: Levels) -> dict[str, float]:
        mixed = _mix(pool, levels, leans, ground.n)
        if not summed:
            return read_aims(measure(mixed), aims)
        gaps = _take_gaps(people, mixed)
        return {aim.key: _estimate(aim, gaps, s) for aim, s in zip(aims, shares, strict=True)}

    levels = calibrate(aims, evaluate, _STEPS)
    mixed = _mix(pool, levels, leans, ground.n)
    if summed:
        gaps = _take_gaps(people, mixed)
        figures = {a.key: _sum_gaps(gaps, s) for a, s in zip(aims, shares, strict=True)}
    else:
        figures = measure(mixed)
    columns, text = _fill(pool, people, mixed)
    return Sheet(columns=columns, text=text, figures=figures, summed=summed)


def _mix(pool: Pool, levels: Levels, leans: Mapping[str, float], n: int) -> list[Mixed]:
    """Return for each dimension two levels of answers, and how many people give the higher one."""
    whole = [level for key, level in levels.items() if _own(pool, key) is None]
    mixed = []
    for part, (name, _) in enumerate(pool.parts):
        own = [level for key, level in levels.items() if _own(pool, key) == name]
        level = own[0] if own else (whole or list(levels.values()))[0] + leans[name]
        steps = round(min(1.0, max(0.0, level)) * (LEVELS - 1) * n)
        below, raised = divmod(steps, n)
        above = min(below + 1, LEVELS - 1)
        mixed.append((pool.answer(part, below), pool.answer(part, above), raised))
    return mixed


def _own(pool: Pool, key: str) -> str | None:
    """Return the dimension that a figure is of, None where it is of all."""
    name = key.partition(".")[0]
    return name if any(name == part for part, _ in pool.parts) else None


def _weigh(pool: Pool, key: str) -> tuple[int, ...]:
    """Return how much each dimension's sum of gaps counts in a figure, and what of it is one.

    Nothing where the figure is no gap, or has no weights.
    """
    sizes = [len(items) for _, items in pool.parts]
    unit = lcm(*sizes)
    own = [int(key == f"{name}.gap") for name, _ in pool.parts]
    if any(own):
        weights: Sequence[int] = own
    elif key == "overall":
        weights = [1] * len(sizes)
    elif key == "weighted":
        given = [pool.instrument.dimension(name).weight or ZERO for name, _ in pool.parts]
        weights, _ = over_one_denominator(given)
    else:
        return ()
    if not sum(weights):
        return ()
    counted = [weight * unit // size for weight, size in zip(weights, sizes, strict=True)]
    return (*counted, unit * sum(weights))


def _take_gaps(people: Sequence[int], mixed: Sequence[Mixed]) -> list[list[int]]:
    """Return by dimension each person's sum of gaps; everybody answers everything."""
    take = itemgetter(*people)
    return [
        [*take(above.gaps)[:raised], *take(below.gaps)[raised:]] for below, above, raised in mixed
    ]


def _add_up(gaps: Sequence[Sequence[int]], shares: tuple[int, ...]) -> tuple[int, int]:
    """Return the sum of each person's own figure and that of its squares, in the smallest units."""
    weighed = [
        [gap * share for gap in own] for own, share in zip(gaps, shares[:-1], strict=True) if share
    ]
    own = list(map(sum, zip(*weighed, strict=True)))
    return sum(own), sum(map(mul, own, own))


def _estimate(aim: Aim, gaps: Sequence[Sequence[int]], shares: tuple[int, ...]) -> float:
    """Return about what a figure is, or the end of its interval."""
    n, unit = len(gaps[0]), shares[-1]
    total, squares = _add_up(gaps, shares)
    side = {None: 0, "low": -1, "high": 1}[aim.offer.end]
    spread = sqrt((n * squares - total * total) / (n - 1))
    return (total + side * Z_95 * spread) / (n * unit)


def _sum_gaps(gaps: Sequence[Sequence[int]], shares: tuple[int, ...]) -> Figure:
    """Return a gap with its interval, exactly as measuring gives it."""
    n, unit = len(gaps[0]), shares[-1]
    total, squares = _add_up(gaps, shares)
    value = Fraction(total, n * unit)
    margin = normal_margin(Fraction(n * squares - total * total, n * n * (n - 1) * unit * unit))
    return Figure(value=value, n=n, low=value - margin, high=value + margin)


def _fill(pool: Pool, people: Sequence[int], mixed: Sequence[Mixed]) -> tuple[Columns, str]:
    """Return the rows of these people, person by person, and the text of their file."""
    items = [item.id for _, items in pool.parts for item in items]
    texts = [",".join(pool.columns), "\n"]
    respondents: list[str] = []
    expected: list[int] = []
    found: list[int] = []
    for place, person in enumerate(people):
        member = pool.members[person]
        respondents += [member.name] * len(items)
        for part, (below, above, raised) in enumerate(mixed):
            block = above if place < raised else below
            texts.append(block.texts[person])
            expected += member.expected[part]
            found += block.found[person]
    first, second, third, fourth = pool.columns
    columns: Columns = {
        first: tuple(respondents),
        second: tuple(items * len(people)),
        third: tuple(expected),
        fourth: tuple(found),
    }
    return columns, "".join(texts)
