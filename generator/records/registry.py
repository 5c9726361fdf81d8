"""Records: the folders of a registry → its foundation and its firms, or problems.

Input: the root folder. Output: `FoundationReading`, and a `FirmReading` for each firm's folder.
Firms are read one by one, so that many processes can share the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.records import convert
from generator.records.codes import load_codes
from generator.records.model import Audit, Decision, Firm, FirmRecords, Foundation, Standard
from generator.records.piecemeal import judge_rest
from generator.records.problems import Location, Problem, problem, sort_problems
from generator.records.rules import (
    AUDIT_RULES,
    DECISION_RULES,
    FIRM_RULES,
    ROSTER_RULES,
    STANDARD_RULES,
    AuditCase,
    DecisionsCase,
    FirmCase,
    StandardCase,
    apply_rules,
)
from generator.records.rules.flaw import flaw, listed, nearest
from generator.records.rules.privacy import keep_private
from generator.records.schema import check_form
from generator.records.source import Source, read_source
from generator.records.strays import SUFFIXES, find_strays_of_firm
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STANDARDS = "standards"
AUDITS = "audits"
FIRM_FILE = "firm.yaml"
DECISIONS_FILE = "decisions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundationReading:
    """What every firm is read against, or the problems that prevent it."""

    foundation: Foundation | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmReading:
    """One firm's records, or the problems with them; `decisions` is kept for later stages."""

    records: FirmRecords | None
    decisions: Source | None
    problems: tuple[Problem, ...]


def _read(root: Path, path: Path, kind: str, problems: list[Problem]) -> Source | None:
    """Read a file and check its form; what is wrong goes to `problems`."""
    source, found = _read_whatever(root, path, kind, problems)
    return None if found else source


def _read_whatever(
    root: Path, path: Path, kind: str, problems: list[Problem]
) -> tuple[Source | None, list[Problem]]:
    """Read a file; return it whatever its form, and what is wrong with that."""
    source = read_source(path, path.relative_to(root).as_posix())
    if isinstance(source, Problem):
        problems.append(source)
        return None, []
    problems.extend(keep_private(source, kind))
    found = check_form(source, kind)
    problems.extend(found)
    return source, found


def read_foundation(root: Path) -> FoundationReading:
    """Read standards, concepts, roster and issuer of the registry at `root`."""
    problems: list[Problem] = []
    audits = root / AUDITS
    for path in (
        root / STANDARDS / "concepts.yaml",
        audits / "roster.yaml",
        audits / "issuer.yaml",
    ):
        if not path.exists():
            shown = path.relative_to(root).as_posix()
            problems.append(
                problem(Location(shown, 1, 1), "file-missing", file=shown, why="certify init")
            )
    if problems:
        return FoundationReading(foundation=None, problems=sort_problems(problems))
    concepts_source = _read(root, root / STANDARDS / "concepts.yaml", "concepts", problems)
    roster = _read(root, audits / "roster.yaml", "roster", problems)
    issuer = _read(root, audits / "issuer.yaml", "issuer", problems)
    concepts = convert.convert_concepts(concepts_source) if concepts_source else ()
    standards = dict(_read_standards(root, [c.id for c in concepts], problems))
    people = convert.convert_people(roster) if roster else ()
    if roster:
        problems.extend(apply_rules(roster, ROSTER_RULES, people))
    if not standards and not problems:
        place = Location(STANDARDS, 1, 1)
        shown = f"{STANDARDS}/…/standard.yaml"
        problems.append(problem(place, "file-missing", file=shown, why="certify init"))
    if problems or issuer is None:
        return FoundationReading(foundation=None, problems=sort_problems(problems))
    codes = root / STANDARDS / "codes"
    foundation = Foundation(
        standards=standards,
        concepts=concepts,
        people={person.id: person for person in people},
        issuer=convert.convert_issuer(issuer),
        codes=load_codes(codes if codes.is_dir() else scaffold_root() / STANDARDS / "codes"),
    )
    return FoundationReading(foundation=foundation, problems=())


def _read_standards(
    root: Path, concepts: list[str], problems: list[Problem]
) -> Iterator[tuple[str, Standard]]:
    for path in sorted((root / STANDARDS).glob("*/*/standard.yaml")):
        source = _read(root, path, "standard", problems)
        if source is None:
            continue
        standard = convert.convert_standard(source)
        case = StandardCase(
            standard=standard,
            concepts=tuple(concepts),
            folder=(path.parent.parent.name, path.parent.name),
        )
        problems.extend(apply_rules(source, STANDARD_RULES, case))
        yield standard.ref, standard


