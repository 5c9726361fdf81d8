"""Records: rules on standards and on the roster: sums, order, and names that must exist.

Input: a `StandardCase` or the people. Output: flaws.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.records.model import ScoringStep, Standard
from generator.records.rules.flaw import Flaw, flaw, listed, nearest
from generator.records.rules.instruments import FIGURE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.records.model import Criterion, Group, Person
    from generator.records.source import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardCase:
    """A standard with what it must agree with: the concepts and its folder."""

    standard: Standard
    concepts: tuple[str, ...]
    folder: tuple[str, str]
    """The names of its two folders: id and version."""


def folder_is_the_standards(case: StandardCase) -> Iterator[Flaw]:
    """A standard stands in standards/<id>/<version>/."""
    standard = case.standard
    for field, written, expected in zip(
        ("id", "version"), (standard.id, standard.version), case.folder, strict=True
    ):
        if written != expected:
            yield flaw(field, code="folder-mismatch", found=written, expected=expected)


def ids_are_unique(case: StandardCase) -> Iterator[Flaw]:
    """Sections, groups and criteria have ids of their own."""
    sections, groups, criteria = Counter[str](), Counter[str](), Counter[str]()
    for s, section in enumerate(case.standard.sections):
        sections[section.id] += 1
        if sections[section.id] > 1:
            yield flaw("sections", s, "id", code="id-twice", id=section.id)
        for g, group in enumerate(section.groups):
            groups[group.id] += 1
            if groups[group.id] > 1:
                yield flaw("sections", s, "groups", g, "id", code="id-twice", id=group.id)
            for c, criterion in enumerate(group.criteria):
                criteria[criterion.id] += 1
                if criteria[criterion.id] > 1:
                    where = ("sections", s, "groups", g, "criteria", c, "id")
                    yield flaw(*where, code="id-twice", id=criterion.id)


def points_add_up(case: StandardCase) -> Iterator[Flaw]:
    """The points of a section are those of its groups, those of a group its criteria's."""
    for s, section in enumerate(case.standard.sections):
        total = _sum(group.points for group in section.groups)
        # Groups first: points wrong in a group show in its section too.
        if total != section.points and all(map(_adds_up, section.groups)):
            yield flaw(
                "sections",
                s,
                "points",
                code="points-sum",
                id=section.id,
                points=_plain(section.points),
                total=_plain(total),
            )
        for g, group in enumerate(section.groups):
            if not _adds_up(group):
                total = _sum(criterion.points for criterion in group.criteria)
                yield flaw(
                    "sections",
                    s,
                    "groups",
                    g,
                    "points",
                    code="points-sum",
                    id=group.id,
                    points=_plain(group.points),
                    total=_plain(total),
                )


def scales_climb(case: StandardCase) -> Iterator[Flaw]:
    """A scale's steps count 0, 1, 2 …; a metric's breakpoints rise."""
    for pointer, criterion in _criteria(case.standard):
        ratings = [step.rating for step in criterion.scale]
        if ratings and ratings != list(range(len(ratings))):
            yield flaw(*pointer, "scale", "steps", code="scale-steps", criterion=criterion.id)
        if criterion.metric:
            values = [b.value for b in criterion.metric.breakpoints]
            if any(a >= b for a, b in pairwise(values)):
                yield flaw(
                    *pointer,
                    "metric",
                    "breakpoints",
                    code="breakpoints-order",
                    criterion=criterion.id,
                )


def axes_exist(case: StandardCase) -> Iterator[Flaw]:
    """The axes named, and the channels and tags of groups, are declared."""
    standard = case.standard
    axes = _axes(standard)
    if standard.channel_axis not in axes:
        yield _unknown(("channel_axis",), standard.channel_axis, axes)
    for name, axis in zip(("rows", "columns"), standard.matrix or (), strict=False):
        if axis not in axes:
            yield _unknown(("matrix", name), axis, axes)
    channels = axes.get(standard.channel_axis)
    for s, section in enumerate(standard.sections):
        for g, group in enumerate(section.groups):
            where: Pointer = ("sections", s, "groups", g)
            if group.channel is not None and channels and group.channel not in channels:
                yield _unknown((*where, "channel"), group.channel, channels)
            yield from _unknown_tags(where, group.tags, axes)


def criteria_rest_on_what_exists(case: StandardCase) -> Iterator[Flaw]:
    """Concepts, kinds of evidence, channels and tags that criteria name are declared."""
    standard = case.standard
    axes = _axes(standard)
    channels = axes.get(standard.channel_axis)
    kinds = [kind.id for kind in standard.evidence_kinds]
    groups = {group.id: group for group in standard.groups}
    for pointer, criterion in _criteria(standard):
        for field, names, known in (
            ("concepts", criterion.concepts, case.concepts),
            ("evidence", criterion.evidence, kinds),
        ):
            for position, name in enumerate(names):
                if name not in known:
                    yield _unknown((*pointer, field, position), name, known)
        for name in criterion.channel_weights:
            if channels is not None and name not in channels:
                yield _unknown((*pointer, "channel_weights", name), name, channels, key=True)
        inherited = groups[criterion.group].tags
        own = {
            axis: [value for value in values if value not in inherited.get(axis, ())]
            for axis, values in criterion.tags.items()
        }
        yield from _unknown_tags(pointer, own, axes)


