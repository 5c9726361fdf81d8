"""What differs between versions, asked of git itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.records.problems import CannotGoOn
from generator.revisions.versions import (
    INDEX,
    WORK_TREE,
    export_files,
    find_base,
    find_naming,
    find_repository,
    list_changed,
    list_files,
    read_file,
)
from tests.repositories import commit, git, start

if TYPE_CHECKING:
    from generator.revisions.versions import Repository

CHINESE = "audits/330100/甲 乙\t“丙”\n*[丁].yaml"
"""A path with a blank, a tab, quotes, a line end and what patterns are made of."""


def write(folder: Path, path: str, text: str = "x\n") -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with four files and one commit."""
    made = tmp_path / "repository"
    for path in ("audits/roster.yaml", "audits/1/2/a.yaml", "audits/1/2/b.yaml", "mkdocs.yml"):
        write(made, path)
    return start(made)


def changed(repository: Repository, version: str = WORK_TREE) -> tuple[str, ...]:
    return list_changed(repository, find_base(repository, "HEAD"), version)


# ---------------------------------------------------------------- what differs


def test_nothing_differs_from_what_was_just_committed(folder: Path) -> None:
    assert changed(find_repository(folder)) == ()


def test_committed_staged_unstaged_new_deleted_and_renamed_files_all_differ(folder: Path) -> None:
    base = git(folder, "rev-parse", "HEAD")
    write(folder, "audits/1/2/committed.yaml")
    commit(folder)
    write(folder, "audits/1/2/staged.yaml")
    git(folder, "add", "audits/1/2/staged.yaml")
    write(folder, "audits/roster.yaml", "changed\n")
    write(folder, "audits/1/2/new.yaml")
    (folder / "audits/1/2/a.yaml").unlink()
    git(folder, "mv", "audits/1/2/b.yaml", "audits/1/2/c.yaml")
    assert list_changed(find_repository(folder), base) == (
        "audits/1/2/a.yaml",
        "audits/1/2/b.yaml",
        "audits/1/2/c.yaml",
        "audits/1/2/committed.yaml",
        "audits/1/2/new.yaml",
        "audits/1/2/staged.yaml",
        "audits/roster.yaml",
    )


def test_only_what_is_staged_differs_in_the_index(folder: Path) -> None:
    write(folder, "audits/1/2/staged.yaml", "staged\n")
    git(folder, "add", "--all")
    write(folder, "audits/1/2/staged.yaml", "not staged\n")
    write(folder, "audits/1/2/new.yaml")
    (folder / "audits/1/2/a.yaml").unlink()
    repository = find_repository(folder)
    assert changed(repository, INDEX) == ("audits/1/2/staged.yaml",)
    assert read_file(repository, INDEX, "audits/1/2/staged.yaml") == b"staged\n"


def test_records_that_git_ignores_differ_too_for_a_check_reads_them(folder: Path) -> None:
    write(folder, ".gitignore", "new.yaml\n")
    commit(folder)
    write(folder, "audits/1/2/new.yaml")
    assert changed(find_repository(folder)) == ("audits/1/2/new.yaml",)


def test_a_path_may_hold_any_character(folder: Path) -> None:
    write(folder, CHINESE, "before\n")
    commit(folder)
    write(folder, CHINESE, "after\n")
    repository = find_repository(folder)
    base = find_base(repository, "HEAD")
    assert changed(repository) == (CHINESE,)
    assert find_naming(repository, WORK_TREE, ["after"], "audits") == (CHINESE,)
    assert find_naming(repository, base, ["before"], "audits") == (CHINESE,)
    assert read_file(repository, base, CHINESE) == b"before\n"


def test_the_registry_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "README")
    write(tmp_path, "deep/in it/audits/roster.yaml")
    start(tmp_path)
    write(tmp_path, "README", "changed\n")
    write(tmp_path, "deep/in it/audits/roster.yaml", "changed\n")
    write(tmp_path, "deep/in it/standards/new.yaml", "changed\n")
    repository = find_repository(tmp_path / "deep" / "in it")
    assert repository.prefix == "deep/in it/"
    assert changed(repository) == ("audits/roster.yaml", "standards/new.yaml")
    base = find_base(repository)
    assert read_file(repository, base, "audits/roster.yaml") == b"x\n"
    found = find_naming(repository, WORK_TREE, ["changed"], "audits")
    assert found == ("audits/roster.yaml",)


