"""The first three rooms in one go: a registry's folder → all that is known on a day.

Input: the folder and the day. Output: `Gathered`: dossiers, or problems; nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.assessment import scorecard
from generator.assessment.scoring import score_audit
from generator.assessment.shortfalls import tell_shortfalls
from generator.certification import standing
from generator.certification.abridging import abridge_dossier, strip_dossier
from generator.certification.decisions import judge_firm
from generator.certification.review import REVIEW_RULES, ReviewCase
from generator.certification.standing import Dossier
from generator.certification.timing import TIMING_RULES
from generator.records import model
from generator.records.foundation import AUDITS, read_foundation
from generator.records.problems import Problem, count_errors, sort_problems
from generator.records.registry import check_uniqueness, list_firm_folders, read_firm
from generator.records.rules import apply_rules
from generator.records.secrets import find_secrets
from generator.records.strays import find_strays
from generator.workers import ease_pickling, spread

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.records.model import Foundation

ease_pickling(model, scorecard, standing)

Progress = Callable[[str, int, int], None]
"""Hears (stage, done, of all)."""


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
    progress: Progress | None = None,
    check_only: bool = False,
) -> Gathered:
    """Read, check, score and judge everything; `check_only` keeps no more than it must."""
    reading = read_foundation(root)
    if reading.foundation is None:
        found = sort_problems([*reading.problems, *find_secrets(root)])
        return Gathered(root=root, as_of=as_of, foundation=None, dossiers=(), problems=found)
    folders = list_firm_folders(root)
    dossiers: list[Dossier] = []
    problems = [*reading.problems, *find_strays(root, root / AUDITS), *find_secrets(root)]
    keep = strip_dossier if check_only else partial(abridge_dossier, day=as_of)
    work = partial(_assess, keep, root=root, foundation=reading.foundation, as_of=as_of)
    for done, (dossier, found) in enumerate(spread(work, folders, jobs), 1):
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


Assessed = tuple[Dossier | None, tuple[Problem, ...]]


def _assess(
    keep: Callable[[Dossier], Dossier],
    folder: Path,
    *,
    root: Path,
    foundation: Foundation,
    as_of: date,
) -> Assessed:
    dossier, problems = assess_firm(folder, root=root, foundation=foundation, as_of=as_of)
    return (keep(dossier) if dossier else None), problems


def assess_firm(folder: Path, *, root: Path, foundation: Foundation, as_of: date) -> Assessed:
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
    for audit, card in zip(records.audits, scorecards, strict=True):
        problems.extend(tell_shortfalls(audit, card, foundation.standards[audit.standard]))
    cards = {card.audit: card for card in scorecards}
    case = ReviewCase(records=records, scorecards=cards, foundation=foundation)
    if reading.decisions is not None:
        problems.extend(apply_rules(reading.decisions, REVIEW_RULES, case))
    if reading.proceedings is not None and not count_errors(tuple(problems)):
        problems.extend(apply_rules(reading.proceedings, TIMING_RULES, case))
    if count_errors(tuple(problems)):
        return None, sort_problems(problems)
    standings = judge_firm(records, scorecards, foundation, as_of)
    dossier = Dossier(records=records, scorecards=scorecards, standings=standings)
    return dossier, sort_problems(problems)