def levels_exist(case: StandardCase) -> Iterator[Flaw]:
    """The ladder is made of groups, grades ask for its levels, the first-year cap is a grade."""
    standard = case.standard
    groups = [group.id for group in standard.groups]
    levels = standard.ladder.groups if standard.ladder else ()
    for position, level in enumerate(levels):
        if level not in groups:
            yield _unknown(("ladder", "groups", position), level, groups)
    # A misspelt level is told in the ladder, not again at the grade that asks for it.
    known = levels if set(levels) <= set(groups) else (*levels, *groups)
    for position, grade in enumerate(standard.grades):
        if grade.ladder is not None and grade.ladder not in known:
            yield _unknown(("grades", position, "ladder"), grade.ladder, levels)
    first = standard.first_certification
    grades = [grade.id for grade in standard.grades]
    if first and first.cap not in grades:
        yield _unknown(("first_certification", "cap"), first.cap, grades)


def _axes(standard: Standard) -> dict[str, list[str]]:
    return {axis.id: [value.id for value in axis.values] for axis in standard.axes}


def _unknown_tags(
    where: Pointer, tags: Mapping[str, Sequence[str]], axes: Mapping[str, Sequence[str]]
) -> Iterator[Flaw]:
    for axis, values in tags.items():
        if values and axis not in axes:
            yield _unknown((*where, "tags", axis), axis, axes, key=True)
            continue
        for position, value in enumerate(values):
            if value not in axes.get(axis, ()):
                yield _unknown((*where, "tags", axis, position), value, axes[axis])


def grades_rise(case: StandardCase) -> Iterator[Flaw]:
    """Grades are listed from the lowest to the highest, each with an id of its own."""
    grades = case.standard.grades
    for position in range(1, len(grades)):
        below, grade = grades[position - 1], grades[position]
        if grade.minimum <= below.minimum:
            yield flaw(
                "grades", position, "minimum", code="grades-order", grade=grade.id, below=below.id
            )
        if grade.id in {other.id for other in grades[:position]}:
            yield flaw("grades", position, "id", code="id-twice", id=grade.id)


def steps_make_sense(case: StandardCase) -> Iterator[Flaw]:
    """The first step adds up; a step that needs figures has them; special steps have `special`."""
    scoring, special = case.standard.scoring, case.standard.special
    adding = (ScoringStep.CRITERIA, ScoringStep.SECTIONS)
    for position, step in enumerate(scoring.steps):
        where = ("scoring", "steps", position)
        if (position == 0) != (step in adding):
            yield flaw(*where, code="step-order", step=step)
        if step is ScoringStep.LIMIT and scoring.limit is None:
            yield flaw(*where, code="step-needs", step=step, needs="scoring.limit")
        if step is ScoringStep.ROUND and scoring.rounding is None:
            yield flaw(*where, code="step-needs", step=step, needs="scoring.round")
        if step in (ScoringStep.DEDUCTIONS, ScoringStep.BONUSES) and special is None:
            yield flaw(*where, code="step-needs", step=step, needs="special")


STANDARD_RULES = (
    folder_is_the_standards,
    ids_are_unique,
    points_add_up,
    scales_climb,
    axes_exist,
    criteria_rest_on_what_exists,
    levels_exist,
    grades_rise,
    steps_make_sense,
    *FIGURE_RULES,
)


def people_are_unique(people: Sequence[Person]) -> Iterator[Flaw]:
    """Each person of the roster has an id of their own."""
    seen = set[str]()
    for position, person in enumerate(people):
        if person.id in seen:
            yield flaw("people", position, "id", code="id-twice", id=person.id)
        seen.add(person.id)


def validity_runs_forward(people: Sequence[Person]) -> Iterator[Flaw]:
    """Nobody's validity ends before it begins."""
    for position, person in enumerate(people):
        if person.valid_to is not None and person.valid_to < person.valid_from:
            yield flaw(
                "people",
                position,
                "to",
                code="dates-order",
                later="to",
                earlier="from",
                found=person.valid_to,
                limit=person.valid_from,
            )


ROSTER_RULES = (people_are_unique, validity_runs_forward)


def _criteria(standard: Standard) -> Iterator[tuple[tuple[str | int, ...], Criterion]]:
    for s, section in enumerate(standard.sections):
        for g, group in enumerate(section.groups):
            for c, criterion in enumerate(group.criteria):
                yield ("sections", s, "groups", g, "criteria", c), criterion


def _unknown(pointer: Pointer, name: str, known: Iterable[str], *, key: bool = False) -> Flaw:
    arguments = {"name": name, "near": nearest(name, known), "known": listed(known)}
    return Flaw(pointer, "unknown-name", arguments, key=key)


def _adds_up(group: Group) -> bool:
    return _sum(criterion.points for criterion in group.criteria) == group.points


def _sum(points: Iterable[Fraction]) -> Fraction:
    return sum(points, Fraction(0))


def _plain(points: Fraction) -> str:
    return f"{float(points):g}"