def test_what_somebody_set_for_diffs_changes_nothing(folder: Path) -> None:
    for name, value in {
        "diff.noprefix": "true",
        "diff.renames": "copies",
        "diff.external": "false",
        "core.quotePath": "true",
        "grep.fullName": "true",
        "grep.lineNumber": "true",
        "color.ui": "always",
        "status.showUntrackedFiles": "no",
    }.items():
        git(folder, "config", name, value)
    git(folder, "mv", "audits/1/2/b.yaml", "audits/1/2/ü.yaml")
    write(folder, "audits/1/2/new.yaml")
    repository = find_repository(folder)
    assert changed(repository) == ("audits/1/2/b.yaml", "audits/1/2/new.yaml", "audits/1/2/ü.yaml")
    assert "audits/roster.yaml" in find_naming(repository, WORK_TREE, ["x"], "audits")


# ---------------------------------------------------------------- the base


def test_a_branch_is_compared_with_where_it_left_the_other(folder: Path) -> None:
    fork = git(folder, "rev-parse", "HEAD")
    git(folder, "switch", "--quiet", "--create", "change")
    write(folder, "audits/1/2/mine.yaml")
    commit(folder)
    git(folder, "switch", "--quiet", "main")
    write(folder, "audits/1/2/theirs.yaml")
    commit(folder)
    git(folder, "switch", "--quiet", "change")
    repository = find_repository(folder)
    base = find_base(repository, "main")
    assert base == fork
    assert list_changed(repository, base) == ("audits/1/2/mine.yaml",)


def test_without_a_base_it_is_the_remotes_default_branch(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(folder), "copy")
    copy = tmp_path / "copy"
    write(copy, "audits/1/2/mine.yaml")
    commit(copy)
    repository = find_repository(copy)
    assert find_base(repository) == git(folder, "rev-parse", "HEAD")
    # A fetch by itself does not note which branch is the default one.
    git(copy, "remote", "set-head", "origin", "--delete")
    assert find_base(repository) == git(folder, "rev-parse", "HEAD")


def test_without_a_remote_it_is_the_last_commit(folder: Path) -> None:
    repository = find_repository(folder)
    assert find_base(repository) == find_base(repository, "HEAD") == git(folder, "rev-parse", "@")


@pytest.mark.parametrize("base", [None, "HEAD"])
def test_before_the_first_commit_everything_is_new(tmp_path: Path, base: str | None) -> None:
    write(tmp_path, "audits/roster.yaml")
    git(tmp_path, "init", "--quiet")
    repository = find_repository(tmp_path)
    assert list_changed(repository, find_base(repository, base)) == ("audits/roster.yaml",)
    assert list_files(repository, find_base(repository, base), "audits") == {}


@pytest.mark.parametrize("base", ["no-such-branch", "--output=x", "-h", "", "audits/roster.yaml"])
def test_an_unknown_base_is_told_in_both_languages(folder: Path, base: str) -> None:
    repository = find_repository(folder)
    if not base:
        assert find_base(repository, base) == find_base(repository, None)
        return
    with pytest.raises(CannotGoOn) as told:
        find_base(repository, base)
    assert base in told.value.zh
    assert base in told.value.en
    assert "git fetch" in told.value.en


def test_a_shallow_clone_is_told_how_to_get_the_rest(folder: Path, tmp_path: Path) -> None:
    first = git(folder, "rev-parse", "HEAD")
    write(folder, "audits/1/2/second.yaml")
    commit(folder)
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "copy")
    with pytest.raises(CannotGoOn) as told:
        find_base(find_repository(tmp_path / "copy"), first)
    for words in (told.value.zh, told.value.en):
        assert "fetch-depth: 0" in words
        assert "GIT_DEPTH" in words


def test_a_checkout_of_one_commit_is_not_compared_with_itself(folder: Path, tmp_path: Path) -> None:
    """As hosts make it for a pull request: one commit, no branch, no default branch."""
    write(folder, "audits/1/2/second.yaml")
    commit(folder)
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    git(checkout, "init", "--quiet")
    git(checkout, "remote", "add", "origin", folder.as_uri())
    tip = git(folder, "rev-parse", "main")
    git(checkout, "fetch", "--quiet", "--depth=1", "origin", f"{tip}:refs/remotes/pull/1/merge")
    git(checkout, "checkout", "--quiet", "refs/remotes/pull/1/merge")
    with pytest.raises(CannotGoOn, match="fetch-depth: 0"):
        find_base(find_repository(checkout))


