"""Git's history is asked who added what, and whether it stayed as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.checking import check_paths
from generator.records.foundation import read_foundation
from generator.records.problems import CannotGoOn, Problem
from generator.revisions.provenance import check_provenance
from tests.repositories import edit, git

WATCHES = "audits/440300/00440300MA1BENCH51"
LEATHER = "audits/510100/00510100MA2BENCH6A"
SUSPENSION = (
    "  - decision: suspend\n    certificate: WS-2025-000001-08\n    decided: 2025-06-02\n"
    "    effective: 2025-06-02\n    recorded: 2025-06-02\n    by: [C001]\n"
    "    reason: {zh: 收据缺失, en: Receipts are missing}\n"
)
REINSTATEMENT = SUSPENSION.replace("suspend", "reinstate").replace("-06-02", "-06-20")
PROCEEDINGS = (
    "firm: 00440300MA1BENCH51\nreplies:\n  - received: 2025-03-03\n    recorded: 2025-03-04\n"
    "    text: {zh: 来信两天内答复。, en: Letters are answered within two days.}\n"
)
ZI, JIA, DING, NOBODY = (f"{name}@registry.example" for name in ("zi", "jia", "ding", "nobody"))


def save(root: Path, author: str) -> None:
    """Commit all that is in the folder, under an address."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", f"--author=x <{author}>", "--message=x")


@pytest.fixture
def kept(registry: Path) -> Path:
    """The tiny registry, each record of it committed by whom it should be."""
    roster = registry / "audits" / "roster.yaml"
    edit(roster, "id: A001,", f"id: A001, git: [{JIA}],")
    edit(roster, "  - id: A004\n", f"  - id: A004\n    git: [{DING}]\n")
    git(registry, "init", "--quiet", "--initial-branch=main")
    decisions = registry / WATCHES / "decisions.yaml"
    leather = registry / LEATHER / "2025-initial.yaml"
    for path in (decisions, leather):
        path.rename(path.with_suffix(".later"))
    save(registry, JIA)
    for path, author in ((leather, DING), (decisions, ZI)):
        path.with_suffix(".later").rename(path)
        save(registry, author)
    return registry


def append(root: Path, text: str, name: str = "decisions.yaml") -> None:
    with (root / WATCHES / name).open("a", encoding="utf-8") as file:
        file.write(text)


def look(root: Path) -> tuple[Problem, ...]:
    foundation = read_foundation(root).foundation
    assert foundation is not None
    return tuple(check_provenance(root, foundation))


def tell(root: Path) -> list[str]:
    return [
        f"{p.location.path.rpartition('/')[2]}:{p.location.line} {p.severity} {p.code}"
        for p in look(root)
    ]


# ---------------------------------------------------------------- who added what


def test_records_added_by_those_who_may_have_no_problem(kept: Path) -> None:
    assert check_paths(kept, [])[0] == ()
    assert tell(kept) == []


@pytest.mark.parametrize(
    ("author", "code"), [(NOBODY, "git-author-unknown"), (JIA, "git-author-not-member")]
)
def test_a_decision_committed_by_somebody_else_is_told_at_its_line(
    kept: Path, author: str, code: str
) -> None:
    append(kept, SUSPENSION)
    save(kept, author)
    assert tell(kept) == [f"decisions.yaml:12 error {code}"]


def test_an_address_is_the_same_in_capitals_and_told_masked(kept: Path) -> None:
    append(kept, SUSPENSION)
    save(kept, ZI.upper())
    assert tell(kept) == []
    append(kept, REINSTATEMENT)
    save(kept, NOBODY)
    (found,) = look(kept)
    assert "n***@registry.example" in found.message("en")


def test_an_audit_committed_by_somebody_outside_its_team_is_told_at_its_team(kept: Path) -> None:
    shutil.copy(kept / WATCHES / "2025-initial.yaml", kept / WATCHES / "2026-special.yaml")
    edit(kept / WATCHES / "2026-special.yaml", "id: 2025-initial", "id: 2026-special  # A004")
    save(kept, DING)
    assert tell(kept) == ["2026-special.yaml:9 error git-author-not-team"]


def test_an_audit_committed_by_nobody_known_is_told(kept: Path) -> None:
    shutil.copy(kept / WATCHES / "2025-initial.yaml", kept / WATCHES / "2026-special.yaml")
    save(kept, NOBODY)
    assert tell(kept) == ["2026-special.yaml:9 error git-author-unknown"]


def test_a_team_written_in_lines_is_read_as_well(kept: Path) -> None:
    audit = kept / WATCHES / "2026-special.yaml"
    text = (kept / WATCHES / "2025-initial.yaml").read_text(encoding="utf-8")
    lines = "team:\n  # the lead\n  lead: A001\n  members:\n  - A002\n"
    audit.write_text(text.replace("team: {lead: A001, members: [A002]}\n", lines), "utf-8")
    save(kept, JIA)
    assert tell(kept) == []


