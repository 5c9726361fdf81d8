"""The guide for auditors says what happens: its walk-through is walked, from an empty folder on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.docs.walking import compare, edit, read_blocks, walk

ROOT = Path(__file__).parents[2]
LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}


def environment(language: str) -> dict[str, str]:
    """What a newcomer's terminal has: `certify` and git, a name, a language, nothing configured."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": LOCALES[language],
        "COLUMNS": "100",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_NAME": "sample auditor" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "auditor@registry.example" for who in ("AUTHOR", "COMMITTER")},
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_walk_through_leads_from_an_empty_folder_to_a_built_site(
    language: str, tmp_path: Path
) -> None:
    page = ROOT / "site" / "pages" / language / "audit.md"
    done = list(walk(page, tmp_path, environment(language)))
    assert done[0] == "certify init my-registry"
    assert done[-1] == "certify build"
    public = tmp_path / "my-registry" / "public"
    for home in (public, public / "en"):
        assert "Qicheng" in (home / "firms/00440300MA7PRACX1K/index.html").read_text("utf-8")


def test_both_languages_walk_the_same_way() -> None:
    zh, en = (read_blocks(ROOT / "site" / "pages" / language / "audit.md") for language in LOCALES)
    assert [block.kind for block in zh] == [block.kind for block in en]
    for ours, theirs in zip(zh, en, strict=True):
        if ours.kind == "diff":
            assert ours == theirs


def test_a_walk_stops_where_the_page_and_the_program_differ(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\ngit --version\n```\n\n```text\nsvn …\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="svn"):
        list(walk(page, tmp_path, {}))
    page.write_text("```sh\ngit no-such-command\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="no-such-command"):
        list(walk(page, tmp_path, {}))


def test_what_a_page_leaves_out_may_be_anything() -> None:
    compare("a … c\n…\ne", "a b c\nd\nd\ne and more")
    with pytest.raises(AssertionError):
        compare("a … d", "a b c")


def test_an_edit_fits_in_one_place_only(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x: 1\ny: 2\n", encoding="utf-8")
    edit("--- a.yaml\n x: 1\n-y: 2\n+y: 3", tmp_path)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "x: 1\ny: 3\n"
    with pytest.raises(AssertionError, match="not there once"):
        edit("--- a.yaml\n-z\n+w", tmp_path)
