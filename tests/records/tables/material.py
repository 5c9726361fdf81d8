"""Instruments made for the tests, one for each model, and tables written for them.

A file of `valid/` or `invalid/` answers the instrument that the first word of its name tells.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from generator.records.model import (
    Dimension,
    Instrument,
    Item,
    Labelled,
    Measure,
    Model,
    Ratio,
    Scale,
    Stage,
    Text,
)
from generator.records.tables.reading import parse_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.records.tables.reading import TableReading

WORDS = Text("文字", "words")
SHOWN = "audits/2026-initial/answers.csv"
ONE_TO_FIVE = Scale(low=1, high=5)


def make_instrument(model: Model, **parts: object) -> Instrument:
    """Make an instrument of a model, with what the model needs."""
    common = {"id": model.value, "model": model, "title": WORDS, "purpose": WORDS, "concepts": ()}
    return Instrument(**{**common, **parts})  # type: ignore[arg-type]


def make_items(*ids: str, roles: dict[str, str] | None = None) -> tuple[Item, ...]:
    """Make items, each of them of the one dimension, worded by their ids."""
    asked = roles or {}
    return tuple(
        Item(id=id_, text=Text(f"题目{id_}", f"Item {id_}"), dimension="all", role=asked.get(id_))
        for id_ in ids
    )


DIMENSIONS = (Dimension(id="all", title=WORDS),)
INSTRUMENTS = {
    "servqual": make_instrument(
        Model.SERVQUAL,
        scale=Scale(
            low=1,
            high=7,
            labels=(
                (1, Text("完全不同意", "Strongly disagree")),
                (7, Text("完全同意", "Strongly agree")),
            ),
        ),
        dimensions=DIMENSIONS,
        items=make_items("Q1", "Q2", "Q3", "Q4"),
    ),
    "kano": make_instrument(Model.KANO, items=make_items("K1", "K2", "K3")),
    "nps": make_instrument(Model.NPS),
    "csat": make_instrument(Model.CSAT),
    "alpha": make_instrument(Model.ALPHA, scale=ONE_TO_FIVE, items=make_items("A1", "A2", "A3")),
    "open": make_instrument(Model.ALPHA),
    "satisfaction": make_instrument(
        Model.SATISFACTION, dimensions=DIMENSIONS, items=make_items("S1", "S2")
    ),
    "quality": make_instrument(
        Model.QUALITY, scale=ONE_TO_FIVE, dimensions=DIMENSIONS, items=make_items("T1", "F1")
    ),
    "loyalty": make_instrument(Model.LOYALTY, scale=ONE_TO_FIVE),
    "value": make_instrument(Model.VALUE, scale=ONE_TO_FIVE, items=make_items("V1", "V2")),
    "ranking": make_instrument(
        Model.RANKING,
        items=make_items("R1", "R2"),
        roles=(
            Labelled(id="manager", title=Text("管理者", "Managers")),
            Labelled(id="customer", title=Text("客户", "Customers")),
        ),
    ),
    "gaps": make_instrument(
        Model.GAPS,
        scale=ONE_TO_FIVE,
        dimensions=DIMENSIONS,
        items=make_items("M1", "S1", "B1", roles={"M1": "manager", "S1": "staff"}),
        roles=(
            Labelled(id="manager", title=Text("管理者", "Managers")),
            Labelled(id="staff", title=Text("员工", "Staff")),
        ),
    ),
    "cases": make_instrument(
        Model.CASES,
        stages=(
            Stage(id="received", title=Text("收到", "Received")),
            Stage(id="acknowledged", title=Text("告知受理", "Acknowledged"), within=2),
            Stage(id="closed", title=Text("关闭", "Closed"), within=21),
        ),
    ),
    "counts": make_instrument(
        Model.COUNTS,
        measures=(
            Measure(
                id="answered_in_time",
                title=Text("及时接听率", "Answered in time"),
                count=WORDS,
                of=WORDS,
                ratio=Ratio.SHARE,
            ),
            Measure(
                id="repair_days",
                title=Text("维修天数", "Days to repair"),
                count=WORDS,
                of=WORDS,
                ratio=Ratio.MEAN,
            ),
        ),
    ),
}


def read_text(name: str, text: str) -> TableReading:
    """Read a text as the file that answers an instrument."""
    return parse_table(text.encode(), SHOWN, INSTRUMENTS[name])


def tell_places(reading: TableReading) -> list[tuple[int, int, str]]:
    """Return the line, the column and the code of each problem."""
    return [(p.location.line, p.location.column, p.code) for p in reading.problems]


def write_rows(rows: Iterable[Sequence[str]], delimiter: str = ",", line_end: str = "\n") -> str:
    """Write rows as CSV, as a spreadsheet does."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()
