"""Deciding, saving: a firm's decisions are replaced in one step, unless something came between.

Input: a folder as it was when the decision was tried, and the new content. Output: the file.
One `certify decide` at a time writes to a registry, so that no number is given twice.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator.drafting.placing import place_files, replace_files
from generator.records.foundation import AUDITS
from generator.records.problems import CannotGoOn
from generator.records.registry import DECISIONS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ATTEMPTS, _PAUSE = 10, 0.1
"""How often the registry is tried to be had alone, and the seconds in between."""
Contents = dict[str, bytes]
"""The files of a firm's folder that records are read from, by name."""


def read_folder(folder: Path) -> Contents:
    """Read the files of a firm's own folder, below its subfolders too; raises CannotGoOn."""
    contents: Contents = {}
    for above, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(above) / name
            if path.is_file():
                contents[path.relative_to(folder).as_posix()] = _read(path)
    return contents


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _cannot("读取", "read", path, error) from None


@contextmanager
def hold_registry(root: Path) -> Iterator[None]:
    """Keep every other `certify decide` from writing; raises CannotGoOn where one is at it."""
    if find_spec("fcntl") is None:  # Windows; what changed is noticed all the same
        yield
        return
    import fcntl  # noqa: PLC0415

    # The folder itself is locked: no file has to be made for it, none can be left behind.
    descriptor = os.open(root / AUDITS, os.O_RDONLY)
    try:
        for attempt in range(_ATTEMPTS):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if attempt == _ATTEMPTS - 1:
                    raise CannotGoOn(
                        zh="另一个 certify decide 正在写入本登记库，没有写入。请稍后再运行一次。",
                        en="another certify decide is writing to this registry; "
                        "nothing was written. Run it again in a moment.",
                    ) from None
                time.sleep(_PAUSE)
            except OSError:  # a file system without locks
                break
            else:
                break
        yield
    finally:
        os.close(descriptor)


def require_unchanged(folder: Path, before: Mapping[str, bytes]) -> None:
    """Raise CannotGoOn where a file of the folder is not as it was."""
    now = read_folder(folder)
    changed = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    if changed:
        shown = ", ".join(changed)
        raise CannotGoOn(
            zh=f"期间有文件被改动：{shown}。没有写入；请看过改动后再运行一次。",
            en=f"changed in the meantime: {shown}. Nothing was written; "
            "look at the change and run it again.",
        )


def save_decisions(folder: Path, content: bytes, *, is_new: bool) -> Path:
    """Write a firm's decisions, whole or not at all; raises CannotGoOn where they cannot be."""
    path = folder / DECISIONS_FILE
    try:
        if is_new:
            place_files(folder, {DECISIONS_FILE: content})
        else:
            replace_files({path: content})
    except OSError as error:
        raise _cannot("写入", "write", path, error) from None
    return path


def _cannot(zh: str, en: str, path: Path, error: OSError) -> CannotGoOn:
    why = error.strerror or type(error).__name__
    return CannotGoOn(
        zh=f"不能{zh} {path}（{why}），没有写入任何内容。",
        en=f"cannot {en} {path} ({why}); nothing was written.",
    )