def test_what_is_not_committed_yet_is_a_warning_once_a_file(kept: Path) -> None:
    append(kept, SUSPENSION + REINSTATEMENT)
    append(kept, PROCEEDINGS, "proceedings.yaml")
    shutil.copy(kept / WATCHES / "2025-initial.yaml", kept / WATCHES / "2026-special.yaml")
    assert tell(kept) == [
        "decisions.yaml:12 warning git-uncommitted",
        "proceedings.yaml:3 warning git-uncommitted",
        "2026-special.yaml:1 warning git-uncommitted",
    ]


def test_before_the_first_commit_all_is_uncommitted(registry: Path) -> None:
    git(registry, "init", "--quiet")
    assert {told.split()[2] for told in tell(registry)} == {"git-uncommitted"}


# ---------------------------------------------------------------- entries are only added


@pytest.mark.parametrize("committed", [True, False])
def test_a_decision_that_was_changed_is_told_at_its_place(kept: Path, *, committed: bool) -> None:
    append(kept, SUSPENSION)
    save(kept, ZI)
    edit(kept / WATCHES / "decisions.yaml", "en: Watch repair", "en: Watch repairs")
    if committed:
        save(kept, ZI)
    assert tell(kept) == ["decisions.yaml:4 error git-entry-changed"]


def test_a_decision_that_was_removed_is_told(kept: Path) -> None:
    append(kept, SUSPENSION)
    save(kept, ZI)
    edit(kept / WATCHES / "decisions.yaml", SUSPENSION, "")
    save(kept, ZI)
    (found,) = look(kept)
    assert (found.code, found.location.line) == ("git-entry-removed", 4)
    assert "entry 2 of decisions" in found.message("en")


def test_a_file_of_decisions_that_was_deleted_is_told(kept: Path) -> None:
    (kept / WATCHES / "decisions.yaml").unlink()
    save(kept, ZI)
    assert tell(kept) == ["decisions.yaml:1 error git-entry-removed"]


def test_a_decision_put_before_others_is_told(kept: Path) -> None:
    append(kept, REINSTATEMENT)
    save(kept, ZI)
    path = kept / WATCHES / "decisions.yaml"
    edit(path, REINSTATEMENT, SUSPENSION + REINSTATEMENT)
    save(kept, ZI)
    assert tell(kept) == ["decisions.yaml:12 error git-entry-inserted"]


def test_putting_back_what_stood_there_mends_it(kept: Path) -> None:
    path = kept / WATCHES / "decisions.yaml"
    edit(path, "en: Watch repair", "en: Watch repairs")
    save(kept, ZI)
    edit(path, "en: Watch repairs", "en: Watch repair")
    save(kept, ZI)
    assert tell(kept) == []


def test_comments_and_layout_may_change(kept: Path) -> None:
    path = kept / WATCHES / "decisions.yaml"
    edit(path, "by: [C001, C002]", "by:\n      - C001\n      - C002  # both were present")
    save(kept, JIA)
    assert tell(kept) == []


def test_an_entry_of_the_proceedings_that_was_changed_is_told(kept: Path) -> None:
    append(kept, PROCEEDINGS, "proceedings.yaml")
    save(kept, JIA)
    assert tell(kept) == []
    edit(kept / WATCHES / "proceedings.yaml", "within two days", "at once")
    save(kept, JIA)
    assert tell(kept) == ["proceedings.yaml:3 error git-entry-changed"]


def test_two_branches_that_both_added_a_decision_may_be_merged(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "-b", "other")
    append(kept, SUSPENSION)
    save(kept, ZI)
    git(kept, "checkout", "--quiet", "main")
    append(kept, REINSTATEMENT)
    save(kept, NOBODY)
    git(kept, "merge", "--quiet", "--strategy=ours", "--no-commit", "other")
    path = kept / WATCHES / "decisions.yaml"
    edit(path, REINSTATEMENT, SUSPENSION + REINSTATEMENT)
    save(kept, JIA)
    assert tell(kept) == ["decisions.yaml:19 error git-author-unknown"]


def test_a_decision_that_a_merge_dropped_is_missed(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "-b", "other")
    append(kept, SUSPENSION)
    save(kept, ZI)
    git(kept, "checkout", "--quiet", "main")
    git(kept, "merge", "--quiet", "--strategy=ours", "--message=x", "other")
    assert tell(kept) == ["decisions.yaml:4 error git-entry-removed"]


