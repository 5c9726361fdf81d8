"""Parts of the run, for the commands that look at a few records and write nothing.

Input: a registry's folder and the files asked for. Output: problems, or one audit's scorecard.
Drafts, which lie outside the registry's folders, are judged by `drafts.py`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.drafts import (
    check_draft,
    find_beside,
    find_firm,
    find_folders,
    kind_of,
    read_proceedings,
    tell_firm_unknown,
)
from generator.gathering import Gathered, assess_firm, gather
from generator.records import convert
from generator.records.beside import read_data
from generator.records.foundation import AUDITS, INSTRUMENTS, STANDARDS, read_foundation
from generator.records.numbering import compact_number
from generator.records.problems import Location, Problem, count_errors, problem, sort_problems
from generator.records.registry import correct_audit
from generator.records.secrets import find_secrets
from generator.records.source import read_source
from generator.records.strays import SHARED, SUFFIXES, find_strays
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit, Firm, Foundation, Standard

ANY_DAY = date(9999, 12, 31)
"""Checks do not depend on the day: every record is known on the last one."""
_FIRM_DEPTH = 3
"""audits / region / code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One audit with its scorecard, or the problems that prevent one."""

    audit: Audit | None
    firm: Firm | None
    standard: Standard | None
    scorecard: Scorecard | None
    problems: tuple[Problem, ...]


def check_paths(
    root: Path, paths: Sequence[Path], *, jobs: int = 1
) -> tuple[tuple[Problem, ...], int]:
    """Check the whole registry, or what the paths name; return problems and files looked at."""
    if not paths:
        gathered = gather(root, as_of=ANY_DAY, jobs=jobs, check_only=True)
        return gathered.problems, count_records(root)
    reading = read_foundation(root)
    problems: list[Problem] = list(reading.problems)
    placed = [(path, _inside(root, path)) for path in paths]
    wanted = frozenset(
        wider for _, inside in placed if inside is not None for wider in _take_along(inside)
    )
    others = [path for path, inside in placed if inside is None]
    folders = {f for _, inside in placed if inside is not None for f in _firm_folders(root, inside)}
    found = find_strays(root, root / AUDITS)
    found.extend(find_secrets(root, sorted(path.as_posix() for path in wanted)))
    if reading.foundation is not None:
        judge = partial(_judge_folder, root=root, foundation=reading.foundation)
        for told in spread(judge, sorted(folders), jobs):
            found.extend(told)
    problems.extend(one for one in found if _is_wanted(Path(one.location.path), wanted))
    for path in others:
        problems.extend(check_draft(root, path, reading.foundation))
    looked_at = [*list_shared_files(root), *(file for f in folders for file in f.glob("*.yaml"))]
    inside = sum(_is_wanted(file.relative_to(root), wanted) for file in looked_at)
    return sort_problems(problems), inside + len(others)


def _inside(root: Path, path: Path) -> Path | None:
    """The path relative to the registry, or None where it lies outside its records."""
    base = Path(os.path.realpath(root))
    # A link is told where it stands, not where it leads, which may be nowhere or in a circle.
    linked = path.is_symlink()
    full = (
        Path(os.path.realpath(path.parent)) / path.name if linked else Path(os.path.realpath(path))
    )
    if full == base:
        return full.relative_to(base)
    if base in full.parents:
        relative = full.relative_to(base)
        if relative.parts[0] in (AUDITS, STANDARDS):
            return relative
    return None


def _take_along(inside: Path) -> tuple[Path, ...]:
    """Return a path within the registry with what is judged with it: an audit with its data."""
    beside = inside.parts[: _FIRM_DEPTH + 1]
    if len(beside) <= _FIRM_DEPTH or inside.parts[0] != AUDITS:
        return (inside,)
    audit = Path(*beside)
    if audit.suffix == ".yaml":
        return (inside, audit.with_suffix(""))
    return (inside, audit.with_suffix(".yaml"))


def _firm_folders(root: Path, inside: Path) -> list[Path]:
    """Return the firms' folders that a path within the registry names, or lies in."""
    parts = inside.parts[:_FIRM_DEPTH] or (AUDITS,)
    if parts[0] != AUDITS:
        return []
    pattern = "/".join("*" * (_FIRM_DEPTH - len(parts)))
    start = root.joinpath(*parts)
    found = start.glob(pattern) if pattern else [start]
    return sorted(path for path in found if path.suffix not in SUFFIXES and path.is_dir())


