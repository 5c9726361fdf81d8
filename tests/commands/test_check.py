"""`certify check`: its formats, its excerpts in a terminal, and the check of what changed."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.commands.running import certify
from tests.reporting.schemas import read_schema
from tests.repositories import commit, edit, git, start
from tests.test_cli import ROOT, WATCHES, spoil

AUDIT = f"{WATCHES}/2025-initial.yaml"


def see(registry: Path, *arguments: str, columns: int = 80, lang: str = "en") -> str:
    """Run a check in a terminal of so many columns; return what is seen there, without colours."""
    leader, follower = pty.openpty()
    program = (sys.executable, "-m", "generator.cli", f"--registry={registry}", f"--lang={lang}")
    process = subprocess.Popen(
        (*program, "check", *arguments),
        cwd=ROOT,
        env=os.environ | {"COLUMNS": str(columns), "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    seen = b""
    try:
        while part := os.read(leader, 65536):
            seen += part
    except OSError:
        pass  # how Linux says that the other end is closed
    process.wait(timeout=60)
    os.close(leader)
    return re.sub(r"\x1b\[[0-9;]*m", "", seen.decode()).replace("\r\n", "\n")


# ---------------------------------------------------------------- in a terminal


def test_a_terminal_shows_the_line_and_a_mark_below_its_column(registry: Path) -> None:
    spoil(registry)
    assert see(registry) == (
        f"{AUDIT}:15:17: error criterion-unknown bench-care@1 has no criterion recipt\n"
        "   15 │   - {criterion: recipt, result: met, evidence: [E1]}\n"
        "      │                 ^\n"
        "    did you mean receipt?\n"
        "11 files checked: 1 errors, 0 warnings.\n"
    )


def test_the_mark_stands_right_behind_wide_characters(registry: Path) -> None:
    path = registry / WATCHES / "firm.yaml"
    edit(path, "{zh: 样例钟表工坊, en: Sample Watch Workshop}", "{zh: 样例钟表工坊, eng: X}")
    seen = see(registry, lang="zh").splitlines()
    number = next(i for i, line in enumerate(seen) if "样例钟表工坊, eng" in line)
    line, mark = seen[number], seen[number + 1]
    wide = sum(2 if ord(c) > 0x2E80 else 1 for c in line[: line.index("eng")])
    assert mark.index("^") == wide


def test_a_long_line_is_cut_to_the_terminal(registry: Path) -> None:
    path = registry / AUDIT
    edit(
        path, "result: met, evidence: [E1]}", f"note: {'字' * 100}, result: mett, evidence: [E1]}}"
    )
    seen = see(registry, columns=60).splitlines()
    line = next(line for line in seen if "│" in line and "mett" in line)
    assert sum(2 if ord(c) > 0x2E80 else 1 for c in line) <= 60
    assert "│ …" in line


def test_a_pipe_keeps_its_form(registry: Path) -> None:
    spoil(registry)
    assert "│" not in certify(registry, "check").stdout


def test_a_draft_shows_its_own_line(registry: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        (registry / AUDIT)
        .read_text(encoding="utf-8")
        .replace("criterion: receipt", "criterion: recipt"),
        encoding="utf-8",
    )
    assert "│   - {criterion: recipt," in see(registry, str(draft))


def test_a_missing_file_has_no_line_to_show(registry: Path) -> None:
    (registry / "audits/roster.yaml").unlink()
    seen = see(registry)
    assert "file-missing" in seen
    assert "│" not in seen


def test_what_is_staged_is_shown_as_it_is_staged(registry: Path) -> None:
    start(registry)
    spoil(registry)
    git(registry, "add", "--all")
    (registry / AUDIT).write_text("nothing of the kind\n", encoding="utf-8")
    assert "│   - {criterion: recipt," in see(registry, "--staged")


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_every_format_ends_with_1_for_errors_and_0_without(registry: Path, form: str) -> None:
    assert certify(registry, "check", "--format", form).exit_code == 0
    spoil(registry)
    assert certify(registry, "check", "--format", form).exit_code == 1


def test_github_is_told_the_path_from_the_root_of_the_repository(registry: Path) -> None:
    start(registry.parent)
    spoil(registry)
    result = certify(registry, "check", "--format", "github")
    assert result.stdout == (
        f"::error file=registry/{AUDIT},line=15,col=17,title=criterion-unknown::"
        "bench-care@1 has no criterion recipt — did you mean receipt?\n"
    )
    assert "1 errors" in result.stderr


def test_without_git_paths_are_told_from_the_current_folder(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(registry)
    monkeypatch.chdir(registry.parent)
    result = certify(Path("registry"), "check", "--format", "gitlab", lang="zh")
    (issue,) = json.loads(result.stdout)
    assert issue["location"]["path"] == f"registry/{AUDIT}"
    assert issue["description"].endswith("——是否指 receipt？")


def test_sarif_names_program_version_and_pages_of_the_site(buildable: Path) -> None:
    spoil(buildable)
    document = json.loads(certify(buildable, "check", "--format", "sarif").stdout)
    jsonschema.Draft7Validator(read_schema("sarif-2.1.0")).validate(document)
    driver = document["runs"][0]["tool"]["driver"]
    assert driver["name"] == "certify"
    assert re.match(r"[0-9]+\.[0-9]+", driver["version"])
    (rule,) = driver["rules"]
    assert rule["helpUri"] == "https://registry.example/en/problems/criterion-unknown/"
    (buildable / "mkdocs.yml").write_text("site_url: !ENV ADDRESS\n", encoding="utf-8")
    document = json.loads(certify(buildable, "check", "--format", "sarif").stdout)
    assert "helpUri" not in document["runs"][0]["tool"]["driver"]["rules"][0]


# ---------------------------------------------------------------- what changed


def test_the_check_of_changes_says_what_it_looked_at(registry: Path) -> None:
    start(registry)
    base = git(registry, "rev-parse", "--short=10", "HEAD")
    assert certify(registry, "check", "--changed").stdout == (
        f"no files differ from {base}; 0 files checked, no problem.\n"
    )
    edit(registry / AUDIT, "sampled: 4", "sampled: 5")
    assert certify(registry, "check", "--changed").stdout == (
        f"1 file differs from {base}; 9 files checked, no problem.\n"
    )
    assert certify(registry, "check", "--changed", "HEAD", lang="zh").stdout == (
        f"与 {base} 相比有 1 个文件不同，检查了 9 个文件，没有问题。\n"
    )


def test_the_check_of_changes_knows_every_format(registry: Path) -> None:
    start(registry)
    spoil(registry)
    for arguments in (["--changed"], ["--changed", "main"], ["--changed=HEAD"]):
        result = certify(registry, "check", *arguments, "--format", "json")
        (found,) = json.loads(result.stdout)
        assert (result.exit_code, found["code"]) == (1, "criterion-unknown")


def test_it_works_from_any_folder(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(registry.parent)
    spoil(registry)
    for folder, name in ((registry.parent, "registry"), (registry / "audits", "..")):
        monkeypatch.chdir(folder)
        result = certify(Path(name), "check", "--changed")
        assert result.exit_code == 1
        assert result.stdout.startswith(f"{AUDIT}:15:17: error")


def test_the_staged_check_lets_a_commit_pass_or_stops_it(registry: Path) -> None:
    start(registry)
    spoil(registry)
    assert certify(registry, "check", "--staged").exit_code == 0
    git(registry, "add", "--all")
    assert certify(registry, "check", "--staged").exit_code == 1


def test_a_real_hook_stops_a_commit_of_a_mistake(registry: Path) -> None:
    """What git sets for its hooks must lead nowhere else."""
    start(registry)
    hook = registry / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    program = f"'{sys.executable}' -m generator.cli"
    hook.write_text(
        f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec {program} check --staged\n", encoding="utf-8"
    )
    hook.chmod(0o755)
    before = git(registry, "rev-parse", "HEAD")
    spoil(registry)
    with pytest.raises(subprocess.CalledProcessError) as told:
        git(registry, "commit", "--quiet", "--all", "--message=a mistake")
    assert "criterion-unknown" in told.value.stdout + told.value.stderr
    assert git(registry, "rev-parse", "HEAD") == before
    edit(registry / AUDIT, "criterion: recipt", "criterion: receipt")
    edit(registry / AUDIT, "sampled: 4", "sampled: 5")
    git(registry, "commit", "--quiet", "--all", "--message=mended")
    assert git(registry, "rev-parse", "HEAD") != before


@pytest.mark.parametrize(
    "arguments",
    [["--staged", "--changed"], ["--staged", AUDIT], ["--changed=HEAD", "audits"]],
)
def test_two_ways_to_choose_at_once_are_wrong_usage(valid: Path, arguments: list[str]) -> None:
    chosen = [str(valid / one) if one.startswith("audits") else one for one in arguments]
    assert certify(valid, "check", *chosen).exit_code == 2


@pytest.mark.parametrize(("lang", "words"), [("zh", "git init"), ("en", "git init")])
def test_without_git_it_is_said_what_is_missing(registry: Path, lang: str, words: str) -> None:
    result = certify(registry, "check", "--changed", lang=lang)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def test_a_mended_mistake_of_a_branch_is_no_longer_told(registry: Path) -> None:
    start(registry)
    spoil(registry)
    commit(registry)
    git(registry, "switch", "--quiet", "--create", "mend")
    edit(registry / AUDIT, "criterion: recipt", "criterion: receipt")
    assert certify(registry, "check", "--changed", "main").exit_code == 0


# ---------------------------------------------------------------- git's history


def test_git_tells_who_may_not_have_added_a_decision(versioned: Path) -> None:
    done = certify(versioned, "check", "--git", "--format=json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert {one["code"] for one in found} == {"git-author-unknown"}
    assert certify(versioned, "check").exit_code == 0


def test_git_is_asked_only_of_what_is_named_or_changed(versioned: Path) -> None:
    for more, code in (([f"{versioned}/audits/510100"], 1), ([f"{versioned}/standards"], 0)):
        assert certify(versioned, "check", "--git", *more).exit_code == code
    assert certify(versioned, "check", "--git", "--changed=HEAD").exit_code == 0
    edit(versioned / WATCHES / "firm.yaml", "en: 2 Sample Road", "en: 4 Sample Road")
    done = certify(versioned, "check", "--git", "--changed=HEAD", "--format=json")
    assert {one["path"].split("/")[1] for one in json.loads(done.stdout)} == {"440300"}


def test_git_cannot_tell_of_what_is_only_staged(versioned: Path) -> None:
    done = certify(versioned, "check", "--git", "--staged")
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_git_is_told_to_be_missing_where_it_is(registry: Path) -> None:
    done = certify(registry, "check", "--git")
    assert done.exit_code == 1
    assert "git init" in done.stderr
