"""Kano: the table cell by cell, published figures, ties, Fong's test, bounds and monotony."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.assessment.instruments.kano import (
    CATEGORIES,
    KanoItem,
    judge_feature,
    measure_kano,
    stands_out,
)
from generator.records.model import Model, Table
from tests.assessment.instruments.material import (
    item,
    load_peer,
    make_instrument,
    make_table,
    with_reordered,
)

F = Fraction
proportion = load_peer("statsmodels.stats.proportion")

COLUMNS = "respondent item functional dysfunctional"
FEATURES = (item("F1"), item("F2"), item("F3"))
QUESTIONNAIRE = make_instrument(Model.KANO, items=FEATURES)
PAIRS = {"A": (1, 3), "O": (1, 5), "M": (4, 5), "I": (3, 3), "R": (5, 1), "Q": (1, 1)}
"""A pair of answers for each category."""
answers = st.integers(1, 5)
counts = st.dictionaries(st.sampled_from("AOMIRQ"), st.integers(1, 40), min_size=1)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw answers by several respondents, each to some of the features, once."""
    keys = st.tuples(st.sampled_from(["r1", "r2", "r3", "r4"]), st.sampled_from(["F1", "F2", "F3"]))
    rows = [(*key, draw(answers), draw(answers)) for key in draw(st.lists(keys, unique=True))]
    return make_table(COLUMNS, rows)


def judge(**found: int) -> KanoItem:
    """Judge a feature by how often each category was chosen."""
    return judge_feature("F1", Counter(found))


@pytest.mark.parametrize(
    ("functional", "letters"),
    [(1, "QAAAO"), (2, "RIIIM"), (3, "RIIIM"), (4, "RIIIM"), (5, "RRRRQ")],
)
def test_each_pair_of_answers_has_its_category(functional: int, letters: str) -> None:
    assert [CATEGORIES[functional, column] for column in range(1, 6)] == list(letters)
    table = make_table(COLUMNS, [(f"r{at}", "F1", functional, at) for at in range(1, 6)])
    (found,) = measure_kano(table, QUESTIONNAIRE).items
    assert found.counts == {letter: letters.count(letter) for letter in "AOMIRQ"}


def test_twenty_five_answers_make_a_one_dimensional_feature() -> None:
    chosen = [*"M" * 9, *"O" * 10, *"A" * 1, *"I" * 2, *"R" * 3]
    rows = [(f"r{at}", "F1", *PAIRS[letter]) for at, letter in enumerate(chosen)]
    result = measure_kano(make_table(COLUMNS, rows), QUESTIONNAIRE)
    (found,) = result.items
    assert (result.n, found.n, found.rated) == (25, 25, 22)
    assert list(found.counts.items()) == [
        ("A", 1),
        ("O", 10),
        ("M", 9),
        ("I", 2),
        ("R", 3),
        ("Q", 0),
    ]
    assert found.category == "O"
    assert found.better == F(1, 2)
    assert found.worse == F(-19, 22)
    assert not found.significant
    figures = result.figures()
    assert list(figures) == ["F1.better", "F1.worse"]
    assert [figure.n for figure in figures.values()] == [22, 22]


@pytest.mark.parametrize(
    ("found", "category"),
    [
        ({"M": 3, "O": 3, "A": 3, "I": 3}, "M"),
        ({"O": 3, "A": 3, "I": 3}, "O"),
        ({"A": 3, "I": 3}, "A"),
        ({"I": 3, "R": 3}, "I"),
        ({"R": 3, "Q": 3}, "R"),
        ({"M": 3, "A": 4, "Q": 4}, "A"),
        ({"Q": 1}, "Q"),
    ],
)
def test_of_categories_chosen_equally_often_the_gravest_goes_first(
    found: dict[str, int], category: str
) -> None:
    assert judge(**found).category == category


