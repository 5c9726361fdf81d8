"""Records: the folders of a registry → its firms, or problems.

Input: the root folder, the foundation. Output: a `FirmReading` for each firm's folder.
Firms are read one by one, so that many processes can share the work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.records import convert
from generator.records.beside import find_stray_data, read_data
from generator.records.foundation import AUDITS
from generator.records.model import (
    Audit,
    Firm,
    FirmRecords,
    Foundation,
    Proceedings,
)
from generator.records.piecemeal import judge_rest
from generator.records.problems import Location, Problem, problem, sort_problems
from generator.records.reading import read_record, read_whatever
from generator.records.rules import (
    AUDIT_RULES,
    DECISION_RULES,
    FIRM_RULES,
    PROCEEDINGS_RULES,
    AuditCase,
    DecisionsCase,
    FirmCase,
    ProceedingsCase,
    apply_rules,
)
from generator.records.rules.flaw import flaw, listed, nearest
from generator.records.strays import SUFFIXES, find_strays_of_firm
from generator.records.succession import check_successions, find_place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.records.source import Source

FIRM_FILE = "firm.yaml"
DECISIONS_FILE = "decisions.yaml"
PROCEEDINGS_FILE = "proceedings.yaml"
OWN_FILES = (FIRM_FILE, DECISIONS_FILE, PROCEEDINGS_FILE)
"""What stands in a firm's folder beside its audits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmReading:
    """One firm's records, or the problems with them; two sources are kept for later stages."""

    records: FirmRecords | None
    decisions: Source | None
    problems: tuple[Problem, ...]
    proceedings: Source | None = None


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
        if path.name not in OWN_FILES and not path.is_dir():
            audit = _read_audit_file(root, path, foundation, firm, problems)
            if audit is not None:
                audits.append(audit)
                known[audit.id] = audit
    problems.extend(find_stray_data(root, folder, audits))
    told, told_badly = _read_own_file(root, folder, PROCEEDINGS_FILE, problems)
    decided, decided_badly = _read_own_file(root, folder, DECISIONS_FILE, problems)
    proceedings = convert.convert_proceedings(told) if told else Proceedings()
    decisions = convert.convert_decisions(decided) if decided else ()
    unread = find_unread(folder, known)
    if told is not None:
        of_proceedings = ProceedingsCase(
            firm=folder.name,
            proceedings=proceedings,
            audits=known,
            unread=unread,
            foundation=foundation,
            decisions=None if decided_badly else decisions,
        )
        problems.extend(apply_rules(told, PROCEEDINGS_RULES, of_proceedings))
    if decided is not None:
        of_decisions = DecisionsCase(
            firm=folder.name,
            decisions=decisions,
            audits=known,
            unread=unread,
            foundation=foundation,
            proceedings=None if told_badly else proceedings,
            section=firm.industry[:1] if firm else "",
        )
        problems.extend(apply_rules(decided, DECISION_RULES, of_decisions))
    if problems and any(found.severity == "error" for found in problems):
        return FirmReading(records=None, decisions=None, problems=sort_problems(problems))
    records = None
    if firm is not None:
        corrected = (correct_audit(audit, proceedings) for audit in audits)
        records = FirmRecords(
            firm=firm,
            audits=tuple(sorted(corrected, key=lambda a: (a.started, a.id))),
            decisions=decisions,
            proceedings=proceedings,
        )
    return FirmReading(
        records=records,
        decisions=decided,
        problems=sort_problems(problems),
        proceedings=told,
    )


def _read_firm_file(
    root: Path, path: Path, foundation: Foundation, problems: list[Problem]
) -> Firm | None:
    source = read_record(root, path, "firm", problems)
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
    source, found = read_whatever(root, path, "audit", problems)
    if source is None:
        return None
    beside = path.parent / path.stem
    judge = partial(
        judge_audit_file,
        beside=(beside, beside.relative_to(root).as_posix()),
        foundation=foundation,
        firm=firm,
        file=(path.parent.name, path.stem),
    )
    if found:
        problems.extend(judge_rest(source, found, lambda good: judge(good)[1]))
        return None
    audit, told = judge(source)
    problems.extend(told)
    return audit


def judge_audit_file(
    source: Source,
    *,
    beside: tuple[Path, str],
    foundation: Foundation,
    firm: Firm | None,
    file: tuple[str, str] | None,
) -> tuple[Audit, list[Problem]]:
    """Convert an audit of good form with the data beside it, and judge both.

    `beside` is the folder of its data, and how problems call it.
    """
    standard = foundation.standards.get(source.data["standard"])
    folder, shown = beside
    tables, problems = read_data(source, standard, folder=folder, shown=shown)
    audit = convert.convert_audit(source, tables)
    return audit, [*problems, *judge_audit(source, audit, foundation, firm, file)]


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


def correct_audit(audit: Audit, proceedings: Proceedings) -> Audit:
    """Close the nonconformities of an audit that were corrected after its report."""
    closed = {c.nonconformity: c.closed for c in proceedings.corrections if c.audit == audit.id}
    if not closed:
        return audit
    return replace(
        audit,
        nonconformities=tuple(
            replace(n, closed=n.closed or closed.get(n.id)) for n in audit.nonconformities
        ),
    )


def _read_own_file(
    root: Path, folder: Path, name: str, problems: list[Problem]
) -> tuple[Source | None, bool]:
    """Read a file that a firm need not have; tell whether one is there that cannot be read."""
    path = folder / name
    # A link to nowhere is no absence: it is told, or the firm would seem to hold nothing.
    if not path.exists() and not path.is_symlink():
        return None, False
    source = read_record(root, path, name.removesuffix(".yaml"), problems)
    if source is None:
        return None, True
    problems.extend(_refuse_another_firm(source, folder))
    return source, False


def find_unread(folder: Path, audits: Mapping[str, Audit]) -> frozenset[str]:
    """An audit that could not be read is told at its own file, not as missing elsewhere."""
    return frozenset({path.stem for path in folder.glob("*.yaml")} - set(audits))


def _refuse_another_firm(source: Source, folder: Path) -> list[Problem]:
    found = source.data["firm"]
    if found == folder.name:
        return []
    told = flaw("firm", code="folder-mismatch", found=found, expected=folder.name)
    return apply_rules(source, (lambda _: iter((told,)),), None)


def check_uniqueness(root: Path, firms: tuple[FirmRecords, ...]) -> list[Problem]:
    """Find codes registered twice, numbers granted to two firms, and wrong predecessors."""
    problems = check_successions(root, firms)
    codes: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for records in firms:
        firm = records.firm
        other = codes.setdefault(firm.code, firm.path)
        if other != firm.path:
            place = find_place(root, firm.path, ("code",))
            problems.append(problem(place, "code-twice", code=firm.code, other=other))
        for position, decision in enumerate(records.decisions):
            if not decision.kind.issues or decision.certificate is None:
                continue
            holder = numbers.setdefault(decision.certificate, firm.code)
            if holder != firm.code:
                path = f"{firm.path.rpartition('/')[0]}/{DECISIONS_FILE}"
                place = find_place(root, path, ("decisions", position, "certificate"))
                problems.append(problem(place, "number-twice", found=decision.certificate))
    return problems
