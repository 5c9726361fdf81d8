"""Git, asked: what differs from another version, and what stood in it.

Input: a registry's folder somewhere in a git work tree. Output: paths relative to the registry,
bytes, exported files. The one place that runs git; nothing here changes a repository.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

INDEX = ":index"
"""The version that the next commit will hold: what is staged."""
WORK_TREE = ":work-tree"
"""The version that stands in the folders now. No commit's name begins with a colon."""
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",  # another git may be at work, the one whose hook this is
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
_FILES = ("100644", "100755")
"""Modes of plain files; symbolic links and submodules are not exported."""
_FEW = 1000
"""Arguments of one call: well below what systems allow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git work tree and the place of the registry in it."""

    top: Path
    prefix: str
    """`` or `path/of/the/registry/`."""


def find_repository(registry: Path) -> Repository:
    """Find the work tree that the registry stands in; GIT_DIR is heeded.

    Raises CannotGoOn where git is missing or the folder is in no work tree.
    """
    # With GIT_DIR alone, git takes the folder it is run in for the top of the work tree.
    start = Path() if os.environ.get("GIT_DIR") else registry
    done = _run(start, ["rev-parse", "--show-toplevel"])
    if done.returncode:
        if b"not a git repository" not in done.stderr:
            raise _tell_failure(done)
        place = registry.resolve()
        raise CannotGoOn(
            zh=f"{place} 不在 git 仓库中，无从比较：请先运行 git init 并提交",
            en=f"{place} is in no git repository, so there is nothing to compare with: "
            "run git init and commit first",
        )
    top = Path(os.fsdecode(done.stdout).removesuffix("\n")).resolve()
    try:
        inside = registry.resolve().relative_to(top).as_posix()
    except ValueError:
        raise CannotGoOn(
            zh=f"登记库 {registry.resolve()} 不在 git 工作区 {top} 中（是否设了 GIT_DIR？）",
            en=f"the registry {registry.resolve()} is not in git's work tree {top} "
            "(is GIT_DIR set?)",
        ) from None
    return Repository(top=top, prefix="" if inside == "." else f"{inside}/")


def find_base(repository: Repository, base: str | None = None) -> str:
    """Return the commit to compare with: the last that `base` and HEAD have in common.

    `base` None stands for the remote's default branch, or HEAD where no remote is known. Before
    the first commit it is the empty tree. Raises CannotGoOn where `base` cannot be found.
    """
    head = find_commit(repository, "HEAD")
    if head is None and base in (None, "HEAD"):
        return ask_git(repository, "hash-object", "-t", "tree", "--stdin").decode().strip()
    wanted = base or _find_default_branch(repository)
    if wanted is None and is_shallow(repository):
        # What CI checks out by itself: compared with HEAD, nothing would ever differ.
        raise _tell_missing(repository, "origin/HEAD")
    wanted = wanted or "HEAD"
    commit = find_commit(repository, wanted)
    if commit is None or head is None:
        raise _tell_missing(repository, wanted)
    done = _run(repository.top, ["merge-base", commit, head])
    if done.returncode:
        raise _tell_missing(repository, wanted, found=True)
    return done.stdout.decode().strip()


def find_commit(repository: Repository, name: str) -> str | None:
    """Return the commit that a name stands for, or None."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    done = _run(repository.top, asked)
    return None if done.returncode else done.stdout.decode().strip()


def _find_default_branch(repository: Repository) -> str | None:
    """Return the remote's default branch; `origin` is the remote, or the only one."""
    remotes = ask_git(repository, "remote").decode().split()
    remote = "origin" if "origin" in remotes else remotes[0] if len(remotes) == 1 else None
    if remote is None:
        return None
    # refs/remotes/<remote>/HEAD is set by clone, not by fetch.
    names = (f"refs/remotes/{remote}/{branch}" for branch in ("HEAD", "main", "master"))
    return next((name for name in names if find_commit(repository, name)), None)


