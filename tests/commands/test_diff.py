"""`certify diff`: which scores, grades and statuses a change alters, and by which findings."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.commands.running import certify
from tests.repositories import commit, edit, git
from tests.test_cli import CHINESE, LEATHER, WATCHES, spoil

AUDIT = f"{WATCHES}/2025-initial.yaml"
STANDARD = "standards/bench-care/1/standard.yaml"
DAY = "--as-of=2025-03-15"


def test_nothing_changed_is_said_and_is_good(versioned: Path) -> None:
    result = certify(versioned, "diff", DAY)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == ["No score, grade or status differs."]
    result = certify(versioned, "diff", DAY, lang="zh")
    assert result.stdout.splitlines()[1:] == ["评分、星级和状态都没有变化。"]


def test_a_change_is_told_from_the_total_down_to_the_finding(versioned: Path) -> None:
    edit(versioned / AUDIT, "nonconforming: 1\n", "nonconforming: 5\n")
    base = git(versioned, "rev-parse", "--short=10", "HEAD")
    result = certify(versioned, "diff", "HEAD", DAY)
    certificate = "WS-2025-000001-08, Bronze, {}, until 2027-02-04"
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    before, after = (line for line in lines if line.startswith(("      − ", "      + ")))
    # How a finding reads is the scorecard's to say; its figures are those of each side.
    assert {"8", "1"} <= set(re.findall("[0-9]+", before))
    assert {"8", "5"} <= set(re.findall("[0-9]+", after))
    assert lines == [
        f"Compared with {base}, as of 2025-03-15",
        "Sample Watch Workshop  00440300MA1BENCH51  changed",
        "  status  Valid",
        f"  certificate  {certificate.format('44.0')} → {certificate.format('40.0')}",
        "  2025-initial",
        "    total  44.0 → 40.0 (−4)",
        "    grade  Silver ★★",
        "    ladder  Mending",
        "    1.2.1 Packing: 7 → 3 (−4)",
        before,
        after,
        "Firms: 1 changed",
    ]


def test_a_change_is_told_in_chinese(versioned: Path) -> None:
    edit(versioned / AUDIT, "nonconforming: 1\n", "nonconforming: 5\n")
    told = certify(versioned, "diff", DAY, lang="zh").stdout
    assert "    总分  44.0 → 40.0 (−4)" in told
    assert "    1.2.1 包装：7 → 3 (−4)" in told
    assert "企业：有变化 1 家" in told


def test_the_same_change_is_told_by_the_same_bytes(versioned: Path) -> None:
    edit(versioned / STANDARD, "- {value: 5, share: 50}", "- {value: 5, share: 30}")
    shutil.rmtree(versioned / LEATHER)
    for form in ("text", "markdown", "json"):
        told = [
            certify(versioned, "diff", DAY, "--format", form, f"--jobs={jobs}").stdout_bytes
            for jobs in (1, 2)
        ]
        assert told[0] == told[1]


def test_special_points_and_gates_are_told(versioned: Path) -> None:
    edit(versioned / LEATHER / "2025-initial.yaml", "result: not_met,", "result: met,")
    edit(
        versioned / AUDIT,
        "special:\n",
        "special:\n  deductions:\n"
        "    - {ground: lost-item, description: {zh: 丢了一块表, en: A watch was lost},"
        " evidence: [E2], correction: {zh: 已赔偿, en: Paid for}}\n",
    )
    told = certify(versioned, "diff", DAY).stdout
    assert "    Musts (none failed)  not met (1) → met (0)" in told
    assert "    New special deduction: An item lost: A watch was lost" in told
    assert "    total  44.0 → 41.5 (−2.5)" in told
    told = certify(versioned, "diff", DAY, lang="zh").stdout
    assert "    必须项（无一不合格）  不符合（1） → 符合（0）" in told
    assert "    新增特别扣分：遗失物件：丢了一块表" in told


def test_new_and_removed_firms_are_told(versioned: Path) -> None:
    shutil.rmtree(versioned / LEATHER)
    told = certify(versioned, "diff", DAY).stdout
    assert "Sample Leather Workshop  00510100MA2BENCH6A  removed" in told
    assert "    total  43.3 → —" in told
    commit(versioned)
    told = certify(versioned, "diff", "HEAD~1", DAY, "--format", "json").stdout
    assert [firm["change"] for firm in json.loads(told)["firms"]] == ["removed"]
    git(versioned, "checkout", "--quiet", "HEAD~1", "--", LEATHER)
    assert "Firms: 1 new" in certify(versioned, "diff", DAY).stdout


def test_a_whole_new_registry_is_new(registry: Path) -> None:
    git(registry, "init", "--quiet")
    result = certify(registry, "diff", DAY)
    assert result.exit_code == 0
    assert result.stdout.endswith("Firms: 2 new\n")


def test_errors_of_the_base_are_no_obstacle(versioned: Path) -> None:
    spoil(versioned)
    commit(versioned)
    edit(versioned / AUDIT, "criterion: recipt", "criterion: receipt")
    edit(versioned / LEATHER / "2025-initial.yaml", "value: 2,", "value: 3,")
    edit(
        versioned / LEATHER / "2025-initial.yaml",
        "evidence: [E1]}\n  - {criterion: held",
        "evidence: [E1], note: 三天}\n  - {criterion: held",
    )
    result = certify(versioned, "diff", DAY)
    assert result.exit_code == 0
    assert "compared with, has 1 errors" in result.stderr
    assert "criterion-unknown" in result.stderr
    assert "Sample Watch Workshop  00440300MA1BENCH51  had errors before" in result.stdout
    assert "    total  — → 44.0" in result.stdout
    assert "2.1.1 Days" in result.stdout


def test_errors_of_the_records_now_end_with_1_and_their_side(versioned: Path) -> None:
    spoil(versioned)
    for form in ("text", "markdown", "json"):
        assert certify(versioned, "diff", DAY, "--format", form).exit_code == 1
    result = certify(versioned, "diff", DAY)
    assert "the records now have 1 errors" in result.stderr
    assert "Sample Watch Workshop  00440300MA1BENCH51  has errors now" in result.stdout
    result = certify(versioned, "diff", DAY, lang="zh")
    assert "现在的记录有 1 个错误" in result.stderr


def test_a_score_that_no_longer_carries_its_certificate_is_shown(versioned: Path) -> None:
    edit(
        versioned / AUDIT,
        "result: met, evidence: [E1]}",
        "result: not_met, evidence: [E1], note: 没有收据}",
    )
    result = certify(versioned, "diff", DAY)
    assert result.exit_code == 1
    assert "grant-not-eligible" in result.stderr
    assert "    grade  Silver ★★ → no grade" in result.stdout
    assert "    Musts (none failed)  met (0) → not met (1)" in result.stdout


def test_a_broken_foundation_of_either_side_is_told(versioned: Path) -> None:
    edit(versioned / "audits/roster.yaml", "people:", "people: [")
    result = certify(versioned, "diff", DAY)
    assert result.exit_code == 1
    assert "audits/roster.yaml" in result.stderr
    commit(versioned)
    edit(versioned / "audits/roster.yaml", "people: [", "people:")
    result = certify(versioned, "diff", DAY)
    assert result.exit_code == 0
    assert "had errors before" in result.stdout


def test_the_day_decides_what_is_compared(versioned: Path) -> None:
    edit(versioned / STANDARD, "valid_months: 24", "valid_months: 12")
    early = certify(versioned, "diff", "--as-of=2025-01-20").stdout
    assert "No score" in early
    late = json.loads(certify(versioned, "diff", "--as-of=2026-06-30", "--format=json").stdout)
    (standing,) = late["firms"][0]["standings"]
    assert standing["before"]["status"] == "surveillance_due"
    assert standing["after"]["status"] == "expired"


def test_markdown_and_json_speak_the_language_asked_for(versioned: Path) -> None:
    edit(versioned / AUDIT, "nonconforming: 1\n", "nonconforming: 5\n")
    for lang in ("zh", "en"):
        told = certify(versioned, "diff", DAY, "--format", "markdown", lang=lang).stdout
        assert bool(CHINESE.search(told)) is (lang == "zh")
        document = json.loads(certify(versioned, "diff", DAY, "--format", "json", lang=lang).stdout)
        reason = document["firms"][0]["audits"][0]["criteria"][0]["after"]["reason"]
        assert bool(CHINESE.search(reason)) is (lang == "zh")


def test_an_unknown_base_is_told(versioned: Path) -> None:
    result = certify(versioned, "diff", "no-such-branch")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no-such-branch" in result.stderr
    assert "不认识" in certify(versioned, "diff", "no-such-branch", lang="zh").stderr
