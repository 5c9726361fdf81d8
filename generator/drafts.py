"""Drafts: records that are not among the registry's own, judged as if they were.

Input: a registry's folder, its foundation, a file anywhere. Output: problems.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.assessment.shortfalls import tell_shortfalls
from generator.certification.review import REVIEW_RULES, ReviewCase
from generator.certification.timing import TIMING_RULES
from generator.records import convert
from generator.records.foundation import AUDITS, read_instruments
from generator.records.model import Proceedings
from generator.records.piecemeal import judge_rest
from generator.records.problems import Location, Problem, count_errors, problem
from generator.records.registry import (
    FIRM_FILE,
    PROCEEDINGS_FILE,
    find_unread,
    judge_audit_file,
    read_firm,
)
from generator.records.rules import (
    DECISION_RULES,
    FIRM_RULES,
    INSTRUMENT_RULES,
    PROCEEDINGS_RULES,
    ROSTER_RULES,
    STANDARD_RULES,
    DecisionsCase,
    FirmCase,
    InstrumentCase,
    ProceedingsCase,
    StandardCase,
    apply_rules,
)
from generator.records.rules.flaw import flaw
from generator.records.rules.privacy import keep_private
from generator.records.schema import KINDS, check_form
from generator.records.source import Source, read_source
from generator.records.succession import is_registered, tell_predecessor_unknown

if TYPE_CHECKING:
    from generator.records.model import Firm, FirmRecords, Foundation

_ALIKE = 0.85
"""Two codes of 18 places are alike when no more than two or three places differ."""
_LONGEST_NAME = 64
"""Characters that a folder's name may have; some file systems raise beyond 255."""
_MODELINE = re.compile(r"^#.*\$schema=\S*?(\w+)\.schema\.json", re.MULTILINE)


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
        **dict.fromkeys(("applications", "corrections", "appeals", "replies"), "proceedings"),
        "sections": "standard",
        "people": "roster",
        "model": "instrument",
        "number_prefix": "issuer",
        "concepts": "concepts",
        "industry": "firm",
    }
    return next((kind for field, kind in telling.items() if field in fields), None)


def check_draft(root: Path, path: Path, foundation: Foundation | None) -> list[Problem]:
    """Check a file that is not among the registry's records, as if it were."""
    shown = path.as_posix()
    if path.suffix.lower() == ".csv":
        return [problem(Location(shown, 1, 1), "data-alone", file=path.name)]
    source = read_source(path, shown)
    if isinstance(source, Problem):
        return [source]
    kind = kind_of(source, path.name)
    if kind is None:
        return [problem(Location(shown, 1, 1), "kind-unknown")]
    private = keep_private(source, kind)
    found = check_form(source, kind)
    if foundation is None:
        return [*private, *found]
    if not found:
        return [*private, *_judge(root, source, kind, foundation)]
    if kind == "audit":
        found += judge_rest(source, found, partial(_judge_audit, root, foundation))
    return [*private, *found]


def _judge(root: Path, source: Source, kind: str, foundation: Foundation) -> list[Problem]:
    """Apply the rules of its kind to a record of good form."""
    match kind:
        case "firm":
            return _check_firm(root, source, foundation)
        case "standard":
            concepts = [concept.id for concept in foundation.concepts]
            told: list[Problem] = []
            folder = Path(source.path).parent
            instruments = read_instruments(folder, folder, concepts, told)
            if instruments is None:
                return told
            registered = foundation.standards.get(f"{source.data['id']}@{source.data['version']}")
            # A copy of a registered standard is judged with its instruments.
            standard = convert.convert_standard(
                source, instruments or (registered.instruments.values() if registered else ())
            )
            case = StandardCase(
                standard=standard,
                concepts=tuple(concepts),
                folder=(standard.id, standard.version),
            )
            return [*told, *apply_rules(source, STANDARD_RULES, case)]
        case "instrument":
            instrument = convert.convert_instrument(source)
            return apply_rules(
                source,
                INSTRUMENT_RULES,
                InstrumentCase(
                    instrument=instrument,
                    concepts=tuple(c.id for c in foundation.concepts),
                    file=None,
                ),
            )
        case "roster":
            return apply_rules(source, ROSTER_RULES, convert.convert_people(source))
        case "audit":
            return _judge_audit(root, foundation, source)
        case "decisions":
            return _check_decisions(root, source, foundation)
        case "proceedings":
            return _check_proceedings(root, source, foundation)
        case _:
            return []


def _check_firm(root: Path, source: Source, foundation: Foundation) -> list[Problem]:
    firm = convert.convert_firm(source)
    case = FirmCase(firm=firm, foundation=foundation, folder=None)
    found = apply_rules(source, FIRM_RULES, case)
    before = firm.successor_of
    if before not in (None, firm.code) and not is_registered(root, before):
        found.append(tell_predecessor_unknown(root, source.locate(("successor_of",)), before))
    return found


