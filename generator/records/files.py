"""Records: the bytes of one file, of which nothing is taken for granted.

Input: a path. Output: its bytes, or the problem that it is no ordinary file or cannot be read.
"""

from __future__ import annotations

import os
from stat import S_ISREG
from typing import TYPE_CHECKING

from generator.records.problems import Location, Problem, problem

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path, shown: str, *, limit: int) -> bytes | Problem:
    """Read a file, of a larger one than `limit` bytes one more, by which it shows to be larger.

    `shown` is its path as problems tell it.
    """
    start = Location(shown, 1, 1)
    try:
        # A pipe without a writer would keep an ordinary opening waiting for ever.
        with open(path, "rb", opener=_open_at_once) as file:
            if not S_ISREG(os.fstat(file.fileno()).st_mode):
                return problem(start, "file-irregular")
            return file.read(limit + 1)
    except OSError as error:
        return problem(start, "file-unreadable", detail=error.strerror or type(error).__name__)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
