"""How code hosts check a proposed change: by valid files, careful with strangers, that work."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from fnmatch import translate
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.cli import COMMANDS
from generator.records.data import read_data
from tests.reporting.schemas import read_schema
from tests.repositories import SETTINGS, edit, git, start

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
RECORDS = ROOT / ".github/workflows/records.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CONFIG = ROOT / ".pre-commit-config.yaml"


def validate(schema: str, *paths: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)],
        check=False,
        text=True,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize(
    "schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"]
)
def test_the_workflows_of_github_are_valid(schema: str) -> None:
    assert [path.stem for path in WORKFLOWS] == ["records", "tests"]
    validate(schema, *WORKFLOWS)


def test_the_pipeline_of_gitlab_is_valid() -> None:
    validate("vendor.gitlab-ci", GITLAB)


def test_the_configuration_of_pre_commit_is_valid() -> None:
    jsonschema.validate(read_data(CONFIG), read_schema("pre-commit-config"))


def test_the_hooks_of_pre_commit_are_valid() -> None:
    hooks = read_data(HOOKS)
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
    # A hook is described alike in a repository of hooks and in a configuration.
    jsonschema.validate(
        {"repos": [{"repo": "local", "hooks": hooks}]}, read_schema("pre-commit-config")
    )
    assert [hook["id"] for hook in hooks] == ["certify-check"]


def test_both_hooks_check_what_is_staged_without_file_names() -> None:
    (published,) = read_data(HOOKS)
    ((local,),) = [repo["hooks"] for repo in read_data(CONFIG)["repos"]]
    for hook in (published, local):
        assert hook["entry"] == "certify check --staged"
        # File names would hide a deletion, on which decisions may rest.
        assert (hook["pass_filenames"], hook["always_run"]) == (False, True)


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_strangers_nothing(path: Path) -> None:
    workflow = read_data(path)
    text = path.read_text(encoding="utf-8")
    assert "pull_request_target" not in text.replace("pull_request_target：", "")
    assert "secrets." not in text
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert 0 < job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@v[0-9]+", step["uses"])
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_both_hosts_fetch_the_history_that_a_comparison_needs() -> None:
    (job,) = read_data(RECORDS)["jobs"].values()
    assert job["steps"][0]["with"]["fetch-depth"] == 0
    assert read_data(GITLAB)[".with-certify"]["variables"]["GIT_DEPTH"] == "0"


# ---------------------------------------------------------------- in force


def scripts(host: str) -> list[str]:
    """Return what a host runs for a proposed change."""
    if host == "github":
        (job,) = read_data(RECORDS)["jobs"].values()
        steps = [step for step in job["steps"] if "run" in step]
        return [step["run"] for step in steps if "push" not in step.get("if", "")]
    script: list[str] = read_data(GITLAB)["records"]["script"]
    return script


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_commands_of_a_pipeline_exist(host: str) -> None:
    called = re.findall(r"certify --lang \S+ (\w+)", "\n".join(scripts(host)))
    assert {"check", "diff"} <= set(called) <= set(COMMANDS)


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize("spoilt", [False, True], ids=["good", "spoilt"])
def test_a_pipeline_marks_lines_and_shows_the_change_of_scores(
    registry: Path, tmp_path: Path, host: str, *, spoilt: bool
) -> None:
    """The scripts themselves are run, on a proposed change, in a checkout such as hosts make."""
    start(registry)
    git(registry, "switch", "--quiet", "--create", "change")
    audit = "audits/440300/00440300MA1BENCH51/2025-initial.yaml"
    edit(registry / audit, "nonconforming: 1\n", "nonconforming: 5\n")
    if spoilt:
        leather = registry / "audits/510100/00510100MA2BENCH6A/2025-initial.yaml"
        edit(leather, "criterion: days", "criterion: dayz")
    git(registry, "commit", "--quiet", "--all", "--message=a change")
    git(tmp_path, "clone", "--quiet", "--branch=change", str(registry), "checkout")
    checkout = tmp_path / "checkout"
    summary = tmp_path / "summary.md"
    commands = tmp_path / "bin"
    commands.mkdir()
    certify = commands / "certify"
    certify.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator.cli "$@"\n',
        encoding="utf-8",
    )
    certify.chmod(0o755)
    settings = os.environ | SETTINGS
    settings |= {
        "PATH": f"{commands}:{os.environ['PATH']}",
        "CERTIFY_LANGUAGE": "en",
        "BASE": "origin/main",
        "GITHUB_STEP_SUMMARY": str(summary),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(registry, "rev-parse", "main"),
    }
    own = [script for script in scripts(host) if "pip install" not in script]
    # GitHub runs each step by itself; GitLab all lines in one shell.
    runs = own if host == "github" else ["\n".join(own)]
    done = [
        subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", run],
            check=False,
            cwd=checkout,
            env=settings,
            text=True,
            capture_output=True,
        )
        for run in runs
    ]
    assert [bool(one.returncode) for one in done] == [spoilt] * len(done)
    if host == "github":
        marks = [line for line in done[0].stdout.splitlines() if line.startswith("::error")]
        assert len(marks) == spoilt
        told = summary.read_text(encoding="utf-8")
    else:
        report = (checkout / "gl-code-quality-report.json").read_text(encoding="utf-8")
        assert len(json.loads(report)) == spoilt
        told = (checkout / "score-change.md").read_text(encoding="utf-8")
        assert "44.0 → 40.0" in done[0].stdout
    assert "44.0 → **40.0**" in told
    assert ("❌" in told) is spoilt


def test_the_report_that_gitlab_reads_is_the_one_that_is_written() -> None:
    artifacts = read_data(GITLAB)["records"]["artifacts"]
    text = "\n".join(scripts("gitlab"))
    assert f"> {artifacts['reports']['codequality']}" in text
    for path in artifacts["paths"]:
        assert f"> {path}" in text
    assert artifacts["when"] == "always"


def test_all_records_are_checked_once_a_change_is_in() -> None:
    """Two changes may each be good and claim the same number."""
    (job,) = read_data(RECORDS)["jobs"].values()
    (run,) = [step["run"] for step in job["steps"] if "push" in step.get("if", "")]
    after = "\n".join(read_data(GITLAB)["all-records"]["script"])
    for text in (run, after):
        assert "certify" in text
        assert " check " in text
        assert "--changed" not in text


def test_the_projects_own_tests_run_what_make_test_runs() -> None:
    assert ".ci/run" in (ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8")
    assert read_data(GITLAB)["tests"]["rules"] == [{"exists": [".ci/run"]}]
    assert os.access(ROOT / ".ci/run", os.X_OK)


# ---------------------------------------------------------------- owners


def owners_of(path: str) -> list[str]:
    """Return who owns a path: as on GitHub and GitLab, the last rule that matches says it."""
    owners: list[str] = []
    for line in (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pattern, *named = line.split()
            if matches(pattern, path):
                owners = named
    return owners


def matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern of the kind of .gitignore matches a file, or a folder above it."""
    if "/" not in pattern.rstrip("/"):
        return any(re.match(translate(pattern.rstrip("/")), part) for part in path.split("/"))
    parts = []
    for part in pattern.strip("/").split("/"):
        if part == "**":
            parts.append("(?:[^/]+/)*")
        else:
            inner = "".join(
                "[^/]*" if piece == "*" else re.escape(piece) for piece in re.split(r"(\*)", part)
            )
            parts.append(f"{inner}/")
    regex = "".join(parts).removesuffix("/")
    return re.match(f"{regex}(?:/.*)?\\Z", path) is not None


