"""`certify report`: writes one PDF, over nothing unasked, and nothing of a record with problems."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result

from tests.commands.running import certify

FIRM = "audits/440300/00440300MA1BENCH51"
NAME = "00440300MA1BENCH51-2025-initial.{}.pdf"


def run(registry: Path, *arguments: str, lang: str = "en") -> Result:
    return certify(registry, "report", *arguments, lang=lang)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def audit(registry: Path) -> Path:
    return registry / FIRM / "2025-initial.yaml"


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_says_what_it_wrote_and_how_many_pages(registry: Path, audit: Path, here: Path) -> None:
    for lang, words in (("en", "written: {}, {} pages\n"), ("zh", "已写入 {}，共 {} 页\n")):
        told = run(registry, str(audit), lang=lang)
        name = NAME.format(lang)
        with pikepdf.open(here / name) as pdf:
            assert (told.exit_code, told.stdout) == (0, words.format(name, len(pdf.pages)))
            assert str(pdf.Root.Lang).startswith(lang)
    assert list_names(here) == [NAME.format("en"), NAME.format("zh")]


def test_a_file_that_is_there_is_kept_unless_forced(
    registry: Path, audit: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "report.pdf"
    out.parent.mkdir()
    out.write_bytes(b"mine")
    refused = run(registry, str(audit), "--out", str(out), lang="zh")
    assert refused.exit_code == 2
    assert "已存在，不会覆盖；确要覆盖请加 --force" in refused.stderr
    assert out.read_bytes() == b"mine"
    assert run(registry, str(audit), "--out", str(out), "--force").exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert list_names(out.parent) == ["report.pdf"]


def test_a_record_with_problems_is_told_and_writes_nothing(
    registry: Path, audit: Path, here: Path
) -> None:
    text = audit.read_text(encoding="utf-8")
    audit.write_text(text.replace("sampled: 8", "sampled: 1"), encoding="utf-8")
    told = run(registry, str(audit))
    assert (told.exit_code, told.stdout) == (1, "")
    assert "sample" in told.stderr
    assert list_names(here) == []


def test_data_that_changed_since_the_audit_write_nothing(
    registry: Path, audit: Path, here: Path
) -> None:
    data = audit.with_suffix("") / "jobs.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("watch", "clock"), encoding="utf-8")
    told = run(registry, str(audit), lang="zh")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "jobs.csv" in told.stderr
    assert list_names(here) == []


def test_a_character_that_no_font_has_writes_nothing(
    registry: Path, audit: Path, here: Path
) -> None:
    text = audit.read_text(encoding="utf-8")
    audit.write_text(text.replace("一件没有垫纸。", "一件没有垫纸🦀。"), encoding="utf-8")
    told = run(registry, str(audit), lang="zh")
    assert told.exit_code == 1
    assert "U+1F980" in told.stderr
    assert list_names(here) == []


def test_an_audit_is_named_by_its_firm_and_id_too(registry: Path, here: Path) -> None:
    assert run(registry, "00440300MA1BENCH51/2025-initial", "--out", "r.pdf").exit_code == 0
    assert list_names(here) == ["r.pdf"]
    other = run(registry, "00440300MA1BENCH51/2025-initial", "--out", "report.txt")
    assert (other.exit_code, "report.txt .pdf" in other.stderr) == (2, True)


def test_what_is_no_audit_is_said_to_be_none(registry: Path, here: Path) -> None:
    missing = run(registry, "nowhere.yaml")
    assert missing.exit_code == 2
    assert "there is no audit nowhere.yaml" in missing.stderr
    other = run(registry, str(registry / FIRM / "firm.yaml"))
    assert (other.exit_code, other.stdout) == (1, "")
    assert list_names(here) == []


def test_a_draft_beside_the_registry_makes_a_report_too(
    registry: Path, audit: Path, here: Path
) -> None:
    draft = here / "2025-initial.yaml"
    shutil.copy(audit, draft)
    shutil.copytree(audit.with_suffix(""), here / "2025-initial")
    told = run(registry, str(draft))
    assert told.exit_code == 0, told.stderr
    assert NAME.format("en") in list_names(here)


def test_a_registry_may_set_reports_its_own_way(registry: Path, audit: Path, here: Path) -> None:
    own = registry / "site" / "templates"
    own.mkdir(parents=True)
    (own / "report.html").write_text(
        '<html lang="en"><title>x</title><h1>{{ firm.name.en }}</h1>', encoding="utf-8"
    )
    (own / "report.css").write_text("h1 { color: #123456 }", encoding="utf-8")
    told = run(registry, str(audit), "--out", "own.pdf")
    assert (told.exit_code, told.stdout) == (0, "written: own.pdf, 1 page\n")
    assert list_names(here) == ["own.pdf"]
