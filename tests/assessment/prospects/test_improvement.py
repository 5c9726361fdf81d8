"""The way up against every other set of improvements, and in cases reckoned by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings

from generator.assessment.prospects.balance import Kind
from generator.assessment.prospects.demands import Rulebook
from generator.assessment.prospects.improvement import WayUp, find_way_up
from generator.assessment.prospects.settling import Improvement, Step
from generator.records.model import (
    Criterion,
    Gate,
    GateKind,
    Grade,
    Ladder,
    Method,
    Observation,
    Rounding,
    Scoring,
    ScoringStep,
)
from tests.assessment.material import (
    FLAGSHIP,
    MET,
    NOT_MET,
    WORDS,
    Seen,
    make_audit,
    nonconformity,
    rated,
    sampled,
    score,
)
from tests.assessment.prospects.smaller import Case, cases, make_criterion, make_standard

F = Fraction
some = settings(max_examples=150, deadline=None)
"""Each case scores every set of improvements one smaller than the one found."""


def way_up(case: Case) -> WayUp | None:
    return find_way_up(case.card, case.audit, Rulebook(case.standard))


def place(case: Case, grade: str | None) -> int:
    return [None, *(one.id for one in case.standard.grades)].index(grade)


def best(criterion: Criterion, found: Observation) -> Observation:
    if found.not_applicable is not None:
        return found
    match criterion.method:
        case Method.CONFORMITY:
            return MET
        case Method.SCALE:
            return rated(3)
        case Method.SAMPLED:
            return sampled(found.sampled or 0, 0)
        case Method.METRIC:
            return Observation(value=F(10))


def best_of(case: Case, names: tuple[str, ...]) -> dict[str, Seen]:
    made: dict[str, Seen] = {}
    for name in names:
        criterion, found = case.standard.criteria[name], case.seen[name]
        if isinstance(found, Observation):
            made[name] = best(criterion, found)
        else:
            made[name] = {channel: best(criterion, one) for channel, one in found.items()}
    return made


def apply(case: Case, improvements: tuple[Improvement, ...]) -> dict[str, Seen]:
    """Return the findings of the improved criteria, each step taken."""
    made: dict[str, Seen] = {}
    for one in improvements:
        found = case.seen[one.criterion]
        if isinstance(found, Observation):
            (step,) = one.steps
            made[one.criterion] = step.after
        else:
            made[one.criterion] = {**found, **{str(s.channel): s.after for s in one.steps}}
    return made


def one_step_less(criterion: Criterion, step: Step) -> Observation:
    after = step.after
    match criterion.method:
        case Method.CONFORMITY:
            return NOT_MET
        case Method.SCALE:
            return rated((after.rating or 0) - 1)
        case Method.SAMPLED:
            return sampled(after.sampled or 0, (after.nonconforming or 0) + 1)
        case Method.METRIC:
            before = step.before.value or F(0)
            return Observation(value=F(4) if after.value == 10 and before < 4 else before)


@some
@given(cases())
def test_no_smaller_set_of_improvements_reaches_the_next_grade(case: Case) -> None:
    way = way_up(case)
    if way is None:
        assert case.card.grade == case.standard.grades[-1].id
        return
    target = place(case, way.grade)
    assert target == place(case, case.card.grade) + 1
    names = tuple(case.seen)
    if not way.reachable:
        assert place(case, case.change(best_of(case, names), deductions=0).grade) < target
        return
    fewer = len(way.improvements) + way.deductions - 1
    for put_right in range(min(fewer, case.deductions) + 1):
        for chosen in combinations(names, fewer - put_right):
            made = best_of(case, chosen)
            card = case.change(made, deductions=case.deductions - put_right)
            assert place(case, card.grade) < target


@some
@given(cases())
def test_the_findings_of_the_way_up_scored_again_give_the_grade(case: Case) -> None:
    way = way_up(case)
    if way is None or not way.reachable:
        return
    left = case.deductions - way.deductions
    card = case.change(apply(case, way.improvements), deductions=left)
    assert place(case, card.grade) >= place(case, way.grade)
    for one in way.improvements:
        assert card.by_criterion[one.criterion].earned == one.needed
        assert one.gain > 0
    assert card.steps[0][1] - case.card.steps[0][1] >= way.points


@some
@given(cases())
def test_no_single_step_of_the_way_up_can_be_left_out(case: Case) -> None:
    way = way_up(case)
    if way is None or not way.reachable:
        return
    left = case.deductions - way.deductions
    whole = apply(case, way.improvements)
    for one in way.improvements:
        for step in one.steps:
            less = one_step_less(case.standard.criteria[one.criterion], step)
            found = whole[one.criterion]
            changed = less if isinstance(found, Observation) else {**found, str(step.channel): less}
            card = case.change({**whole, one.criterion: changed}, deductions=left)
            assert place(case, card.grade) < place(case, way.grade)


@some
@given(cases())
def test_a_grade_reached_has_no_needs_and_one_not_reached_has_some(case: Case) -> None:
    way = way_up(case)
    if way is not None and way.reachable:
        asked = (way.needs, way.conditions, way.deductions)
        assert any(asked)
        if way.needs:
            assert way.improvements


LADDERED = make_standard(
    (
        (
            (make_criterion("wide", F(4), Method.SAMPLED),),
            (make_criterion("low", F(3), Method.SAMPLED),),
        ),
    ),
    ladder=Ladder(title=WORDS, share=F(80), groups=("g1",)),
    grades=(
        Grade(id="plain", title=WORDS, stars=0, minimum=F(1), ladder=None),
        Grade(id="fine", title=WORDS, stars=1, minimum=F("3.5"), ladder="g1"),
    ),
)


def test_the_largest_loss_is_left_alone_where_a_smaller_one_does_more() -> None:
    # 3.5 points of seven are asked for, and 80 % of the last three. The largest loss, 3.2, would
    # give the total and leave the ladder short; the 2.1 lost in the ladder's group give both.
    case = Case(standard=LADDERED, seen={"wide": sampled(10, 8), "low": sampled(10, 7)})
    way = way_up(case)
    assert way is not None
    assert [one.criterion for one in way.improvements] == ["low"]
    (step,) = way.improvements[0].steps
    assert step.after == sampled(10, 1)
    assert [(need.kind, need.subject, need.points) for need in way.needs] == [
        (Kind.GROUP, "g1", F("-1.5")),
        (Kind.TOTAL, None, F("-1.8")),
    ]
    assert way.points == F("1.8")


def test_what_a_group_lacks_counts_in_the_total_too() -> None:
    case = Case(standard=LADDERED, seen={"wide": sampled(10, 2), "low": sampled(10, 7)})
    way = way_up(case)
    assert way is not None
    assert way.points == F("1.5")
    assert [one.criterion for one in way.improvements] == ["low"]
    assert way.improvements[0].steps[0].after == sampled(10, 2)


@pytest.mark.parametrize(
    ("ratings", "put_right", "improved"),
    [((3, 0), 1, []), ((2, 0), 1, ["c"]), ((0, 3), 0, ["c"])],
)
def test_a_deduction_is_put_right_where_that_gives_more_than_a_criterion(
    ratings: tuple[int, int], put_right: int, improved: list[str]
) -> None:
    # Three points and one; the deduction takes 1.5 off; 2.25 are asked for.
    standard = make_standard(
        (((make_criterion("c", F(3), Method.SCALE), make_criterion("d", F(1), Method.SCALE)),),),
        scoring=Scoring(
            steps=(ScoringStep.CRITERIA, ScoringStep.DEDUCTIONS), limit=None, rounding=None
        ),
        grades=(Grade(id="g", title=WORDS, stars=0, minimum=F("2.25"), ladder=None),),
    )
    seen: dict[str, Seen] = {"c": rated(ratings[0]), "d": rated(ratings[1])}
    way = way_up(Case(standard=standard, seen=seen, deductions=1))
    assert way is not None
    assert way.reachable
    assert (way.deductions, [one.criterion for one in way.improvements]) == (put_right, improved)


def test_a_total_that_rounding_down_just_misses_needs_the_next_step() -> None:
    standard = make_standard(
        (((make_criterion("c", F(10), Method.SAMPLED),),),),
        scoring=Scoring(
            steps=(ScoringStep.CRITERIA, ScoringStep.ROUND),
            limit=None,
            rounding=Rounding(places=0, mode="half_even"),
        ),
        grades=(Grade(id="g", title=WORDS, stars=0, minimum=F(9), ladder=None),),
    )
    # 8.5 is rounded to the even 8: only more than that will do.
    way = way_up(Case(standard=standard, seen={"c": sampled(20, 3)}))
    assert way is not None
    assert way.points == 0
    assert [need.kind for need in way.needs] == [Kind.TOTAL]
    assert way.improvements[0].steps[0].after == sampled(20, 2)


def test_a_share_that_no_finding_can_give_is_out_of_reach() -> None:
    # The metric earns 90 % at best; the critical criterion must have 95 %.
    standard = make_standard(
        (((make_criterion("c", F(2), Method.METRIC, critical=True),),),),
        gates=(Gate(id="m", title=WORDS, kind=GateKind.NO_CRITICAL_FAILED, threshold=F(95)),),
    )
    for value in (0, 10):
        way = way_up(Case(standard=standard, seen={"c": Observation(value=F(value))}))
        assert way is not None
        assert not way.reachable
        assert way.improvements == ()


def test_an_open_major_nonconformity_is_a_condition_and_costs_no_points() -> None:
    audit = make_audit(FLAGSHIP, nonconformities=(nonconformity("payment-security", major=True),))
    card = score(FLAGSHIP, nonconformities=audit.nonconformities)
    way = find_way_up(card, audit, Rulebook(FLAGSHIP))
    assert way is not None
    assert way.conditions == ("NC1",)
    assert way.points == 0
    assert way.improvements == ()
    assert way.grade == FLAGSHIP.grades[0].id


def test_there_is_no_way_up_from_the_top() -> None:
    assert find_way_up(score(FLAGSHIP), make_audit(FLAGSHIP), Rulebook(FLAGSHIP)) is None


def test_a_sample_beyond_all_measure_is_settled_as_exactly_as_a_small_one() -> None:
    n = 10**9
    standard = make_standard(
        (((make_criterion("c", F(10), Method.SAMPLED),),),),
        grades=(Grade(id="g", title=WORDS, stars=0, minimum=F("7.5"), ladder=None),),
    )
    way = way_up(Case(standard=standard, seen={"c": sampled(n, n)}))
    assert way is not None
    assert way.improvements[0].steps[0].after == sampled(n, n // 4)
