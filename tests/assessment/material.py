"""Audits made for the tests: every criterion answered, as well or as badly as a test wants.

`TINY` is the standard of the tiny registry, `FLAGSHIP` the registry's own. A finding is given as
the figures of its criterion's method, or as figures by channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.records import convert
from generator.records.model import (
    Audit,
    AuditType,
    Bonus,
    Criterion,
    Deduction,
    Finding,
    Firm,
    Method,
    Nonconformity,
    Observation,
    Standard,
    Text,
)
from generator.records.schema import check_form
from generator.records.source import Source, read_source

if TYPE_CHECKING:
    from generator.assessment.scorecard import Scorecard

ROOT = Path(__file__).parents[2]
WORDS = Text("文字", "words")
DAY = date(2026, 1, 12)
Seen = Observation | Mapping[str, Observation]
"""What was found: once, or by channel."""
NOT_APPLICABLE = Observation(not_applicable=WORDS)
MET, NOT_MET = Observation(met=True), Observation(met=False)


def read_standard(path: Path) -> Standard:
    """Read a standard of good form."""
    source = read_source(path, path.name)
    assert isinstance(source, Source)
    assert check_form(source, "standard") == []
    return convert.convert_standard(source)


TINY = read_standard(ROOT / "tests/records/valid/standards/bench-care/1/standard.yaml")
FLAGSHIP = read_standard(ROOT / "standards/after-sales-service/2026/standard.yaml")
STANDARDS = (TINY, FLAGSHIP)


def sampled(n: int, k: int) -> Observation:
    return Observation(sampled=n, nonconforming=k)


def rated(rating: int) -> Observation:
    return Observation(rating=rating)


def measured(value: str) -> Observation:
    return Observation(value=Fraction(value))


def make_firm(channels: tuple[str, ...]) -> Firm:
    """Make a firm that operates these channels."""
    return Firm(
        code="00440300MA1BENCH51",
        name=Text("样例工坊", "Sample Workshop"),
        region="440300",
        industry="O81",
        address=WORDS,
        profile=WORDS,
        founded=None,
        employees=None,
        channels=channels,
        sites=(),
        successor_of=None,
        path="audits/440300/00440300MA1BENCH51/firm.yaml",
    )


def all_channels(standard: Standard) -> tuple[str, ...]:
    return tuple(channel.id for channel in standard.channels)


def best(criterion: Criterion) -> Observation:
    """Return an observation that earns all points."""
    match criterion.method:
        case Method.CONFORMITY:
            return MET
        case Method.SAMPLED:
            return sampled(criterion.sample.minimum if criterion.sample else 1, 0)
        case Method.SCALE:
            return rated(criterion.scale[-1].rating)
        case Method.METRIC:
            assert criterion.metric
            highest = max(criterion.metric.breakpoints, key=lambda point: point.share)
            assert highest.share == 1
            return Observation(value=highest.value)


def worst(criterion: Criterion) -> Observation:
    """Return an observation that earns as little as the method can give."""
    match criterion.method:
        case Method.CONFORMITY:
            return NOT_MET
        case Method.SAMPLED:
            least = criterion.sample.minimum if criterion.sample else 1
            return sampled(least, least)
        case Method.SCALE:
            return rated(0)
        case Method.METRIC:
            assert criterion.metric
            return Observation(
                value=min(criterion.metric.breakpoints, key=lambda point: point.share).value
            )


def see(criterion: Criterion, observation: Observation, channels: tuple[str, ...]) -> Seen:
    """Write an observation as its criterion asks: once, or in each channel."""
    if criterion.per_channel:
        return dict.fromkeys(channels, observation)
    return observation


def make_audit(
    standard: Standard,
    seen: Mapping[str, Seen] | None = None,
    *,
    channels: tuple[str, ...] | None = None,
    deductions: int = 0,
    bonuses: int = 0,
    nonconformities: tuple[Nonconformity, ...] = (),
) -> Audit:
    """Make an audit in which all that applies is perfect, but for what was `seen`."""
    operated = all_channels(standard) if channels is None else channels
    findings = []
    for line, criterion in enumerate(standard.criteria.values(), 20):
        if criterion.channel is not None and criterion.channel not in operated:
            continue
        found = (seen or {}).get(criterion.id)
        if found is None:
            found = see(criterion, best(criterion), operated)
        once = found if isinstance(found, Observation) else None
        findings.append(
            Finding(
                criterion=criterion.id,
                once=once,
                channels={} if isinstance(found, Observation) else found,
                evidence=("E1",),
                note=None,
                line=line,
            )
        )
    return Audit(
        id="2026-initial",
        firm="00440300MA1BENCH51",
        type=AuditType.INITIAL,
        standard=standard.ref,
        started=DAY,
        ended=DAY,
        reported=DAY,
        lead="A001",
        members=(),
        scope=WORDS,
        summary=None,
        evidence=(),
        findings=tuple(findings),
        nonconformities=nonconformities,
        deductions=tuple(
            Deduction(ground="g", taboo=None, description=WORDS, evidence=("E1",), correction=WORDS)
            for _ in range(deductions)
        ),
        bonuses=tuple(Bonus(description=WORDS, evidence=("E1",)) for _ in range(bonuses)),
        path="a.yaml",
    )


def score(
    standard: Standard,
    seen: Mapping[str, Seen] | None = None,
    *,
    channels: tuple[str, ...] | None = None,
    deductions: int = 0,
    bonuses: int = 0,
    nonconformities: tuple[Nonconformity, ...] = (),
) -> Scorecard:
    """Score an audit in which all that applies is perfect, but for what was `seen`."""
    operated = all_channels(standard) if channels is None else channels
    audit = make_audit(
        standard,
        seen,
        channels=operated,
        deductions=deductions,
        bonuses=bonuses,
        nonconformities=nonconformities,
    )
    return score_audit(audit, standard, make_firm(operated))


def nonconformity(criterion: str, *, major: bool, closed: date | None = None) -> Nonconformity:
    """Make a nonconformity, open unless it was closed."""
    return Nonconformity(
        id="NC1",
        criterion=criterion,
        major=major,
        description=WORDS,
        correction=WORDS,
        due=DAY,
        closed=closed,
    )
