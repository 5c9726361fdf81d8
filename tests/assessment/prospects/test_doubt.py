"""How sure a grade is: against plain simulation, known bounds, and itself in another process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assessment.prospects.demands import Rulebook
from generator.assessment.prospects.doubt import Doubt, weigh_doubt
from generator.assessment.prospects.lanes import (
    CASES,
    EVERY,
    LIMIT,
    count_cases,
    mark_at_least,
    pack,
    rotate,
)
from generator.records.model import Gate, GateKind, Grade, Ladder, Method, Observation
from tests.assessment.material import (
    FLAGSHIP,
    NOT_APPLICABLE,
    ROOT,
    WORDS,
    Seen,
    nonconformity,
    rated,
    sampled,
    score,
)
from tests.assessment.prospects.smaller import Case, cases, make_criterion, make_standard

F = Fraction
RUNS = 20_000


def weigh(case: Case) -> Doubt:
    return weigh_doubt(case.card, Rulebook(case.standard))


def shares(doubt: Doubt) -> dict[str | None, float]:
    return {grade: count / doubt.cases for grade, count in doubt.grades}


THREE = make_standard(
    (
        (
            (
                make_criterion("a", F(4), Method.SAMPLED, critical=True),
                make_criterion("b", F(3), Method.SAMPLED, per_channel=True),
            ),
            (make_criterion("c", F(3), Method.SAMPLED), make_criterion("d", F(2), Method.SCALE)),
        ),
    ),
    ladder=Ladder(title=WORDS, share=F(75), groups=("g1",)),
    gates=(Gate(id="m", title=WORDS, kind=GateKind.NO_CRITICAL_FAILED, threshold=F(80)),),
    grades=(
        Grade(id="low", title=WORDS, stars=0, minimum=F(8), ladder=None),
        Grade(id="high", title=WORDS, stars=1, minimum=F("10.5"), ladder="g1"),
    ),
)
SEEN: dict[str, Seen] = {
    "a": sampled(20, 2),
    "b": {"counter": sampled(8, 1), "mail": sampled(30, 2)},
    "c": sampled(12, 2),
    "d": rated(2),
}


def simulate(draws: random.Random) -> dict[str | None, float]:
    """Grade cases drawn one by one, in floats, by the small standard's rules written out."""
    counts: dict[str | None, int] = {"low": 0, "high": 0, None: 0}
    for _ in range(RUNS):
        a = draws.betavariate(18.5, 2.5)
        b = (draws.betavariate(7.5, 1.5) + draws.betavariate(28.5, 2.5)) / 2
        c = draws.betavariate(10.5, 2.5)
        total = 4 * a + 3 * b + 3 * c + 2 * 2 / 3
        grade = None
        if a >= 0.8 and total >= 8:
            grade = "high" if total >= 10.5 and (3 * c + 4 / 3) / 5 >= 0.75 else "low"
        counts[grade] += 1
    return {grade: count / RUNS for grade, count in counts.items()}


def test_a_plain_simulation_gives_the_same_within_three_per_cent() -> None:
    found = shares(weigh(Case(standard=THREE, seen=SEEN)))
    simulated = simulate(random.Random(7))
    assert set(found) == set(simulated)
    for grade, share in simulated.items():
        assert share > 0.05
        assert found[grade] == pytest.approx(share, abs=0.03)


