"""Gates at, just below and just above their bounds; grades, caps, and what decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from generator.assessment.gates import decide_grade, judge_gates
from generator.assessment.scorecard import GateResult, Tally
from generator.records.model import GateKind, Nonconformity, Standard
from tests.assessment.material import (
    FLAGSHIP,
    NOT_MET,
    TINY,
    make_audit,
    measured,
    nonconformity,
    score,
)

F = Fraction


def gate_of(standard: Standard, kind: GateKind) -> str:
    return next(gate.id for gate in standard.gates if gate.kind is kind)


def judge(
    standard: Standard,
    kind: GateKind,
    *,
    total: str = "100",
    shares: tuple[str | None, ...] | None = None,
    deductions: int = 0,
    nonconformities: tuple[Nonconformity, ...] = (),
) -> list[GateResult]:
    """Judge the gates of one kind over sections with these shares, in per cent."""
    percents = shares or ("100",) * len(standard.sections)
    sections = [
        Tally(
            id=section.id,
            points=section.points,
            earned=F(percent or 0) * section.points / 100,
            available=section.points if percent is not None else F(0),
        )
        for section, percent in zip(standard.sections, percents, strict=True)
    ]
    audit = make_audit(standard, deductions=deductions, nonconformities=nonconformities)
    results = judge_gates(standard, audit, sections, score(standard).criteria, F(total))
    return [result for result in results if result.gate == gate_of(standard, kind)]


@pytest.mark.parametrize(
    ("standard", "total", "passed"),
    [
        (FLAGSHIP, "69.99", False),
        (FLAGSHIP, "70", True),
        (FLAGSHIP, "70.01", True),
        (TINY, "24.9", False),
        (TINY, "25", True),
        (TINY, "25.1", True),
    ],
)
def test_the_total_gate_is_inclusive(standard: Standard, total: str, *, passed: bool) -> None:
    (result,) = judge(standard, GateKind.TOTAL_AT_LEAST, total=total)
    assert result.passed is passed
    assert result.value == F(total)
    assert result.threshold == (70 if standard is FLAGSHIP else 25)


@pytest.mark.parametrize(
    ("shares", "passed"),
    [
        (("60", "60", "60"), [True, True, True]),
        (("59.999999999", "60", "100"), [False, True, True]),
        (("100", "60.000000001", "0"), [True, True, False]),
    ],
)
def test_each_section_has_a_gate_of_its_own(shares: tuple[str, ...], passed: list[bool]) -> None:
    results = judge(FLAGSHIP, GateKind.EACH_SECTION_AT_LEAST, shares=shares)
    assert [result.passed for result in results] == passed
    assert [result.subject for result in results] == [s.id for s in FLAGSHIP.sections]
    assert [result.value for result in results] == [F(share) for share in shares]
    assert len({result.id for result in results}) == 3


def test_a_section_in_which_nothing_applies_has_no_gate() -> None:
    (result,) = judge(TINY, GateKind.EACH_SECTION_AT_LEAST, shares=(None, "40"))
    assert (result.subject, result.passed) == ("back", True)


@pytest.mark.parametrize(
    ("standard", "deductions", "passed"),
    [
        (FLAGSHIP, 0, True),
        (FLAGSHIP, 4, True),
        (FLAGSHIP, 5, False),
        (FLAGSHIP, 6, False),
        (TINY, 2, True),
        (TINY, 3, False),
    ],
)
def test_special_deductions_must_stay_below_their_bound(
    standard: Standard, deductions: int, *, passed: bool
) -> None:
    (result,) = judge(standard, GateKind.DEDUCTIONS_FEWER_THAN, deductions=deductions)
    assert result.passed is passed
    assert result.value == deductions


@pytest.mark.parametrize(
    ("nonconformities", "passed", "open_ones"),
    [
        ((), True, 0),
        ((nonconformity("days", major=False),), True, 0),
        ((nonconformity("days", major=True, closed=date(2026, 2, 1)),), True, 0),
        ((nonconformity("days", major=True),), False, 1),
        ((nonconformity("days", major=True), nonconformity("days", major=True)), False, 2),
    ],
)
def test_a_major_nonconformity_must_be_closed(
    nonconformities: tuple[Nonconformity, ...], open_ones: int, *, passed: bool
) -> None:
    (result,) = judge(TINY, GateKind.NO_OPEN_MAJOR, nonconformities=nonconformities)
    assert result.passed is passed
    assert result.value == open_ones
    assert result.criteria == (("days",) if open_ones else ())


def test_a_critical_criterion_fails_below_its_share_only() -> None:
    # `days` made critical: 50 % of its points at five days.
    sections = []
    for section in TINY.sections:
        groups = []
        for group in section.groups:
            criteria = (replace(c, critical=c.id == "days") for c in group.criteria)
            groups.append(replace(group, criteria=tuple(criteria)))
        sections.append(replace(section, groups=tuple(groups)))
    standard = replace(TINY, sections=tuple(sections))
    for value, failed in (("4.99", ()), ("5", ()), ("5.01", ("days",)), ("14", ("days",))):
        card = score(standard, {"days": measured(value)})
        result = next(gate for gate in card.gates if gate.gate == "musts")
        assert result.criteria == failed
        assert result.passed is not bool(failed)
        assert result.value == len(failed)


def test_a_failed_critical_criterion_decides_whatever_the_total() -> None:
    card = score(TINY, {"receipt": NOT_MET})
    assert str(card.total) == "46.0"
    assert (card.grade, card.eligible, card.decided_by) == (None, False, "musts")


def test_the_first_failed_gate_decides() -> None:
    card = score(TINY, {"receipt": NOT_MET}, deductions=3)
    assert [gate.id for gate in card.gates if not gate.passed] == ["musts", "slips"]
    assert card.decided_by == "musts"
    assert card.caps == ()


# ---------------------------------------------------------------- grades


PASSED = tuple(
    GateResult(id=gate.id, gate=gate.id, subject=None, passed=True, value=F(1), threshold=F(0))
    for gate in FLAGSHIP.gates
)
LEVELS = FLAGSHIP.ladder.groups if FLAGSHIP.ladder else ()
GRADES = [grade.id for grade in FLAGSHIP.grades]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("70", 0),
        ("79.99", 0),
        ("80", 1),
        ("89.99", 1),
        ("90", 2),
        ("94.99", 2),
        ("95", 3),
        ("100", 3),
    ],
)
def test_grades_begin_at_their_minimum(total: str, grade: int) -> None:
    verdict = decide_grade(FLAGSHIP, PASSED, F(total), LEVELS[-1], F(total))
    assert (verdict.grade, verdict.decided_by) == (GRADES[grade], "total")
    assert verdict.eligible


@pytest.mark.parametrize(
    ("total", "level", "grade", "decided"),
    [
        # Four stars ask for the third level, five for the fourth.
        ("96", 5, 3, "total"),
        ("96", 4, 3, "total"),
        ("96", 3, 2, "ladder"),
        ("96", 2, 1, "ladder"),
        ("96", 0, 1, "ladder"),
        ("92", 3, 2, "total"),
        ("92", 2, 1, "ladder"),
        ("85", 0, 1, "total"),
        ("72", 0, 0, "total"),
    ],
)
def test_a_low_ladder_caps_the_grade(total: str, level: int, grade: int, decided: str) -> None:
    reached = LEVELS[level - 1] if level else None
    verdict = decide_grade(FLAGSHIP, PASSED, F(total), reached, F(total))
    assert verdict.grade == GRADES[grade]
    assert verdict.decided_by == decided
    if decided == "ladder":
        (cap,) = verdict.caps
        by_points = GRADES[3] if F(total) >= 95 else GRADES[2]
        assert (cap.id, cap.before, cap.after) == ("ladder", by_points, GRADES[grade])
        assert cap.value == reached
    else:
        assert verdict.caps == ()


def test_special_deductions_that_cost_a_grade_are_told_as_the_cap() -> None:
    verdict = decide_grade(FLAGSHIP, PASSED, F("89.5"), LEVELS[-1], F("90.5"))
    assert (verdict.grade, verdict.decided_by) == (GRADES[1], "deductions")
    assert [(cap.id, cap.before, cap.after) for cap in verdict.caps] == [
        ("deductions", GRADES[2], GRADES[1])
    ]


def test_a_total_below_the_lowest_grade_is_no_certificate_even_where_no_gate_says_so() -> None:
    verdict = decide_grade(FLAGSHIP, (), F("69.99"), LEVELS[-1], F("69.99"))
    assert (verdict.grade, verdict.eligible, verdict.decided_by) == (None, False, "total")


def test_a_ladder_below_every_grades_demand_leaves_no_grade() -> None:
    grades = tuple(replace(grade, ladder=LEVELS[0]) for grade in FLAGSHIP.grades)
    standard = replace(FLAGSHIP, grades=grades)
    verdict = decide_grade(standard, PASSED, F(100), None, F(100))
    assert (verdict.grade, verdict.eligible, verdict.decided_by) == (None, False, "ladder")
    assert verdict.caps[0].after is None


def test_a_standard_without_a_ladder_grades_by_points() -> None:
    grades = tuple(replace(grade, ladder=None) for grade in TINY.grades)
    standard = replace(TINY, ladder=None, grades=grades)
    card = score(standard)
    assert (card.grade, card.ladder, card.ladder_steps) == ("silver", None, ())


def test_the_rounded_total_is_what_grades_compare() -> None:
    # 6.03 days earn 7.97 of 18 points; 39.97 of 50 is rounded to 40.0, where silver begins.
    card = score(TINY, {"days": measured("6.03")})
    assert card.steps[0][1] == F("39.97")
    assert (str(card.total), card.grade) == ("40.0", "silver")
    card = score(TINY, {"days": measured("6.06")})
    assert (str(card.total), card.grade) == ("39.9", "bronze")
