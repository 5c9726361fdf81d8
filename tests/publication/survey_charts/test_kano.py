"""Kano's plane: items as dots, labels that cover nothing."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publication.survey_charts.looking import Extent, extent_of, look_at, words_of
from tests.publication.survey_charts.material import KANO, ask_all, draw, make_answers, make_table

ANSWERS = {"M": (2, 5), "O": (1, 5), "A": (1, 2), "I": (3, 3), "R": (5, 1), "Q": (1, 1)}


def answer_all(letters: str, respondents: int = 1) -> tuple[tuple[str, ...], ...]:
    """Have all put the items into these categories, one after another; return the rows."""
    at = {item.id: ANSWERS[letters[n % len(letters)]] for n, item in enumerate(KANO.items)}
    (chart,) = draw(
        KANO, ask_all(KANO, respondents, "functional dysfunctional", lambda item: at[item.id])
    )
    look_at(chart)
    return chart.rows


def test_each_item_tells_its_counts_its_category_and_its_coefficients() -> None:
    rows = answer_all("MOAIRQ", 3)
    assert rows[0] == (
        *("Q1", "A repair lasts.", "0", "0", "3", "0", "0", "0"),
        *("Must-be", "0.00", "−1.00", "yes"),
    )
    assert [row[8] for row in rows[:6]] == [
        "Must-be",
        "One-dimensional",
        "Attractive",
        "Indifferent",
        "Reverse",
        "Questionable",
    ]


def test_items_without_usable_answers_are_named_below_the_plane() -> None:
    at = {item.id: (1, 1) if item.id == "Q2" else (1, 5) for item in KANO.items}
    table = ask_all(KANO, 2, "functional dysfunctional", lambda item: at[item.id])
    (chart,) = draw(KANO, table)
    assert words_of(chart)[-1] == "Without usable answers, not drawn: Q2"
    assert chart.rows[1][-3:] == ("—", "—", "yes")
    assert not any(words == "Q2" for words in words_of(chart))


def test_the_four_fields_are_named() -> None:
    words = words_of(draw(KANO, make_answers(KANO, 1), "zh")[0])
    assert {"魅力", "期望", "必备", "无差异"} <= set(words)


def test_items_in_one_place_share_a_label() -> None:
    at = dict.fromkeys((item.id for item in KANO.items), (1, 5))
    (chart,) = draw(KANO, ask_all(KANO, 2, "functional dysfunctional", lambda item: at[item.id]))
    labels = [words for words in words_of(chart) if words.startswith("Q")]
    assert " ".join(labels).split() == [item.id for item in KANO.items]


def test_a_category_not_clearly_ahead_is_hollow() -> None:
    rows = [("R1", "Q1", 1, 5), ("R2", "Q1", 2, 5)]
    (chart,) = draw(KANO, make_table("respondent item functional dysfunctional", rows))
    drawn = look_at(chart)
    assert chart.rows[0][-1] == "no"
    assert list(drawn.iter("rect"))[-1].get("stroke") or list(drawn.iter("polygon"))[-1].get(
        "stroke"
    )


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_labels_cover_neither_dots_nor_each_other(seed: int, respondents: int) -> None:
    (chart,) = draw(KANO, make_answers(KANO, seed, respondents))
    drawn = look_at(chart)
    plane = next(extent_of(rect) for rect in drawn.iter("rect") if rect.get("width") == "316")
    dots = [
        extent
        for mark in drawn
        if mark.tag in ("circle", "polygon") and within(extent := extent_of(mark), plane)
    ]
    labels = [
        extent_of(text) for text in drawn.iter("text") if (text.text or "").startswith("Q")
        and within(extent_of(text), plane)
    ]  # fmt: skip
    assert labels
    assert not any(one.meets(other) for one, other in combinations(labels, 2))
    assert not any(label.meets(dot) for label in labels for dot in dots)


def within(extent: Extent, plane: Extent) -> bool:
    return (
        plane.left <= extent.left
        and extent.right <= plane.right
        and plane.top <= extent.top
        and extent.bottom <= plane.bottom
    )
