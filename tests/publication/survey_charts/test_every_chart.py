"""What holds of every chart: it can be read, heard and printed, whatever was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publication.chart_files import write_chart_file
from generator.records.model import Model
from tests.publication.survey_charts.looking import look_at, parse
from tests.publication.survey_charts.material import INSTRUMENTS, draw, make_answers

if TYPE_CHECKING:
    from generator.records.model import Instrument

EVERY = pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: str(one.model))
IN_BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def test_every_model_is_drawn() -> None:
    assert {instrument.model for instrument in INSTRUMENTS} == set(Model)


@EVERY
@IN_BOTH
@pytest.mark.parametrize("respondents", [1, 2, 40])
def test_a_chart_can_be_read_whoever_and_however_many_answered(
    instrument: Instrument, language: str, respondents: int
) -> None:
    charts = draw(instrument, make_answers(instrument, 7, respondents), language)
    assert charts or respondents < 40
    for chart in charts:
        look_at(chart)


@EVERY
@settings(max_examples=20)
@given(seed=st.integers(0, 10**6), respondents=st.integers(1, 6))
def test_a_chart_can_be_read_whatever_was_answered(
    instrument: Instrument, seed: int, respondents: int
) -> None:
    for language in ("zh", "en"):
        for chart in draw(instrument, make_answers(instrument, seed, respondents), language):
            look_at(chart)


@EVERY
def test_nothing_is_drawn_where_nobody_answered(instrument: Instrument) -> None:
    assert draw(instrument, make_answers(instrument, 1, 0)) == ()


@EVERY
def test_charts_of_one_result_have_names_of_their_own(instrument: Instrument) -> None:
    names = [chart.name for chart in draw(instrument, make_answers(instrument, 3))]
    assert len(set(names)) == len(names)
    assert all(name.startswith(f"{instrument.id}-") for name in names)


@EVERY
def test_the_same_answers_give_the_same_bytes(instrument: Instrument) -> None:
    table = make_answers(instrument, 5)
    assert draw(instrument, table) == draw(instrument, table)


@EVERY
@IN_BOTH
def test_a_chart_is_a_file_of_its_own_too(instrument: Instrument, language: str) -> None:
    for chart in draw(instrument, make_answers(instrument, 9), language):
        root = parse(write_chart_file([chart]))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
