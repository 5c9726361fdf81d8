"""Publication: the registry in numbers, for the home page and the statistics.

Input: dossiers, the foundation, the day. Output: `Overview`, exact and the same in any language.
Scores are counted only of firms whose certificate holds; each figure says over how many.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.certification.standing import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.certification.standing import Certificate, Dossier, Event
    from generator.records.model import (
        Concept,
        Criterion,
        Foundation,
        Grade,
        Group,
        Issuer,
        Section,
        Standard,
        Text,
    )

_UNIT = 10**12
_LISTED, _LATEST, _WEAKEST, _BINS = 200, 8, 10, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A firm in a plain list, or in a line of news."""

    code: str
    name: Text
    region: Text
    status: str
    grade: Grade | None
    score: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A decision that took effect."""

    event: Event
    code: str
    name: Text
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many firms there are of something, and how many of them are certified."""

    title: Text
    firms: int
    certified: int


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The mean share (0–1) of a group's points; None where nothing was counted."""

    section: Section
    group: Group
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Weakness:
    """A criterion, the points lost on it in the mean, and over how many firms."""

    criterion: Criterion
    lost: Fraction
    share: Fraction
    firms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFigures:
    """The scores of the certified firms under one version of a standard."""

    standard: Standard
    firms: int
    mean: Fraction | None
    grades: tuple[tuple[Grade, int], ...]
    """From the highest."""
    groups: tuple[GroupMean, ...]
    distribution: tuple[tuple[Fraction, Fraction, int], ...]
    """From, up to, how many; the last bin includes its upper end."""
    weakest: tuple[Weakness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that the themed pages show of the records."""

    as_of: date
    issuer: Issuer
    standards: tuple[Standard, ...]
    """The newest first."""
    concepts: dict[str, Concept]
    firms: int
    certified: int
    statuses: tuple[tuple[Status, int], ...]
    regions: tuple[Count, ...]
    industries: tuple[Count, ...]
    figures: tuple[StandardFigures, ...]
    news: tuple[News, ...]
    listing: tuple[Entry, ...]

    @property
    def standard(self) -> Standard:
        """The newest standard, which the pages explain."""
        return self.standards[0]


def build_overview(dossiers: Iterable[Dossier], foundation: Foundation, as_of: date) -> Overview:
    """Count and average the dossiers."""
    statuses: Counter[Status] = Counter()
    regions: dict[str, list[int]] = {}
    industries: dict[str, list[int]] = {}
    region_titles: dict[str, Text] = {}
    industry_titles: dict[str, Text] = {}
    sums = {ref: _Sums(standard) for ref, standard in foundation.standards.items()}
    news: list[News] = []
    listing: list[Entry] = []
    firms = 0
    for dossier in dossiers:
        firms += 1
        firm, standing = dossier.records.firm, dossier.standing
        region = foundation.codes.region(firm.region)
        industry = foundation.codes.industry(firm.industry)
        region_titles[region.province] = region.province_title
        industry_titles[industry.section] = industry.section_title
        holds = standing is not None and standing.status.holds
        for tally, id_ in ((regions, region.province), (industries, industry.section)):
            counted = tally.setdefault(id_, [0, 0])
            counted[0] += 1
            counted[1] += holds
        if standing is not None:
            statuses[standing.status] += 1
            certificate = standing.certificate
            if holds and certificate is not None:
                card = next(c for c in dossier.scorecards if c.audit == certificate.audit)
                sums[certificate.standard].add(certificate, card)
            news += _list_news(dossier, foundation)
        if len(listing) < _LISTED:
            listing.append(_enter(dossier, foundation, region.title))
    news.sort(key=lambda one: (one.event.day, one.event.recorded, one.code), reverse=True)
    standards = sorted(
        foundation.standards.values(), key=lambda one: (one.valid_from, one.ref), reverse=True
    )
    return Overview(
        as_of=as_of,
        issuer=foundation.issuer,
        standards=tuple(standards),
        concepts={concept.id: concept for concept in foundation.concepts},
        firms=firms,
        certified=sum(statuses[status] for status in Status if status.holds),
        statuses=tuple((status, statuses[status]) for status in Status),
        regions=_rank(regions, region_titles),
        industries=_rank(industries, industry_titles),
        figures=tuple(sums[standard.ref].figures() for standard in standards),
        news=tuple(news[:_LATEST]),
        listing=tuple(listing),
    )


def _rank(counts: dict[str, list[int]], titles: dict[str, Text]) -> tuple[Count, ...]:
    order = sorted(counts, key=lambda id_: (-counts[id_][0], id_))
    return tuple(Count(titles[id_], *counts[id_]) for id_ in order)


def _list_news(dossier: Dossier, foundation: Foundation) -> list[News]:
    """Return the decisions of a firm's last few steps; older ones are no news anywhere."""
    firm = dossier.records.firm
    listed = []
    for standing in dossier.standings:
        grades = {
            grade.id: grade
            for standard in foundation.standards.values()
            if standard.id == standing.standard.partition("@")[0]
            for grade in standard.grades
        }
        listed += [
            News(event=event, code=firm.code, name=firm.name, grade=grades.get(event.grade or ""))
            for event in standing.history[:3]
            if event.kind != "audit"
        ]
    return listed


def _enter(dossier: Dossier, foundation: Foundation, region: Text) -> Entry:
    firm, standing = dossier.records.firm, dossier.standing
    certificate = standing.certificate if standing and standing.status.holds else None
    grade = (
        foundation.standards[certificate.standard].grade(certificate.grade) if certificate else None
    )
    return Entry(
        code=firm.code,
        name=firm.name,
        region=region,
        status=str(standing.status) if standing else "",
        grade=grade,
        score=Fraction(certificate.score) if certificate else None,
    )


class _Sums:
    """Adds up the scorecards under one standard, in whole numbers of a small unit."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.firms = 0
        self.totals: list[Fraction] = []
        self.grades: Counter[str] = Counter()
        self.groups: dict[str, list[int]] = {group.id: [0, 0] for group in standard.groups}
        self.criteria: dict[str, list[int]] = {id_: [0, 0, 0] for id_ in standard.criteria}

    def add(self, certificate: Certificate, card: Scorecard) -> None:
        """Add a certified firm."""
        self.firms += 1
        self.totals.append(Fraction(certificate.score))
        self.grades[certificate.grade] += 1
        for tally in card.groups:
            counted = self.groups[tally.id]
            counted[0] += _in_units(tally.earned)
            counted[1] += _in_units(tally.available)
        for score in card.criteria:
            if score.available:
                counted = self.criteria[score.id]
                counted[0] += _in_units(score.earned)
                counted[1] += _in_units(score.available)
                counted[2] += 1

    def figures(self) -> StandardFigures:
        """Return the means, the distribution and the weakest criteria."""
        standard = self.standard
        return StandardFigures(
            standard=standard,
            firms=self.firms,
            mean=sum(self.totals, Fraction(0)) / self.firms if self.firms else None,
            grades=tuple((grade, self.grades[grade.id]) for grade in reversed(standard.grades)),
            groups=tuple(
                GroupMean(section, group, _share(*self.groups[group.id]))
                for section in standard.sections
                for group in section.groups
            ),
            distribution=_distribute(self.totals, standard),
            weakest=self._weakest(),
        )

    def _weakest(self) -> tuple[Weakness, ...]:
        found = [
            Weakness(
                criterion=self.standard.criteria[id_],
                lost=Fraction(available - earned, _UNIT * firms),
                share=Fraction(earned, available),
                firms=firms,
            )
            for id_, (earned, available, firms) in self.criteria.items()
            if firms and earned < available
        ]
        found.sort(key=lambda one: (-one.lost, one.criterion.id))
        return tuple(found[:_WEAKEST])


def _in_units(points: Fraction) -> int:
    top, bottom = points.as_integer_ratio()
    return top * _UNIT // bottom


def _share(earned: int, available: int) -> Fraction | None:
    return Fraction(earned, available) if available else None


def _distribute(
    totals: Sequence[Fraction], standard: Standard
) -> tuple[tuple[Fraction, Fraction, int], ...]:
    """Count totals in equal bins from the lowest grade's minimum to the points of the standard."""
    low, high = standard.grades[0].minimum, standard.points
    width = (high - low) / _BINS
    if width <= 0:
        return ()
    counts = Counter(min(max((total - low) // width, 0), _BINS - 1) for total in totals)
    return tuple((low + at * width, low + (at + 1) * width, counts[at]) for at in range(_BINS))
