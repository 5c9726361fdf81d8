"""Records: firms that took the place of others, such as after a new registration.

Input: the root folder and the firms. Output: problems at the field `successor_of`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.foundation import AUDITS
from generator.records.problems import Location, Problem, problem
from generator.records.rules.flaw import nearest
from generator.records.source import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.records.model import FirmRecords


def check_successions(root: Path, firms: Iterable[FirmRecords]) -> list[Problem]:
    """Find firms whose predecessor is not registered, or has a successor already."""
    problems: list[Problem] = []
    successors: dict[str, str] = {}
    for records in firms:
        firm = records.firm
        if firm.successor_of is None or firm.successor_of == firm.code:
            continue
        other = successors.setdefault(firm.successor_of, firm.code)
        if other != firm.code:
            place = find_place(root, firm.path, ("successor_of",))
            told = {"firm": firm.successor_of, "other": other}
            problems.append(problem(place, "successor-twice", **told))
        elif not is_registered(root, firm.successor_of):
            place = find_place(root, firm.path, ("successor_of",))
            problems.append(tell_predecessor_unknown(root, place, firm.successor_of))
    return problems


def is_registered(root: Path, code: str) -> bool:
    """Tell whether a firm has a folder, be its records good or not."""
    # Only letters and digits may become part of a pattern.
    plain = code.isascii() and code.isalnum()
    return plain and any(path.is_dir() for path in (root / AUDITS).glob(f"*/{code}"))


def tell_predecessor_unknown(root: Path, place: Location, code: str) -> Problem:
    """Tell that no firm of that code is registered, and which code is alike."""
    known = sorted({folder.name for folder in (root / AUDITS).glob("*/*") if folder.is_dir()})
    return problem(place, "successor-unknown", firm=code, near=nearest(code, known))


def find_place(root: Path, shown: str, pointer: tuple[str | int, ...]) -> Location:
    """Return the place of a value in a record that was read before."""
    source = read_source(root / shown, shown)
    return source.locate(pointer) if isinstance(source, Source) else Location(shown, 1, 1)
