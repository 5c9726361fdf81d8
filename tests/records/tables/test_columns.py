"""The columns of each model, and what else they may be called."""

from __future__ import annotations

import re

import pytest

from generator.records.model import Model
from generator.records.tables.columns import Kind, fold, lay_out
from tests.records.tables.material import INSTRUMENTS, make_instrument

COLUMNS = {
    "servqual": "respondent item expectation perception",
    "kano": "respondent item functional dysfunctional",
    "nps": "respondent score",
    "csat": "respondent score",
    "alpha": "respondent A1 A2 A3",
    "open": "respondent",
    "satisfaction": "respondent item expected experienced",
    "quality": "respondent item expected experienced",
    "loyalty": "respondent attitude repurchase satisfaction",
    "value": "respondent V1 V2",
    "ranking": "respondent role item rank",
    "gaps": "respondent role item score",
    "cases": "case channel category received acknowledged closed outcome reopened",
    "counts": "period measure count of",
}
KEYS = {
    "servqual": "respondent item",
    "nps": "respondent",
    "value": "respondent",
    "gaps": "respondent item",
    "cases": "case",
    "counts": "period measure",
}


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_model_has_its_columns_in_their_order(name: str) -> None:
    assert lay_out(INSTRUMENTS[name]).names == tuple(COLUMNS[name].split())


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_row_is_known_by_its_key(name: str, key: str) -> None:
    assert lay_out(INSTRUMENTS[name]).key == tuple(key.split())


def test_there_is_an_instrument_of_every_model() -> None:
    assert {instrument.model for instrument in INSTRUMENTS.values()} == set(Model)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_column_has_a_chinese_name_and_no_two_have_the_same(name: str) -> None:
    layout = lay_out(INSTRUMENTS[name])
    names = [{fold(word) for word in (one.name, *one.aliases)} for one in layout.columns]
    called = [word for each in names for word in each]
    assert len(called) == len(set(called))
    for column in layout.columns:
        assert re.search("[一-龥]", "".join(column.aliases)), column.name


@pytest.mark.parametrize(
    ("model", "bounds"),
    [
        (Model.SERVQUAL, (1, 7)),
        (Model.KANO, (1, 5)),
        (Model.NPS, (0, 10)),
        (Model.CSAT, (1, 5)),
        (Model.SATISFACTION, (0, 10)),
        (Model.LOYALTY, (None, None)),
    ],
)
def test_without_a_scale_of_its_own_a_model_has_its_usual_one(
    model: Model, bounds: tuple[int | None, int | None]
) -> None:
    answers = [c for c in lay_out(make_instrument(model)).columns if c.kind is Kind.WHOLE]
    assert {(column.low, column.high) for column in answers} == {bounds}


def test_only_a_scale_without_items_takes_any_column() -> None:
    assert [name for name in INSTRUMENTS if lay_out(INSTRUMENTS[name]).open] == ["open"]


def test_only_what_need_not_be_reached_or_told_may_be_empty() -> None:
    columns = lay_out(INSTRUMENTS["cases"]).columns
    assert [c.name for c in columns if c.optional] == [
        "acknowledged",
        "closed",
        "outcome",
        "reopened",
    ]
