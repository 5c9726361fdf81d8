"""Scores that rest on data: which figure counts, on how much it must rest, and what else happens.

The tiny standard is given a criterion whose figure is computed; its data are made here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from generator.assessment.prospects import find_prospects
from generator.assessment.prospects.demands import Rulebook
from generator.assessment.scorecard import Shortfall
from generator.assessment.scoring import score_audit
from generator.assessment.shortfalls import tell_shortfalls
from generator.records.model import Computed, DataSet, Model, Standard
from tests.assessment.instruments.material import (
    WORDS,
    dimension,
    item,
    make_instrument,
    make_table,
    scale,
)
from tests.assessment.material import TINY, all_channels, make_audit, make_firm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assessment.scorecard import CriterionScore, Mark, Scorecard
    from generator.records.model import Audit, Instrument, Table
    from generator.records.problems import Problem

CRITERION = "days"
"""Of the tiny standard: 18 points for a figure; 2 earns all, 5 half, 14 nothing."""
CSAT = make_instrument(Model.CSAT, scale=scale(1, 5))
SERVQUAL = make_instrument(
    Model.SERVQUAL,
    scale=scale(1, 7),
    dimensions=(dimension("all"),),
    items=(item("Q1", dimension="all"), item("Q2", dimension="all")),
)


def satisfied(yes: int, no: int) -> Table:
    return make_table("respondent score", [(f"R{n}", 5 if n < yes else 2) for n in range(yes + no)])


def standard_with(computed: Computed, instrument: Instrument = CSAT) -> Standard:
    """Return the tiny standard with the criterion's figure computed from an instrument."""
    sections = tuple(
        replace(
            section,
            groups=tuple(
                replace(
                    group,
                    criteria=tuple(
                        replace(one, metric=replace(one.metric, computed=computed))
                        if one.id == CRITERION and one.metric
                        else one
                        for one in group.criteria
                    ),
                )
                for group in section.groups
            ),
        )
        for section in TINY.sections
    )
    return replace(TINY, sections=sections, instruments={instrument.id: instrument})


def computed(figure: str = "csat", **more: object) -> Computed:
    fields: dict[str, object] = {
        "times": Fraction(10),
        "places": 2,
        "minimum": None,
        "reliability": None,
    }
    return Computed(figure=figure, **{**fields, **more})  # type: ignore[arg-type]  # of a table


def audit_with(table: Table, standard: Standard, population: int | None = None) -> Audit:
    audit = make_audit(standard)
    (instrument,) = standard.instruments
    data = DataSet(
        instrument=instrument,
        file="file.csv",
        sha256="0" * 64,
        evidence="E1",
        begun=date(2026, 1, 1),
        ended=date(2026, 1, 11),
        population=population,
        asked=None,
        drawn=WORDS,
        table=table,
    )
    findings = tuple(
        replace(one, once=None, column=5) if one.criterion == CRITERION else one
        for one in audit.findings
    )
    return replace(audit, data=(data,), findings=findings)


def assess(table: Table, standard: Standard, population: int | None = None) -> Scorecard:
    audit = audit_with(table, standard, population)
    return score_audit(audit, standard, make_firm(all_channels(standard)))


def look_at(card: Scorecard) -> tuple[CriterionScore, Mark]:
    scores: Mapping[str, CriterionScore] = card.by_criterion
    return scores[CRITERION], scores[CRITERION].marks[0]


def test_the_figure_comes_from_the_rows_and_earns_by_the_breakpoints() -> None:
    standard = standard_with(computed())
    scored, mark = look_at(assess(satisfied(yes=20, no=80), standard))
    assert mark.observation.value == 2
    assert scored.reason == "computed"
    assert scored.earned == 18


@pytest.mark.parametrize(
    ("figure", "value"),
    [("csat", "5"), ("csat.low", "4.04"), ("csat.high", "5.96")],
)
def test_the_standard_says_which_end_of_the_interval_counts(figure: str, value: str) -> None:
    _, mark = look_at(assess(satisfied(yes=50, no=50), standard_with(computed(figure))))
    assert mark.observation.value == Fraction(value)
    assert mark.basis is not None
    assert mark.basis.measured == 5
    assert mark.basis.low == Fraction("4.04")
    assert mark.basis.high == Fraction("5.96")


@pytest.mark.parametrize(("places", "value"), [(0, "3"), (1, "3.3"), (4, "3.3333")])
def test_the_figure_is_rounded_as_the_standard_says_before_it_earns(
    places: int, value: str
) -> None:
    standard = standard_with(computed(places=places))
    _, mark = look_at(assess(satisfied(yes=1, no=2), standard))
    assert mark.observation.value == Fraction(value)


