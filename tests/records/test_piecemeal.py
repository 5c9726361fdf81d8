"""An audit with faulty findings: the others are judged as well, and nothing is told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import check_paths
from tests.conftest import VALID

AUDIT = "audits/440300/00440300MA1BENCH51/2025-initial.yaml"


def check(registry: Path, *edits: tuple[str, str]) -> list[tuple[str, str]]:
    """Edit the tiny registry's audit; return each problem's code with the words at its place."""
    path = registry / AUDIT
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    problems, _ = check_paths(registry, [path])
    lines = text.splitlines()
    return [(p.code, lines[p.location.line - 1][p.location.column - 1 :]) for p in problems]


def test_mistakes_of_form_and_of_meaning_are_told_at_once(registry: Path) -> None:
    text = (VALID / AUDIT).read_text(encoding="utf-8")
    assert "criterion: receipt" in text
    told = check(
        registry,
        ("criterion: receipt", "criterion: recipt"),
        ("counter: {rating: 2}", "counter: {rating: many}"),
    )
    assert sorted(code for code, _ in told) == ["criterion-unknown", "not-integer"]


def test_what_only_a_faulty_finding_cites_is_not_called_unused(registry: Path) -> None:
    more = "  - {id: E3, kind: look, title: {zh: 拆包, en: Unpacking}, date: 2025-01-14}\nfindings:"
    cited = "nonconforming: 1\n    evidence: [E2, E3]"
    told = check(
        registry,
        ("findings:", more),
        ("nonconforming: 1\n    evidence: [E2]", cited),
        ("sampled: 8", "sampled: eight"),
    )
    assert [code for code, _ in told] == ["not-integer"]


def test_a_faulty_finding_is_not_missing_whatever_its_criterion(registry: Path) -> None:
    told = check(registry, ("criterion: receipt", "criterion: [receipt]"))
    assert [code for code, _ in told] == ["not-string"]


def test_a_mistake_in_the_data_is_told_whatever_line_it_is_on(registry: Path) -> None:
    jobs = registry / AUDIT.removesuffix(".yaml") / "jobs.csv"
    header, *rows = jobs.read_text(encoding="utf-8").splitlines()
    rows[0] = rows[0].replace("2024-12-03", "someday")
    jobs.write_text("\n".join([header, *[""] * 16, *rows]), encoding="utf-8")
    (registry / AUDIT).write_text(
        (registry / AUDIT)
        .read_text(encoding="utf-8")
        .replace("counter: {rating: 2}", "counter: {rating: many}"),
        encoding="utf-8",
    )
    problems, _ = check_paths(registry, [registry / AUDIT])
    told = {p.code: p.location.line for p in problems}
    assert told == {"not-integer": 18, "data-not-a-time": 18, "data-changed": 37}


def test_where_more_than_findings_is_faulty_only_the_form_is_told(registry: Path) -> None:
    told = check(
        registry,
        ("criterion: receipt", "criterion: recipt"),
        ("reported: 2025-", "reported: late 2025-"),
    )
    assert [code for code, _ in told] == ["not-a-date"]


@pytest.mark.parametrize("findings", ["findings: []", "findings: none", "findings: {a: 1}"])
def test_findings_that_are_no_list_are_told_as_such(registry: Path, findings: str) -> None:
    path = registry / AUDIT
    head = path.read_text(encoding="utf-8").partition("findings:")[0]
    path.write_text(f"{head}{findings}\n", encoding="utf-8")
    problems, _ = check_paths(registry, [path])
    assert len(problems) == 1
