"""Publication: the registry in numbers, for the home page and the statistics.

Input: dossiers, the foundation, the day. Output: `Overview`, exact and the same in any language.
Scores are counted only of firms whose certificate holds; each figure says over how many.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.certification.changes import list_changes
from generator.certification.standing import Status
from generator.publication.averages import Sums
from generator.publication.ledger import LEAVES_PER_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.certification.changes import Change
    from generator.certification.ledger import Ledger
    from generator.certification.standing import Dossier, Event
    from generator.publication.averages import StandardFigures
    from generator.records.model import (
        Concept,
        Foundation,
        Grade,
        Issuer,
        Standard,
        Text,
    )

_LISTED, _LATEST = 200, 8
_NO_NEWS = ("application", "audit", "correction")
"""What is no decision, nor answers one."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFigures:
    """The ledger as its page shows it; hash in hex."""

    size: int
    root: str
    files: int
    """Of leaves, beginning with 000000.jsonl."""


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
    changes: tuple[Change, ...]
    """All there ever were, the newest record first."""
    ledger: LedgerFigures

    @property
    def standard(self) -> Standard:
        """The newest standard, which the pages explain."""
        return self.standards[0]


def build_overview(
    dossiers: Sequence[Dossier],
    foundation: Foundation,
    as_of: date,
    ledger: Ledger,
) -> Overview:
    """Count and average the dossiers."""
    statuses: Counter[Status] = Counter()
    regions: dict[str, list[int]] = {}
    industries: dict[str, list[int]] = {}
    region_titles: dict[str, Text] = {}
    industry_titles: dict[str, Text] = {}
    sums = {ref: Sums(standard) for ref, standard in foundation.standards.items()}
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
        changes=list_changes(dossiers, as_of),
        ledger=_describe_ledger(ledger),
    )


def _describe_ledger(ledger: Ledger) -> LedgerFigures:
    return LedgerFigures(
        size=ledger.size, root=ledger.root().hex(), files=-(-ledger.size // LEAVES_PER_FILE)
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
            if event.kind not in _NO_NEWS
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
