"""Demo, drawing: the files of data beside an audit, so that what they give suits the firm.

Input: what each criterion is to earn, the day of the audit. Output: `Collected`: the data with
their rows, the text of their files, and the figures that the criteria get from them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.totals import round_exactly
from generator.demo import data_words
from generator.demo.answers import draw_recommendation, draw_satisfaction
from generator.demo.attitudes import draw_attitudes
from generator.demo.cases import draw_cases
from generator.demo.counts import draw_counts
from generator.demo.grounds import lay_ground
from generator.demo.metrics import choose_figure
from generator.demo.pairs import draw_pairs
from generator.demo.sheets import Aim, take_end
from generator.records.model import DataSet, Evidence, Model, Rounding, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from generator.demo.blueprint import Blueprint, Draft
    from generator.demo.draws import Stream
    from generator.demo.grounds import Asked, Ground
    from generator.demo.sheets import Sheet
    from generator.records.model import Computed, Firm, Instrument

_USUAL = 40
"""Answers or cases where the standard asks for no least number."""
_CUSTOMERS, _FEWEST = (5.0, 25.0), 90
"""Customers for each of a firm's employees, and in all at least."""
_SURE = Fraction(3, 4)
"""What is drawn is at least so reliable; where more is asked for, it is measured."""
_DRAW: Mapping[Model, Callable[[Instrument, Sequence[Aim], Ground, Stream], Sheet]] = {
    Model.COUNTS: draw_counts,
    Model.CASES: draw_cases,
    Model.CSAT: draw_satisfaction,
    Model.NPS: draw_recommendation,
}
"""The models that are drawn in a way of their own, but for those with a pool of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The data beside an audit; nothing where its figures are stated."""

    data: tuple[DataSet, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """The text of each file by its name."""
    values: Mapping[str, Fraction | None] = field(default_factory=dict)
    """By criterion, what is computed for it, as the standard rounds it."""
    cited: Mapping[str, str] = field(default_factory=dict)
    """By criterion, the piece of evidence that its data are."""
    summed: bool = True
    """Whether these values are surely what measuring the data gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What one criterion is to get from the data."""

    draft: Draft
    computed: Computed
    aim: Aim


def collect_data(
    blueprint: Blueprint,
    shares: Mapping[str, float],
    firm: Firm,
    started: date,
    first: int,
    stream: Stream,
) -> Collected:
    """Draw a file for each instrument that the firm's criteria rest on.

    `shares` are what the criteria that apply are to earn, as parts of their points; `first` is
    the number of the next piece of evidence.
    """
    wishes: dict[str, list[_Wish]] = {}
    for draft in blueprint.drafts:
        computed, share = draft.criterion.computed, shares.get(draft.criterion.id)
        if computed is not None and share is not None:
            offer = blueprint.standard.offers[computed.figure]
            value = choose_figure(draft, stream, share)
            aim = Aim(offer=offer, value=float(value / computed.times))
            wish = _Wish(draft=draft, computed=computed, aim=aim)
            wishes.setdefault(offer.instrument, []).append(wish)
    customers = max(_FEWEST, int((firm.employees or 1) * stream.uniform(*_CUSTOMERS)))
    data: list[DataSet] = []
    evidence: list[Evidence] = []
    sheets: list[tuple[Sheet, list[_Wish], str]] = []
    for instrument in blueprint.standard.instruments.values():
        wished = wishes.get(instrument.id)
        if not wished:
            continue
        least = max(wish.computed.minimum or 0 for wish in wished) or _USUAL
        ground, asked = lay_ground(instrument, least, customers, firm, started, stream)
        sheet = _draw_sheet(blueprint, instrument, wished, ground, stream)
        name = f"E{first + len(evidence)}"
        data.append(_make_set(instrument, sheet, ground, asked, name))
        evidence.append(_list_evidence(blueprint, wished, data[-1], started, stream))
        sheets.append((sheet, wished, name))
    return Collected(
        data=tuple(data),
        evidence=tuple(evidence),
        files={one.file: sheet.text for one, (sheet, *_) in zip(data, sheets, strict=True)},
        values={
            wish.draft.criterion.id: _convert(sheet, wish)
            for sheet, wished, _ in sheets
            for wish in wished
        },
        cited={w.draft.criterion.id: name for _, wished, name in sheets for w in wished},
        summed=all(
            sheet.summed and (wish.computed.reliability or 0) <= _SURE
            for sheet, wished, _ in sheets
            for wish in wished
        ),
    )


def _draw_sheet(
    blueprint: Blueprint,
    instrument: Instrument,
    wished: Sequence[_Wish],
    ground: Ground,
    stream: Stream,
) -> Sheet:
    """Draw a file; of a figure and the ends of its interval one is aimed at, an end if any."""
    aims: dict[str, Aim] = {}
    for aim in (wish.aim for wish in wished):
        if aim.key not in aims or aim.offer.end:
            aims[aim.key] = aim
    pool = blueprint.pools.get(instrument.id)
    if pool is not None:
        return draw_pairs(pool, list(aims.values()), ground, stream)
    draw = _DRAW.get(instrument.model, draw_attitudes)
    return draw(instrument, list(aims.values()), ground, stream)


def _make_set(
    instrument: Instrument, sheet: Sheet, ground: Ground, asked: Asked, evidence: str
) -> DataSet:
    rows = len(next(iter(sheet.columns.values())))
    return DataSet(
        instrument=instrument.id,
        file=f"{instrument.id}.csv",
        sha256=hashlib.sha256(sheet.text.encode()).hexdigest(),
        evidence=evidence,
        begun=ground.begun,
        ended=ground.ended,
        population=asked.population,
        asked=asked.asked,
        drawn=asked.drawn,
        table=Table(columns=sheet.columns, rows=rows),
    )


def _list_evidence(
    blueprint: Blueprint,
    wished: Sequence[_Wish],
    data: DataSet,
    started: date,
    stream: Stream,
) -> Evidence:
    """List a file as the kind of evidence that most of its criteria ask for."""
    kinds = [kind for wish in wished for kind in wish.draft.criterion.evidence]
    kinds = kinds or [kind.id for kind in blueprint.standard.evidence_kinds]
    zh, en = stream.choice(data_words.EVIDENCE)
    title = blueprint.standard.instruments[data.instrument].title
    days = {"begun": data.begun, "ended": data.ended}
    return Evidence(
        id=data.evidence,
        kind=max(kinds, key=kinds.count),
        title=Text(zh.format(title=title.zh, **days), en.format(title=title.en, **days)),
        date=started,
    )


def _convert(sheet: Sheet, wish: _Wish) -> Fraction | None:
    """Return a figure in the metric's unit, rounded as the standard says."""
    value = take_end(sheet.figures.get(wish.aim.key), wish.aim.offer)
    if value is None:
        return None
    rounding = Rounding(places=wish.computed.places, mode="half_up")
    return Fraction(round_exactly(value * wish.computed.times, rounding))
