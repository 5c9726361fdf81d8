"""Instruments and answers to draw: ordinary ones, and such as stand at the ends of everything."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

from generator.assessment.instruments.measuring import measure_table
from generator.publication.survey_charts import draw_result
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
    Table,
    Text,
)
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.publication.plots import Chart

LAST_DAY = date(2026, 6, 30)
TITLES = (
    Text("有形性", "Tangibles"),
    Text("可靠 & <准时>", "Reliability & <punctuality>"),
    Text("反应", "Responsiveness"),
    Text("接到报修以后多久能够安排好上门或者取件的时间", "How soon a visit or a pick-up is booked"),
    Text("关怀性", "Empathy"),
)
SENTENCES = (
    Text("故障一次修好。", "A repair lasts."),
    Text(
        "送货、安装、上门都按约好的时间来，不临时改约。",
        "Visits come when agreed & are not put off.",
    ),
    Text("收费先报价", "Charges quoted beforehand"),
    Text("SuperLongProductNameWithoutAnySpaces", "SuperLongProductNameWithoutAnySpaces"),
)


def make_instrument(model: Model, **parts: Any) -> Instrument:
    title = Text("问卷", "Questionnaire")
    return Instrument(
        id=str(model), model=model, title=title, purpose=title, concepts=("quality",), **parts
    )


def make_items(count: int, dimensions: Sequence[str] = (), **more: Any) -> tuple[Item, ...]:
    """Make items Q1, Q2, …, dealt out to the dimensions."""
    return tuple(
        Item(
            id=f"Q{at + 1}",
            text=SENTENCES[at % len(SENTENCES)],
            dimension=dimensions[at % len(dimensions)] if dimensions else None,
            **more,
        )
        for at in range(count)
    )


def make_dimensions(count: int, **more: Any) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(id=f"d{at + 1}", title=TITLES[at % len(TITLES)], **more) for at in range(count)
    )


def make_scale(low: int, high: int) -> Scale:
    ends = (
        (low, Text("完全不同意", "Strongly disagree")),
        (high, Text("完全同意", "Strongly agree")),
    )
    return Scale(low=low, high=high, labels=ends)


def names_of(dimensions: Iterable[Dimension]) -> list[str]:
    return [dimension.id for dimension in dimensions]


def make_table(names: str, rows: Iterable[Sequence[Any]]) -> Table:
    """Make a table of its columns' names, parted by spaces, and its rows."""
    given = [tuple(row) for row in rows]
    columns = {name: tuple(row[at] for row in given) for at, name in enumerate(names.split())}
    return Table(columns=columns, rows=len(given))


def ask_all(
    instrument: Instrument, respondents: int, names: str, answer: Callable[[Item], Sequence[Any]]
) -> Table:
    """Have every respondent answer every item."""
    return make_table(
        f"respondent item {names}",
        (
            (f"R{who}", item.id, *answer(item))
            for who in range(respondents)
            for item in instrument.items
        ),
    )


def draw(instrument: Instrument, table: Table, language: str = "en") -> tuple[Chart, ...]:
    """Measure and draw, as a build does."""
    result = measure_table(table, instrument, LAST_DAY)
    return draw_result(result, instrument, language, translations(language))