def list_firm_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders of all firms, in the order of their codes."""
    found = [
        path
        for path in (root / AUDITS).glob("*/*")
        if path.suffix not in SUFFIXES and path.is_dir()
    ]
    return tuple(sorted(found, key=lambda path: (path.name, path.parent.name)))


def read_firm(root: Path, folder: Path, foundation: Foundation) -> FirmReading:
    """Read one firm's folder and judge all in it by the rules."""
    problems: list[Problem] = []
    firm_path = folder / FIRM_FILE
    if not firm_path.exists():
        shown = firm_path.relative_to(root).as_posix()
        missing = problem(Location(shown, 1, 1), "file-missing", file=shown, why="certify new firm")
        return FirmReading(records=None, decisions=None, problems=(missing,))
    firm = _read_firm_file(root, firm_path, foundation, problems)
    audits: list[Audit] = []
    known: dict[str, Audit] = {}
    problems.extend(find_strays_of_firm(root, folder))
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in (FIRM_FILE, DECISIONS_FILE) and not path.is_dir():
            audit = _read_audit_file(root, path, foundation, firm, problems)
            if audit is not None:
                audits.append(audit)
                known[audit.id] = audit
    decisions, source = _read_decisions_file(root, folder, foundation, known, problems)
    if problems and any(found.severity == "error" for found in problems):
        return FirmReading(records=None, decisions=None, problems=sort_problems(problems))
    records = None
    if firm is not None:
        ordered = tuple(sorted(audits, key=lambda a: (a.started, a.id)))
        records = FirmRecords(firm=firm, audits=ordered, decisions=decisions)
    return FirmReading(records=records, decisions=source, problems=sort_problems(problems))


def _read_firm_file(
    root: Path, path: Path, foundation: Foundation, problems: list[Problem]
) -> Firm | None:
    source = _read(root, path, "firm", problems)
    if source is None:
        return None
    firm = convert.convert_firm(source)
    folder = (path.parent.parent.name, path.parent.name)
    case = FirmCase(firm=firm, foundation=foundation, folder=folder)
    problems.extend(apply_rules(source, FIRM_RULES, case))
    return firm


def _read_audit_file(
    root: Path, path: Path, foundation: Foundation, firm: Firm | None, problems: list[Problem]
) -> Audit | None:
    source, found = _read_whatever(root, path, "audit", problems)
    if source is None:
        return None
    judge = partial(
        judge_audit, foundation=foundation, firm=firm, file=(path.parent.name, path.stem)
    )
    if found:
        rest = judge_rest(source, found, lambda good: judge(good, convert.convert_audit(good)))
        problems.extend(rest)
        return None
    audit = convert.convert_audit(source)
    problems.extend(judge(source, audit))
    return audit


def judge_audit(
    source: Source,
    audit: Audit,
    foundation: Foundation,
    firm: Firm | None,
    file: tuple[str, str] | None,
) -> list[Problem]:
    """Judge an audit by the rules; without its standard or firm, say only that."""
    standard = foundation.standards.get(audit.standard)
    if standard is None:
        known = foundation.standards
        arguments = {"near": nearest(audit.standard, known), "known": listed(known)}
        told = flaw("standard", code="standard-unknown", standard=audit.standard, **arguments)
        return apply_rules(source, (lambda _: iter((told,)),), None)
    if firm is None:
        return []
    case = AuditCase(audit=audit, standard=standard, firm=firm, foundation=foundation, file=file)
    return apply_rules(source, AUDIT_RULES, case)


def _read_decisions_file(
    root: Path,
    folder: Path,
    foundation: Foundation,
    audits: Mapping[str, Audit],
    problems: list[Problem],
) -> tuple[tuple[Decision, ...], Source | None]:
    path = folder / DECISIONS_FILE
    # A link to nowhere is no absence: it is told, or the firm would seem to hold nothing.
    if not path.exists() and not path.is_symlink():
        return (), None
    source = _read(root, path, "decisions", problems)
    if source is None:
        return (), None
    if source.data["firm"] != folder.name:
        told = flaw("firm", code="folder-mismatch", found=source.data["firm"], expected=folder.name)
        problems.extend(apply_rules(source, (lambda _: iter((told,)),), None))
    decisions = convert.convert_decisions(source)
    # An audit that could not be read is told at its own file, not as missing here.
    broken = {p.stem for p in folder.glob("*.yaml")} - set(audits)
    case = DecisionsCase(
        firm=folder.name,
        decisions=decisions,
        audits=audits,
        unread=frozenset(broken),
        foundation=foundation,
    )
    problems.extend(apply_rules(source, DECISION_RULES, case))
    return decisions, source


def check_uniqueness(root: Path, firms: tuple[FirmRecords, ...]) -> list[Problem]:
    """Find codes registered twice and certificate numbers granted to two firms."""
    problems: list[Problem] = []
    codes: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for records in firms:
        firm = records.firm
        other = codes.setdefault(firm.code, firm.path)
        if other != firm.path:
            place = _locate(root, firm.path, ("code",))
            problems.append(problem(place, "code-twice", code=firm.code, other=other))
        for position, decision in enumerate(records.decisions):
            if decision.kind != "grant" or decision.certificate is None:
                continue
            holder = numbers.setdefault(decision.certificate, firm.code)
            if holder != firm.code:
                path = f"{firm.path.rpartition('/')[0]}/{DECISIONS_FILE}"
                place = _locate(root, path, ("decisions", position, "certificate"))
                problems.append(problem(place, "number-twice", found=decision.certificate))
    return problems


def _locate(root: Path, shown: str, pointer: tuple[str | int, ...]) -> Location:
    source = read_source(root / shown, shown)
    return source.locate(pointer) if isinstance(source, Source) else Location(shown, 1, 1)