def test_what_a_merge_adds_of_its_own_is_its_authors(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "-b", "other")
    append(kept, SUSPENSION)
    save(kept, ZI)
    git(kept, "checkout", "--quiet", "main")
    save(kept, ZI)
    git(kept, "merge", "--quiet", "--no-ff", "--no-commit", "other")
    append(kept, REINSTATEMENT)
    save(kept, JIA)
    assert tell(kept) == ["decisions.yaml:19 error git-author-not-member"]


# ---------------------------------------------------------------- what a decision rests on


def test_an_audit_changed_after_its_decision_is_told_where_it_differs(kept: Path) -> None:
    edit(kept / WATCHES / "2025-initial.yaml", "sampled: 4", "sampled: 5")
    save(kept, JIA)
    (found,) = look(kept)
    assert (found.code, found.location.line) == ("git-record-changed", 31)
    assert found.message("en").startswith("2025-initial.yaml has changed since decision 1")


def test_an_audit_changed_in_the_folder_only_is_told_as_well(kept: Path) -> None:
    edit(kept / WATCHES / "2025-initial.yaml", "sampled: 4", "sampled: 5")
    assert tell(kept) == ["2025-initial.yaml:31 error git-record-changed"]


def test_a_comment_in_an_audit_may_change_and_one_without_decision_all(kept: Path) -> None:
    edit(kept / WATCHES / "2025-initial.yaml", "sampled: 4", "sampled: 4  # by the book")
    edit(kept / LEATHER / "2025-initial.yaml", "value: 2,", "value: 3,")
    save(kept, JIA)
    assert tell(kept) == []


def test_a_firm_that_changed_after_its_last_decision_is_told(kept: Path) -> None:
    edit(kept / WATCHES / "firm.yaml", "en: Sample Watch Workshop", "en: Sample Clock Workshop")
    save(kept, JIA)
    assert tell(kept) == ["firm.yaml:3 error git-record-changed"]


def test_a_firms_profile_may_change(kept: Path) -> None:
    edit(kept / WATCHES / "firm.yaml", "en: Mends watches.", "en: Mends watches and clocks.")
    save(kept, JIA)
    assert tell(kept) == []


def test_a_firm_may_change_with_an_audit_that_waits_for_its_decision(kept: Path) -> None:
    edit(kept / WATCHES / "firm.yaml", "channels: [counter, mail]", "channels: [mail, counter]")
    shutil.copy(kept / WATCHES / "2025-initial.yaml", kept / WATCHES / "2026-special.yaml")
    save(kept, JIA)
    assert tell(kept) == []


# ---------------------------------------------------------------- folders and commits


def test_a_folder_that_moved_to_another_region_keeps_its_history(kept: Path) -> None:
    moved = "audits/440400/00440300MA1BENCH51"
    (kept / "audits" / "440400").mkdir()
    git(kept, "mv", WATCHES, moved)
    edit(kept / moved / "firm.yaml", 'region: "440300"', 'region: "440400"')
    save(kept, NOBODY)
    assert tell(kept) == []
    edit(kept / moved / "decisions.yaml", "en: Watch repair", "en: Watch repairs")
    edit(kept / moved / "2025-initial.yaml", "sampled: 4", "sampled: 5")
    save(kept, ZI)
    assert tell(kept) == ["decisions.yaml:4 error git-entry-changed"]


def test_only_the_folders_asked_for_are_looked_at(kept: Path) -> None:
    append(kept, SUSPENSION)
    save(kept, NOBODY)
    foundation = read_foundation(kept).foundation
    assert foundation is not None
    assert check_provenance(kept, foundation, folders=[LEATHER]) == []
    assert len(check_provenance(kept, foundation, folders=[WATCHES])) == 1


def test_a_version_that_cannot_be_read_is_passed_over(kept: Path) -> None:
    path = kept / WATCHES / "decisions.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("<<<<<<< HEAD\n" + text, encoding="utf-8")
    save(kept, NOBODY)
    path.write_text(text + SUSPENSION, encoding="utf-8")
    save(kept, ZI)
    assert tell(kept) == []


def test_a_registry_below_the_top_of_its_repository_is_found(kept: Path, tmp_path: Path) -> None:
    append(kept, SUSPENSION)
    save(kept, NOBODY)
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "--quiet", "--initial-branch=main")
    shutil.copytree(kept, top / "inner", ignore=shutil.ignore_patterns(".git"))
    save(top, ZI)
    assert tell(top / "inner") == [
        "2025-initial.yaml:9 error git-author-not-team",
        "2025-initial.yaml:8 error git-author-not-team",
    ]


def test_a_shallow_clone_is_refused(kept: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{kept}", "clone")
    with pytest.raises(CannotGoOn, match="shallow"):
        look(tmp_path / "clone")
