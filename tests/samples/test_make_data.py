"""The sample data: made anew they are the same bytes, and they come to what their plans say."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.source import Source, read_source
from tests.samples.chance import Chance, allocate, allocate_within
from tests.samples.make_data import find_folder, make_files, read_plans
from tests.samples.operations import list_months
from tests.samples.people import fit, hand_out

PLANS = read_plans()


def read_data_list(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the plan's audit says of its data."""
    path = find_folder(plan).with_suffix(".yaml")
    source = read_source(path, path.name)
    assert isinstance(source, Source)
    found: list[dict[str, Any]] = source.data["data"]
    return found


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: str(plan["firm"]))
def test_the_files_in_the_registry_are_those_that_the_script_makes(plan: dict[str, Any]) -> None:
    made = dict(make_files(plan))
    kept = {path.name: path.read_bytes() for path in find_folder(plan).iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []
    hashes = {name: hashlib.sha256(raw).hexdigest() for name, raw in made.items()}
    assert {one["file"]: one["sha256"] for one in read_data_list(plan)} == hashes


def test_files_are_of_the_kinds_that_spreadsheets_save() -> None:
    made = [raw for plan in PLANS for _, raw in make_files(plan)]
    assert sum(raw.startswith(b"\xef\xbb\xbf") for raw in made) == 1
    assert sum("渠道".encode("gb18030") in raw for raw in made) == 1
    assert sum(b"\r\n" in raw for raw in made) == 2


def test_every_day_of_a_register_of_cases_lies_within_what_the_audit_says() -> None:
    for plan in PLANS:
        told = {one["file"]: one for one in read_data_list(plan)}["complaints.csv"]
        assert told["from"] == plan["complaints"]["from"].isoformat()
        assert told["to"] == plan["complaints"]["until"].isoformat()
        assert (plan["complaints"]["until"] - plan["complaints"]["to"]).days >= 51


def test_a_chance_is_told_by_its_words() -> None:
    assert Chance("a", "b").normals(5) == Chance("a", "b").normals(5)
    assert Chance("a", "b").normals(5) != Chance("b", "a").normals(5)
    assert sorted(Chance("c").mix(range(9))) == list(range(9))
    assert Chance("c").pick(range(9), 9) == list(range(9))


@given(st.integers(0, 10_000), st.lists(st.floats(0.1, 10), min_size=1, max_size=12))
def test_what_is_allocated_adds_up(total: int, weights: list[float]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert min(parts) >= 0


@given(st.lists(st.tuples(st.integers(1, 200), st.floats(0.1, 10)), min_size=1, max_size=12))
def test_nobody_is_allocated_more_than_their_most(months: list[tuple[int, float]]) -> None:
    most = [many for many, _ in months]
    total = sum(most) * 9 // 10
    parts = allocate_within(total, [weight for _, weight in months], most)
    assert sum(parts) == total
    assert all(part <= limit for part, limit in zip(parts, most, strict=True))


@given(st.integers(1, 60), st.integers(10, 70))
def test_answers_come_as_near_to_the_wanted_mean_as_one_step_of_one_person(
    n: int, tenths: int
) -> None:
    wanted = Fraction(tenths, 10)
    answers = fit(Chance("lean", str(n)).normals(n), 1, 7, float(wanted))
    assert set(answers) <= set(range(1, 8))
    assert abs(sum(answers) - wanted * n) <= 1


@given(st.lists(st.integers(0, 8), min_size=2, max_size=11).filter(any))
def test_handing_out_keeps_the_counts_and_the_order_of_leanings(counts: list[int]) -> None:
    leanings = Chance("order").normals(sum(counts))
    answers = hand_out(leanings, counts, 1)
    assert [answers.count(step) for step in range(1, len(counts) + 1)] == counts
    by_leaning = sorted(zip(leanings, answers, strict=True))
    assert [step for _, step in by_leaning] == sorted(answers)


def test_months_run_back_over_the_turn_of_the_year() -> None:
    assert list_months("2026-02", 3) == ["2025-12", "2026-01", "2026-02"]
    assert list_months("2026-02", 2, lag=2) == ["2025-11", "2025-12"]
