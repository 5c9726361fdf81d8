"""What the instruments promise and what they give; every model has its module."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from generator.assessment.instruments.measuring import measure_audit, measure_table
from generator.records.model import (
    Measure,
    Model,
    Offer,
    Ratio,
    Stage,
    Table,
    name_figure,
)
from generator.records.model.offers import ENDS, offer_figures
from tests.assessment.instruments.material import (
    WORDS,
    dimension,
    item,
    make_instrument,
    make_table,
    roles,
    scale,
)
from tests.assessment.material import TINY, make_audit

if TYPE_CHECKING:
    from generator.records.model import Instrument

ALPHA_ROWS = [("R1", Fraction(1), Fraction(2)), ("R2", Fraction(3), Fraction(3)), ("R3", 5, 4)]
PARTS = (dimension("what", weight=Fraction(2)), dimension("how", weight=Fraction(1)))
ITEMS = (item("Q1", dimension="what"), item("Q2", dimension="how"))
PAIRED = [(f"R{n}", f"Q{q}", 5, 3 + (n + q) % 3) for n in range(5) for q in (1, 2)]
CAUSES = (dimension("layers", gap=1), dimension("tools", gap=3))
CAUSED = (item("G1", dimension="layers"), item("G2", dimension="tools"))

EXAMPLES: dict[Model, tuple[dict[str, Any], str, list[tuple[Any, ...]]]] = {
    Model.SERVQUAL: (
        {"scale": scale(1, 7), "dimensions": PARTS, "items": ITEMS},
        "respondent item expectation perception",
        PAIRED,
    ),
    Model.KANO: (
        {"scale": scale(1, 5), "items": (item("K1"),)},
        "respondent item functional dysfunctional",
        [("R1", "K1", 1, 5), ("R2", "K1", 2, 5)],
    ),
    Model.NPS: ({"scale": scale(0, 10)}, "respondent score", [("R1", 10), ("R2", 3), ("R3", 8)]),
    Model.CSAT: ({"scale": scale(1, 5)}, "respondent score", [("R1", 5), ("R2", 3)]),
    Model.ALPHA: ({"items": (item("a"), item("b"))}, "respondent a b", ALPHA_ROWS),
    Model.SATISFACTION: (
        {"scale": scale(0, 10), "dimensions": PARTS, "items": ITEMS},
        "respondent item expected experienced",
        PAIRED,
    ),
    Model.QUALITY: (
        {"scale": scale(1, 7), "dimensions": PARTS, "items": ITEMS},
        "respondent item expected experienced",
        PAIRED,
    ),
    Model.LOYALTY: (
        {"scale": scale(1, 5)},
        "respondent attitude repurchase satisfaction",
        [("R1", 5, 5, 1), ("R2", 1, 1, 3)],
    ),
    Model.VALUE: (
        {"scale": scale(1, 7), "items": (item("product"), item("money", negative=True))},
        "respondent product money",
        [("R1", 6, 2), ("R2", 5, 5)],
    ),
    Model.RANKING: (
        {"items": (item("A"), item("B")), "roles": roles("boss", "buyer")},
        "respondent role item rank",
        [
            ("M1", "boss", "A", 1),
            ("M1", "boss", "B", 2),
            ("C1", "buyer", "A", 2),
            ("C1", "buyer", "B", 1),
        ],
    ),
    Model.GAPS: (
        {
            "scale": scale(1, 7),
            "dimensions": CAUSES,
            "items": CAUSED,
            "roles": roles("boss", "hand"),
        },
        "respondent role item score",
        [("M1", "boss", "G1", 3), ("S1", "hand", "G2", 6)],
    ),
    Model.CASES: (
        {"stages": (Stage(id="in", title=WORDS), Stage(id="out", title=WORDS, within=7))},
        "case channel category in out outcome reopened",
        [
            (
                "C1",
                "shop",
                "late",
                datetime.fromisoformat("2026-01-01"),
                datetime.fromisoformat("2026-01-04"),
                "kept",
                False,
            ),
            ("C2", "shop", "late", datetime.fromisoformat("2026-01-02"), None, None, False),
        ],
    ),
    Model.COUNTS: (
        {
            "measures": (
                Measure(id="answered", title=WORDS, count=WORDS, of=WORDS, ratio=Ratio.SHARE),
                Measure(id="days", title=WORDS, count=WORDS, of=WORDS, ratio=Ratio.MEAN),
            )
        },
        "period measure count of",
        [
            ("2026-01", "answered", Fraction(80), Fraction(100)),
            ("2026-01", "days", Fraction(45, 2), Fraction(9)),
        ],
    ),
}


def example(model: Model) -> tuple[Instrument, Table]:
    parts, names, rows = EXAMPLES[model]
    return make_instrument(model, **parts), make_table(names, rows)


def test_every_model_has_an_example() -> None:
    assert set(EXAMPLES) == set(Model)


@pytest.mark.parametrize("model", Model)
def test_an_instrument_gives_the_figures_that_it_promises_and_no_others(model: Model) -> None:
    instrument, table = example(model)
    offers = offer_figures({instrument.id: instrument})
    promised = {offer.key for offer in offers.values() if offer.end is None}
    assert set(measure_table(table, instrument).figures()) == promised


@pytest.mark.parametrize("model", Model)
def test_a_figure_has_both_ends_of_its_interval_where_they_are_offered(model: Model) -> None:
    instrument, table = example(model)
    offers = offer_figures({instrument.id: instrument})
    for key, figure in measure_table(table, instrument).figures().items():
        name = name_figure(instrument, key)
        bounded = f"{name}.low" in offers
        assert (figure.low is not None, figure.high is not None) == (bounded, bounded), name
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high


def test_operating_measures_bear_their_own_names_and_all_others_their_instruments() -> None:
    instruments = {str(m): example(m)[0] for m in (Model.COUNTS, Model.CSAT, Model.SERVQUAL)}
    offers = offer_figures(instruments)
    assert offers["answered.low"] == Offer(instrument="counts", key="answered", end="low")
    assert offers["csat.high"] == Offer(instrument="csat", key="", end="high")
    assert offers["servqual.what.gap"] == Offer(instrument="servqual", key="what.gap", end=None)
    assert "days.low" not in offers
    assert ENDS == ("low", "high")


def test_a_servqual_without_weights_offers_no_weighted_figure() -> None:
    instrument, table = example(Model.SERVQUAL)
    bare = tuple(replace(one, weight=None) for one in instrument.dimensions)
    instrument = replace(instrument, dimensions=bare)
    assert "servqual.weighted" not in offer_figures({"servqual": instrument})
    assert "weighted" not in measure_table(table, instrument).figures()


def test_an_audit_without_data_measures_nothing() -> None:
    measured = measure_audit(make_audit(TINY), TINY)
    assert measured.results == ()
    assert measured.figures == {}