FIRM = "audits/440300/00440300MA1YUNXA1K"
OWNERS: dict[str, Any] = {
    f"{FIRM}/firm.yaml": "auditors",
    f"{FIRM}/2026-renewal.yaml": "auditors",
    f"{FIRM}/2026-renewal/nps.csv": "auditors",
    f"{FIRM}/decisions.yaml": "committee",
    "audits/roster.yaml": "committee",
    "audits/issuer.yaml": "committee",
    "standards/after-sales-service/2026/standard.yaml": "standards",
    "generator/cli.py": "maintainers",
    "mkdocs.yml": "maintainers",
    "tests/records/valid/audits/440300/00440300MA1BENCH51/decisions.yaml": "maintainers",
}


@pytest.mark.parametrize(("path", "team"), OWNERS.items())
def test_a_file_has_its_owner(path: str, team: str) -> None:
    assert owners_of(path) == [f"@certification/{team}"]


def test_audits_and_decisions_have_different_owners_in_the_whole_registry() -> None:
    audits = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("audits/*/*/2*.yaml")}
    decisions = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("audits/*/*/d*.yaml")}
    assert audits
    assert decisions
    assert {tuple(owners_of(path)) for path in audits}.isdisjoint(
        {tuple(owners_of(path)) for path in decisions}
    )


def test_the_owners_are_said_once_where_both_hosts_look() -> None:
    # GitHub looks into .github/, the root, docs/; GitLab into the root, docs/, .gitlab/.
    places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]
    assert [place for place in places if (ROOT / place).exists()] == ["CODEOWNERS"]
    assert owners_of("CODEOWNERS") == ["@certification/committee", "@certification/maintainers"]
