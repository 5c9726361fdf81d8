"""Deciding, numbers: which certificate numbers a registry has, and the next one that is free.

Input: a registry's folder. Output: sequences, a number, or the folder of the firm that holds one.
The decisions of every firm are looked through as bytes: to parse a hundred thousand files for a
number would take minutes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from generator.records.foundation import AUDITS
from generator.records.numbering import certificate_number, compact_number
from generator.records.problems import CannotGoOn
from generator.records.registry import DECISIONS_FILE
from generator.records.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAST = 999_999
"""The last sequence that six digits write."""
_BREAK = rb"[^0-9A-Za-z]{0,6}"
"""What may stand between the parts of a number, however it was typed."""


def next_number(root: Path, prefix: str, year: int) -> str:
    """Return the number after the year's last one; raises CannotGoOn where a year has no more."""
    taken = find_sequences(root, prefix, year)
    sequence = max(taken, default=0) + 1
    if sequence > _LAST:
        sequence = next((free for free in range(1, _LAST + 1) if free not in taken), 0)
    if not sequence:
        raise CannotGoOn(
            zh=f"{year} 年的证书序号已经用完。",
            en=f"every certificate number of {year} is taken.",
        )
    return certificate_number(prefix, year, sequence)


def find_sequences(root: Path, prefix: str, year: int) -> frozenset[int]:
    """Return the sequences of a year that stand anywhere in the decisions of any firm."""
    parts = (
        rb"(?<![0-9A-Za-z])" + prefix.encode(),
        str(year).encode(),
        rb"([0-9]{6})(?:%b[0-9]{2})?(?![0-9])" % _BREAK,
    )
    pattern = re.compile(_BREAK.join(parts), re.IGNORECASE)
    return frozenset(
        int(sequence)
        for _, content in _read_decisions(root)
        for sequence in pattern.findall(content)
    )


def find_holder(root: Path, number: str) -> Path | None:
    """Return the folder of the firm whose decisions name a certificate, however it is typed."""
    signs = compact_number(number).encode()
    written = _BREAK.join(re.escape(signs[at : at + 1]) for at in range(len(signs)))
    pattern = re.compile(rb"""certificate["']?\s*:\s*["']?%b(?![0-9])""" % written, re.IGNORECASE)
    return next(
        (folder for folder, content in _read_decisions(root) if pattern.search(content)), None
    )


def _read_decisions(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every firm's folder with the bytes of its decisions, in the order of the folders."""
    for region in _list_folders(root / AUDITS):
        for folder in _list_folders(region):
            content = _read_at_once(os.path.join(folder, DECISIONS_FILE))  # noqa: PTH118 (100,000 times)
            if content:
                yield Path(folder), content


def _list_folders(above: Path | str) -> list[str]:
    with os.scandir(above) as entries:
        return sorted(entry.path for entry in entries if entry.is_dir())


def _read_at_once(path: str) -> bytes:
    """Return a file's bytes; nothing where there is no plain file, even a pipe nobody writes to."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b""
    try:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        return os.read(descriptor, MAX_BYTES)
    finally:
        os.close(descriptor)
