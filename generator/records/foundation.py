"""Records: what every firm is read against: standards, concepts, roster and issuer.

Input: the root folder. Output: a `FoundationReading`: the foundation, or problems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records import convert
from generator.records.codes import load_codes
from generator.records.model import Concept, Foundation, Instrument, Standard
from generator.records.problems import Location, Problem, problem, sort_problems
from generator.records.reading import read_record
from generator.records.rules import (
    INSTRUMENT_RULES,
    ROSTER_RULES,
    STANDARD_RULES,
    InstrumentCase,
    StandardCase,
    apply_rules,
)
from generator.records.strays import find_strays_of_standard
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_NUMBERS = re.compile(r"([0-9]{1,18})")
STANDARDS = "standards"
AUDITS = "audits"
INSTRUMENTS = "instruments"
"""The folder beside a standard that holds its questionnaires and other instruments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundationReading:
    """What every firm is read against, or the problems that prevent it."""

    foundation: Foundation | None
    problems: tuple[Problem, ...]


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
    concepts_source = read_record(root, root / STANDARDS / "concepts.yaml", "concepts", problems)
    roster = read_record(root, audits / "roster.yaml", "roster", problems)
    issuer = read_record(root, audits / "issuer.yaml", "issuer", problems)
    concepts = convert.convert_concepts(concepts_source) if concepts_source else ()
    standards = dict(_read_standards(root, concepts, problems))
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
    root: Path, concepts: Sequence[Concept], problems: list[Problem]
) -> Iterator[tuple[str, Standard]]:
    for path in sorted((root / STANDARDS).glob("*/*/standard.yaml")):
        source = read_record(root, path, "standard", problems)
        if source is None:
            continue
        names = [concept.id for concept in concepts]
        instruments = read_instruments(root, path.parent, names, problems)
        if instruments is None:
            continue
        standard = convert.convert_standard(source, instruments)
        case = StandardCase(
            standard=standard,
            concepts=tuple(names),
            folder=(path.parent.parent.name, path.parent.name),
        )
        problems.extend(apply_rules(source, STANDARD_RULES, case))
        yield standard.ref, standard


def read_instruments(
    root: Path, folder: Path, concepts: Sequence[str], problems: list[Problem]
) -> tuple[Instrument, ...] | None:
    """Read the instruments of the standard in `folder`; None where one has not the right form.

    Without them a standard would be blamed for figures that it does name rightly.
    """
    instruments = []
    sound = True
    problems.extend(find_strays_of_standard(root, folder / INSTRUMENTS))
    for path in sorted((folder / INSTRUMENTS).glob("*.yaml")):
        source = read_record(root, path, "instrument", problems)
        if source is None:
            sound = False
            continue
        instrument = convert.convert_instrument(source)
        case = InstrumentCase(instrument=instrument, concepts=tuple(concepts), file=path.stem)
        problems.extend(apply_rules(source, INSTRUMENT_RULES, case))
        instruments.append(instrument)
    return tuple(instruments) if sound else None


def list_instruments(root: Path, problems: list[Problem]) -> Iterator[Instrument]:
    """Read the instruments of all standards, of each standard the latest version first.

    Nothing but their form is judged.
    """
    found = (root / STANDARDS).glob(f"*/*/{INSTRUMENTS}")
    paths = sorted(found, key=lambda path: sort_naturally(path.parent.name), reverse=True)
    for folder in sorted(paths, key=lambda path: path.parent.parent.name):
        for path in sorted(folder.glob("*.yaml")):
            source = read_record(root, path, "instrument", problems)
            if source is not None:
                yield convert.convert_instrument(source)


def sort_naturally(name: str) -> list[tuple[int, str]]:
    """Return a key by which names with numbers sort as people count: 9 before 10."""
    return [
        (int(part), "") if part.isdecimal() and part.isascii() else (-1, part)
        for part in _NUMBERS.split(name)
        if part
    ]
