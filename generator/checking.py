"""Parts of the run, for the commands that look at a few records and write nothing.

Input: a registry's folder and the files asked for. Output: problems, or one audit's scorecard.
A record outside the registry's folders is judged too, against the registry: a draft, say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.certification.review import REVIEW_RULES, ReviewCase
from generator.pipeline import Gathered, assess_firm, gather
from generator.records import convert
from generator.records.numbering import compact_number
from generator.records.problems import Location, Problem, count_errors, problem, sort_problems
from generator.records.registry import (
    AUDITS,
    FIRM_FILE,
    STANDARDS,
    judge_audit,
    read_firm,
    read_foundation,
)
from generator.records.rules import (
    DECISION_RULES,
    FIRM_RULES,
    ROSTER_RULES,
    STANDARD_RULES,
    DecisionsCase,
    FirmCase,
    StandardCase,
    apply_rules,
)
from generator.records.rules.flaw import flaw
from generator.records.schema import KINDS, check_form
from generator.records.source import Source, read_source
from generator.records.strays import SHARED, SUFFIXES, find_strays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit, Firm, Foundation, Standard

_MODELINE = re.compile(r"^#.*\$schema=\S*?(\w+)\.schema\.json", re.MULTILINE)
_ANY_DAY = date(9999, 12, 31)
"""Checks do not depend on the day: every record is known on the last one."""
_FIRM_DEPTH = 3
"""audits / region / code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One audit with its scorecard, or the problems that prevent one."""

    audit: Audit | None
    standard: Standard | None
    scorecard: Scorecard | None
    problems: tuple[Problem, ...]


def check_paths(
    root: Path, paths: Sequence[Path], *, jobs: int = 1
) -> tuple[tuple[Problem, ...], int]:
    """Check the whole registry, or what the paths name; return problems and files looked at."""
    if not paths:
        gathered = gather(root, as_of=_ANY_DAY, jobs=jobs, check_only=True)
        return gathered.problems, _count_records(root)
    reading = read_foundation(root)
    problems: list[Problem] = list(reading.problems)
    placed = [(path, _inside(root, path)) for path in paths]
    wanted = [inside.as_posix() for _, inside in placed if inside is not None]
    others = [path for path, inside in placed if inside is None]
    folders = {f for _, inside in placed if inside is not None for f in _firm_folders(root, inside)}
    found = find_strays(root, root / AUDITS)
    if reading.foundation is not None:
        for folder in sorted(folders):
            _, told = assess_firm(folder, root=root, foundation=reading.foundation, as_of=_ANY_DAY)
            found.extend(told)
    problems.extend(one for one in found if _is_wanted(one.location.path, wanted))
    for path in others:
        problems.extend(_check_outside(root, path, reading.foundation))
    looked_at = [*_shared_files(root), *(file for f in folders for file in f.glob("*.yaml"))]
    inside = sum(_is_wanted(file.relative_to(root).as_posix(), wanted) for file in looked_at)
    return sort_problems(problems), inside + len(others)


def _inside(root: Path, path: Path) -> Path | None:
    """The path relative to the registry, or None where it lies outside its records."""
    base = root.resolve()
    full = path.resolve()
    if full == base:
        return full.relative_to(base)
    if base in full.parents:
        relative = full.relative_to(base)
        if relative.parts[0] in (AUDITS, STANDARDS):
            return relative
    return None


def _firm_folders(root: Path, inside: Path) -> list[Path]:
    """Return the firms' folders that a path within the registry names, or lies in."""
    parts = inside.parts[:_FIRM_DEPTH] or (AUDITS,)
    if parts[0] != AUDITS:
        return []
    pattern = "/".join("*" * (_FIRM_DEPTH - len(parts)))
    start = root.joinpath(*parts)
    found = start.glob(pattern) if pattern else [start]
    return sorted(path for path in found if path.suffix not in SUFFIXES and path.is_dir())


def _shared_files(root: Path) -> list[Path]:
    """Return the files that every check reads: concepts, standards, roster and issuer."""
    standards = root / STANDARDS
    files = [standards / "concepts.yaml", *standards.glob("*/*/standard.yaml")]
    return [*files, *(root / AUDITS / name for name in SHARED)]


def _is_wanted(shown: str, wanted: Sequence[str]) -> bool:
    return any(w in (".", shown) or shown.startswith(f"{w}/") for w in wanted)


def _count_records(root: Path) -> int:
    firms = sum(1 for _ in (root / AUDITS).glob("*/*/*.yaml"))
    return len(_shared_files(root)) + firms


