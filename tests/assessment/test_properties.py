"""Laws that hold for every audit, under both standards."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assessment.scoring import score_audit, share_of
from generator.publication.scorecards import describe_scorecard
from generator.records.model import Criterion, Method, Observation, Standard
from generator.strings import translations
from tests.assessment.material import (
    FLAGSHIP,
    NOT_APPLICABLE,
    STANDARDS,
    TINY,
    Seen,
    all_channels,
    make_audit,
    make_firm,
    score,
)

F = Fraction
few = settings(max_examples=25)
"""Each case is a whole audit: some hundred draws."""


def observations(criterion: Criterion) -> st.SearchStrategy[Observation]:
    """Draw any observation that the rules would let pass for this criterion."""
    match criterion.method:
        case Method.CONFORMITY:
            return st.booleans().map(lambda met: Observation(met=met))
        case Method.SAMPLED:
            least = criterion.sample.minimum if criterion.sample else 1
            return st.integers(least, 3 * least).flatmap(
                lambda n: st.integers(0, n).map(lambda k: Observation(sampled=n, nonconforming=k))
            )
        case Method.SCALE:
            return st.integers(0, criterion.scale[-1].rating).map(
                lambda rating: Observation(rating=rating)
            )
        case Method.METRIC:
            assert criterion.metric
            values = [point.value for point in criterion.metric.breakpoints]
            return st.fractions(values[0] - 1, values[-1] + 1, max_denominator=1000).map(
                lambda value: Observation(value=value)
            )


@st.composite
def audits(draw: st.DrawFn, standard: Standard, *, channels: tuple[str, ...]) -> dict[str, Seen]:
    """Draw what was seen of every criterion that applies."""
    seen: dict[str, Seen] = {}
    for criterion in standard.criteria.values():
        if criterion.channel is not None and criterion.channel not in channels:
            continue
        drawn = observations(criterion)
        if criterion.not_applicable is not None:
            drawn = st.one_of(drawn, drawn, drawn, st.just(NOT_APPLICABLE))
        if criterion.per_channel:
            seen[criterion.id] = {channel: draw(drawn) for channel in channels}
        else:
            seen[criterion.id] = draw(drawn)
    return seen


@st.composite
def cases(draw: st.DrawFn) -> tuple[Standard, dict[str, Seen], tuple[str, ...]]:
    standard = draw(st.sampled_from(STANDARDS))
    every = all_channels(standard)
    kept = draw(st.sets(st.sampled_from(every), min_size=1))
    channels = tuple(channel for channel in every if channel in kept)
    return standard, draw(audits(standard, channels=channels)), channels


def limits(standard: Standard) -> tuple[Fraction, Fraction]:
    assert standard.scoring.limit
    return standard.scoring.limit


@few
@given(cases(), st.integers(0, 60), st.integers(0, 5))
def test_the_total_stays_within_the_limits(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]], deductions: int, bonuses: int
) -> None:
    standard, seen, channels = case
    card = score(standard, seen, channels=channels, deductions=deductions, bonuses=bonuses)
    low, high = limits(standard)
    assert low <= F(card.total) <= high
    assert all(0 <= one.earned <= one.available <= one.points for one in card.criteria)
    assert all(one.share is None or 0 <= one.share <= 1 for one in (*card.groups, *card.sections))


@few
@given(cases(), st.data())
def test_a_better_finding_never_lowers_the_total(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]], data: st.DataObject
) -> None:
    standard, seen, channels = case
    name = data.draw(st.sampled_from(sorted(seen)))
    criterion, before = standard.criteria[name], seen[name]
    drawn = data.draw(observations(criterion))
    channel = data.draw(st.sampled_from(channels)) if criterion.per_channel else None
    was = before if isinstance(before, Observation) else before[channel or ""]
    if was.not_applicable is not None:
        return
    worse, better = sorted((was, drawn), key=lambda one: share_of(criterion, one))

    def card_with(observation: Observation) -> Decimal:
        new: Seen = observation
        if not isinstance(before, Observation):
            new = {**before, channel or "": observation}
        return score(standard, {**seen, name: new}, channels=channels).total

    assert card_with(worse) <= card_with(better)


@few
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_findings_in_the_file_does_not_matter(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]], random: Random
) -> None:
    standard, seen, channels = case
    audit = make_audit(standard, seen, channels=channels)
    shuffled = list(audit.findings)
    random.shuffle(shuffled)
    firm = make_firm(channels)
    assert score_audit(replace(audit, findings=tuple(shuffled)), standard, firm) == score_audit(
        audit, standard, firm
    )


@few
@given(cases(), st.data())
def test_a_criterion_that_does_not_apply_keeps_every_share_within_bounds(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]], data: st.DataObject
) -> None:
    standard, seen, channels = case
    low, high = limits(standard)
    name = data.draw(st.sampled_from(sorted(seen)))
    card = score(standard, {**seen, name: NOT_APPLICABLE}, channels=channels)
    assert card.by_criterion[name].available == 0
    assert low <= F(card.total) <= high
    assert all(one.score is None or 0 <= one.score <= one.points for one in card.sections)


@few
@given(cases(), st.integers(0, 3))
def test_deductions_never_raise_and_bonuses_never_lower_the_total(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]], count: int
) -> None:
    standard, seen, channels = case
    plain = score(standard, seen, channels=channels).total
    assert score(standard, seen, channels=channels, deductions=count).total <= plain
    assert score(standard, seen, channels=channels, bonuses=count).total >= plain


def floats_in(value: object, path: str = "") -> list[str]:
    """Name the places of all floats in a value, as deep as it goes."""
    if isinstance(value, float):
        return [path]
    if isinstance(value, str | int | Fraction | Decimal | Enum | None):
        return []
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return [found for name, part in named.items() for found in floats_in(part, name)]
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in floats_in(part, str(name))]
    assert isinstance(value, tuple | list), type(value)
    return [found for part in value for found in floats_in(part, path)]


@few
@given(cases())
def test_no_float_stands_in_a_scorecard_but_the_ends_of_intervals(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]],
) -> None:
    standard, seen, channels = case
    card = score(standard, seen, channels=channels)
    assert set(floats_in(card)) <= {"low", "high"}


@few
@given(cases())
def test_the_document_that_programs_read_has_no_float_at_all(
    case: tuple[Standard, dict[str, Seen], tuple[str, ...]],
) -> None:
    standard, seen, channels = case
    audit = make_audit(standard, seen, channels=channels)
    card = score_audit(audit, standard, make_firm(channels))
    document = describe_scorecard(card, audit, standard, "en", translations("en"))
    assert floats_in(document) == []
    assert Decimal(document["total"]) == card.total


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)
def test_points_that_binary_floats_cannot_hold_add_up_exactly(standard: Standard) -> None:
    assert sum(c.points for c in standard.criteria.values()) == standard.points
    assert standard.points == (100 if standard is FLAGSHIP else 50)
    assert TINY.points == 50
