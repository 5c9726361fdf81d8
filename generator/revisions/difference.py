"""The difference that a change makes, gathered: both sides read, scored, judged and compared.

Input: a registry in git, a base, the day. Output: `Difference`.
Only firms that the change reaches are read; of the base, only what they need is exported.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.certification.standing import Dossier
from generator.gathering import assess_firm
from generator.records.foundation import STANDARDS, read_foundation
from generator.records.problems import Problem, sort_problems
from generator.records.registry import list_firm_folders, read_firm
from generator.revisions import comparison
from generator.revisions.changed import check_changed, list_existing, open_version
from generator.revisions.comparison import (
    Change,
    Comparison,
    FirmChange,
    compare_firm,
    mark_unreadable,
)
from generator.revisions.reach import find_reach, order_folders
from generator.revisions.versions import WORK_TREE, find_base, find_repository
from generator.workers import ease_pickling, spread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from generator.records.model import Foundation
    from generator.revisions.reach import Reach
    from generator.revisions.versions import Repository

ease_pickling(comparison)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: what its records are read against, and what is wrong with them."""

    root: Path
    """Of the side before: gone once the comparison is made."""
    foundation: Foundation | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between a commit and the work tree, as of one day."""

    base: str
    as_of: date
    repository: Repository
    before: Side
    after: Side
    comparison: Comparison


def find_difference(root: Path, base: str | None, *, as_of: date, jobs: int = 1) -> Difference:
    """Compare the work tree with the last commit in common with `base`.

    Raises CannotGoOn where git cannot tell. Problems of either side are no obstacle: firms that
    cannot be read on one of them are marked so.
    """
    repository = find_repository(root)
    commit = find_base(repository, base)
    reach = find_reach(repository, root, commit, WORK_TREE, (commit, WORK_TREE))
    with open_version(repository, root, commit, reach) as old:
        before = _open_side(old)
        after = _open_side(root)
        firms = _list_firms(reach, (old, root))
        work = partial(_compare_one, before=before, after=after, as_of=as_of)
        done = list(spread(work, firms, jobs)) if after.foundation is not None else []
    told = [*before.problems, *(problem for _, found in done for problem in found)]
    return Difference(
        base=commit,
        as_of=as_of,
        repository=repository,
        before=Side(root=old, foundation=before.foundation, problems=sort_problems(told)),
        after=Side(
            root=root,
            foundation=after.foundation,
            # Asked of the check, which knows more than one firm at a time.
            problems=check_changed(root, base, jobs=jobs).problems,
        ),
        comparison=Comparison(firms=tuple(change for change, _ in done if change is not None)),
    )


def _open_side(root: Path) -> Side:
    # Before there was a registry there was nothing wrong with it.
    if not any((root / STANDARDS).glob("*/*/standard.yaml")):
        return Side(root=root, foundation=None, problems=())
    reading = read_foundation(root)
    return Side(root=root, foundation=reading.foundation, problems=reading.problems)


@dataclass(frozen=True, slots=True)
class _Firm:
    """A firm with its folders, which are two where it moved to another region."""

    code: str
    folders: tuple[str, ...]


def _list_firms(reach: Reach, roots: Iterable[Path]) -> list[_Firm]:
    folders: Iterable[str] = reach.folders
    if reach.everything:
        found = (path.relative_to(root) for root in roots for path in list_firm_folders(root))
        folders = order_folders(path.as_posix() for path in found)
    firms: dict[str, list[str]] = {}
    for folder in folders:
        firms.setdefault(folder.rpartition("/")[2], []).append(folder)
    return [_Firm(code, tuple(places)) for code, places in firms.items()]


def _compare_one(
    firm: _Firm, *, before: Side, after: Side, as_of: date
) -> tuple[FirmChange | None, tuple[Problem, ...]]:
    old, problems = _read(firm, before, as_of)
    new, broken = _read(firm, after, as_of)
    if broken:
        return mark_unreadable(firm.code, old, new, Change.UNREADABLE_AFTER), problems
    if problems or (before.problems and before.foundation is None):
        return mark_unreadable(firm.code, old, new, Change.UNREADABLE_BEFORE), problems
    return compare_firm(old, new), ()


def _read(firm: _Firm, side: Side, as_of: date) -> tuple[Dossier | None, tuple[Problem, ...]]:
    """Return a firm's dossier on a side, or what can be had of it beside its errors."""
    if side.foundation is None:
        return None, ()
    dossier: Dossier | None = None
    found: list[Problem] = []
    for folder in list_existing(side.root, firm.folders):
        whole, problems = assess_firm(
            folder, root=side.root, foundation=side.foundation, as_of=as_of
        )
        if whole is not None:
            return whole, ()
        dossier = dossier or _score_only(folder, side.root, side.foundation)
        found.extend(problems)
    return dossier, tuple(found)


def _score_only(folder: Path, root: Path, foundation: Foundation) -> Dossier | None:
    """Return a dossier without standings where the decisions alone rest on nothing.

    A score that no longer carries its certificate is what a reader of the change must see.
    """
    records = read_firm(root, folder, foundation).records
    if records is None:
        return None
    cards = (
        score_audit(audit, foundation.standards[audit.standard], records.firm)
        for audit in records.audits
    )
    return Dossier(records=records, scorecards=tuple(cards), standings=())
