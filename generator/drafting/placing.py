"""Drafting: puts what was drafted where it belongs, whole or not at all.

Input: contents and their places. Output: files, over nothing unless they are to be replaced. An
interruption leaves nothing half written.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def place_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write new files below a folder, all of them or none.

    Raises FileExistsError where one is there already, whoever wrote it, and OSError as it comes.
    """
    made: list[Path] = []
    written: list[Path] = []
    try:
        for name, content in contents.items():
            path = folder / name
            _make_folders(path.parent, made)
            _place(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        _remove_folders(made)
        raise


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write files, new ones or in place of others, all of them or none.

    Raises OSError as it comes, also where a file is protected against writing.
    """
    made: list[Path] = []
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in contents.items():
            _make_folders(path.parent, made)
            held = path.read_bytes() if path.exists() else None
            before[path] = held
            if held != content:
                _replace(Path(os.path.realpath(path)), content)
    except BaseException:
        for path, held in before.items():
            # One that cannot be put back is no reason to leave the others.
            with suppress(OSError):
                _put_back(path, held)
        _remove_folders(made)
        raise


def _put_back(path: Path, held: bytes | None) -> None:
    if held is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != held:
        _replace(Path(os.path.realpath(path)), held)


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not mode & stat.S_IWUSR:
        # A rename would pass over the protection that somebody gave the file.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _named(path), aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            aside.chmod(stat.S_IMODE(mode))
        aside.replace(path)
    finally:
        with suppress(NotADirectoryError):
            aside.unlink(missing_ok=True)


def _place(path: Path, content: bytes) -> None:
    # Written aside first: the link to its name is one step, and refuses to replace.
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _named(path):
            aside.write_bytes(content)
        try:
            path.hardlink_to(aside)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            _write_new(path, content)
    finally:
        with suppress(NotADirectoryError):
            aside.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Tell errors of the file aside as those of the file that was asked for."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(content)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; add the ones that were not there to `made`."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        made.append(one)


def _remove_folders(made: list[Path]) -> None:
    """Remove folders that are empty again; what somebody else put there stays."""
    for folder in reversed(made):
        try:
            folder.rmdir()
        except OSError:
            continue
