"""Deciding, trial: what a check would say if a decision were written, and what would follow.

Input: a firm's folder and the content that its decisions would have. Output: `Trial`: the problems
as `certify check` tells them, at the lines they would have, and how the firm would stand.
A copy of the folder is judged by the run's own first rooms, so that no rule can be forgotten.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.certification.decisions import judge_firm, sort_matters
from generator.gathering import assess_firm
from generator.records.problems import count_errors
from generator.records.registry import DECISIONS_FILE

if TYPE_CHECKING:
    from datetime import date

    from generator.certification.standing import Dossier, Standing
    from generator.deciding.saving import Contents
    from generator.records.model import FirmRecords, Foundation
    from generator.records.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a check says of a firm's folder; no dossier where it has errors."""

    problems: tuple[Problem, ...]
    dossier: Dossier | None

    @property
    def errors(self) -> int:
        """How many problems stand in the way."""
        return count_errors(self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How the firm stands on the day of effect, without a decision and with it."""

    before: Standing | None
    after: Standing


def try_folder(
    root: Path, folder: Path, contents: Contents, foundation: Foundation, day: date
) -> Trial:
    """Judge a firm's folder as if it held these contents, as of a day."""
    with tempfile.TemporaryDirectory(prefix="certify-") as made:
        copy = Path(made) / folder.relative_to(root)
        copy.mkdir(parents=True)
        for name, content in contents.items():
            path = copy / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        dossier, problems = assess_firm(copy, root=Path(made), foundation=foundation, as_of=day)
    return Trial(problems=problems, dossier=dossier)


def try_decision(
    root: Path,
    folder: Path,
    contents: Contents,
    decisions: bytes,
    foundation: Foundation,
    day: date,
) -> Trial:
    """Judge a firm's folder as if its decisions were these, as of a day."""
    return try_folder(root, folder, {**contents, DECISIONS_FILE: decisions}, foundation, day)


def foresee(dossier: Dossier, foundation: Foundation, day: date) -> Effect | None:
    """Return what the last decision of a dossier does on a day; None where it concerns nothing."""
    records = dossier.records
    standard = _standard_of_last(records)
    earlier = replace(records, decisions=records.decisions[:-1])
    before = judge_firm(earlier, dossier.scorecards, foundation, day)
    after = _pick(dossier.standings, standard)
    return Effect(before=_pick(before, standard), after=after) if after else None


def _standard_of_last(records: FirmRecords) -> str | None:
    last = len(records.decisions) - 1
    for matter in sort_matters(records):
        if any(place == last for place, _ in matter.decisions):
            return matter.standard
    return None


def _pick(standings: tuple[Standing, ...], standard: str | None) -> Standing | None:
    return next((s for s in standings if s.standard.partition("@")[0] == standard), None)
