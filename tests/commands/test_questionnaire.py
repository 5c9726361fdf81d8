"""`certify questionnaire`: lists, prints, writes, and overwrites nothing unasked."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands.running import certify

ROOT = Path(__file__).parents[2]
FORMATS = {"html": b"<!doctype html>", "pdf": b"%PDF-1.7", "csv": b"respondent,item,"}


def run(registry: Path, *arguments: str, lang: str = "en") -> Result:
    return certify(registry, "questionnaire", *arguments, lang=lang)


def listed(result: Result) -> list[str]:
    return [line.split()[0] for line in result.stdout.splitlines()]


def test_without_a_name_the_standard_s_instruments_are_listed() -> None:
    told = run(ROOT)
    folder = ROOT / "standards/after-sales-service/2026/instruments"
    assert told.exit_code == 0
    assert listed(told) == sorted(path.stem for path in folder.glob("*.yaml"))
    lines = dict(line.split(maxsplit=1) for line in told.stdout.splitlines())
    assert lines["servqual"] == "Service quality questionnaire (SERVQUAL)  22 questions"
    assert lines["csat"] == "Overall satisfaction (CSAT)  1 question"
    assert lines["complaints"] == "Register of complaints  filled from the firm's books"
    assert "内部差距诊断问卷  33 题" in run(ROOT, lang="zh").stdout


def test_a_standard_without_instruments_says_so(registry: Path) -> None:
    shutil.rmtree(registry / "standards/bench-care/1/instruments")
    standard = registry / "standards/bench-care/1/standard.yaml"
    lines = standard.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "computed" not in line]
    standard.write_text("".join(kept), encoding="utf-8")
    told = run(registry)
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "bench-care@1 has no questionnaires.\n"
    asked = run(registry, "smiles", lang="zh")
    assert asked.exit_code == 2
    assert "bench-care@1 没有问卷" in asked.stderr


@pytest.mark.parametrize("form", ["html", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_goes_to_standard_output(form: str, lang: str) -> None:
    told = run(ROOT, "servqual", "--format", form, lang=lang)
    assert told.exit_code == 0
    assert told.stdout_bytes.startswith(FORMATS[form])
    if form == "csv":
        assert told.stdout == "respondent,item,expectation,perception\n"


def test_html_is_what_is_made_unless_another_format_is_named() -> None:
    assert run(ROOT, "nps").stdout == run(ROOT, "nps", "--format", "html").stdout


def test_the_language_is_that_of_the_command() -> None:
    assert "How likely are you" in run(ROOT, "nps").stdout
    assert "您有多大可能" in run(ROOT, "nps", lang="zh").stdout


def test_a_pdf_is_not_thrown_at_a_terminal() -> None:
    for lang, words in (("en", "name it with --out"), ("zh", "请用 --out 指明")):
        told = run(ROOT, "servqual", "--format", "pdf", lang=lang)
        assert (told.exit_code, told.stdout) == (2, "")
        assert words in told.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_written_once_and_overwritten_only_by_force(form: str, tmp_path: Path) -> None:
    out = tmp_path / "new" / f"form.{form}"
    arguments = ("kano", "--format", form, "--out", str(out))
    written = run(ROOT, *arguments)
    assert (written.exit_code, written.stdout) == (0, f"written: {out}\n")
    good = out.read_bytes()
    assert good.startswith(FORMATS[form])

    out.write_bytes(b"mine")
    refused = run(ROOT, *arguments, lang="zh")
    assert refused.exit_code == 2
    assert "已存在，不会覆盖；确要覆盖请加 --force" in refused.stderr
    assert out.read_bytes() == b"mine"

    assert run(ROOT, *arguments, "--force").exit_code == 0
    assert out.read_bytes() == good
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert stat.S_IMODE(out.stat().st_mode) & stat.S_IRUSR


def test_force_where_there_is_nothing_writes_as_well(tmp_path: Path) -> None:
    out = tmp_path / "form.csv"
    assert run(ROOT, "csat", "--format", "csv", "--out", str(out), "--force").exit_code == 0
    assert out.read_bytes() == b"respondent,score\n"


def test_a_name_that_is_nearly_right_is_recognised() -> None:
    told = run(ROOT, "servqal")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "did you mean servqual?" in told.stderr
    assert "可选：complaints, csat" in run(ROOT, "xyz", lang="zh").stderr


def test_the_standard_is_named_where_there_are_several(registry: Path) -> None:
    folder = registry / "standards/bench-care"
    shutil.copytree(folder / "1", folder / "2")
    standard = folder / "2/standard.yaml"
    text = standard.read_text(encoding="utf-8")
    standard.write_text(text.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    told = run(registry)
    assert told.exit_code == 2
    assert "Name a standard with --standard: bench-care@1, bench-care@2" in told.stderr
    assert "没有标准 bench-care@3" in run(registry, "--standard", "bench-care@3", lang="zh").stderr
    assert "smiles" in listed(run(registry, "--standard", "bench-care@2"))


def test_a_registry_without_a_site_takes_the_program_s_templates(registry: Path) -> None:
    assert not (registry / "site").exists()
    assert "Are you content?" in run(registry, "smiles").stdout


def test_a_registry_s_own_templates_come_first(buildable: Path) -> None:
    style = buildable / "site/templates/questionnaire.css"
    style.write_text("/* ours */", encoding="utf-8")
    assert "/* ours */" in run(buildable, "smiles").stdout


def test_a_register_is_an_empty_table(registry: Path, tmp_path: Path) -> None:
    assert "Dropped off" in run(registry, "jobs").stdout
    out = tmp_path / "jobs.pdf"
    assert run(registry, "jobs", "--format", "pdf", "--out", str(out)).exit_code == 0
    header = run(registry, "jobs", "--format", "csv").stdout
    assert header == "case,channel,category,dropped,ready,outcome,reopened\n"


def test_a_mistake_in_an_instrument_stops_it(registry: Path) -> None:
    path = registry / "standards/bench-care/1/instruments/smiles.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("model: csat", "model: guess"), encoding="utf-8")
    told = run(registry, "smiles")
    assert told.exit_code == 1
    assert "not-one-of" in told.stderr


def test_the_list_needs_nothing_that_prints() -> None:
    program = (
        "import sys\nfrom generator.cli import main\n"
        "try:\n    main(['questionnaire'])\n"
        "except SystemExit:\n    print(*sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT
    )
    assert not {"weasyprint", "uharfbuzz", "jinja2"} & set(done.stdout.splitlines()[-1].split())