def kind_of(source: Source, name: str) -> str | None:
    """Tell what kind of record a file holds: by its first line, its name, or its fields."""
    modeline = _MODELINE.search(source.text[:1000])
    if modeline and modeline[1] in KINDS:
        return modeline[1]
    stem = name.removesuffix(".yaml")
    if stem in KINDS:
        return stem
    fields = source.data if isinstance(source.data, dict) else {}
    telling = {
        "findings": "audit",
        "decisions": "decisions",
        "sections": "standard",
        "people": "roster",
        "number_prefix": "issuer",
        "concepts": "concepts",
        "industry": "firm",
    }
    return next((kind for field, kind in telling.items() if field in fields), None)


def _check_outside(root: Path, path: Path, foundation: Foundation | None) -> list[Problem]:
    """Check a file that is not among the registry's records, as if it were."""
    shown = path.as_posix()
    source = read_source(path, shown)
    if isinstance(source, Problem):
        return [source]
    kind = kind_of(source, path.name)
    if kind is None:
        return [problem(Location(shown, 1, 1), "kind-unknown")]
    found = check_form(source, kind)
    if found or foundation is None:
        return found
    match kind:
        case "firm":
            firm = convert.convert_firm(source)
            return apply_rules(
                source, FIRM_RULES, FirmCase(firm=firm, foundation=foundation, folder=None)
            )
        case "standard":
            standard = convert.convert_standard(source)
            case = StandardCase(
                standard=standard,
                concepts=tuple(c.id for c in foundation.concepts),
                folder=(standard.id, standard.version),
            )
            return apply_rules(source, STANDARD_RULES, case)
        case "roster":
            return apply_rules(source, ROSTER_RULES, convert.convert_people(source))
        case "audit":
            return _check_outside_audit(root, source, foundation)
        case "decisions":
            return _check_outside_decisions(root, source, foundation)
        case _:
            return []


def find_folders(root: Path, code: str) -> list[Path]:
    """Return the folders of the firm with that code; none for what cannot be a code."""
    # Only letters and digits may become part of a pattern.
    plain = code.isascii() and code.isalnum()
    return sorted((root / AUDITS).glob(f"*/{code}")) if plain else []


def _find_firm(root: Path, code: str) -> Firm | None:
    for folder in find_folders(root, code):
        path = folder / FIRM_FILE
        source = read_source(path, path.relative_to(root).as_posix())
        if isinstance(source, Source) and not check_form(source, "firm"):
            return convert.convert_firm(source)
    return None


def _check_outside_audit(root: Path, source: Source, foundation: Foundation) -> list[Problem]:
    audit = convert.convert_audit(source)
    firm = _find_firm(root, audit.firm)
    if firm is None:
        return _tell_firm_unknown(source, audit.firm)
    return judge_audit(source, audit, foundation, firm, None)


def _check_outside_decisions(root: Path, source: Source, foundation: Foundation) -> list[Problem]:
    code = source.data["firm"]
    folders = find_folders(root, code)
    if not folders:
        return _tell_firm_unknown(source, code)
    reading = read_firm(root, folders[0], foundation)
    audits = {a.id: a for a in reading.records.audits} if reading.records else {}
    decisions = convert.convert_decisions(source)
    # An audit that could not be read is told at its own file, not as missing here.
    unread = {path.stem for path in folders[0].glob("*.yaml")} - set(audits)
    case = DecisionsCase(
        firm=code,
        decisions=decisions,
        audits=audits,
        unread=frozenset(unread),
        foundation=foundation,
    )
    found = apply_rules(source, DECISION_RULES, case)
    if found or reading.records is None:
        return found
    firm = reading.records.firm
    cards = {
        audit.id: score_audit(audit, foundation.standards[audit.standard], firm)
        for audit in reading.records.audits
    }
    return apply_rules(source, REVIEW_RULES, ReviewCase(decisions=decisions, scorecards=cards))


def _tell_firm_unknown(source: Source, code: str) -> list[Problem]:
    told = flaw("firm", code="firm-unknown", firm=code)
    return apply_rules(source, (lambda _: iter((told,)),), None)


def score_file(root: Path, path: Path) -> Scored:
    """Check and score one audit's file, inside the registry or beside it."""
    nothing = Scored(audit=None, standard=None, scorecard=None, problems=())
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
    audit = convert.convert_audit(source)
    firm = _find_firm(root, audit.firm)
    if firm is None:
        return replace(nothing, problems=tuple(_tell_firm_unknown(source, audit.firm)))
    standard = foundation.standards[audit.standard]
    return Scored(
        audit=audit,
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
