"""Data beside an audit: found, unchanged, named, of a known instrument, and instead of a figure."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.checking import check_paths, score_file
from tests.records.test_registry import WATCHES
from tests.repositories import edit

if TYPE_CHECKING:
    from pathlib import Path

AUDIT = f"{WATCHES}/2025-initial.yaml"
JOBS = f"{WATCHES}/2025-initial/jobs.csv"
STANDARD = "standards/bench-care/1/standard.yaml"
JOBS_INSTRUMENT = "standards/bench-care/1/instruments/jobs.yaml"
SMILES = "standards/bench-care/1/instruments/smiles.yaml"


def codes(registry: Path) -> list[str]:
    """Return the codes of all problems, in the order in which they are told."""
    return [found.code for found in check_paths(registry, [])[0]]


def tell(registry: Path) -> list[str]:
    """Return place and code of all problems."""
    return [
        f"{one.location.path}:{one.location.line}:{one.location.column} {one.code}"
        for one in check_paths(registry, [])[0]
    ]


def seal(registry: Path) -> None:
    """Write the hash of the file as it is now into the audit."""
    digest = hashlib.sha256((registry / JOBS).read_bytes()).hexdigest()
    path = registry / AUDIT
    lines = [
        f"    sha256: {digest}" if line.strip().startswith("sha256:") else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def test_the_figure_is_computed_from_the_file(registry: Path) -> None:
    card = score_file(registry, registry / AUDIT).scorecard
    assert card is not None
    (mark,) = card.by_criterion["days"].marks
    assert str(mark.observation.value) == "7/2"
    assert mark.basis is not None
    assert (mark.basis.figure, mark.basis.n) == ("jobs.ready.median", 4)


def test_a_file_that_is_missing_is_told_where_it_is_named(registry: Path) -> None:
    (registry / JOBS).unlink()
    assert tell(registry) == [f"{AUDIT}:36:11 data-file-missing"]


def test_a_file_that_was_changed_is_told_with_its_new_hash(registry: Path) -> None:
    edit(registry / JOBS, "2024-12-20", "2024-12-19")
    (found,) = check_paths(registry, [])[0]
    assert (found.code, found.location.line) == ("data-changed", 37)
    assert hashlib.sha256((registry / JOBS).read_bytes()).hexdigest() in found.message("en")
    seal(registry)
    assert codes(registry) == []


def test_a_mistake_in_the_file_is_told_there_and_the_audit_is_not_scored(registry: Path) -> None:
    edit(registry / JOBS, "2024-12-06", "6 December")
    seal(registry)
    assert tell(registry) == [f"{JOBS}:3:29 data-not-a-time"]
    scored = score_file(registry, registry / AUDIT)
    assert scored.scorecard is None
    assert [one.code for one in scored.problems] == ["data-not-a-time"]


def test_a_file_that_nobody_names_is_told(registry: Path) -> None:
    (registry / JOBS).with_name("more.csv").write_text("a,b\n", encoding="utf-8")
    assert tell(registry) == [f"{WATCHES}/2025-initial/more.csv:1:1 data-unnamed"]


def test_a_figure_that_is_computed_must_not_be_stated(registry: Path) -> None:
    edit(registry / AUDIT, "- criterion: days\n", "- criterion: days\n    value: 3.5\n")
    assert tell(registry) == [f"{AUDIT}:28:5 figure-stated"]


def test_without_data_a_figure_is_stated_as_ever(registry: Path) -> None:
    drop_data(registry)
    assert codes(registry) == ["not-assessed"]
    edit(registry / AUDIT, "- criterion: days\n", "- criterion: days\n    value: 3.5\n")
    assert codes(registry) == []


def drop_data(registry: Path) -> None:
    """Take the data out of the audit and out of its folder."""
    path = registry / AUDIT
    text = path.read_text(encoding="utf-8")
    after = text[text.index("nonconformities:") :]
    path.write_text(text[: text.index("data:\n")] + after, encoding="utf-8")
    (registry / JOBS).unlink()


@pytest.mark.parametrize("stated", ["", "    value: 3.5\n"])
def test_from_the_day_of_the_standard_on_a_figure_must_be_computed(
    registry: Path, stated: str
) -> None:
    edit(registry / STANDARD, "valid_from: 2024-01-01\n", FROM_THE_DAY)
    assert AUDIT not in "".join(tell(registry))
    drop_data(registry)
    edit(registry / AUDIT, "- criterion: days\n", f"- criterion: days\n{stated}")
    assert f"{AUDIT}:27:5 figure-missing" in tell(registry)


FROM_THE_DAY = "valid_from: 2024-01-01\ncomputed_from: 2025-01-10\n"


def test_an_audit_that_began_before_may_state_it(registry: Path) -> None:
    later = FROM_THE_DAY.replace("2025-01-10", "2025-01-14")
    edit(registry / STANDARD, "valid_from: 2024-01-01\n", later)
    drop_data(registry)
    edit(registry / AUDIT, "- criterion: days\n", "- criterion: days\n    value: 3.5\n")
    assert AUDIT not in "".join(tell(registry))


def test_a_finding_may_still_be_not_applicable_where_the_criterion_allows_it(
    registry: Path,
) -> None:
    edit(registry / AUDIT, "- criterion: days\n", "- criterion: days\n    not_applicable: 无\n")
    assert codes(registry) == ["not-applicable-refused"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("instrument: jobs", "instrument: job", "35:17 unknown-name"),
        ("evidence: E1\n    from", "evidence: E9\n    from", "38:15 evidence-unknown"),
        ("to: 2025-01-13", "to: 2024-12-01", "40:9 dates-order"),
        ("to: 2025-01-13", "to: 2025-01-21", "40:9 dates-order"),
        ("to: 2025-01-13", "to: 2025-01-13\n    population: 3", "41:5 data-not-asked"),
        ("from: 2024-12-02", "from: 2024-12-03", "35:5 data-outside"),
        ("to: 2025-01-13", "to: 2024-12-19", "35:5 data-outside"),
    ],
)
def test_what_is_said_of_the_data_is_judged(
    registry: Path, before: str, after: str, told: str
) -> None:
    text = (registry / AUDIT).read_text(encoding="utf-8")
    head, data = text[: text.index("data:")], text[text.index("data:") :]
    assert before in data
    (registry / AUDIT).write_text(head + data.replace(before, after), encoding="utf-8")
    assert f"{AUDIT}:{told}" in tell(registry)


def attach_smiles(registry: Path, more: str) -> None:
    """Attach two answers to the audit."""
    smiles = registry / f"{WATCHES}/2025-initial/smiles.csv"
    smiles.write_text("respondent,score\nR1,4\nR2,1\n", encoding="utf-8")
    digest = hashlib.sha256(smiles.read_bytes()).hexdigest()
    entry = (
        f"  - {{instrument: smiles, file: smiles.csv, sha256: {digest}, evidence: E2,"
        f" from: 2025-01-02, to: 2025-01-13, {more}}}\n"
    )
    edit(registry / AUDIT, "data:\n", f"data:\n{entry}")


@pytest.mark.parametrize("more", ["asked: 1", "population: 1", "asked: 5, population: 3"])
def test_nobody_answers_who_was_not_asked_nor_is_asked_who_is_not_there(
    registry: Path, more: str
) -> None:
    attach_smiles(registry, more)
    assert codes(registry) == ["data-more-than"]


def test_as_many_answers_as_were_asked_are_fine(registry: Path) -> None:
    attach_smiles(registry, "asked: 2, population: 2")
    assert codes(registry) == []


@pytest.mark.parametrize("twice", ["instrument", "file"])
def test_an_instrument_has_one_file_and_a_file_one_instrument(registry: Path, twice: str) -> None:
    path = registry / AUDIT
    text = path.read_text(encoding="utf-8")
    start = text.index("nonconformities:")
    entry = text[text.index("  - instrument: jobs") : start]
    other = {"instrument": entry.replace("jobs.csv", "more.csv"), "file": entry}[twice]
    if twice == "instrument":
        (registry / JOBS).with_name("more.csv").write_bytes((registry / JOBS).read_bytes())
    path.write_text(text[:start] + other + text[start:], encoding="utf-8")
    assert codes(registry) == ["id-twice"]


def test_a_basis_too_small_warns_and_the_registry_is_still_good(registry: Path) -> None:
    edit(registry / STANDARD, "places: 1, minimum: 4", "places: 1, minimum: 5")
    (found,) = check_paths(registry, [])[0]
    assert (found.code, found.severity, found.location.line) == ("basis-small", "warning", 27)
    card = score_file(registry, registry / AUDIT).scorecard
    assert card is not None
    assert card.by_criterion["days"].earned == 0


@pytest.mark.parametrize(
    ("path", "before", "after", "told"),
    [
        (STANDARD, "jobs.ready.median", "jobs.redy.median", "unknown-name"),
        (STANDARD, "jobs.ready.median", "jobs.ready.median.low", "unknown-name"),
        (STANDARD, "minimum: 4}", "minimum: 4, reliability: 0.7}", "reliability-unknown"),
        (JOBS_INSTRUMENT, "id: jobs", "id: tasks", "folder-mismatch"),
        (JOBS_INSTRUMENT, "zero_defect", "no_defect", "unknown-name"),
        (JOBS_INSTRUMENT, "id: ready", "id: dropped", "id-twice"),
        (JOBS_INSTRUMENT, "model: cases", "model: case", "not-one-of"),
        (JOBS_INSTRUMENT, ", within: 7", "", "stage-limit-missing"),
        (JOBS_INSTRUMENT, "id: dropped", "id: channel", "id-reserved"),
        (SMILES, "{low: 1, high: 4,", "{low: 4, high: 4,", "scale-unfit"),
        (SMILES, "model: csat", "model: nps", "scale-unfit"),
    ],
)
def test_an_instrument_and_what_rests_on_it_are_judged(
    registry: Path, path: str, before: str, after: str, told: str
) -> None:
    edit(registry / path, before, after)
    assert told in codes(registry)


def test_a_figure_computed_from_data_is_assessed_once(registry: Path) -> None:
    edit(
        registry / STANDARD,
        "            evidence: [paper]\n            concepts: [zero_defect]\n",
        "            assessed: per_channel\n"
        "            evidence: [paper]\n            concepts: [zero_defect]\n",
    )
    assert "computed-by-channel" in codes(registry)


def test_a_dimension_has_items(registry: Path) -> None:
    path = registry / JOBS_INSTRUMENT
    two = "[{id: look, title: {zh: 外观, en: Look}}, {id: feel, title: {zh: 手感, en: Feel}}]"
    path.with_name("finish.yaml").write_text(
        "id: finish\nmodel: quality\ntitle: {zh: 做工, en: Finish}\n"
        "purpose: {zh: 两项。, en: Two.}\nconcepts: [zero_defect]\nscale: {low: 1, high: 5}\n"
        f"dimensions: {two}\nitems: [{{id: F1, dimension: look, text: {{zh: 光, en: Shine}}}}]\n",
        encoding="utf-8",
    )
    assert codes(registry) == ["dimension-empty"]


def test_a_measure_is_not_called_as_an_instrument(registry: Path) -> None:
    path = registry / JOBS_INSTRUMENT
    counts = (
        "id: tally\nmodel: counts\ntitle: {zh: 计数, en: Counts}\n"
        "purpose: {zh: 每月一行。, en: A line a month.}\nconcepts: [zero_defect]\n"
        "measures:\n  - {id: jobs, title: {zh: 件, en: Jobs}, count: {zh: 好, en: good},"
        " of: {zh: 全, en: all}, ratio: share}\n"
    )
    path.with_name("tally.yaml").write_text(counts, encoding="utf-8")
    assert codes(registry) == ["figure-twice"]


# ---------------------------------------------------------------- one file of the registry


@pytest.mark.parametrize("asked_for", [AUDIT, JOBS, f"{WATCHES}/2025-initial"])
def test_an_audit_and_its_data_are_judged_together_whichever_is_named(
    registry: Path, asked_for: str
) -> None:
    edit(registry / JOBS, "2024-12-20", "2024-12-19")
    problems, files = check_paths(registry, [registry / asked_for])
    assert [one.code for one in problems] == ["data-changed"]
    assert files == 1
    edit(registry / JOBS, "2024-12-06", "6 December")
    seal(registry)
    problems, _ = check_paths(registry, [registry / asked_for])
    assert [one.code for one in problems] == ["data-not-a-time"]


def test_data_outside_the_registry_are_not_checked_alone(registry: Path, tmp_path: Path) -> None:
    alone = tmp_path / "csat.csv"
    alone.write_text("respondent,score\nR1,4\n", encoding="utf-8")
    (found,) = check_paths(registry, [alone])[0]
    assert found.code == "data-alone"


def test_a_draft_whose_figure_rests_on_too_little_is_warned_of_too(
    registry: Path, tmp_path: Path
) -> None:
    edit(registry / STANDARD, "places: 1, minimum: 4", "places: 1, minimum: 5")
    draft = tmp_path / "draft.yaml"
    shutil.copy(registry / AUDIT, draft)
    shutil.copytree((registry / AUDIT).with_suffix(""), tmp_path / "2025-initial")
    assert [one.code for one in check_paths(registry, [draft])[0]] == ["basis-small"]


# ---------------------------------------------------------------- what nobody would look at


@pytest.mark.parametrize(
    "name", ["answers.csv", "2025-initial/MORE.CSV", "2025-initial/raw/all.xlsx", "old/jobs.csv"]
)
def test_tables_that_no_audit_names_are_told_wherever_they_lie(registry: Path, name: str) -> None:
    path = registry / WATCHES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a,b\n")
    assert tell(registry) == [f"{WATCHES}/{name}:1:1 data-unnamed"]


def test_a_link_is_no_file_of_data(registry: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "jobs.csv"
    shutil.move(registry / JOBS, elsewhere)
    (registry / JOBS).symlink_to(elsewhere)
    assert codes(registry) == ["file-irregular"]


def test_a_figure_in_the_data_cannot_be_set_aside_as_not_applicable(registry: Path) -> None:
    edit(
        registry / STANDARD,
        "            evidence: [paper]\n            concepts: [zero_defect]\n",
        "            not_applicable: {zh: 新店, en: A new shop}\n"
        "            evidence: [paper]\n            concepts: [zero_defect]\n",
    )
    edit(registry / AUDIT, "- criterion: days\n", "- criterion: days\n    not_applicable: 无\n")
    assert codes(registry) == ["figure-set-aside"]