def test_a_second_work_tree_is_a_repository_too(folder: Path, tmp_path: Path) -> None:
    git(folder, "worktree", "add", "--quiet", "-b", "change", str(tmp_path / "second"))
    write(tmp_path / "second", "audits/1/2/new.yaml")
    assert changed(find_repository(tmp_path / "second")) == ("audits/1/2/new.yaml",)
    assert changed(find_repository(folder)) == ()


def test_histories_with_nothing_in_common_are_told(folder: Path) -> None:
    git(folder, "switch", "--quiet", "--orphan", "other")
    commit(folder)
    with pytest.raises(CannotGoOn, match="no history in common"):
        find_base(find_repository(folder), "main")


# ---------------------------------------------------------------- no repository, another one


def test_a_folder_in_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as told:
        find_repository(tmp_path)
    assert "git init" in told.value.zh
    assert "git init" in told.value.en


def test_a_missing_git_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(CannotGoOn, match="git was not found"):
        find_repository(folder)


def test_gits_own_words_are_told_where_it_refuses(folder: Path) -> None:
    (folder / ".git" / "config").write_text("[core\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="config"):
        find_repository(folder)


def test_git_dir_is_heeded_as_in_a_hook(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".git").rename(tmp_path / "elsewhere")
    write(folder, "audits/1/2/new.yaml")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_DIR", "../elsewhere")
    repository = find_repository(Path())
    assert repository.top == folder
    assert changed(repository) == ("audits/1/2/new.yaml",)


def test_the_index_of_a_hook_is_heeded_though_its_path_is_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "registry/audits/roster.yaml")
    start(tmp_path)
    write(tmp_path, "registry/audits/roster.yaml", "changed\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    repository = find_repository(Path("registry"))
    assert changed(repository) == ("audits/roster.yaml",)
    assert changed(repository, INDEX) == ()


def test_git_dir_of_another_repository_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    write(other, "file")
    start(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    with pytest.raises(CannotGoOn, match="GIT_DIR"):
        find_repository(folder)


# ---------------------------------------------------------------- exporting


def test_an_export_holds_the_bytes_that_git_holds(folder: Path, tmp_path: Path) -> None:
    (folder / "audits/1/2/bytes.yaml").write_bytes(b"\x00\r\n\xff no end")
    write(folder, ".gitattributes", "*.yaml text export-subst\n")
    write(folder, "audits/1/2/none.yaml", "")
    (folder / "audits/1/2/link.yaml").symlink_to("/etc/hostname")
    git(folder, "config", "core.autocrlf", "false")
    commit(folder)
    repository = find_repository(folder)
    base = find_base(repository, "HEAD")
    export_files(repository, base, tmp_path / "out", "audits/1", "audits/nothing")
    found = {p.name: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert sorted(found) == ["a.yaml", "b.yaml", "bytes.yaml", "none.yaml"]
    assert found["none.yaml"] == b""
    assert found["bytes.yaml"] == read_file(repository, base, "audits/1/2/bytes.yaml")


def test_nothing_is_written_into_the_repository(folder: Path, tmp_path: Path) -> None:
    def contents() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

    write(folder, "audits/1/2/new.yaml")
    before = contents()
    repository = find_repository(folder)
    base = find_base(repository)
    list_changed(repository, base)
    list_changed(repository, base, INDEX)
    find_naming(repository, INDEX, ["x"], "audits")
    export_files(repository, INDEX, tmp_path / "out", "audits")
    assert contents() == before


def test_a_forged_tree_writes_nothing_outside_the_folder(folder: Path, tmp_path: Path) -> None:
    def make_tree(entry: str) -> str:
        (tmp_path / "entry").write_text(f"{entry}\n", encoding="utf-8")
        command = f"git mktree < '{tmp_path / 'entry'}'"
        return git(folder, "-c", f"alias.forge=!{command}", "forge")

    blob = git(folder, "hash-object", "-w", "mkdocs.yml")
    inner = make_tree(f"100644 blob {blob}\tescaped")
    for name in ("..", "a", "audits"):
        inner = make_tree(f"040000 tree {inner}\t{name}")
    forged = git(folder, "commit-tree", inner, "-m", "forged")
    repository = find_repository(folder)
    assert list(list_files(repository, forged, "audits")) == ["audits/a/../escaped"]
    export_files(repository, forged, tmp_path / "out", "audits")
    assert not list(tmp_path.rglob("escaped"))