@pytest.mark.parametrize(
    ("answers", "population", "shortfall"),
    [
        (100, None, None),
        (99, None, Shortfall.SAMPLE),
        (38, 60, None),
        (37, 60, Shortfall.SAMPLE),
        (99, 100_000, Shortfall.SAMPLE),
    ],
)
def test_a_sample_too_small_earns_nothing_and_a_small_population_needs_fewer(
    answers: int, population: int | None, shortfall: Shortfall | None
) -> None:
    standard = standard_with(computed(minimum=100))
    table = satisfied(yes=answers // 5, no=answers - answers // 5)
    scored, mark = look_at(assess(table, standard, population))
    assert mark.basis is not None
    assert mark.basis.shortfall == shortfall
    assert (scored.earned > 0) == (shortfall is None)
    assert scored.available == 18
    assert scored.reason == str(shortfall or "computed")


@pytest.mark.parametrize(("least", "shortfall"), [("0.6", Shortfall.SCALE), (None, None)])
def test_an_unreliable_scale_earns_nothing_where_the_standard_asks_for_reliability(
    least: str | None, shortfall: Shortfall | None
) -> None:
    # Two items that contradict each other: α is far below nothing.
    rows = [
        (f"R{n}", q, 6, (6 if (n % 2 == 0) == (q == "Q1") else 2) + (n == 0))
        for n in range(20)
        for q in ("Q1", "Q2")
    ]
    reliability = None if least is None else Fraction(least)
    standard = standard_with(
        computed("servqual.all.perception", times=Fraction(1), reliability=reliability), SERVQUAL
    )
    table = make_table("respondent item expectation perception", rows)
    scored, mark = look_at(assess(table, standard))
    assert mark.basis is not None
    assert mark.observation.value is not None
    assert (scored.earned > 0) == (shortfall is None)
    assert mark.basis.shortfall == shortfall
    if shortfall:
        told = warn(audit_with(table, standard), standard)
        assert told.code == "basis-unreliable"
        assert "α is −" in told.message("en")
        assert "0.60" in told.message("zh")


def test_a_figure_that_the_rows_do_not_give_earns_nothing() -> None:
    two = replace(SERVQUAL, dimensions=(dimension("all"), dimension("none")))
    standard = standard_with(computed("servqual.none.gap"), two)
    table = make_table("respondent item expectation perception", [("R1", "Q1", 5, 5)])
    scored, mark = look_at(assess(table, standard))
    assert scored.earned == 0
    assert mark.basis is not None
    assert mark.basis.shortfall is Shortfall.FIGURE
    assert warn(audit_with(table, standard), standard).code == "basis-undefined"


def warn(audit: Audit, standard: Standard) -> Problem:
    """Return the one warning that an audit gets."""
    card = score_audit(audit, standard, make_firm(all_channels(standard)))
    (told,) = tell_shortfalls(audit, card, standard)
    assert told.severity == "warning"
    return told


def test_a_basis_too_small_is_a_warning_at_the_finding() -> None:
    standard = standard_with(computed(minimum=100))
    audit = audit_with(satisfied(yes=10, no=40), standard)
    told = warn(audit, standard)
    finding = next(one for one in audit.findings if one.criterion == CRITERION)
    assert told.code == "basis-small"
    assert (told.location.line, told.location.column) == (finding.line, 5)
    assert "50" in told.message("en")
    assert "100" in told.message("zh")


def test_the_way_up_from_a_basis_too_small_is_the_same_figure_on_a_sufficient_one() -> None:
    standard = standard_with(computed(minimum=100))
    audit = audit_with(satisfied(yes=10, no=40), standard)
    seen = {"welcome": 0, "held": 0}
    audit = replace(
        audit,
        findings=tuple(
            replace(one, once=replace(one.once, nonconforming=3))
            if one.criterion in seen and one.once and one.once.nonconforming is not None
            else one
            for one in audit.findings
        ),
    )
    card = score_audit(audit, standard, make_firm(all_channels(standard)))
    way = find_prospects(card, audit, Rulebook(standard)).way_up
    assert way is not None
    steps = {one.criterion: one.steps for one in way.improvements}
    assert steps[CRITERION][0].before == steps[CRITERION][0].after


def test_the_order_of_rows_and_of_files_does_not_matter() -> None:
    standard = standard_with(computed("csat.low"))
    table = satisfied(yes=30, no=70)
    turned = replace(
        table, columns={name: tuple(reversed(column)) for name, column in table.columns.items()}
    )
    assert assess(table, standard) == assess(turned, standard)
