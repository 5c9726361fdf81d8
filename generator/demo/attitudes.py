"""Demo, drawing: the questionnaires that are seldom asked: attitudes, values, ranks, features.

Input: an `Instrument`, the figures aimed at. Output: `Sheet`. Each person has a leaning of their
own, so that what they answer hangs together; the level of service is tried until it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from math import sqrt
from typing import TYPE_CHECKING

from generator.assessment.instruments.measuring import measure_table
from generator.demo.draws import Stream, open_stream
from generator.demo.sheets import Sheet, calibrate, read_aims, write_rows
from generator.records.model import Model, Table
from generator.records.tables.columns import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.demo.grounds import Ground
    from generator.demo.sheets import Aim, Columns, Figures, Levels
    from generator.records.model import Instrument

Level = Callable[[str], float]
"""The level of service, 0–1, in a dimension or an item."""
Row = tuple[object, ...]

_SCALE = (1, 7)
_WORST, _BEST = 0.05, 1.0
"""Where on the scale (0–1) the answers lie at the least and at the highest level."""
_PERSON, _MOOD = 0.13, 0.13
"""How much answers differ by person and by item, as parts of the scale."""
_ITEMS = tuple(f"item{number}" for number in range(1, 6))
"""Of a scale that declares none."""
_LIKE, _DISLIKE = 1, 5
_BETWEEN = (2, 3, 4)
"""The answers of a Kano pair."""
_MANAGERS = 5
"""Of so many people one is asked as a manager."""


def draw_attitudes(
    instrument: Instrument, aims: Sequence[Aim], ground: Ground, stream: Stream
) -> Sheet:
    """Draw the answers of so many people, at the levels of service that give what is aimed at."""
    seed = stream.getrandbits(32)
    layout = lay_out(instrument)
    names = [*layout.names, *(_ITEMS if layout.open else ())]
    tried: list[tuple[Columns, Figures]] = []

    def evaluate(levels: Levels) -> dict[str, float]:
        level = partial(_level_of, instrument, levels)
        rows = _DRAW[instrument.model](instrument, ground.n, level, open_stream(seed, "answers"))
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        table = Table(columns=columns, rows=len(columns["respondent"]))
        figures = measure_table(table, instrument).figures()
        tried.append((columns, figures))
        return read_aims(figures, aims)

    calibrate(aims, evaluate)
    columns, figures = tried[-1]
    return Sheet(columns=columns, text=write_rows(columns), figures=figures, summed=False)


def _level_of(instrument: Instrument, levels: Levels, part: str) -> float:
    """Return the level of a dimension or item: its own, that of its gap, or that of all."""
    gap = next((f"gap{one.gap}" for one in instrument.dimensions if one.id == part), "")
    for key, level in levels.items():
        if key.partition(".")[0] in (part, gap):
            return level
    return next(iter(levels.values()))


def _name(number: int) -> str:
    return f"R{number + 1:03}"


def _bounds(instrument: Instrument) -> tuple[int, int]:
    column = lay_out(instrument).columns[-1]
    low, high = _SCALE
    return low if column.low is None else column.low, high if column.high is None else column.high


def _answer(bounds: tuple[int, int], level: float, leaning: float, stream: Stream) -> int:
    """Answer on a scale by the level, the person's leaning and the mood of the moment."""
    low, high = bounds
    part = _WORST + level * (_BEST - _WORST) + leaning + stream.gauss(0, _MOOD)
    return min(high, max(low, round(low + part * (high - low))))


def _draw_scale(instrument: Instrument, n: int, level: Level, stream: Stream) -> Iterator[Row]:
    """Draw a scale whose items agree the more, the higher the level is."""
    low, high = _bounds(instrument)
    negative = {item.id: item.negative for item in instrument.items} or dict.fromkeys(_ITEMS, False)
    agreed = level("")
    for number in range(n):
        person = stream.gauss(0, 1)
        answers = []
        for turned in negative.values():
            lean = sqrt(agreed) * person + sqrt(1 - agreed) * stream.gauss(0, 1)
            answer = min(high, max(low, round((low + high) / 2 + lean * (high - low) / 5)))
            answers.append(Fraction(low + high - answer if turned else answer))
        yield (_name(number), *answers)


def _draw_loyalty(instrument: Instrument, n: int, level: Level, stream: Stream) -> Iterator[Row]:
    bounds = _bounds(instrument)
    for number in range(n):
        lean = stream.gauss(0, _PERSON)
        yield (_name(number), *(_answer(bounds, level(""), lean, stream) for _ in range(3)))


def _draw_value(instrument: Instrument, n: int, level: Level, stream: Stream) -> Iterator[Row]:
    """Draw benefits by the level, and costs against it."""
    bounds, good = _bounds(instrument), level("")
    for number in range(n):
        lean = stream.gauss(0, _PERSON)
        yield (
            _name(number),
            *(
                _answer(bounds, 1 - good, -lean, stream)
                if item.negative
                else _answer(bounds, good, lean, stream)
                for item in instrument.items
            ),
        )


def _draw_gaps(instrument: Instrument, n: int, level: Level, stream: Stream) -> Iterator[Row]:
    """Draw the agreement of each role in turn with the items that it is asked."""
    bounds = _bounds(instrument)
    for number in range(n):
        role = instrument.roles[number % len(instrument.roles)].id
        lean = stream.gauss(0, _PERSON)
        for item in instrument.items:
            if item.role in (None, role):
                answer = _answer(bounds, level(item.dimension or ""), lean, stream)
                score = sum(bounds) - answer if item.negative else answer
                yield _name(number), role, item.id, score


def _draw_kano(instrument: Instrument, n: int, level: Level, stream: Stream) -> Iterator[Row]:
    """Draw pairs: the higher the level, the more delight in a feature and the less need of it."""
    for number in range(n):
        for item in instrument.items:
            good = level(item.id)
            # Always as many draws, so that more at a higher level is more for everybody.
            likes, needs = stream.random(), stream.random()
            neither, nor = stream.choices(_BETWEEN, k=2)
            with_it = _LIKE if likes < 0.1 + 0.8 * good else neither
            without = _DISLIKE if needs < 0.8 - 0.6 * good else nor
            yield _name(number), item.id, with_it, without


def _draw_ranking(instrument: Instrument, n: int, level: Level, stream: Stream) -> Iterator[Row]:
    """Draw the orders of managers and customers: the higher the level, the more they agree."""
    items = [item.id for item in instrument.items]
    managing, buying = (role.id for role in instrument.roles[:2])
    agreed, half = level(""), len(items) // 2
    for number in range(n):
        manager = number % _MANAGERS == 0
        place = {
            item: (at if manager else agreed * at + (1 - agreed) * ((at + half) % len(items)))
            + stream.gauss(0, len(items) / 8)
            for at, item in enumerate(items)
        }
        order = sorted(items, key=place.__getitem__)
        for item in items:
            role = managing if manager else buying
            yield _name(number), role, item, order.index(item) + 1


_DRAW: Mapping[Model, Callable[[Instrument, int, Level, Stream], Iterator[Row]]] = {
    Model.ALPHA: _draw_scale,
    Model.LOYALTY: _draw_loyalty,
    Model.VALUE: _draw_value,
    Model.GAPS: _draw_gaps,
    Model.KANO: _draw_kano,
    Model.RANKING: _draw_ranking,
}
