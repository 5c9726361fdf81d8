"""The whole run as one readable page: records → assessment → certification → publication.

Input: a registry's folder and the day. Output: `Gathered`, and from it the published site.
All is gathered before anything is written; one bad record stops publication.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.certification.decisions import judge_firm
from generator.certification.review import REVIEW_RULES, ReviewCase
from generator.certification.standing import Dossier
from generator.records.problems import Problem, count_errors, sort_problems
from generator.records.registry import (
    check_uniqueness,
    list_firm_folders,
    read_firm,
    read_foundation,
)
from generator.records.rules import apply_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from generator.records.model import Foundation

CHUNK = 16
"""Firms handed to a worker at a time."""

Progress = "Callable[[str, int, int], None]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that is known on a day: nothing has been written yet."""

    root: Path
    as_of: date
    foundation: Foundation | None
    dossiers: tuple[Dossier, ...]
    """By the firms' codes; empty where there are errors."""
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of publication."""
        return self.foundation is not None and count_errors(self.problems) == 0


def gather(
    root: Path,
    *,
    as_of: date,
    jobs: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> Gathered:
    """Read, check, score and judge everything; `progress` hears (stage, done, of all)."""
    reading = read_foundation(root)
    if reading.foundation is None:
        return Gathered(
            root=root, as_of=as_of, foundation=None, dossiers=(), problems=reading.problems
        )
    folders = list_firm_folders(root)
    dossiers: list[Dossier] = []
    problems: list[Problem] = list(reading.problems)
    work = partial(assess_firm, root=root, foundation=reading.foundation, as_of=as_of)
    for done, (dossier, found) in enumerate(_spread(work, folders, jobs), 1):
        problems.extend(found)
        if dossier is not None:
            dossiers.append(dossier)
        if progress is not None:
            progress("records", done, len(folders))
    problems.extend(check_uniqueness(root, tuple(d.records for d in dossiers)))
    found = sort_problems(problems)
    return Gathered(
        root=root,
        as_of=as_of,
        foundation=reading.foundation,
        dossiers=() if count_errors(found) else tuple(dossiers),
        problems=found,
    )


def assess_firm(
    folder: Path, *, root: Path, foundation: Foundation, as_of: date
) -> tuple[Dossier | None, tuple[Problem, ...]]:
    """Take one firm through the first three rooms: records, assessment, certification."""
    reading = read_firm(root, folder, foundation)
    records = reading.records
    if records is None:
        return None, reading.problems
    scorecards = tuple(
        score_audit(audit, foundation.standards[audit.standard], records.firm)
        for audit in records.audits
    )
    problems = list(reading.problems)
    if reading.decisions is not None:
        cards = {card.audit: card for card in scorecards}
        case = ReviewCase(decisions=records.decisions, scorecards=cards)
        problems.extend(apply_rules(reading.decisions, REVIEW_RULES, case))
    if count_errors(tuple(problems)):
        return None, sort_problems(problems)
    standings = judge_firm(records, scorecards, foundation, as_of)
    dossier = Dossier(records=records, scorecards=scorecards, standings=standings)
    return dossier, tuple(problems)


Assessed = tuple[Dossier | None, tuple[Problem, ...]]
_work: Callable[[Path], Assessed] | None = None


def _spread(
    work: Callable[[Path], Assessed], folders: Sequence[Path], jobs: int
) -> Iterator[Assessed]:
    """Do the work for every folder, in order; with several processes where it pays."""
    if jobs <= 1 or len(folders) < 2 * CHUNK:
        yield from map(work, folders)
        return
    with ProcessPoolExecutor(jobs, initializer=_hire, initargs=(work,)) as pool:
        yield from pool.map(_do, folders, chunksize=CHUNK)


def _hire(work: Callable[[Path], Assessed]) -> None:
    global _work  # a worker process gets the foundation once, not with every folder
    _work = work


def _do(folder: Path) -> Assessed:
    if _work is None:
        message = "worker without work"
        raise RuntimeError(message)
    return _work(folder)
