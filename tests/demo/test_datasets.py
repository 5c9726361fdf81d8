"""Drawn data: read back they are what was drawn, and what they give suits the firm."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.assessment.instruments.measuring import measure_table
from generator.assessment.scoring import score_audit, share_of
from generator.demo.blueprint import Blueprint, make_blueprint
from generator.demo.datasets import Collected, collect_data
from generator.demo.draws import open_stream
from generator.demo.registry import draw_life, open_workshop
from generator.gathering import Gathered
from generator.records.model import (
    Breakpoint,
    Computed,
    Dimension,
    Firm,
    Instrument,
    Item,
    Labelled,
    Measure,
    Metric,
    Model,
    Observation,
    Ratio,
    Scale,
    Stage,
    Standard,
    Text,
)
from generator.records.tables.reading import parse_table

AS_OF = date(2026, 11, 22)
STARTED = date(2026, 9, 7)
T = Text("甲", "a")
SHARES = (0.15, 0.4, 0.65, 0.9)


@pytest.fixture(scope="module")
def blueprint(drawn: Path) -> Blueprint:
    return open_workshop(drawn, seed=1, as_of=AS_OF).blueprints[0]


@pytest.fixture(scope="module")
def firm(drawn: Path) -> Firm:
    return draw_life(open_workshop(drawn, seed=1, as_of=AS_OF), 3).records.firm


def collect(blueprint: Blueprint, firm: Firm, share: float, seed: int = 1) -> Collected:
    shares = dict.fromkeys(blueprint.standard.criteria, share)
    return collect_data(blueprint, shares, firm, STARTED, 13, open_stream(seed, "test"))


def read_back(collected: Collected, standard: Standard) -> None:
    """Assert that the files hold what was drawn, without a problem."""
    for one in collected.data:
        raw = collected.files[one.file].encode()
        reading = parse_table(raw, one.file, standard.instruments[one.instrument])
        assert [(p.code, p.message("en")) for p in reading.problems] == []
        assert reading.table == one.table
        assert list(reading.table.columns) == list(one.table.columns)
        assert reading.sha256 == one.sha256 == hashlib.sha256(raw).hexdigest()


# ---------------------------------------------------------------- the program's own standard


def test_audits_have_data_from_the_day_on_that_the_standard_asks_for_them(
    drawn: Path, gathered: Gathered
) -> None:
    assert gathered.problems == ()
    assert gathered.foundation is not None
    with_data = without = 0
    for dossier in gathered.dossiers:
        home = drawn / "audits" / dossier.records.firm.region / dossier.records.firm.code
        for audit in dossier.records.audits:
            first = gathered.foundation.standards[audit.standard].computed_from
            files = {path.name for path in (home / audit.id).glob("*")}
            assert first is not None
            assert bool(files) == (audit.started >= first)
            with_data += bool(files)
            without += not files
    assert min(with_data, without) > 50


def test_reading_a_file_back_gives_what_was_drawn(blueprint: Blueprint, firm: Firm) -> None:
    for share in SHARES:
        collected = collect(blueprint, firm, share)
        assert len(collected.data) == len(collected.files) >= 5
        read_back(collected, blueprint.standard)


def test_each_audit_scores_by_its_data_as_it_was_judged(drawn: Path) -> None:
    workshop = open_workshop(drawn, seed=5, as_of=AS_OF)
    standard = workshop.blueprints[0].standard
    judged = 0
    for index in range(25):
        life = draw_life(workshop, index)
        for audit, card in zip(life.records.audits, life.cards, strict=True):
            measured = score_audit(audit, standard, life.records.firm)
            judged += bool(measured.results)
            assert (measured.total, measured.grade) == (card.total, card.grade)
            assert measured.gates == card.gates
            assert not [s.reason for s in measured.criteria if s.reason.startswith("sample_too")]
    assert judged > 10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_stronger_the_firm_the_more_its_data_earn(
    blueprint: Blueprint, firm: Firm, seed: int
) -> None:
    criteria = blueprint.standard.criteria
    earned = [
        {
            name: share_of(criteria[name], Observation(value=value))
            for name, value in collect(blueprint, firm, share, seed).values.items()
        }
        for share in SHARES
    ]
    assert earned[0].keys() == {name for name, c in criteria.items() if c.computed}
    for name in earned[0]:
        got = [float(shares[name]) for shares in earned]
        assert got == sorted(got)
        assert got == pytest.approx(SHARES, abs=0.05), name


@pytest.mark.parametrize("share", [0.03, *SHARES, 1.0])
def test_scales_are_more_reliable_than_the_standard_asks(
    blueprint: Blueprint, firm: Firm, share: float
) -> None:
    standard = blueprint.standard
    least = max(c.computed.reliability or 0 for c in standard.criteria.values() if c.computed)
    collected = collect(blueprint, firm, share)
    figures = [
        measure_table(one.table, standard.instruments[one.instrument]).figures()
        for one in collected.data
        if standard.instruments[one.instrument].model is Model.SERVQUAL
    ]
    assert figures
    assert all(found["alpha"].value > max(least, Fraction(3, 4)) for found in figures)


def test_small_firms_ask_fewer_customers(blueprint: Blueprint, firm: Firm) -> None:
    small, large = (
        collect(blueprint, replace(firm, employees=employees), 0.8) for employees in (12, 1800)
    )
    assert sum(map(len, small.files.values())) < sum(map(len, large.files.values()))
    for one in (*small.data, *large.data):
        if one.population is not None and one.asked is not None:
            assert len(set(one.table["respondent"])) <= one.asked <= one.population


def test_the_same_draw_gives_the_same_bytes(drawn: Path, blueprint: Blueprint, firm: Firm) -> None:
    again = open_workshop(drawn, seed=1, as_of=AS_OF).blueprints[0]
    assert collect(blueprint, firm, 0.7, 4).files == collect(again, firm, 0.7, 4).files
    assert collect(blueprint, firm, 0.7, 4).files != collect(again, firm, 0.7, 5).files


# ---------------------------------------------------------------- any instrument


def make_instrument(model: Model, **parts: object) -> Instrument:
    made = Instrument(id="tool", model=model, title=T, purpose=T, concepts=())
    return replace(made, **parts)  # type: ignore[arg-type]


PARTS = tuple(Dimension(id=name, title=T, weight=Fraction(2)) for name in ("one", "two"))
ITEMS = tuple(Item(id=f"q{n}", text=T, dimension=("one", "two")[n % 2]) for n in range(6))
PLAIN = tuple(Item(id=f"q{n}", text=T) for n in range(8))
MIXED = tuple(replace(item, negative=n % 2 == 1) for n, item in enumerate(PLAIN))
ROLES = (Labelled(id="staff", title=T), Labelled(id="buyer", title=T))
CAUSES = tuple(replace(part, gap=n) for n, part in enumerate(PARTS, 1))
ASKED = tuple(
    replace(item, negative=n == 2, role="staff" if n < 2 else None) for n, item in enumerate(ITEMS)
)
SEVEN = Scale(low=1, high=7)
STAGES = (
    Stage(id="in", title=T),
    Stage(id="mid", title=T, within=3),
    Stage(id="out", title=T, within=8),
)
RATES = (
    Measure(id="rate", title=T, count=T, of=T, ratio=Ratio.SHARE),
    Measure(id="mean", title=T, count=T, of=T, ratio=Ratio.MEAN),
)

SERVQUAL = make_instrument(Model.SERVQUAL, dimensions=PARTS, items=ITEMS)
SATISFACTION = make_instrument(Model.SATISFACTION, dimensions=PARTS, items=ITEMS)
QUALITY = make_instrument(Model.QUALITY, dimensions=PARTS, items=ITEMS, scale=SEVEN)
GAPS = make_instrument(Model.GAPS, dimensions=CAUSES, items=ASKED, roles=ROLES, scale=SEVEN)
CASES = make_instrument(Model.CASES, stages=STAGES)
KINDS = tuple(Labelled(id=name, title=T) for name in ("noise", "heat"))
SORTED = make_instrument(Model.CASES, stages=STAGES, channels=KINDS, categories=KINDS)
COUNTS = make_instrument(Model.COUNTS, measures=RATES)
KANO = make_instrument(Model.KANO, items=PLAIN)
LOYALTY = make_instrument(Model.LOYALTY, scale=SEVEN)

DRAWN = [
    (SERVQUAL, "tool.one.gap", -2, 0),
    (SERVQUAL, "tool.two.gap.high", -2, 0),
    (SERVQUAL, "tool.overall", -2, 0),
    (SERVQUAL, "tool.weighted.low", -2, 0),
    (SERVQUAL, "tool.two.perception", 4, 6),
    (SATISFACTION, "tool.index", 50, 90),
    (SATISFACTION, "tool.one.gap", -3, 0),
    (SATISFACTION, "tool.disappointed", 0.95, 0.2),
    (SATISFACTION, "tool.delighted.low", 0.01, 0.4),
    (QUALITY, "tool.two.experienced", 3, 6),
    (make_instrument(Model.CSAT), "tool", 0.4, 0.98),
    (make_instrument(Model.CSAT, scale=SEVEN), "tool.high", 0.4, 0.98),
    (make_instrument(Model.NPS), "tool", -0.4, 0.8),
    (make_instrument(Model.NPS), "tool.high", -0.4, 0.8),
    (make_instrument(Model.ALPHA, items=MIXED, scale=SEVEN), "tool", 0.3, 0.9),
    (make_instrument(Model.ALPHA), "tool", 0.3, 0.9),
    (LOYALTY, "tool.true", 0.05, 0.9),
    (LOYALTY, "tool.none.high", 0.9, 0.1),
    (make_instrument(Model.VALUE, items=MIXED, scale=SEVEN), "tool", -5, 10),
    (make_instrument(Model.RANKING, items=PLAIN, roles=ROLES), "tool", 0.1, 0.95),
    (GAPS, "tool.gap2", 2.5, 6),
    (GAPS, "tool.one", 2.5, 6),
    (KANO, "tool.q3.better", 0.2, 0.8),
    (KANO, "tool.q4.worse", -0.7, -0.3),
    (CASES, "tool.closed_in_time.low", 0.5, 0.9),
    (CASES, "tool.reopened", 0.4, 0.02),
    (SORTED, "tool.closed_in_time", 0.5, 0.95),
    (CASES, "tool.mid.in_time", 0.3, 0.95),
    (CASES, "tool.out.p90", 12, 3),
    (COUNTS, "rate.high", 0.3, 0.9),
    (COUNTS, "mean", 9, 2),
]


def ask_for(
    standard: Standard, instrument: Instrument, figure: str, poor: float, good: float
) -> Standard:
    """Return a standard whose first metric rests on that figure, from nothing to all the points."""
    ends = sorted([(poor, 0), (good, 1)])
    metric = Metric(
        unit=T,
        definition=T,
        breakpoints=tuple(Breakpoint(value=Fraction(str(v)), share=Fraction(s)) for v, s in ends),
        computed=Computed(figure=figure, times=Fraction(1), places=4, minimum=60, reliability=None),
    )
    section = standard.sections[0]
    group = section.groups[0]
    criterion = next(c for c in standard.criteria.values() if c.metric)
    only = replace(criterion, metric=metric, not_applicable=None)
    return replace(
        standard,
        sections=(replace(section, groups=(replace(group, criteria=(only,)),)),),
        instruments={instrument.id: instrument},
    )


@pytest.mark.parametrize(("instrument", "figure", "poor", "good"), DRAWN)
def test_any_figure_of_any_instrument_can_be_aimed_at(
    blueprint: Blueprint, firm: Firm, instrument: Instrument, figure: str, poor: float, good: float
) -> None:
    made = make_blueprint(ask_for(blueprint.standard, instrument, figure, poor, good))
    (criterion,) = made.standard.criteria.values()
    got = []
    for share in SHARES:
        collected = collect(made, firm, share)
        read_back(collected, made.standard)
        (value,) = collected.values.values()
        assert value is not None
        got.append(float(share_of(criterion, Observation(value=value))))
        if collected.summed:
            measured = measure_figure(collected, made.standard, figure)
            assert abs(measured - value) <= Fraction(1, 20000)
    assert got == sorted(got)
    assert got == pytest.approx(SHARES, abs=0.12)


def measure_figure(collected: Collected, standard: Standard, figure: str) -> Fraction:
    """Return what measuring the data gives for a figure or an end of its interval."""
    (one,) = collected.data
    offer = standard.offers[figure]
    instrument = standard.instruments[one.instrument]
    found = measure_table(one.table, instrument, one.ended).figures()[offer.key]
    value = {None: found.value, "low": found.low, "high": found.high}[offer.end]
    assert value is not None
    return value
