"""Rules on instruments that the tiny standards have no case of."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from generator.checking import check_paths
from generator.records.model import Model
from generator.records.rules.foundation import StandardCase
from generator.records.rules.instruments import (
    InstrumentCase,
    figures_are_offered,
    parts_can_be_measured,
)
from tests.assessment.instruments.material import dimension, item, make_instrument, scale
from tests.assessment.test_basis import computed, standard_with


@pytest.mark.parametrize(
    ("name", "told"), [("gap1", ["id-reserved"]), ("gap5", []), ("research", [])]
)
def test_a_cause_is_not_called_as_a_gap_is(name: str, told: list[str]) -> None:
    diagnosis = make_instrument(
        Model.GAPS, dimensions=(dimension(name, gap=2),), items=(item("S1", dimension=name),)
    )
    case = InstrumentCase(instrument=diagnosis, concepts=(), file=None)
    assert [flaw.code for flaw in parts_can_be_measured(case)] == told


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("servqual.overall", []),
        ("servqual.weighted.low", []),
        ("servqual.a.gap", ["reliability-unknown"]),
    ],
)
def test_only_a_figure_of_the_whole_scale_can_ask_how_reliable_it_is(
    figure: str, told: list[str]
) -> None:
    survey = make_instrument(
        Model.SERVQUAL,
        scale=scale(1, 7),
        dimensions=(dimension("a", weight=Fraction(1)),),
        items=(item("Q1", dimension="a"), item("Q2", dimension="a")),
    )
    standard = standard_with(computed(figure, reliability=Fraction(7, 10)), survey)
    case = StandardCase(standard=standard, concepts=(), folder=("", ""))
    assert [flaw.code for flaw in figures_are_offered(case)] == told


def test_an_instrument_with_another_ending_is_told(registry: Path) -> None:
    folder = registry / "standards/bench-care/1/instruments"
    (folder / "smiles.yaml").rename(folder / "smiles.yml")
    told = [(one.code, one.location.path) for one in check_paths(registry, [])[0]]
    assert ("file-stray", "standards/bench-care/1/instruments/smiles.yml") in told
