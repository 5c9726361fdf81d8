"""Points from findings, and the total from points: every rule of the standard in a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from generator.assessment.scoring import (
    interpolate,
    score_audit,
    score_criterion,
    share_of,
)
from generator.assessment.totals import as_decimal, round_exactly, tally, total_steps
from generator.checking import score_file
from generator.records.model import (
    Breakpoint,
    Criterion,
    Finding,
    Method,
    Observation,
    Rounding,
    Scoring,
    ScoringStep,
    Standard,
)
from tests.assessment.material import (
    FLAGSHIP,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    STANDARDS,
    TINY,
    all_channels,
    best,
    make_audit,
    make_firm,
    measured,
    rated,
    sampled,
    score,
    see,
    worst,
)
from tests.conftest import VALID

F = Fraction
COUNTER, MAIL = "counter", "mail"


# ---------------------------------------------------------------- one criterion


@pytest.mark.parametrize(
    ("criterion", "observation", "share"),
    [
        ("receipt", MET, F(1)),
        ("receipt", NOT_MET, F(0)),
        ("welcome", rated(0), F(0)),
        ("welcome", rated(1), F(1, 2)),
        ("welcome", rated(2), F(1)),
        ("packing", sampled(8, 0), F(1)),
        ("packing", sampled(8, 1), F(7, 8)),
        ("packing", sampled(7, 2), F(5, 7)),
        ("packing", sampled(5, 5), F(0)),
        ("days", measured("0.5"), F(1)),
        ("days", measured("2"), F(1)),
        ("days", measured("3.5"), F(3, 4)),
        ("days", measured("5"), F(1, 2)),
        ("days", measured("9.5"), F(1, 4)),
        ("days", measured("14"), F(0)),
        ("days", measured("400"), F(0)),
        ("days", measured("3"), F(5, 6)),
    ],
)
def test_each_method_gives_its_share_of_the_points(
    criterion: str, observation: Observation, share: Fraction
) -> None:
    assert share_of(TINY.criteria[criterion], observation) == share


@pytest.mark.parametrize(
    ("value", "share"),
    [("50", "0"), ("60", "0"), ("70", "0.25"), ("80", "0.5"), ("90", "0.75"), ("100", "1")],
)
def test_a_metric_may_rise_as_well_as_fall(value: str, share: str) -> None:
    rising = (Breakpoint(value=F(60), share=F(0)), Breakpoint(value=F(100), share=F(1)))
    assert interpolate(rising, F(value)) == F(share)


def test_a_metric_may_have_a_best_in_the_middle() -> None:
    points = tuple(Breakpoint(value=F(v), share=F(s)) for v, s in ((0, 0), (10, 1), (20, 0)))
    assert [interpolate(points, F(v)) for v in (-1, 5, 10, 15, 21)] == [0, F(1, 2), 1, F(1, 2), 0]


@pytest.mark.parametrize("method", Method)
def test_an_observation_without_its_methods_figures_has_no_share(method: Method) -> None:
    criterion = replace(TINY.criteria["receipt"], method=method)
    with pytest.raises(ValueError, match="lacks the figures"):
        share_of(criterion, Observation())


@pytest.mark.parametrize(
    ("counter", "mail", "earned"),
    [
        (2, 2, "8"),
        (2, 0, "6"),  # weights 3 : 1
        (0, 2, "2"),
        (2, 1, "7"),
        (1, 1, "4"),
    ],
)
def test_channels_weigh_as_the_standard_says(counter: int, mail: int, earned: str) -> None:
    card = score(TINY, {"welcome": {COUNTER: rated(counter), MAIL: rated(mail)}})
    assert card.by_criterion["welcome"].earned == F(earned)
    assert card.by_criterion["welcome"].reason == "channels"


def test_channels_without_weights_count_alike() -> None:
    criterion = replace(TINY.criteria["welcome"], channel_weights={})
    finding = Finding(
        criterion="welcome",
        once=None,
        channels={COUNTER: rated(2), MAIL: rated(1)},
        evidence=(),
        note=None,
        line=7,
    )
    scored = score_criterion(criterion, {"welcome": finding}, (COUNTER, MAIL))
    assert (scored.earned, scored.available, scored.line) == (F(6), F(8), 7)


def test_a_channel_in_which_it_does_not_apply_leaves_the_mean() -> None:
    card = score(TINY, {"welcome": {COUNTER: rated(1), MAIL: NOT_APPLICABLE}})
    assert card.by_criterion["welcome"].earned == 4
    assert card.by_criterion["welcome"].available == 8


def test_a_criterion_not_applicable_in_any_channel_leaves_both_sides() -> None:
    card = score(TINY, {"welcome": {COUNTER: NOT_APPLICABLE, MAIL: NOT_APPLICABLE}})
    welcome = card.by_criterion["welcome"]
    assert (welcome.earned, welcome.available, welcome.reason) == (F(0), F(0), "not_applicable")


def test_not_applicable_leaves_both_sides() -> None:
    card = score(TINY, {"held": NOT_APPLICABLE, "days": measured("5")})
    back = card.sections[1]
    assert (back.earned, back.available, back.score) == (F(9), F(18), F(15))
    assert card.by_criterion["held"].reason == "not_applicable"
    assert card.by_criterion["held"].share is None


def test_a_channel_that_the_firm_does_not_operate_leaves_both_sides() -> None:
    card = score(TINY, {"receipt": NOT_MET}, channels=(COUNTER,))
    packing = card.by_criterion["packing"]
    assert (packing.available, packing.reason, packing.line) == (F(0), "channel_not_operated", None)
    assert card.by_criterion["welcome"].earned == 8
    front = card.sections[0]
    assert (front.earned, front.available, front.score) == (F(8), F(12), F(40, 3))


def test_not_assessed_is_never_taken_for_not_applicable() -> None:
    audit = make_audit(TINY)
    short = replace(audit, findings=audit.findings[1:])
    with pytest.raises(KeyError, match="receipt"):
        score_audit(short, TINY, make_firm(all_channels(TINY)))


def test_a_sample_carries_its_interval() -> None:
    (mark,) = score(TINY, {"held": sampled(20, 20)}).by_criterion["held"].marks
    assert mark.low == 0
    assert mark.high == pytest.approx(0.1611, abs=5e-5)


# ---------------------------------------------------------------- the total


def steps_of(steps: str, sections: list[tuple[int, int, int]], **more: int) -> list[Fraction]:
    """Walk steps over sections given as (points, earned, available)."""
    scoring = Scoring(
        steps=tuple(ScoringStep(step) for step in steps.split()),
        limit=(F(0), F(50)),
        rounding=Rounding(places=1, mode="half_even"),
    )
    standard = replace(TINY, scoring=scoring)
    parts = [
        replace(tally(f"s{n}", F(points), ()), earned=F(earned), available=F(available))
        for n, (points, earned, available) in enumerate(sections)
    ]
    walked = total_steps(standard, parts, more.get("deductions", 0), more.get("bonuses", 0))
    assert [name for name, _ in walked] == steps.split()
    return [total for _, total in walked]


@pytest.mark.parametrize(
    ("steps", "sections", "total"),
    [
        # All apply: both ways agree.
        ("criteria", [(20, 10, 20), (30, 30, 30)], F(40)),
        ("sections", [(20, 10, 20), (30, 30, 30)], F(40)),
        # Part of a section does not apply: earned over applicable, of all or section by section.
        ("criteria", [(20, 5, 10), (30, 30, 30)], F(35, 40) * 50),
        ("sections", [(20, 5, 10), (30, 30, 30)], F(40)),
        # A whole section does not apply: its points go to the others.
        ("criteria", [(20, 0, 0), (30, 24, 30)], F(40)),
        ("sections", [(20, 0, 0), (30, 24, 30)], F(40)),
        # Nothing applies at all.
        ("criteria", [(20, 0, 0), (30, 0, 0)], F(0)),
        ("sections", [(20, 0, 0), (30, 0, 0)], F(0)),
    ],
)
def test_the_first_step_adds_up_what_applies(
    steps: str, sections: list[tuple[int, int, int]], total: Fraction
) -> None:
    assert steps_of(steps, sections) == [total]


@pytest.mark.parametrize(
    ("steps", "deductions", "bonuses", "totals"),
    [
        # 47.25 of 50; −2.5 each; +0.5 each, two at most; one place, half even; 0 to 50.
        ("sections round", 0, 0, ["47.25", "47.2"]),
        ("sections round deductions", 1, 0, ["47.25", "47.2", "44.7"]),
        ("sections deductions round", 1, 0, ["47.25", "44.75", "44.8"]),
        ("sections bonuses", 0, 1, ["47.25", "47.75"]),
        ("sections bonuses", 0, 2, ["47.25", "48.25"]),
        ("sections bonuses", 0, 9, ["47.25", "48.25"]),
        ("sections deductions limit", 30, 0, ["47.25", "-27.75", "0"]),
        ("sections limit deductions", 30, 0, ["47.25", "47.25", "-27.75"]),
    ],
)
def test_the_standard_declares_the_order_of_the_steps(
    steps: str, deductions: int, bonuses: int, totals: list[str]
) -> None:
    sections = [(20, 20, 20), (30, 109, 120)]
    walked = steps_of(steps, sections, deductions=deductions, bonuses=bonuses)
    assert walked == [F(total) for total in totals]


def test_limits_hold_the_total_from_above() -> None:
    sections = [(20, 20, 20), (30, 30, 30)]
    assert steps_of("sections bonuses limit", sections, bonuses=1)[1:] == [F("50.5"), F(50)]


@pytest.mark.parametrize(
    ("value", "places", "half_up", "half_even", "down"),
    [
        ("1/8", 2, "0.13", "0.12", "0.12"),
        ("3/8", 2, "0.38", "0.38", "0.37"),
        ("1/2", 0, "1", "0", "0"),
        ("3/2", 0, "2", "2", "1"),
        ("5/2", 0, "3", "2", "2"),
        ("89.995", 2, "90.00", "90.00", "89.99"),
        ("89.985", 2, "89.99", "89.98", "89.98"),
        ("89.994999999999999999999", 2, "89.99", "89.99", "89.99"),
        ("1/3", 2, "0.33", "0.33", "0.33"),
        ("2/3", 2, "0.67", "0.67", "0.66"),
        ("70", 2, "70.00", "70.00", "70.00"),
        ("-1/8", 2, "-0.13", "-0.12", "-0.12"),
        ("0", 1, "0.0", "0.0", "0.0"),
        ("1/8", 6, "0.125000", "0.125000", "0.125000"),
    ],
)
def test_rounding_is_exact_at_halves_in_every_mode(
    value: str, places: int, half_up: str, half_even: str, down: str
) -> None:
    for mode, expected in (("half_up", half_up), ("half_even", half_even), ("down", down)):
        rounded = round_exactly(F(value), Rounding(places=places, mode=mode))
        assert str(rounded) == expected, mode


def test_a_float_would_have_rounded_otherwise() -> None:
    assert f"{89.985:.2f}" == "89.98"
    assert str(round_exactly(F("89.985"), Rounding(places=2, mode="half_up"))) == "89.99"


@pytest.mark.parametrize(
    ("value", "rounding", "written"),
    [
        ("88", Rounding(places=2, mode="half_up"), "88.00"),
        ("88.5", Rounding(places=2, mode="half_up"), "88.50"),
        # A step after the rounding left a finer figure: it is not rounded twice.
        ("43.25", Rounding(places=1, mode="half_even"), "43.25"),
        ("43.25", None, "43.25"),
    ],
)
def test_the_total_is_written_as_it_is_and_never_rounded_again(
    value: str, rounding: Rounding | None, written: str
) -> None:
    assert str(as_decimal(F(value), rounding)) == written


# ---------------------------------------------------------------- whole audits


def test_the_tiny_registrys_audits_score_as_reckoned_by_hand() -> None:
    # front 4 + 8 × (1 × 3 + ½ × 1) ÷ 4 + 8 × ⅞ = 18 of 20; back 18 × ¾ + 12 = 25.5 of 30;
    # 43.5, rounded, and half a point of bonus.
    scored = score_file(VALID, VALID / "audits/440300/00440300MA1BENCH51/2025-initial.yaml")
    assert scored.scorecard is not None
    assert str(scored.scorecard.total) == "44.0"
    assert scored.scorecard.grade == "silver"
    assert scored.scorecard.ladder == "mending"
    # No mail, and repairs too young to judge: front 8 of 12, back 18 of 18.
    scored = score_file(VALID, VALID / "audits/510100/00510100MA2BENCH6A/2025-initial.yaml")
    assert scored.scorecard is not None
    assert str(scored.scorecard.total) == "43.3"
    assert scored.scorecard.grade is None
    assert scored.scorecard.decided_by == "musts"


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)
def test_a_perfect_audit_has_every_point_and_the_highest_grade(standard: Standard) -> None:
    card = score(standard)
    assert F(card.total) == standard.points
    assert card.grade == standard.grades[-1].id
    assert card.eligible
    assert card.decided_by == "total"
    assert [tally.share for tally in card.groups] == [1] * len(standard.groups)


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)
def test_the_worst_audit_has_no_point_and_no_grade(standard: Standard) -> None:
    channels = all_channels(standard)
    seen = {c.id: see(c, worst(c), channels) for c in standard.criteria.values()}
    card = score(standard, seen)
    assert card.total == 0
    assert card.grade is None
    assert not card.eligible
    assert card.ladder is None


@pytest.mark.parametrize("criterion", FLAGSHIP.criteria.values(), ids=lambda c: c.id)
def test_every_criterion_of_the_flagship_weighs_its_points(criterion: Criterion) -> None:
    channels = all_channels(FLAGSHIP)
    card = score(FLAGSHIP, {criterion.id: see(criterion, worst(criterion), channels)})
    lost = criterion.points - card.by_criterion[criterion.id].earned
    assert card.by_criterion[criterion.id].available == criterion.points
    assert 100 - F(card.total) == lost
    assert lost > 0
    section = next(one for one in card.sections if one.id == criterion.section)
    group = next(one for one in card.groups if one.id == criterion.group)
    assert section.available - section.earned == group.available - group.earned == lost


def test_the_flagship_counts_a_special_point_as_one_and_a_bonus_once() -> None:
    channels = all_channels(FLAGSHIP)
    lossy = next(c for c in FLAGSHIP.criteria.values() if c.points == 2 and not c.critical)
    seen = {lossy.id: see(lossy, worst(lossy), channels)}
    for deductions, bonuses, total in (
        (0, 0, "98.00"),
        (1, 0, "97.00"),
        (4, 0, "94.00"),
        (0, 1, "99.00"),
        (0, 2, "99.00"),
        (2, 1, "97.00"),
    ):
        card = score(FLAGSHIP, seen, deductions=deductions, bonuses=bonuses)
        assert str(card.total) == total
        assert (card.deductions, card.bonuses) == (deductions, bonuses)


def test_the_flagship_is_held_to_a_hundred() -> None:
    card = score(FLAGSHIP, bonuses=1)
    assert str(card.total) == "100.00"
    assert [str(name) for name, _ in card.steps] == [
        "criteria",
        "deductions",
        "bonuses",
        "limit",
        "round",
    ]
    assert [total for _, total in card.steps] == [100, 100, 101, 100, 100]


def test_a_firm_with_one_channel_is_scored_on_what_applies_to_it() -> None:
    for channel in all_channels(FLAGSHIP):
        card = score(FLAGSHIP, channels=(channel,))
        assert str(card.total) == "100.00"
        left_out = [one for one in card.criteria if one.reason == "channel_not_operated"]
        assert left_out
        assert all(one.available == 0 and one.earned == 0 for one in left_out)
        assert card.grade == FLAGSHIP.grades[-1].id


def test_a_scorecard_says_of_every_criterion_which_line_it_came_from() -> None:
    card = score(FLAGSHIP)
    assert [one.line for one in card.criteria] == list(range(20, 20 + len(card.criteria)))
    assert [one.number for one in card.criteria] == [
        criterion.number for criterion in FLAGSHIP.criteria.values()
    ]


def test_the_total_of_a_standard_without_rounding_is_exact() -> None:
    scoring = Scoring(steps=(ScoringStep.CRITERIA,), limit=None, rounding=None)
    standard = replace(TINY, scoring=scoring)
    card = score(standard, {"held": sampled(7, 1)})
    assert card.steps[-1][1] == 50 - F(12, 7)
    assert card.total == Decimal(338) / Decimal(7)
    assert best(standard.criteria["held"]) == sampled(4, 0)
