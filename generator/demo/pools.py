"""Demo, drawing: people who answer each item twice, what they expect and what they find.

Input: an `Instrument`. Output: `Pool`. Thousands of answers a file are too many to draw each time:
the people of a pool answer at every level of service once, and each file takes some of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.demo.draws import open_stream
from generator.records.model import Model
from generator.records.tables.columns import lay_out

if TYPE_CHECKING:
    from generator.demo.draws import Stream
    from generator.records.model import Instrument, Item

PAIRED = frozenset({Model.SERVQUAL, Model.SATISFACTION, Model.QUALITY})
_SCALE = (1, 7)
"""Where neither the instrument nor its model has one."""
LEVELS = 16
_EXPECTED, _WORST, _BEST = 0.88, 0.25, 1.05
"""Where on the scale (0–1) people expect to be served, and find themselves served."""
_PERSON, _AREA, _MOOD, _DEMAND = 0.13, 0.06, 0.1, 0.07
"""How much answers differ by person, by person and dimension, by item; and expectations; all as
parts of the scale."""


@dataclass(frozen=True, slots=True)
class Block:
    """How everybody in the pool answers the items of one dimension at one level of service."""

    texts: tuple[str, ...]
    found: tuple[tuple[int, ...], ...]
    gaps: tuple[int, ...]
    """Sums of found − expected."""


@dataclass(frozen=True, slots=True)
class _Member:
    """One person of the pool: what they expect, and how they differ from others, by dimension."""

    name: str
    expected: tuple[tuple[int, ...], ...]
    moods: tuple[tuple[float, ...], ...]


@dataclass(kw_only=True)
class Pool:
    """The people who may answer an instrument; their answers are made when first needed."""

    instrument: Instrument
    size: int
    parts: tuple[tuple[str, tuple[Item, ...]], ...]
    """The dimensions in their order, each with its items."""
    columns: tuple[str, ...]
    """The names of a file's columns."""
    low: int
    high: int
    members: tuple[_Member, ...] = ()
    blocks: dict[tuple[int, int], Block] = field(default_factory=dict)

    def answer(self, part: int, level: int) -> Block:
        """Return how the pool answers a dimension's items at a level, 0 to the highest."""
        block = self.blocks.get((part, level))
        if block is None:
            block = self.blocks[part, level] = _answer(self, part, level)
        return block


def open_pool(instrument: Instrument, size: int) -> Pool:
    """Gather the people who may answer; the same ones whatever is drawn."""
    layout = lay_out(instrument)
    low, high = layout.columns[-1].low, layout.columns[-1].high
    parts = tuple(
        (dimension.id, items)
        for dimension in instrument.dimensions
        if (items := tuple(i for i in instrument.items if i.dimension == dimension.id))
    )
    low, high = _SCALE if low is None or high is None else (low, high)
    pool = Pool(
        instrument=instrument, size=size, parts=parts, columns=layout.names, low=low, high=high
    )
    stream = open_stream(size, "pool", instrument.id)
    pool.members = tuple(_gather(pool, number, stream) for number in range(1, size + 1))
    return pool


def _gather(pool: Pool, number: int, stream: Stream) -> _Member:
    span, person = pool.high - pool.low, stream.gauss(0, _PERSON)
    expected, moods = [], []
    for _, items in pool.parts:
        area = person + stream.gauss(0, _AREA)
        moods.append(tuple([span * (area + stream.gauss(0, _MOOD)) for _ in items]))
        wishes = [_EXPECTED + stream.gauss(0, _DEMAND) for _ in items]
        expected.append(tuple([_hold(pool, pool.low + span * wish) for wish in wishes]))
    return _Member(f"R{number:03}", tuple(expected), tuple(moods))


def _hold(pool: Pool, value: float) -> int:
    """Return the whole number on the scale that is nearest."""
    return min(pool.high, max(pool.low, round(value)))


def _answer(pool: Pool, part: int, level: int) -> Block:
    service = _WORST + (_BEST - _WORST) * level / (LEVELS - 1)
    mean = pool.low + (pool.high - pool.low) * service
    names = [item.id for item in pool.parts[part][1]]
    texts, found, gaps = [], [], []
    for member in pool.members:
        wishes = member.expected[part]
        answers = tuple([_hold(pool, mean + mood) for mood in member.moods[part]])
        lines = [
            f"{member.name},{name},{wish},{answer}\n"
            for name, wish, answer in zip(names, wishes, answers, strict=True)
        ]
        texts.append("".join(lines))
        found.append(answers)
        gaps.append(sum(answers) - sum(wishes))
    return Block(tuple(texts), tuple(found), tuple(gaps))
