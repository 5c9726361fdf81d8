"""A check of what changed finds what the change broke, wherever it shows, and looks no further."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from generator.checking import check_paths
from generator.records.problems import Problem
from generator.revisions.changed import check_changed
from generator.revisions.difference import find_difference
from tests.repositories import commit, edit, git
from tests.signing.material import make_key, write_private

WATCHES = "audits/440300/00440300MA1BENCH51"
LEATHER = "audits/510100/00510100MA2BENCH6A"
STANDARD = "standards/bench-care/1/standard.yaml"


def tell(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{p.location.path}:{p.location.line} {p.code}" for p in problems]


def check(root: Path) -> list[str]:
    return tell(check_changed(root, "HEAD").problems)


def certify_the_leather_workshop(root: Path) -> None:
    """Give the second firm a good audit and a certificate of its own."""
    shutil.copy(root / WATCHES / "2025-initial.yaml", root / LEATHER)
    shutil.copytree(root / WATCHES / "2025-initial", root / LEATHER / "2025-initial")
    edit(root / LEATHER / "2025-initial.yaml", "00440300MA1BENCH51", "00510100MA2BENCH6A")
    shutil.copy(root / WATCHES / "decisions.yaml", root / LEATHER)
    edit(root / LEATHER / "decisions.yaml", "00440300MA1BENCH51", "00510100MA2BENCH6A")
    edit(root / LEATHER / "firm.yaml", "channels: [counter]", "channels: [counter, mail]")


# ---------------------------------------------------------------- how far a change reaches


def test_nothing_changed_means_nothing_is_looked_at(versioned: Path) -> None:
    look = check_changed(versioned, "HEAD")
    assert (look.problems, look.files, look.reach.changed) == ((), 0, ())


def test_only_the_changed_firm_is_looked_at(versioned: Path) -> None:
    edit(versioned / WATCHES / "2025-initial.yaml", "sampled: 4", "sampled: 5")
    look = check_changed(versioned, "HEAD")
    assert look.reach.folders == (WATCHES,)
    assert look.files == 6 + 3
    assert not look.reach.everything


def test_a_private_key_about_to_be_committed_is_told_wherever_it_lies(versioned: Path) -> None:
    key = write_private(make_key(1), Encoding.PEM)
    (versioned / "deep").mkdir()
    (versioned / "deep" / "key.txt").write_bytes(key)
    assert tell(check_changed(versioned, "HEAD", staged=True).problems) == []
    git(versioned, "add", "deep")
    told = ["deep/key.txt:1 key-in-repository"]
    assert tell(check_changed(versioned, "HEAD", staged=True).problems) == told
    assert check(versioned) == told
    (versioned / "deep" / "key.txt").write_text("taken out, but not yet of what is staged\n")
    assert tell(check_changed(versioned, "HEAD", staged=True).problems) == told
    git(versioned, "add", "deep")
    assert tell(check_changed(versioned, "HEAD", staged=True).problems) == []


def test_an_unchanged_firm_with_errors_is_not_told(versioned: Path) -> None:
    edit(versioned / LEATHER / "2025-initial.yaml", "criterion: days", "criterion: dayz")
    commit(versioned)
    edit(versioned / WATCHES / "2025-initial.yaml", "criterion: receipt", "criterion: recipt")
    assert check(versioned) == [f"{WATCHES}/2025-initial.yaml:15 criterion-unknown"]


def test_a_deleted_audit_is_missed_at_the_decision_that_rests_on_it(versioned: Path) -> None:
    git(versioned, "rm", "--quiet", "-r", f"{WATCHES}/2025-initial.yaml", f"{WATCHES}/2025-initial")
    (found,) = check(versioned)
    assert found.startswith(f"{WATCHES}/decisions.yaml:")


def test_the_data_a_deleted_audit_leaves_behind_is_told(versioned: Path) -> None:
    (versioned / WATCHES / "2025-initial.yaml").unlink()
    assert f"{WATCHES}/2025-initial/jobs.csv:1 data-unnamed" in check(versioned)


def test_a_renamed_audit_is_missed_at_the_decision_that_rests_on_it(versioned: Path) -> None:
    git(versioned, "mv", f"{WATCHES}/2025-initial.yaml", f"{WATCHES}/2025-special.yaml")
    git(versioned, "mv", f"{WATCHES}/2025-initial", f"{WATCHES}/2025-special")
    edit(versioned / WATCHES / "2025-special.yaml", "id: 2025-initial", "id: 2025-special")
    (found,) = check(versioned)
    assert found.startswith(f"{WATCHES}/decisions.yaml:")


def test_a_firm_that_gives_up_a_channel_is_told_at_its_audit(versioned: Path) -> None:
    edit(versioned / WATCHES / "firm.yaml", "channels: [counter, mail]", "channels: [counter]")
    assert any(f"{WATCHES}/2025-initial.yaml" in found for found in check(versioned))


def test_a_person_no_longer_valid_is_told_at_the_audits_that_name_them(versioned: Path) -> None:
    edit(
        versioned / "audits/roster.yaml",
        "roles: [senior_auditor], competence: [O], from: 2024-01-01",
        "roles: [senior_auditor], competence: [O], from: 2025-12-01",
    )
    look = check_changed(versioned, "HEAD")
    assert not look.reach.everything
    assert tell(look.problems) == tell(check_paths(versioned, [])[0])
    assert any("person-not-valid" in found for found in tell(look.problems))


def test_a_person_nobody_names_reaches_no_firm(versioned: Path) -> None:
    edit(versioned / "audits/roster.yaml", "id: A003", "id: A009")
    reach = check_changed(versioned, "HEAD").reach
    assert (reach.folders, reach.everything) == ((), False)


def test_a_standard_reaches_the_audits_against_it(versioned: Path) -> None:
    edit(versioned / STANDARD, "sample: {minimum: 5,", "sample: {minimum: 9,")
    look = check_changed(versioned, "HEAD")
    assert set(look.reach.folders) == {WATCHES, LEATHER}
    assert not look.reach.everything
    assert tell(look.problems) == [f"{WATCHES}/2025-initial.yaml:23 sample-too-small"]


def test_a_standard_that_drops_a_channel_reaches_every_firm(versioned: Path) -> None:
    edit(versioned / STANDARD, "{id: mail, title: {zh: 邮寄", "{id: post, title: {zh: 邮寄")
    assert check_changed(versioned, "HEAD").reach.everything


@pytest.mark.parametrize(
    "path",
    ["standards/concepts.yaml", "audits/issuer.yaml", "standards/schema/audit.schema.json"],
)
def test_what_all_records_rest_on_reaches_everything(versioned: Path, path: str) -> None:
    (versioned / path).parent.mkdir(exist_ok=True)
    with (versioned / path).open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n" if path.endswith("yaml") else "{}")
    look = check_changed(versioned, "HEAD")
    assert look.reach.everything
    assert (look.problems, look.files) == check_paths(versioned, [])


def test_a_schema_made_for_editors_reaches_no_record(versioned: Path) -> None:
    path = versioned / "standards/bench-care/1/schema/audit.schema.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}", encoding="utf-8")
    reach = check_changed(versioned, "HEAD").reach
    assert (reach.everything, reach.folders) == (False, ())


def test_a_broken_roster_is_told_itself(versioned: Path) -> None:
    edit(versioned / "audits/roster.yaml", "people:", "people: [")
    assert all(found.startswith("audits/roster.yaml") for found in check(versioned))
    assert check(versioned)


def test_a_stray_file_is_told_and_only_when_it_is_new(versioned: Path) -> None:
    (versioned / "audits/440300/old.yaml").write_text("x: 1\n", encoding="utf-8")
    commit(versioned)
    (versioned / "audits/440300/new.yml").write_text("x: 1\n", encoding="utf-8")
    assert check(versioned) == ["audits/440300/new.yml:1 file-stray"]


# ---------------------------------------------------------------- uniqueness


def test_a_number_that_an_unchanged_firm_holds_is_found(versioned: Path) -> None:
    certify_the_leather_workshop(versioned)
    assert check(versioned) == tell(check_paths(versioned, [])[0])
    assert [found.split()[1] for found in check(versioned)] == ["number-twice"]


def test_a_code_that_an_unchanged_firm_has_is_found(versioned: Path) -> None:
    copy = versioned / "audits/440100/00440300MA1BENCH51"
    shutil.copytree(versioned / WATCHES, copy)
    edit(copy / "firm.yaml", 'region: "440300"', 'region: "440100"')
    (copy / "decisions.yaml").unlink()
    found = check(versioned)
    assert found == tell(check_paths(versioned, [])[0])
    assert [one.split()[1] for one in found] == ["code-twice"]


# ---------------------------------------------------------------- what is staged


def test_what_is_staged_is_judged_and_not_what_stands_in_the_folders(versioned: Path) -> None:
    audit = versioned / WATCHES / "2025-initial.yaml"
    edit(audit, "criterion: receipt", "criterion: recipt")
    assert check_changed(versioned, "HEAD", staged=True).problems == ()
    git(versioned, "add", "--all")
    edit(audit, "criterion: recipt", "criterion: receipt")
    look = check_changed(versioned, "HEAD", staged=True)
    assert tell(look.problems) == [f"{WATCHES}/2025-initial.yaml:15 criterion-unknown"]
    assert look.files == 6 + 3
    assert check(versioned) == []


def test_a_half_written_audit_that_is_not_staged_is_in_nobodys_way(versioned: Path) -> None:
    (versioned / WATCHES / "2026-initial.yaml").write_text("id: [\n", encoding="utf-8")
    edit(versioned / WATCHES / "2025-initial.yaml", "sampled: 4", "sampled: 5")
    git(versioned, "add", f"{WATCHES}/2025-initial.yaml")
    assert check_changed(versioned, "HEAD", staged=True).problems == ()
    assert check(versioned) != []


def test_a_staged_deletion_is_missed_at_the_decision(versioned: Path) -> None:
    audit_and_data = [f"{WATCHES}/2025-initial.yaml", f"{WATCHES}/2025-initial"]
    git(versioned, "rm", "--quiet", "-r", "--cached", *audit_and_data)
    (found,) = tell(check_changed(versioned, "HEAD", staged=True).problems)
    assert found.startswith(f"{WATCHES}/decisions.yaml:")


def test_a_staged_number_that_an_unchanged_firm_holds_is_found(versioned: Path) -> None:
    certify_the_leather_workshop(versioned)
    expected = tell(check_paths(versioned, [])[0])
    git(versioned, "add", "--all")
    assert tell(check_changed(versioned, "HEAD", staged=True).problems) == expected


def test_all_that_is_staged_is_judged_where_a_change_reaches_everything(versioned: Path) -> None:
    edit(versioned / "audits/issuer.yaml", "number_prefix: WS", "number_prefix: XX")
    expected = tell(check_paths(versioned, [])[0])
    assert expected
    git(versioned, "add", "--all")
    look = check_changed(versioned, "HEAD", staged=True)
    assert tell(look.problems) == expected
    assert look.reach.everything


# ---------------------------------------------------------------- a law over many edits

EDITS = [
    (f"{WATCHES}/2025-initial.yaml", "standard: bench-care@1", "standard: bench-care@2"),
    (f"{WATCHES}/2025-initial.yaml", "team: {lead: A001", "team: {lead: C001"),
    (f"{WATCHES}/decisions.yaml", "by: [C001, C002]", "by: [C001]"),
    (f"{WATCHES}/decisions.yaml", "WS-2025-000001-08", "WS-2025-000002-05"),
    (f"{WATCHES}/firm.yaml", "code: 00440300MA1BENCH51", "code: 00510100MA2BENCH6A"),
    (f"{WATCHES}/firm.yaml", "channels: [counter, mail]", "channels: [counter, phone]"),
    (f"{LEATHER}/firm.yaml", None, None),
    (f"{LEATHER}/2025-initial.yaml", None, None),
    ("audits/roster.yaml", "- id: A003", "- id: A001"),
    ("audits/roster.yaml", "{id: C001,", "{id: C003,"),
    ("audits/roster.yaml", None, None),
    ("audits/issuer.yaml", "number_prefix: WS", "number_prefix: XX"),
    ("standards/concepts.yaml", None, None),
    (STANDARD, "critical: true", "critical: false"),
    (STANDARD, "{id: paper,", "{id: papers,"),
    (STANDARD, "deciders: 2", "deciders: 3"),
    (STANDARD, None, None),
]


@pytest.mark.parametrize("staged", [False, True], ids=["work tree", "index"])
@pytest.mark.parametrize(("path", "old", "new"), EDITS)
def test_what_a_change_breaks_is_found_and_nothing_but_what_is_broken(
    versioned: Path, path: str, old: str | None, new: str | None, *, staged: bool
) -> None:
    before = set(tell(check_paths(versioned, [])[0]))
    if old is None or new is None:
        (versioned / path).unlink()
    else:
        edit(versioned / path, old, new)
    after = set(tell(check_paths(versioned, [])[0]))
    git(versioned, "add", "--all")
    found = set(tell(check_changed(versioned, "HEAD", staged=staged).problems))
    assert after - before <= found <= after


def test_the_comparison_and_the_check_agree_on_what_is_broken(versioned: Path) -> None:
    edit(versioned / WATCHES / "2025-initial.yaml", "criterion: receipt", "criterion: recipt")
    difference = find_difference(versioned, "HEAD", as_of=date(2025, 3, 15))
    assert tell(difference.after.problems) == check(versioned)
    assert difference.before.problems == ()


# ---------------------------------------------------------------- predecessors


def succeed(root: Path) -> None:
    with (root / LEATHER / "firm.yaml").open("a", encoding="utf-8") as file:
        file.write("successor_of: 00440300MA1BENCH51\n")


@pytest.mark.parametrize("staged", [True, False])
def test_a_predecessor_that_did_not_change_is_known(versioned: Path, *, staged: bool) -> None:
    succeed(versioned)
    git(versioned, "add", "--all")
    assert tell(check_changed(versioned, "HEAD", staged=staged).problems) == []


@pytest.mark.parametrize("staged", [True, False])
def test_a_predecessor_that_went_is_missed_at_its_successor(
    versioned: Path, *, staged: bool
) -> None:
    succeed(versioned)
    commit(versioned)
    shutil.rmtree(versioned / WATCHES)
    git(versioned, "add", "--all")
    found = tell(check_changed(versioned, "HEAD", staged=staged).problems)
    assert found == [f"{LEATHER}/firm.yaml:8 successor-unknown"]
