"""Demo, drawing: the roster, enough people for the firms there are, and who acts for which firm.

Input: a firm's index and section of industry. Output: `Person`s; teams and committees by id.
People are shared out by blocks of firms, so that a firm's team does not depend on how many there
are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.demo import words
from generator.demo.draws import open_stream
from generator.records.model import Conflict, Person, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.demo.draws import Stream

FIRMS_PER_OFFICE, AUDITORS_PER_OFFICE = 200, 10
FIRMS_PER_COMMITTEE, LEAST_COMMITTEE = 1000, 5
SECTIONS = "ABCDEFGHIJKLMNOPQRST"
"""Sections of GB/T 4754-2017."""
_COMPETENT_OF_TEN = 6
_SENIORS, _TRAINEES_FROM = 3, 8
_CONFLICT_EVERY, _CONFLICT_AT = 97, 13
_YEARS_VALID = 12
_FORMER_EMPLOYER = Text("两年内曾任职于该企业", "Worked for the firm within the last two years")


def auditor_id(office: int, place: int) -> str:
    """Return the id of an office's auditor by their place, 0–9."""
    return f"A{office * AUDITORS_PER_OFFICE + place + 1:04d}"


def member_id(number: int) -> str:
    """Return the id of a committee member by their number."""
    return f"C{number + 1:04d}"


def conflicted_auditor(index: int) -> int | None:
    """Return the place of the auditor who must keep away from a firm, if there is one."""
    if index % _CONFLICT_EVERY != _CONFLICT_AT:
        return None
    return index // _CONFLICT_EVERY % AUDITORS_PER_OFFICE


def choose_team(index: int, section: str, stream: Stream) -> tuple[str, ...]:
    """Choose a lead and one or two members, all competent, none in conflict with the firm."""
    places = [
        place
        for place in range(AUDITORS_PER_OFFICE)
        if _is_competent(place, section) and place != conflicted_auditor(index)
    ]
    lead = stream.choice([place for place in places if place < _TRAINEES_FROM])
    others = [place for place in places if place != lead]
    members = stream.sample(others, k=min(len(others), stream.randint(1, 2)))
    office = index // FIRMS_PER_OFFICE
    return tuple(auditor_id(office, place) for place in (lead, *members))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Who may decide: the committee of a firm, one of them competent in its section."""

    index: int
    """Of the firm."""
    section: str
    needed: int
    """How many the standard asks for."""


def choose_deciders(
    bench: Bench, stream: Stream, *, count: int, apart: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Choose so many, none of those `apart`, one of them competent as far as there is one."""
    size = committee_size(bench.needed)
    first = bench.index // FIRMS_PER_COMMITTEE * size
    members = [member_id(first + place) for place in range(size)]
    chosen = stream.sample([member for member in members if member not in apart], k=count)
    able = [member_id(first + p) for p in range(size) if _is_competent(p, bench.section)]
    able = [member for member in able if member not in apart]
    if able and not set(able) & set(chosen):
        chosen[0] = stream.choice(able)
    return tuple(sorted(chosen))


def committee_size(deciders: int) -> int:
    """Return how many members a committee has where so many must decide."""
    return max(LEAST_COMMITTEE, deciders + 2)


def draw_roster(
    seed: int, firms: int, as_of: date, *, deciders: int, codes: Mapping[int, str]
) -> Iterable[Person]:
    """Draw everybody whom so many firms need; `codes` are those of firms in a conflict."""
    since, until = date(as_of.year - _YEARS_VALID, 1, 1), date(as_of.year + 1, 12, 31)
    offices = -(-firms // FIRMS_PER_OFFICE)
    conflicts: dict[str, list[Conflict]] = {}
    for index, code in codes.items():
        person = auditor_id(index // FIRMS_PER_OFFICE, conflicted_auditor(index) or 0)
        conflict = Conflict(firm=code, until=until, reason=_FORMER_EMPLOYER)
        conflicts.setdefault(person, []).append(conflict)
    for office in range(offices):
        for place in range(AUDITORS_PER_OFFICE):
            name = auditor_id(office, place)
            yield Person(
                id=name,
                name=_draw_name(seed, name),
                roles=(_role(place),),
                competence=tuple(s for s in SECTIONS if _is_competent(place, s)),
                valid_from=since,
                valid_to=None,
                conflicts=tuple(conflicts.get(name, ())),
            )
    size = committee_size(deciders)
    for number in range(-(-firms // FIRMS_PER_COMMITTEE) * size):
        yield Person(
            id=member_id(number),
            name=_draw_name(seed, member_id(number)),
            roles=("committee_member",),
            competence=tuple(s for s in SECTIONS if _is_competent(number % size, s)),
            valid_from=since,
            valid_to=None,
            conflicts=(),
        )


def conflicted_firms(firms: int) -> range:
    """Return the indexes of the firms from which somebody must keep away."""
    return range(_CONFLICT_AT, firms, _CONFLICT_EVERY)


def _is_competent(place: int, section: str) -> bool:
    return (SECTIONS.index(section) + place) % AUDITORS_PER_OFFICE < _COMPETENT_OF_TEN


def _role(place: int) -> str:
    if place < _SENIORS:
        return "senior_auditor"
    return "auditor" if place < _TRAINEES_FROM else "trainee"


def _draw_name(seed: int, person: str) -> Text:
    """Draw a name with the word for example in it, so that nobody is meant."""
    stream = open_stream(seed, "person", person)
    surname, middle = stream.choice(words.SURNAMES), stream.choice(words.PLACE_FIRST)
    last = stream.choice(words.GIVEN_LAST)
    apart = "'" if last[1][0] in "aoe" else ""
    return Text(surname[0] + middle[0] + last[0], f"{surname[1]} {middle[1]}{apart}{last[1]}")