def find_folders(root: Path, code: str) -> list[Path]:
    """Return the folders of the firm with that code; none for what cannot be a code."""
    # Only letters and digits may become part of a pattern.
    plain = code.isascii() and code.isalnum() and len(code) <= _LONGEST_NAME
    return sorted((root / AUDITS).glob(f"*/{code}")) if plain else []


def find_firm(root: Path, code: str) -> Firm | None:
    """Return the firm with that code, or None where it is not registered or its file is bad."""
    for folder in find_folders(root, code):
        path = folder / FIRM_FILE
        source = read_source(path, path.relative_to(root).as_posix())
        if isinstance(source, Source) and not check_form(source, "firm"):
            return convert.convert_firm(source)
    return None


def read_proceedings(root: Path, code: str) -> Proceedings:
    """Return a firm's proceedings; none where there is no such firm or its file is bad."""
    for folder in find_folders(root, code):
        path = folder / PROCEEDINGS_FILE
        if path.exists():
            source = read_source(path, path.relative_to(root).as_posix())
            if isinstance(source, Source) and not check_form(source, "proceedings"):
                return convert.convert_proceedings(source)
    return Proceedings()


def _judge_audit(root: Path, foundation: Foundation, source: Source) -> list[Problem]:
    code = source.data["firm"]
    firm = find_firm(root, code)
    if firm is None:
        return tell_firm_unknown(root, source, code)
    audit, problems = judge_audit_file(
        source, beside=find_beside(source), foundation=foundation, firm=firm, file=None
    )
    if not problems or not count_errors(tuple(problems)):
        standard = foundation.standards[audit.standard]
        card = score_audit(audit, standard, firm)
        problems.extend(tell_shortfalls(audit, card, standard))
    return problems


def find_beside(source: Source) -> tuple[Path, str]:
    """Return the folder of a draft's data, beside it and called by its id, and its name."""
    beside = Path(source.path).parent / str(source.data["id"])
    return beside, beside.as_posix()


def _check_decisions(root: Path, source: Source, foundation: Foundation) -> list[Problem]:
    code = source.data["firm"]
    folders = find_folders(root, code)
    if not folders:
        return tell_firm_unknown(root, source, code)
    reading = read_firm(root, folders[0], foundation)
    known = reading.records
    audits = {a.id: a for a in known.audits} if known else {}
    decisions = convert.convert_decisions(source)
    case = DecisionsCase(
        firm=code,
        decisions=decisions,
        audits=audits,
        unread=find_unread(folders[0], audits),
        foundation=foundation,
        proceedings=known.proceedings if known else None,
        section=known.firm.industry[:1] if known else "",
    )
    found = apply_rules(source, DECISION_RULES, case)
    if found or known is None:
        return found
    review = _make_review(replace(known, decisions=decisions), foundation)
    return apply_rules(source, REVIEW_RULES, review)


def _make_review(records: FirmRecords, foundation: Foundation) -> ReviewCase:
    cards = {
        audit.id: score_audit(audit, foundation.standards[audit.standard], records.firm)
        for audit in records.audits
    }
    return ReviewCase(records=records, scorecards=cards, foundation=foundation)


def _check_proceedings(root: Path, source: Source, foundation: Foundation) -> list[Problem]:
    code = source.data["firm"]
    folders = find_folders(root, code)
    if not folders:
        return tell_firm_unknown(root, source, code)
    records = read_firm(root, folders[0], foundation).records
    audits = {a.id: a for a in records.audits} if records else {}
    proceedings = convert.convert_proceedings(source)
    case = ProceedingsCase(
        firm=code,
        proceedings=proceedings,
        audits=audits,
        unread=find_unread(folders[0], audits),
        foundation=foundation,
        decisions=records.decisions if records else None,
    )
    found = apply_rules(source, PROCEEDINGS_RULES, case)
    if found or records is None:
        return found
    review = _make_review(replace(records, proceedings=proceedings), foundation)
    return apply_rules(source, TIMING_RULES, review)


def tell_firm_unknown(root: Path, source: Source, code: str) -> list[Problem]:
    """Tell, at the record's field `firm`, that no such firm is registered, and which is alike."""
    known = sorted({folder.name for folder in (root / AUDITS).glob("*/*") if folder.is_dir()})
    near = get_close_matches(code.upper(), known, n=1, cutoff=_ALIKE)
    shown = code if len(code) <= _LONGEST_NAME else f"{code[:_LONGEST_NAME]}…"
    told = flaw("firm", code="firm-unknown", firm=shown, near=near[0] if near else "")
    return apply_rules(source, (lambda _: iter((told,)),), None)