def test_many_marks_agree_with_a_plain_simulation_too() -> None:
    """The flagship's 22 sampled criteria, each with four of forty nonconforming."""
    names = [id_ for id_, one in FLAGSHIP.criteria.items() if one.method is Method.SAMPLED]
    points = [float(FLAGSHIP.criteria[name].points) for name in names]
    scale = [id_ for id_, one in FLAGSHIP.criteria.items() if one.method is Method.SCALE]
    rest = float(FLAGSHIP.points - sum(FLAGSHIP.criteria[name].points for name in names))
    seen: dict[str, Seen] = dict.fromkeys(names, sampled(40, 4))
    seen |= {name: rated(4) for name in scale if not FLAGSHIP.criteria[name].per_channel}
    rest -= sum(float(FLAGSHIP.criteria[n].points) / 5 for n in scale if n in seen)
    card = score(FLAGSHIP, seen)
    draws, above = random.Random(3), 0
    for _ in range(RUNS):
        above += sum(p * draws.betavariate(36.5, 4.5) for p in points) + rest >= 89.995
    found = shares(weigh_doubt(card, Rulebook(FLAGSHIP)))
    assert found.get("four_star", 0) == pytest.approx(above / RUNS, abs=0.03)
    assert 0.05 < above / RUNS < 0.95


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_cases_are_a_thousand_and_the_most_come_first(case: Case) -> None:
    doubt = weigh(case)
    counts = [count for _, count in doubt.grades]
    assert sum(counts) == doubt.cases == CASES
    assert counts == sorted(counts, reverse=True)
    assert {grade for grade, _ in doubt.grades} <= {None, *(g.id for g in case.standard.grades)}


@settings(max_examples=100, deadline=None)
@given(cases())
def test_without_samples_nothing_is_in_doubt(case: Case) -> None:
    sampled_ones = {
        name
        for name, criterion in case.standard.criteria.items()
        if criterion.method is Method.SAMPLED
    }
    seen: dict[str, Seen] = {
        name: (
            NOT_APPLICABLE
            if isinstance(found, Observation)
            else dict.fromkeys(found, NOT_APPLICABLE)
        )
        for name, found in case.seen.items()
        if name in sampled_ones
    }
    case = replace(case, seen={**case.seen, **seen})
    doubt = weigh(case)
    assert doubt.grades == ((case.card.grade, CASES),)
    assert doubt.samples == 0


def test_larger_samples_with_the_same_share_make_surer() -> None:
    sure = []
    for times in (1, 2, 4, 16, 64):
        seen: dict[str, Seen] = {
            "a": sampled(20 * times, 2 * times),
            "b": {"counter": sampled(10 * times, times), "mail": sampled(30 * times, 2 * times)},
            "c": sampled(12 * times, 2 * times),
            "d": rated(2),
        }
        case = Case(standard=THREE, seen=seen)
        sure.append(shares(weigh(case)).get(case.card.grade, 0))
    assert sure == sorted(sure)
    assert sure[0] < 0.8
    assert sure[-1] > 0.95


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
@settings(max_examples=30, deadline=None)
def test_a_better_sample_never_makes_the_higher_grade_less_likely(sample: tuple[int, int]) -> None:
    n, k = sample
    worse = shares(weigh(Case(standard=THREE, seen={**SEEN, "c": sampled(n, k)})))
    better = shares(weigh(Case(standard=THREE, seen={**SEEN, "c": sampled(n, max(k - 1, 0))})))
    assert better.get("high", 0) >= worse.get("high", 0)


def test_what_no_sample_can_change_is_certain() -> None:
    card = score(
        FLAGSHIP,
        {"return-exchange": sampled(20, 5)},
        nonconformities=(nonconformity("return-exchange", major=True),),
    )
    doubt = weigh_doubt(card, Rulebook(FLAGSHIP))
    assert doubt.grades == ((None, CASES),)


def test_the_answer_does_not_depend_on_the_process() -> None:
    program = (
        "from tests.assessment.prospects.test_doubt import Case, SEEN, THREE, weigh\n"
        "print(weigh(Case(standard=THREE, seen=SEEN)))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{weigh(Case(standard=THREE, seen=SEEN))}\n"}


numbers = st.lists(st.integers(0, LIMIT), min_size=CASES, max_size=CASES)


@settings(max_examples=20, deadline=None)
@given(numbers, st.integers(-5, LIMIT + 5), st.integers(0, 3 * CASES))
def test_cases_reckoned_together_are_as_reckoned_one_by_one(
    values: list[int], bound: int, places: int
) -> None:
    packed = pack(values)
    assert count_cases(mark_at_least(packed, bound)) == sum(value >= bound for value in values)
    at = places % CASES
    assert rotate(packed, places) == pack(values[CASES - at :] + values[: CASES - at])
    assert count_cases(EVERY) == CASES
    halves = [value // 2 for value in values]
    assert pack(halves) + pack(halves) == pack([2 * value for value in halves])
