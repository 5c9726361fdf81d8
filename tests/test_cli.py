"""The command line's contract: exit codes, documents for programs, words for people."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.commands.running import certify

ROOT = Path(__file__).parents[1]
WATCHES = "audits/440300/00440300MA1BENCH51"
LEATHER = "audits/510100/00510100MA2BENCH6A"
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
CHINESE = re.compile(r"[㐀-鿿]")


def spoil(registry: Path) -> Path:
    """Misspell a criterion in one audit of a registry."""
    path = registry / WATCHES / "2025-initial.yaml"
    text = path.read_text(encoding="utf-8").replace("criterion: receipt", "criterion: recipt")
    path.write_text(text, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---------------------------------------------------------------- check


def test_check_of_good_records_ends_with_0(valid: Path) -> None:
    result = certify(valid, "check")
    assert (result.exit_code, result.stdout) == (0, "11 files checked, no problem.\n")
    result = certify(valid, "check", lang="zh")
    assert result.stdout == "检查了 11 个文件，没有问题。\n"


def test_check_of_a_mistake_tells_place_severity_code_words_and_hint(registry: Path) -> None:
    spoil(registry)
    result = certify(registry, "check")
    assert result.exit_code == 1
    place = f"{WATCHES}/2025-initial.yaml:15:17"
    assert result.stdout == (
        f"{place}: error criterion-unknown bench-care@1 has no criterion recipt\n"
        "    did you mean receipt?\n"
        "11 files checked: 1 errors, 0 warnings.\n"
    )


def test_a_warning_does_not_fail_a_check(registry: Path) -> None:
    path = registry / WATCHES / "2025-initial.yaml"
    text = path.read_text(encoding="utf-8").replace("    note: 一件没有垫纸。\n", "")
    path.write_text(text, encoding="utf-8")
    result = certify(registry, "check", "--format", "json")
    assert result.exit_code == 0
    assert [found["severity"] for found in json.loads(result.stdout)] == ["warning"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_json_of_check_is_a_list_of_seven_fields(registry: Path, lang: str) -> None:
    assert json.loads(certify(registry, "check", "--format", "json", lang=lang).stdout) == []
    spoil(registry)
    result = certify(registry, "check", "--format", "json", lang=lang)
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert list(found) == ["path", "line", "column", "severity", "code", "message", "hint"]
    assert found["path"] == f"{WATCHES}/2025-initial.yaml"
    assert (found["line"], found["column"]) == (15, 17)
    assert (found["severity"], found["code"]) == ("error", "criterion-unknown")
    assert bool(CHINESE.search(found["message"])) is (lang == "zh")
    assert "receipt" in found["hint"]


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"", 1, "file-empty"),
        (b"\n# nothing here\n", 1, "file-empty"),
        (b"id: 2026-initial\nfirm: \xce\xc2\n", 2, "file-not-utf8"),
        (b"- id: 2026-initial\n- firm: x\n", 1, "not-object"),
        (b"just words\n", 1, "not-object"),
        (b"id: [2026\nfirm: x\n", 1, "yaml-bracket"),
        (b"\x00\x01\x02", 1, "character-not-allowed"),
    ],
)
def test_bad_input_is_a_problem_with_a_line_and_nothing_is_written(
    buildable: Path, content: bytes, line: int, code: str
) -> None:
    (buildable / WATCHES / "2025-initial.yaml").write_bytes(content)
    public = buildable / "public"
    public.mkdir()
    (public / "index.html").write_text("as it was", encoding="utf-8")
    (public / "build.json").write_text('{"as_of": "2025-01-01"}', encoding="utf-8")
    before = contents(buildable.parent)

    checked = certify(buildable, "check", "--format", "json")
    built = certify(buildable, "build", "--as-of", "2025-06-01")

    (found,) = json.loads(checked.stdout)
    assert (found["line"], found["code"]) == (line, code)
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert f"{WATCHES}/2025-initial.yaml:{line}:" in built.stderr
    assert "nothing was written" in built.stderr
    assert built.stdout == ""
    assert contents(buildable.parent) == before


def test_an_unreadable_file_is_a_problem_of_the_records(buildable: Path) -> None:
    path = buildable / WATCHES / "2025-initial.yaml"
    path.unlink()
    path.symlink_to("gone.yaml")
    for command in (("check",), ("build", "--as-of", "2025-06-01"), ("status",)):
        result = certify(buildable, *command)
        assert result.exit_code == 1, command
        assert "file-unreadable" in result.output


# ---------------------------------------------------------------- score

CARD = {
    "firm", "audit", "standard", "total", "grade", "ladder", "eligible", "decided_by",
    "sections", "groups", "gates", "criteria", "special",
}  # fmt: skip


def score(registry: Path, audit: str, lang: str = "en") -> dict[str, Any]:
    result = certify(registry, "score", str(registry / audit), "--format", "json", lang=lang)
    assert result.exit_code == 0
    document: dict[str, Any] = json.loads(result.stdout, parse_float=pytest.fail)
    return document


def test_the_json_of_score_has_the_fields_of_the_contract(valid: Path) -> None:
    card = score(valid, f"{WATCHES}/2025-initial.yaml")
    assert set(card) >= CARD
    assert (card["firm"], card["audit"]) == ("00440300MA1BENCH51", "2025-initial")
    assert card["standard"] == {"id": "bench-care", "version": "1"}
    assert (card["total"], card["grade"], card["ladder"]) == ("44.0", "silver", "mending")
    assert (card["eligible"], card["decided_by"]) == (True, "total")
    assert card["sections"] == {
        "front": {"points": "20", "earned": "18", "available": "20", "score": "18"},
        "back": {"points": "30", "earned": "25.5", "available": "30", "score": "25.5"},
    }
    assert card["groups"]["handing"] == {
        "points": "12", "earned": "11", "available": "12", "score": "11",
    }  # fmt: skip
    assert [gate["id"] for gate in card["gates"]] == [
        "enough", "balance:front", "balance:back", "musts", "slips", "open",
    ]  # fmt: skip
    for gate in card["gates"]:
        assert gate["passed"] is True
        assert DECIMAL.match(gate["value"])
        assert DECIMAL.match(gate["threshold"])
    assert card["gates"][0]["value"] == "44"
    assert [criterion["id"] for criterion in card["criteria"]] == [
        "receipt", "welcome", "packing", "days", "held",
    ]  # fmt: skip
    assert [c["earned"] for c in card["criteria"]] == ["4", "7", "7", "13.5", "12"]
    assert [c["line"] for c in card["criteria"]] == [15, 16, 22, 27, 30]
    assert [c["method"] for c in card["criteria"]] == [
        "conformity", "scale", "sampled", "metric", "sampled",
    ]  # fmt: skip
    assert all(c["reason"] for c in card["criteria"])
    assert set(card["special"]) == {"deductions", "bonuses"}
    assert len(card["special"]["bonuses"]) == 1


def test_a_score_without_a_grade_says_null_and_which_gate_decided(valid: Path) -> None:
    card = score(valid, f"{LEATHER}/2025-initial.yaml")
    assert (card["grade"], card["eligible"], card["decided_by"]) == (None, False, "musts")
    failed = [gate for gate in card["gates"] if not gate["passed"]]
    assert [(gate["id"], gate["value"], gate["threshold"]) for gate in failed] == [
        ("musts", "1", "0")
    ]
    packing = next(c for c in card["criteria"] if c["id"] == "packing")
    assert (packing["available"], packing["line"]) == ("0", None)


def test_reasons_are_told_in_the_language_asked_for(valid: Path) -> None:
    for lang in ("zh", "en"):
        card = score(valid, f"{WATCHES}/2025-initial.yaml", lang)
        told = "".join(c["reason"] for c in card["criteria"])
        assert bool(CHINESE.search(told)) is (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_score_explains_every_criterion_to_people(valid: Path, lang: str) -> None:
    audit = str(valid / WATCHES / "2025-initial.yaml")
    brief = certify(valid, "score", audit, lang=lang)
    full = certify(valid, "score", audit, "--explain", lang=lang)
    assert brief.exit_code == full.exit_code == 0
    assert "44.0" in brief.stdout
    assert len(full.stdout.splitlines()) >= len(brief.stdout.splitlines()) + 5
    assert ("开具收据" if lang == "zh" else "A receipt") in full.stdout


def test_score_of_a_record_with_problems_tells_them_and_ends_with_1(registry: Path) -> None:
    result = certify(registry, "score", str(spoil(registry)), "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "criterion-unknown" in result.stderr


# ---------------------------------------------------------------- status


def test_the_json_of_status_has_the_fields_of_the_contract(valid: Path) -> None:
    result = certify(valid, "status", "--as-of", "2025-03-15", "--format", "json")
    assert result.exit_code == 0
    watches, leather = json.loads(result.stdout, parse_float=pytest.fail)
    assert {"firm", "certificate", "status", "grade", "valid_to"} <= set(watches)
    assert watches["firm"] == "00440300MA1BENCH51"
    assert watches["certificate"] == "WS-2025-000001-08"
    assert (watches["status"], watches["grade"]) == ("valid", "bronze")
    assert (watches["effective"], watches["valid_to"]) == ("2025-02-05", "2027-02-04")
    assert watches["surveillance_by"] == "2025-10-14"
    assert watches["score"] == "44.0"
    assert (leather["status"], leather["certificate"], leather["grade"]) == ("applied", None, None)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-01-13", "applied"),
        ("2025-02-04", "applied"),
        ("2025-02-05", "valid"),
        ("2025-10-14", "valid"),
        ("2025-10-15", "surveillance_due"),
        ("2027-02-04", "surveillance_due"),
        ("2027-02-05", "expired"),
    ],
)
def test_the_day_decides_the_status(valid: Path, day: str, status: str) -> None:
    for asked in ("00440300MA1BENCH51", "WS-2025-000001-08", "ws 2025 000001 08"):
        result = certify(valid, "status", asked, "--as-of", day, "--format", "json")
        if status == "applied" and asked != "00440300MA1BENCH51":
            continue
        (standing,) = json.loads(result.stdout)
        assert standing["status"] == status


def test_status_before_any_audit_is_an_empty_list(valid: Path) -> None:
    result = certify(valid, "status", "--as-of", "2020-01-01", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


# ---------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "no-such-file.yaml"],
        ["check", "--jobs", "0"],
        ["score"],
        ["score", "no-such-file.yaml"],
        ["score", "."],
        ["status", "--as-of", "tomorrow"],
        ["status", "--as-of", "2025-02-30"],
        ["status", "00440300MA1BENCH78"],
        ["status", "*"],
        ["status", "a**"],
        ["status", "../440300/00440300MA1BENCH51"],
        ["build", "--jobs", "many"],
    ],
)
def test_wrong_usage_ends_with_2_and_a_word(valid: Path, arguments: list[str]) -> None:
    result = certify(valid, *arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert result.stdout == ""


def test_a_folder_that_is_no_registry_is_wrong_usage_in_both_languages(tmp_path: Path) -> None:
    for command in (["check"], ["status"], ["build"], ["score", "x"]):
        assert certify(tmp_path, *command).exit_code == 2
    assert "is no registry" in certify(tmp_path, "check").stderr
    assert "不是登记库" in certify(tmp_path, "check", lang="zh").stderr


def test_what_cannot_go_on_is_told_in_the_language_asked_for(buildable: Path) -> None:
    (buildable / "public").mkdir()
    (buildable / "public" / "thesis.txt").write_text("mine", encoding="utf-8")
    for lang, words in (("zh", "不予覆盖"), ("en", "will not be replaced")):
        result = certify(buildable, "build", "--as-of", "2025-06-01", lang=lang)
        assert result.exit_code == 1
        assert words in result.stderr
    assert contents(buildable / "public") == {"thesis.txt": b"mine"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_end_with_0(option: str) -> None:
    assert CliRunner().invoke(main, [option]).exit_code == 0


# ---------------------------------------------------------------- a process of its own


def run(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", "--registry", "tests/records/valid", *arguments],
        check=False,
        cwd=ROOT,
        text=True,
        capture_output=True,
        **settings,
    )


@pytest.mark.parametrize(
    ("locale", "words"),
    [("zh_CN.UTF-8", "没有问题"), ("C.UTF-8", "no problem"), ("C", "no problem")],
)
def test_the_locale_picks_the_language_where_nobody_else_does(locale: str, words: str) -> None:
    done = run("check", env={"LC_ALL": locale, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout


@pytest.mark.parametrize("command", ["check", "status"])
def test_a_reader_that_goes_away_causes_no_traceback(command: str) -> None:
    line = (
        f'"{sys.executable}" -m generator.cli --registry tests/records/valid {command}'
        " --format json | true"
    )
    done = subprocess.run(
        ["/bin/sh", "-c", line], check=False, cwd=ROOT, text=True, capture_output=True
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_full_disk_is_told_in_a_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", "--registry", "tests/records/valid", "check"],
            check=False,
            cwd=ROOT,
            text=True,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
