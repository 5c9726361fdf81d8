"""Demo, drawing: the operating measures that a firm counts month by month.

Input: an `Instrument`, the figures aimed at, the months covered. Output: `Sheet`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.demo.sheets import Sheet, find_count, make_share, write_rows
from generator.records.model import Ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.draws import Stream
    from generator.demo.grounds import Ground
    from generator.demo.sheets import Aim, Columns
    from generator.records.model import Instrument

_UNSTEADY = 0.3
"""By how much a month may differ from the whole year, as a part of what is counted."""
_SEASON = (0.75, 1.3)
"""How much more or less there is to count in one month than in another."""


def draw_counts(
    instrument: Instrument, aims: Sequence[Aim], ground: Ground, stream: Stream
) -> Sheet:
    """Draw the months of the measures that are asked for; they add up to what is aimed at."""
    wanted = {aim.key: aim for aim in aims}
    rows: list[tuple[str, str, int, int]] = []
    figures = {}
    for measure in instrument.measures:
        aim = wanted.get(measure.id)
        if aim is None:
            continue
        busy = ground.busy * stream.uniform(*_SEASON)
        least = -(-ground.n // len(ground.months))
        of = [max(least, int(busy * stream.uniform(*_SEASON))) for _ in ground.months]
        whole = sum(of)
        if measure.ratio is Ratio.SHARE:
            count = find_count(aim, whole)
            figures[measure.id] = make_share(count, whole, aim)
            # The smaller part is split, so that no month has more than there was.
            few = min(count, whole - count)
            counts = _split(few, of, stream)
            if few < count:
                counts = [all_ - others for all_, others in zip(of, counts, strict=True)]
        else:
            count = max(0, round(aim.value * whole))
            figures[measure.id] = Figure(value=Fraction(count, whole), n=whole)
            counts = _split(count, of, stream)
        rows += zip(ground.months, [measure.id] * len(of), counts, of, strict=True)
    months, names, counted, among = zip(*rows, strict=True)
    columns: Columns = {"period": months, "measure": names, "count": counted, "of": among}
    text = write_rows(columns)
    columns |= {"count": tuple(map(Fraction, counted)), "of": tuple(map(Fraction, among))}
    return Sheet(columns=columns, text=text, figures=figures, summed=True)


def _split(count: int, of: Sequence[int], stream: Stream) -> list[int]:
    """Split a count over the months, by how much there was of each and a little by chance."""
    parts = [much * stream.uniform(1 - _UNSTEADY, 1 + _UNSTEADY) for much in of]
    rate = count / sum(parts)
    return [b - a for a, b in pairwise([0, *(int(rate * up + 0.5) for up in accumulate(parts))])]