@given(counts)
def test_better_and_worse_stay_within_their_bounds(found: dict[str, int]) -> None:
    feature = judge(**found)
    assert feature.n == sum(found.values())
    assert feature.counts[feature.category] == max(found.values())
    if feature.rated:
        assert feature.better is not None
        assert feature.worse is not None
        assert 0 <= feature.better <= 1
        assert -1 <= feature.worse <= 0
    else:
        assert feature.better is feature.worse is None


@given(counts)
def test_one_more_delighted_never_lowers_and_one_more_annoyed_never_lifts(
    found: dict[str, int],
) -> None:
    before = judge(**found)
    assume(before.better is not None and before.worse is not None)
    delighted = judge(**{**found, "A": found.get("A", 0) + 1})
    annoyed = judge(**{**found, "M": found.get("M", 0) + 1})
    assert (delighted.better or 0) >= (before.better or 0) >= (annoyed.better or 0)
    assert (delighted.worse or 0) >= (before.worse or 0) >= (annoyed.worse or 0)


@pytest.mark.parametrize(
    ("first", "second", "n", "clear"),
    [
        (10, 9, 25, False),  # 1 < 1.65·√(19·31/50) = 5.66
        (20, 3, 25, True),  # 17 ≥ 1.65·√(23·27/50) = 5.81
        (14, 8, 25, True),  # 6 ≥ 1.65·√(22·28/50) = 5.79
        (13, 8, 25, False),  # 5 < 1.65·√(21·29/50) = 5.76
        (1, 0, 1, False),
        (2, 0, 2, True),
    ],
)
def test_a_category_stands_out_by_more_than_chance(
    first: int, second: int, n: int, *, clear: bool
) -> None:
    assert stands_out(first, second, n) is clear


@given(counts)
def test_standing_out_is_as_published(found: dict[str, int]) -> None:
    feature = judge(**found)
    a, b, *_ = sorted(feature.counts.values(), reverse=True)
    limit = 1.65 * ((a + b) * (2 * feature.n - a - b) / (2 * feature.n)) ** 0.5
    assume(abs(a - b - limit) > 1e-9)
    assert feature.significant is (a - b > limit)


@given(tables())
def test_intervals_agree_with_statsmodels(table: Table) -> None:
    result = measure_kano(table, QUESTIONNAIRE)
    figures = result.figures()
    for feature in result.items:
        if feature.better is None or feature.worse is None:
            assert f"{feature.id}.better" not in figures
            continue
        for name, value in (("better", feature.better), ("worse", feature.worse)):
            figure = figures[f"{feature.id}.{name}"]
            assert figure.value == value
            assert figure.low is not None
            assert figure.high is not None
            low, high = proportion.proportion_confint(
                int(abs(value) * feature.rated), feature.rated, method="wilson"
            )
            expected = (low, high) if name == "better" else (-high, -low)
            assert (float(figure.low), float(figure.high)) == pytest.approx(expected, abs=1e-9)
            assert figure.low <= value <= figure.high


@pytest.mark.parametrize("letter", PAIRS)
def test_identical_answers_give_their_category_and_no_crash(letter: str) -> None:
    rows = [(f"r{at}", "F2", *PAIRS[letter]) for at in range(9)]
    (found,) = measure_kano(make_table(COLUMNS, rows), QUESTIONNAIRE).items
    assert (found.id, found.category, found.significant) == ("F2", letter, True)


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    assert measure_kano(pair[0], QUESTIONNAIRE) == measure_kano(pair[1], QUESTIONNAIRE)


@given(tables())
def test_a_feature_without_answers_is_left_out(table: Table) -> None:
    result = measure_kano(table, QUESTIONNAIRE)
    answered = set(table["item"])
    assert [one.id for one in result.items] == [one.id for one in FEATURES if one.id in answered]
    assert sum(one.n for one in result.items) == table.rows
    assert result.n == len(set(table["respondent"]))


def test_a_table_without_rows_has_no_figures() -> None:
    result = measure_kano(make_table(COLUMNS, []), QUESTIONNAIRE)
    assert (result.n, result.items, result.figures()) == (0, (), {})


def test_no_answers_are_not_judged() -> None:
    with pytest.raises(ValueError, match="no answers to F1"):
        judge()