DIMENSIONS = make_dimensions(5, weight=Fraction(20))
SERVQUAL = make_instrument(
    Model.SERVQUAL,
    scale=make_scale(1, 7),
    dimensions=DIMENSIONS,
    items=make_items(22, names_of(DIMENSIONS)),
)
SATISFACTION = make_instrument(
    Model.SATISFACTION,
    scale=make_scale(0, 10),
    dimensions=make_dimensions(5),
    items=make_items(10, names_of(make_dimensions(5))),
)
QUALITY = make_instrument(
    Model.QUALITY,
    scale=make_scale(1, 7),
    dimensions=make_dimensions(3),
    items=make_items(6, names_of(make_dimensions(3))),
)
KANO = make_instrument(Model.KANO, items=make_items(22))
NPS = make_instrument(Model.NPS, scale=make_scale(0, 10))
CSAT = make_instrument(Model.CSAT, scale=make_scale(1, 5))
ALPHA = make_instrument(Model.ALPHA, items=make_items(4))
LOYALTY = make_instrument(Model.LOYALTY, scale=make_scale(1, 5), high=Fraction(4))
VALUE = make_instrument(
    Model.VALUE,
    scale=make_scale(1, 7),
    items=(*make_items(4), Item(id="C1", text=SENTENCES[1], negative=True)),
)
RANKING = make_instrument(
    Model.RANKING,
    items=make_items(22),
    roles=(
        Labelled(id="m", title=Text("管理者", "Managers")),
        Labelled(id="c", title=Text("客户", "Customers")),
    ),
)
CAUSES = tuple(Dimension(id=f"c{at}", title=TITLES[at % 5], gap=at % 4 + 1) for at in range(9))
GAPS = make_instrument(
    Model.GAPS,
    scale=make_scale(1, 7),
    dimensions=CAUSES,
    items=make_items(9, names_of(CAUSES)),
    roles=RANKING.roles,
    high=Fraction(9, 2),
)
CASES = make_instrument(
    Model.CASES,
    stages=tuple(
        Stage(id=f"s{at}", title=TITLES[at % 5], within=None if at == 3 else at * 2 or None)
        for at in range(6)
    ),
)
COUNTS = make_instrument(
    Model.COUNTS,
    measures=tuple(
        Measure(
            id=f"m{at}",
            title=TITLES[at % 5],
            count=TITLES[0],
            of=TITLES[2],
            ratio=Ratio.MEAN if at == 2 else Ratio.SHARE,
        )
        for at in range(6)
    ),
)
INSTRUMENTS = (
    SERVQUAL, SATISFACTION, QUALITY, KANO, NPS, CSAT, ALPHA, LOYALTY, VALUE, RANKING, GAPS, CASES,
    COUNTS,
)  # fmt: skip


_OF_ITEMS = {
    Model.SERVQUAL: "expectation perception",
    Model.SATISFACTION: "expected experienced",
    Model.QUALITY: "expected experienced",
    Model.KANO: "functional dysfunctional",
}
_OF_ROLES = {Model.RANKING: "rank", Model.GAPS: "score"}
_PLAIN = {
    Model.NPS: "score",
    Model.CSAT: "score",
    Model.LOYALTY: "attitude repurchase satisfaction",
}


def make_answers(instrument: Instrument, seed: int, respondents: int = 30) -> Table:
    """Make answers to an instrument, any that its model allows; of a seed always the same."""
    dice, model = Random(seed), instrument.model
    scale = instrument.scale or Scale(low=1, high=5)

    def answer(names: str) -> tuple[int, ...]:
        return tuple(dice.randint(scale.low, scale.high) for _ in names.split())

    if model in _OF_ITEMS:
        names = _OF_ITEMS[model]
        return ask_all(instrument, respondents, names, lambda _: answer(names))
    if model in _OF_ROLES:
        return make_table(
            f"respondent role item {_OF_ROLES[model]}",
            (
                (f"R{who}", instrument.roles[who % 2].id, item.id, *answer("one"))
                for who in range(respondents)
                for item in instrument.items
            ),
        )
    if model is Model.CASES:
        return make_cases(instrument, [dice.randint(0, 40) for _ in range(respondents)])
    if model is Model.COUNTS:
        return make_table(
            "period measure count of",
            (
                (f"2026-{month:02}", measure.id, Fraction(dice.randint(0, 90)), Fraction(90))
                for month in range(1, min(respondents, 12) + 1)
                for measure in instrument.measures
            ),
        )
    names = _PLAIN.get(model) or " ".join(item.id for item in instrument.items)
    return make_table(
        f"respondent {names}", ((f"R{who}", *answer(names)) for who in range(respondents))
    )


def make_cases(instrument: Instrument, days: Sequence[int]) -> Table:
    """Make a case for each number of days: so long it takes, in equal steps; 40 is never ended."""
    stages = instrument.stages
    begun = datetime(2026, 3, 1, 9)  # noqa: DTZ001 - times of the register are local
    rows = []
    for number, took in enumerate(days):
        step = timedelta(days=took) / (len(stages) - 1)
        times = [begun + step * at for at in range(len(stages))]
        reached = [None if took == 40 and at > 2 else time for at, time in enumerate(times)]
        rows.append((f"C{number}", "web", "repair", *reached, "", number % 5 == 1))
    names = " ".join(stage.id for stage in stages)
    return make_table(f"case channel category {names} outcome reopened", rows)
