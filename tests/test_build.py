"""A whole build: the same bytes anywhere, from either way in, or nothing at all."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.certification.merkle import proves_consistency
from generator.cli import main
from generator.mkdocs_plugin import read_site_url, render_site
from generator.pipeline import build
from generator.publication.rewriting import RewrittenHistory
from generator.records.problems import CannotGoOn

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 22)
PARTS = ("standards", "audits", "site", "mkdocs.yml")


def copy_registry(target: Path) -> Path:
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copyfile(source, target / part)
    return target


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def run_build(root: Path, out: Path, jobs: int) -> dict[str, bytes]:
    summary = build(
        root,
        out,
        as_of=AS_OF,
        site_url=read_site_url(root),
        render_site=render_site,
        jobs=jobs,
    )
    assert summary.gathered.sound
    return read_tree(out)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return run_build(ROOT, tmp_path_factory.mktemp("first") / "public", jobs=1)


def test_two_builds_in_different_folders_have_the_same_bytes(
    built: dict[str, bytes], tmp_path: Path
) -> None:
    root = copy_registry(tmp_path / "elsewhere" / "registry")
    again = run_build(root, tmp_path / "out", jobs=2)
    assert sorted(again) == sorted(built)
    assert [name for name in built if built[name] != again[name]] == []
    assert sum(name.endswith(".pdf") for name in built) >= 5


def test_mkdocs_build_makes_the_same_site(built: dict[str, bytes], tmp_path: Path) -> None:
    root = copy_registry(tmp_path / "registry")
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("- certify", f"- certify:\n      as_of: '{AS_OF}'"), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    again = read_tree(root / "public")
    assert [name for name in built if built[name] != again.get(name)] == []
    assert sorted(again) == sorted(built)


def test_mkdocs_build_leaves_the_last_site_alone_where_a_record_is_wrong(tmp_path: Path) -> None:
    root = copy_registry(tmp_path / "registry")
    next(root.glob("audits/*/*/firm.yaml")).write_text("- a list\n", "utf-8")
    (root / "public").mkdir()
    (root / "public" / "index.html").write_text("the last site", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "firm.yaml:1:1" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert read_tree(root / "public") == {"index.html": b"the last site"}


def test_a_page_for_every_firm_in_both_languages_and_a_certificate_where_one_holds(
    built: dict[str, bytes],
) -> None:
    codes = [path.parent.name for path in ROOT.glob("audits/*/*/firm.yaml")]
    assert len(codes) == 14
    for code in codes:
        assert f"firms/{code}/index.html" in built
        assert f"en/firms/{code}/index.html" in built
    assert "firms/_record/index.html" not in built


def test_a_registry_named_by_a_relative_path_is_built(
    buildable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(buildable.parent)
    summary = build(
        Path(buildable.name),
        Path(buildable.name) / "public",
        as_of=AS_OF,
        site_url=read_site_url(Path(buildable.name)),
        render_site=render_site,
    )
    assert summary.pages == 4
    assert (buildable / "public" / "en" / "index.html").is_file()


def test_no_page_asks_another_origin_for_anything(built: dict[str, bytes]) -> None:
    for name, content in built.items():
        if name.endswith((".html", ".css", ".js")):
            for scheme in (b'src="http', b"url(http", b"url('http", b'@import "http'):
                assert scheme not in content, name


def test_a_folder_that_is_no_site_of_ours_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("keep me", "utf-8")
    with pytest.raises(CannotGoOn, match="will not be replaced"):
        run_build(ROOT, tmp_path / "letters", jobs=1)
    assert read_tree(tmp_path / "letters") == {"dear.txt": b"keep me"}


def test_the_last_site_stands_until_the_next_is_whole(tmp_path: Path) -> None:
    root = copy_registry(tmp_path / "registry")
    out = tmp_path / "public"
    before = run_build(root, out, jobs=1)
    (root / "site" / "templates" / "firm.html").write_text("{{ nothing.such }}", "utf-8")
    with pytest.raises(Exception, match="nothing"):
        run_build(root, out, jobs=1)
    assert read_tree(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# ---------------------------------------------------------------- the ledger

DECISIONS = "audits/440300/00440300MA1BENCH51/decisions.yaml"


def publish_tiny(root: Path, out: Path, **options: Any) -> dict[str, bytes]:
    settings = {"as_of": date(2025, 6, 1), "site_url": read_site_url(root), **options}
    assert build(root, out, render_site=render_site, **settings).gathered.sound
    return read_tree(out)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_history_rewritten_by_one_character_is_refused_naming_the_decision(
    buildable: Path,
) -> None:
    out = buildable / "public"
    before = publish_tiny(buildable, out)
    edit(buildable / DECISIONS, "钟表修理", "钟表修复")
    with pytest.raises(RewrittenHistory) as caught:
        publish_tiny(buildable, out)
    assert "decision 1 of the firm 00440300MA1BENCH51 was changed" in caught.value.en
    assert 'scope.zh: was "钟表修理", is "钟表修复"' in caught.value.en
    assert "企业 00440300MA1BENCH51 的第 1 项决定被改动" in caught.value.zh
    assert read_tree(out) == before
    assert [path.name for path in buildable.iterdir() if path.name.startswith(".")] == []
    # The command says the same, and what was put right is published again.
    run = CliRunner().invoke(
        main, ["--registry", str(buildable), "--lang", "en", "build", "--as-of", "2025-06-01"]
    )
    assert (run.exit_code, read_tree(out)) == (1, before)
    assert "decision 1 of the firm 00440300MA1BENCH51 was changed" in run.output
    edit(buildable / DECISIONS, "钟表修复", "钟表修理")
    assert publish_tiny(buildable, out) == before


def test_an_audit_that_a_decision_rests_on_may_not_change_after_publication(
    buildable: Path, tmp_path: Path
) -> None:
    published = tmp_path / "published"
    publish_tiny(buildable, published)
    audit = buildable / DECISIONS.replace("decisions", "2025-initial")
    audit.write_text(audit.read_text("utf-8") + "# A comment is no change.\n", "utf-8")
    publish_tiny(buildable, published)
    edit(audit, "sampled: 4", "sampled: 5")
    with pytest.raises(RewrittenHistory, match="the audit 2025-initial, on which decision 1"):
        publish_tiny(buildable, tmp_path / "new", previous=published)
    assert not (tmp_path / "new").exists()


def test_each_publication_proves_that_it_goes_on_from_the_one_before(buildable: Path) -> None:
    out = buildable / "public"
    first = json.loads(publish_tiny(buildable, out)["ledger/checkpoint.json"])
    assert (first["size"], first["before"]) == (1, None)
    path = buildable / DECISIONS
    path.write_text(path.read_text("utf-8") + SUSPENDED, "utf-8")
    tree = publish_tiny(buildable, out)
    second = json.loads(tree["ledger/checkpoint.json"])
    old, new = first["root"], second["root"]
    assert (second["size"], second["before"]["size"], second["before"]["root"]) == (2, 1, old)
    proof = [bytes.fromhex(one) for one in second["before"]["proof"]]
    assert proves_consistency(1, 2, bytes.fromhex(old), bytes.fromhex(new), proof)
    assert publish_tiny(buildable, out) == tree


def test_a_preview_may_tell_another_history_and_what_was_published_still_counts(
    buildable: Path,
) -> None:
    out = buildable / "public"
    publish_tiny(buildable, out)
    edit(buildable / DECISIONS, "钟表修理", "钟表修复")
    for _ in range(2):
        preview = publish_tiny(buildable, out, check_history=False)
        assert "钟表修复".encode() in preview["ledger/leaves/000000.jsonl"]
    with pytest.raises(RewrittenHistory):
        publish_tiny(buildable, out)
    edit(buildable / DECISIONS, "钟表修复", "钟表修理")
    assert "ledger/preview.json" not in publish_tiny(buildable, out)


SUSPENDED = """
  - decision: suspend
    certificate: WS-2025-000001-08
    decided: 2025-05-06
    effective: 2025-05-06
    recorded: 2025-05-06
    by: [C001, C002]
    reason: {zh: 监督审核未按期进行, en: Surveillance was not carried out in time}
"""