def is_shallow(repository: Repository) -> bool:
    """Tell whether the repository lacks older commits."""
    return ask_git(repository, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _tell_missing(repository: Repository, base: str, *, found: bool = False) -> CannotGoOn:
    if is_shallow(repository):
        return CannotGoOn(
            zh=f"这个仓库只取了最近的提交（浅克隆），缺少 {base} 或与它的共同祖先。"
            "请运行 git fetch --unshallow；在 GitHub 上给 actions/checkout 设 fetch-depth: 0，"
            '在 GitLab 上设 GIT_DEPTH: "0"',
            en=f"this repository holds the last commits only (a shallow clone) and lacks {base} "
            "or what it has in common with it. Run git fetch --unshallow; on GitHub give "
            'actions/checkout fetch-depth: 0, on GitLab set GIT_DEPTH: "0"',
        )
    if found:
        return CannotGoOn(
            zh=f"HEAD 与 {base} 没有共同的历史，无从比较",
            en=f"HEAD and {base} have no history in common, so there is nothing to compare",
        )
    return CannotGoOn(
        zh=f"git 不认识 {base}：请核对分支或提交的名称，或先运行 git fetch"
        "（这里要写分支、标签或提交，不是文件）",
        en=f"git does not know {base}: see whether the branch or commit is named so, or run "
        "git fetch first (a branch, a tag or a commit is wanted here, not a file)",
    )


# ---------------------------------------------------------------- what differs


def list_changed(repository: Repository, base: str, version: str = WORK_TREE) -> tuple[str, ...]:
    """Return the paths that differ between `base` and a version, relative to the registry.

    Sorted; a renamed file is its old and its new path. With the work tree, files that are not in
    git count as new, ignored ones too: a check of everything would read them.
    """
    # --name-only of a diff against one commit covers what is committed, staged and neither.
    where = {WORK_TREE: (), INDEX: ("--cached",)}.get(version, ())
    to = () if version in (WORK_TREE, INDEX) else (version,)
    asked = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules")
    found = ask_git(repository, *asked, *where, base, *to, "--", *_below(repository, ""))
    if version == WORK_TREE:
        below = _below(repository, "audits", "standards")
        found += ask_git(repository, "ls-files", "--others", "-z", "--", *below)
    return tuple(sorted(set(_relative(repository, found))))


def find_naming(
    repository: Repository, version: str, words: Iterable[str], below: str
) -> tuple[str, ...]:
    """Return the files of a version, below a folder of the registry, in which a word stands."""
    patterns = [f"-e{word}" for word in sorted(set(words)) if word]
    where = {
        WORK_TREE: ("--untracked", "--no-exclude-standard"),
        INDEX: ("--cached",),
    }.get(version, (version,))
    flags = ("--files-with-matches", "--fixed-strings", "--text", "--no-color", "-z")
    found: set[str] = set()
    for some in _in_parts(patterns):
        asked = ["grep", *flags, *some, *where, "--", *_below(repository, below)]
        done = _run(repository.top, asked)
        if done.returncode > 1:
            raise _tell_failure(done)
        lead = f"{version}:".encode() if version not in (WORK_TREE, INDEX) else b""
        found.update(_relative(repository, done.stdout, lead))
    return tuple(sorted(found))


def list_files(repository: Repository, version: str, *below: str) -> dict[str, str]:
    """Return the plain files of a commit or of the index below some paths: path → blob."""
    files: dict[str, str] = {}
    for some in _in_parts(_below(repository, *below)):
        if version == INDEX:
            # mode blob stage<TAB>path
            listed = ask_git(repository, "ls-files", "--stage", "-z", "--", *some)
        else:
            # mode type blob<TAB>path
            listed = ask_git(repository, "ls-tree", "-r", "-z", "--full-tree", version, "--", *some)
        for entry in listed.split(b"\0")[:-1]:
            about, _, raw = entry.partition(b"\t")
            mode, *rest = about.decode().split(" ")
            path = os.fsdecode(raw)
            blob = rest[0] if version == INDEX else rest[1]
            if mode in _FILES and path.startswith(repository.prefix):
                files[path.removeprefix(repository.prefix)] = blob
    return files


def read_file(repository: Repository, version: str, path: str) -> bytes | None:
    """Return what a file of the registry held in a commit or holds in the index; None: nothing."""
    blob = list_files(repository, version, path).get(path)
    return None if blob is None else next(read_blobs(repository, [blob]))


def export_files(repository: Repository, version: str, target: Path, *below: str) -> None:
    """Write the plain files of a commit or of the index, below some paths, into a folder.

    As git holds them: no filter of .gitattributes or of the configuration is applied.
    """
    files = list_files(repository, version, *below)
    for path, content in zip(files, read_blobs(repository, list(files.values())), strict=True):
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            continue  # no git makes such a tree; somebody forged it
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def read_blobs(repository: Repository, blobs: Sequence[str]) -> Iterator[bytes]:
    """Yield what the blobs hold, in their order."""
    if not blobs:
        return
    wanted = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = ask_git(repository, "cat-file", "--batch", given=wanted)
    start = 0
    for _ in blobs:
        # <blob> blob <size>\n<content>\n
        end = answer.index(b"\n", start)
        size = int(answer[start:end].rpartition(b" ")[2])
        yield answer[end + 1 : end + 1 + size]
        start = end + size + 2


def _below(repository: Repository, *paths: str) -> list[str]:
    """Return paths of the registry as paths of the repository; "." for the whole of it."""
    return [f"{repository.prefix}{path}".rstrip("/") or "." for path in paths]


def _relative(repository: Repository, listed: bytes, lead: bytes = b"") -> Iterator[str]:
    for raw in listed.split(b"\0")[:-1]:
        path = os.fsdecode(raw.removeprefix(lead))
        if path.startswith(repository.prefix):
            yield path.removeprefix(repository.prefix)


def _in_parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _FEW):
        yield items[start : start + _FEW]


# ---------------------------------------------------------------- running git


def ask_git(repository: Repository, *arguments: str, given: bytes = b"") -> bytes:
    """Run git at the top of the work tree; raises CannotGoOn with its words where it fails."""
    done = _run(repository.top, arguments, given)
    if done.returncode:
        raise _tell_failure(done)
    return done.stdout


def _tell_failure(done: subprocess.CompletedProcess[bytes]) -> CannotGoOn:
    words = done.stderr.decode(errors="replace").strip()
    return CannotGoOn(zh=f"git 出错：{words}", en=f"git failed: {words}")


def _run(
    folder: Path, arguments: Sequence[str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    settings = dict(os.environ) | _QUIET
    for name in _PLACES:
        # A hook is given these relative to the folder it runs in.
        if settings.get(name):
            settings[name] = str(Path(settings[name]).absolute())
    try:
        return subprocess.run(
            ["git", *arguments],  # noqa: S607 (which git is the user's PATH to say)
            check=False,
            cwd=folder,
            env=settings,
            input=given,
            capture_output=True,
        )
    except FileNotFoundError:
        raise CannotGoOn(
            zh="找不到 git：请先安装，或不用需要它的选项",
            en="git was not found: install it, or do without the options that need it",
        ) from None