def list_shared_files(root: Path) -> list[Path]:
    """Return the files that every check reads: concepts, standards, roster and issuer."""
    standards = root / STANDARDS
    files = [standards / "concepts.yaml", *standards.glob("*/*/standard.yaml")]
    files += standards.glob(f"*/*/{INSTRUMENTS}/*.yaml")
    return [*files, *(root / AUDITS / name for name in SHARED)]


def _judge_folder(folder: Path, *, root: Path, foundation: Foundation) -> tuple[Problem, ...]:
    """Return the problems of one firm's folder, whatever the day."""
    return assess_firm(folder, root=root, foundation=foundation, as_of=ANY_DAY)[1]


def _is_wanted(file: Path, wanted: Collection[Path]) -> bool:
    return file in wanted or any(folder in wanted for folder in file.parents)


def count_records(root: Path) -> int:
    """Count the files that a check of everything reads."""
    firms = sum(1 for _ in (root / AUDITS).glob("*/*/*.yaml"))
    return len(list_shared_files(root)) + firms


def score_file(root: Path, path: Path) -> Scored:
    """Check and score one audit's file, inside the registry or beside it."""
    nothing = Scored(audit=None, firm=None, standard=None, scorecard=None, problems=())
    reading = read_foundation(root)
    foundation = reading.foundation
    if foundation is None:
        return replace(nothing, problems=reading.problems)
    problems, _ = check_paths(root, [path])
    if count_errors(problems):
        return replace(nothing, problems=problems)
    source = read_source(path, path.as_posix())
    if isinstance(source, Problem):
        return replace(nothing, problems=(source,))
    if kind_of(source, path.name) != "audit":
        return replace(nothing, problems=(problem(Location(source.path, 1, 1), "not-an-audit"),))
    firm = find_firm(root, source.data["firm"])
    if firm is None:
        found = tell_firm_unknown(root, source, source.data["firm"])
        return replace(nothing, problems=tuple(found))
    standard = foundation.standards[source.data["standard"]]
    folder, shown = find_beside(source)
    tables, told = read_data(source, standard, folder=folder, shown=shown)
    if told:
        return replace(nothing, problems=sort_problems(told))
    audit = convert.convert_audit(source, tables)
    audit = correct_audit(audit, read_proceedings(root, audit.firm))
    return Scored(
        audit=audit,
        firm=firm,
        standard=standard,
        scorecard=score_audit(audit, standard, firm),
        problems=problems,
    )


def gather_firms(root: Path, firm: str | None, *, as_of: date, jobs: int) -> Gathered:
    """Gather the whole registry, or one firm by its code or a certificate's number."""
    folders = find_folders(root, firm) if firm is not None else []
    if not folders:
        gathered = gather(root, as_of=as_of, jobs=jobs)
        if firm is None:
            return gathered
        number = compact_number(firm)
        kept = tuple(
            dossier
            for dossier in gathered.dossiers
            if any(
                decision.certificate and compact_number(decision.certificate) == number
                for decision in dossier.records.decisions
            )
        )
        return replace(gathered, dossiers=kept)
    reading = read_foundation(root)
    empty = Gathered(
        root=root,
        as_of=as_of,
        foundation=reading.foundation,
        dossiers=(),
        problems=reading.problems,
    )
    if reading.foundation is None:
        return empty
    dossier, problems = assess_firm(
        folders[0], root=root, foundation=reading.foundation, as_of=as_of
    )
    return replace(empty, dossiers=(dossier,) if dossier else (), problems=problems)
