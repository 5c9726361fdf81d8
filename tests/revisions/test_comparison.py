"""What a change does to scores, grades and statuses: two sides of one firm, compared."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.certification.standing import Dossier, Status
from generator.gathering import gather
from generator.revisions.comparison import (
    Change,
    Comparison,
    FirmChange,
    Pair,
    compare_dossiers,
    compare_firm,
    mark_unreadable,
)
from tests.conftest import VALID
from tests.repositories import edit

WATCHES = "audits/440300/00440300MA1BENCH51"
LEATHER = "audits/510100/00510100MA2BENCH6A"
DAY = date(2025, 3, 15)


def read(root: Path, day: date = DAY) -> tuple[Dossier, ...]:
    gathered = gather(root, as_of=day)
    assert gathered.sound, [found.message("en") for found in gathered.problems]
    return gathered.dossiers


def compare(root: Path) -> Comparison:
    """Compare the tiny registry with a copy that a test has edited."""
    return compare_dossiers(read(VALID), read(root))


def change_of(root: Path) -> FirmChange:
    (firm,) = compare(root).firms
    return firm


def test_a_registry_does_not_differ_from_itself(valid: Path) -> None:
    assert compare(valid).firms == ()


def test_a_worse_finding_lowers_criterion_total_grade_and_certificate(registry: Path) -> None:
    audit = registry / WATCHES / "2025-initial.yaml"
    edit(audit, "nonconforming: 1\n", "nonconforming: 5\n")
    edit(audit, "nonconforming: 0\n", "nonconforming: 2\n")
    firm = change_of(registry)
    assert (firm.code, firm.change) == ("00440300MA1BENCH51", Change.CHANGED)
    (changed,) = firm.audits
    before, after = changed.cards.before, changed.cards.after
    assert before is not None
    assert after is not None
    assert (before.total, after.total) == (Decimal("44.0"), Decimal("34.0"))
    assert (before.grade, after.grade) == ("silver", "bronze")
    assert changed.difference == -10
    assert [pair.known.id for pair in changed.criteria] == ["packing", "held"]
    packing = changed.criteria[0]
    assert packing.before is not None
    assert packing.after is not None
    assert [packing.before.earned, packing.after.earned] == [7, 3]
    (standing,) = firm.standings
    assert standing.before is not None
    assert standing.before.status is Status.VALID


def test_a_finding_with_other_figures_and_the_same_points_is_told(registry: Path) -> None:
    audit = registry / WATCHES / "2025-initial.yaml"
    edit(audit, "    sampled: 4\n", "    sampled: 9\n")
    firm = change_of(registry)
    (changed,) = firm.audits
    (held,) = changed.criteria
    assert changed.difference == 0
    assert held.before is not None
    assert held.after is not None
    assert held.before.earned == held.after.earned
    assert held.after.marks[0].observation.sampled == 9


def test_a_gate_that_flips_is_told_with_both_values(registry: Path) -> None:
    audit = registry / LEATHER / "2025-initial.yaml"
    edit(audit, "result: not_met,", "result: met,")
    (changed,) = change_of(registry).audits
    (gate,) = changed.gates
    assert gate.known.id == "musts"
    assert gate.before is not None
    assert gate.after is not None
    assert (gate.before.passed, gate.after.passed) == (False, True)


def test_a_bonus_that_goes_is_told(registry: Path) -> None:
    audit = registry / WATCHES / "2025-initial.yaml"
    text = audit.read_text(encoding="utf-8")
    audit.write_text(text[: text.index("special:")], encoding="utf-8")
    (changed,) = change_of(registry).audits
    (bonus,) = changed.bonuses
    assert bonus.after is None
    assert bonus.known.description.en == "Delivers to the elderly"
    assert changed.difference == Fraction(-1, 2)
    assert changed.criteria == ()


def test_a_deduction_that_comes_is_told(registry: Path) -> None:
    edit(
        registry / WATCHES / "2025-initial.yaml",
        "special:\n",
        "special:\n  deductions:\n"
        "    - {ground: lost-item, description: {zh: 丢了一块表, en: A watch was lost},"
        " evidence: [E2], correction: {zh: 已赔偿, en: Paid for}}\n",
    )
    (changed,) = change_of(registry).audits
    (deduction,) = changed.deductions
    assert deduction.before is None
    assert deduction.known.ground == "lost-item"
    assert changed.difference == Fraction(-5, 2)


def test_other_words_change_nothing_that_counts(registry: Path) -> None:
    edit(registry / WATCHES / "2025-initial.yaml", "一件没有垫纸。", "一件没有垫泡沫。")
    edit(registry / WATCHES / "firm.yaml", "修理钟表。", "修理钟表和八音盒。")
    firm = change_of(registry)
    assert (firm.change, firm.audits, firm.standings) == (Change.REWORDED, (), ())


def test_a_remark_above_moves_lines_and_changes_nothing_that_counts(registry: Path) -> None:
    path = registry / WATCHES / "2025-initial.yaml"
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert change_of(registry).change is Change.REWORDED


def test_a_decision_changes_the_standing_alone(registry: Path) -> None:
    with (registry / WATCHES / "decisions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - decision: suspend\n    certificate: WS-2025-000001-08\n    decided: 2025-03-01\n"
            "    effective: 2025-03-02\n    recorded: 2025-03-01\n    by: [C001, C002]\n"
            "    reason: {zh: 丢失客户的表, en: Lost a customer's watch}\n"
        )
    firm = change_of(registry)
    (standing,) = firm.standings
    assert standing.before is not None
    assert standing.after is not None
    assert (standing.before.status, standing.after.status) == (Status.VALID, Status.SUSPENDED)
    assert (firm.change, firm.audits) == (Change.CHANGED, ())


def test_a_standard_scores_an_untouched_audit_otherwise(registry: Path) -> None:
    standard = registry / "standards/bench-care/1/standard.yaml"
    edit(standard, "- {value: 5, share: 50}", "- {value: 5, share: 30}")
    firms = compare(registry).firms
    assert [firm.code for firm in firms] == ["00440300MA1BENCH51"]
    ((changed,),) = (firm.audits for firm in firms)
    assert [pair.known.id for pair in changed.criteria] == ["days"]


def test_a_new_firm_is_told_with_its_audits_but_not_every_finding(registry: Path) -> None:
    shutil.rmtree(registry / LEATHER)
    comparison = compare_dossiers(read(registry), read(VALID))
    (firm,) = comparison.firms
    assert firm.change is Change.ADDED
    (audit,) = firm.audits
    assert (audit.cards.before, audit.criteria, audit.difference) == (None, (), None)
    assert compare(registry).count(Change.REMOVED) == 1


def test_a_firm_that_moved_to_another_region_is_the_same_firm(registry: Path) -> None:
    (registry / "audits/510500").mkdir()
    (registry / LEATHER).rename(registry / "audits/510500/00510100MA2BENCH6A")
    edit(
        registry / "audits/510500/00510100MA2BENCH6A/firm.yaml",
        'region: "510100"',
        'region: "510500"',
    )
    assert change_of(registry).change is Change.REWORDED


def test_audits_stand_in_the_order_of_their_days(registry: Path) -> None:
    for name, year in (("2023-initial", 2024), ("2024-initial", 2024)):
        path = registry / LEATHER / f"{name}.yaml"
        shutil.copy(registry / LEATHER / "2025-initial.yaml", path)
        text = path.read_text(encoding="utf-8").replace("2025-0", f"{year}-0")
        month = "01" if name == "2024-initial" else "02"
        text = text.replace("id: 2025-initial", f"id: {name}").replace("-03-", f"-{month}-")
        path.write_text(text, encoding="utf-8")
    assert [audit.audit for audit in change_of(registry).audits] == ["2024-initial", "2023-initial"]


def test_errors_of_a_side_leave_what_can_be_compared(registry: Path) -> None:
    edit(registry / WATCHES / "2025-initial.yaml", "sampled: 4", "sampled: 5")
    old, new = read(VALID)[0], read(registry)[0]
    firm = mark_unreadable(
        old.records.firm.code, old, replace(new, standings=()), Change.UNREADABLE_AFTER
    )
    assert (firm.change, firm.standings) == (Change.UNREADABLE_AFTER, ())
    assert [audit.audit for audit in firm.audits] == ["2025-initial"]
    alone = mark_unreadable(old.records.firm.code, old, None, Change.UNREADABLE_AFTER)
    assert (alone.name, alone.audits) == (old.records.firm.name, ())
    now = mark_unreadable(old.records.firm.code, None, new, Change.UNREADABLE_BEFORE)
    assert [pair.before for pair in now.standings] == [None]
    nothing = mark_unreadable("X", None, None, Change.UNREADABLE_BEFORE)
    assert (nothing.code, nothing.name) == ("X", None)


def test_a_pair_of_nothing_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="pair of nothing"):
        _ = Pair(before=None, after=None).known


DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@settings(max_examples=20)
@given(DAYS, DAYS)
def test_the_other_way_round_everything_is_told_the_other_way_round(one: date, two: date) -> None:
    before, after = read(VALID, one), read(VALID, two)
    there = compare_dossiers(before, after)
    back = compare_dossiers(after, before)
    assert [firm.code for firm in there.firms] == [firm.code for firm in back.firms]
    for forth, reverse in zip(there.firms, back.firms, strict=True):
        assert [(p.before, p.after) for p in forth.standings] == [
            (p.after, p.before) for p in reverse.standings
        ]
    if one == two:
        assert there.firms == ()


@settings(max_examples=10)
@given(DAYS)
def test_a_dossier_never_differs_from_itself(day: date) -> None:
    for dossier in read(VALID, day):
        assert compare_firm(dossier, dossier) is None
    assert compare_firm(None, None) is None
