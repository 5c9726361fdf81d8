"""Small invented standards for the laws of prospects: every subset of improvements can be tried.

A criterion is drawn with its method and what was found; sections, groups, ladder, gates, grades and
the order of steps are drawn around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from generator.assessment.scoring import score_audit
from generator.records.model import (
    Breakpoint,
    Criterion,
    Gate,
    GateKind,
    Grade,
    Group,
    Ladder,
    Method,
    Metric,
    Observation,
    Rounding,
    ScaleStep,
    Scoring,
    ScoringStep,
    Section,
    Special,
    Standard,
)
from tests.assessment.material import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    TINY,
    WORDS,
    Seen,
    make_audit,
    make_firm,
    nonconformity,
)

if TYPE_CHECKING:
    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit, Nonconformity

F = Fraction
CHANNELS = ("counter", "mail")
FIRM = make_firm(CHANNELS)
SPECIAL = Special(deduction_points=F(3, 2), grounds=(), bonus_points=F(1), bonus_at_most=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An audit against a small standard."""

    standard: Standard
    seen: dict[str, Seen]
    deductions: int = 0
    nonconformities: tuple[Nonconformity, ...] = ()

    @property
    def audit(self) -> Audit:
        return make_audit(
            self.standard,
            self.seen,
            channels=CHANNELS,
            deductions=self.deductions,
            nonconformities=self.nonconformities,
        )

    @property
    def card(self) -> Scorecard:
        return score_audit(self.audit, self.standard, FIRM)

    def change(self, seen: dict[str, Seen], *, deductions: int | None = None) -> Scorecard:
        """Score the same audit with some findings changed and all nonconformities closed."""
        changed = replace(
            self,
            seen={**self.seen, **seen},
            deductions=self.deductions if deductions is None else deductions,
            nonconformities=(),
        )
        return changed.card


def make_criterion(
    name: str,
    points: Fraction,
    method: Method,
    *,
    critical: bool = False,
    per_channel: bool = False,
) -> Criterion:
    """Make a criterion; the best that a metric can give is 90 % of its points."""
    breakpoints = tuple(
        Breakpoint(value=F(v), share=F(s, 10)) for v, s in ((0, 0), (4, 5), (10, 9))
    )
    return replace(
        TINY.criteria["welcome"],
        id=name,
        points=points,
        method=method,
        critical=critical,
        per_channel=per_channel,
        channel=None,
        scale=tuple(ScaleStep(rating=r, text=WORDS) for r in range(4))
        if method is Method.SCALE
        else (),
        metric=Metric(unit=WORDS, definition=WORDS, breakpoints=breakpoints)
        if method is Method.METRIC
        else None,
        sample=None,
    )


def make_standard(
    shape: tuple[tuple[tuple[Criterion, ...], ...], ...], **changes: object
) -> Standard:
    """Make a standard of sections, each of groups, each of criteria; ids count from s0, g0."""
    sections: list[Section] = []
    count = 0
    for number, parts in enumerate(shape):
        groups = []
        for criteria in parts:
            home = {"section": f"s{number}", "group": f"g{count}"}
            own = tuple(replace(one, **home) for one in criteria)  # type: ignore[arg-type]
            groups.append(
                Group(
                    id=f"g{count}",
                    number=f"{count}",
                    title=WORDS,
                    points=sum((one.points for one in own), F(0)),
                    channel=None,
                    tags={},
                    criteria=own,
                )
            )
            count += 1
        sections.append(
            Section(
                id=f"s{number}",
                number=f"{number}",
                title=WORDS,
                points=sum((group.points for group in groups), F(0)),
                groups=tuple(groups),
            )
        )
    plain: dict[str, object] = {
        "sections": tuple(sections),
        "gates": (),
        "ladder": None,
        "special": SPECIAL,
        "scoring": Scoring(steps=(ScoringStep.CRITERIA,), limit=None, rounding=None),
        "grades": (Grade(id="low", title=WORDS, stars=1, minimum=F(1), ladder=None),),
    }
    return replace(TINY, **{**plain, **changes})  # type: ignore[arg-type]


def _gate(kind: GateKind, threshold: Fraction | None) -> Gate:
    return Gate(id=str(kind), title=WORDS, kind=kind, threshold=threshold)


@st.composite
def criteria(draw: st.DrawFn, name: str) -> tuple[Criterion, Seen]:
    """Draw a criterion and what was found of it."""
    method = draw(st.sampled_from(list(Method)))
    per_channel = draw(st.integers(0, 5)) == 0
    points = F(draw(st.integers(1, 6)), 2)
    criterion = make_criterion(
        name, points, method, critical=draw(st.integers(0, 4)) == 0, per_channel=per_channel
    )

    def one() -> Observation:
        if draw(st.integers(0, 11)) == 0:
            return NOT_APPLICABLE
        match method:
            case Method.CONFORMITY:
                return draw(st.sampled_from((MET, NOT_MET)))
            case Method.SCALE:
                return Observation(rating=draw(st.integers(0, 3)))
            case Method.SAMPLED:
                n = draw(st.sampled_from((3, 7, 150)))
                return Observation(sampled=n, nonconforming=draw(st.integers(0, n)))
            case Method.METRIC:
                return Observation(value=F(draw(st.integers(-1, 22)), 2))

    return criterion, {channel: one() for channel in CHANNELS} if per_channel else one()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a standard of at most eight criteria and an audit against it."""
    shape: list[list[list[Criterion]]] = []
    seen: dict[str, Seen] = {}
    for _ in range(draw(st.integers(1, 3))):
        section: list[list[Criterion]] = []
        for _ in range(draw(st.integers(1, 2))):
            group: list[Criterion] = []
            for _ in range(draw(st.integers(1, 2 if len(seen) < 5 else 1))):
                if len(seen) == 8 and group:
                    break
                criterion, found = draw(criteria(f"c{len(seen)}"))
                group.append(criterion)
                seen[criterion.id] = found
            section.append(group)
        shape.append(section)
    bare = make_standard(tuple(tuple(tuple(g) for g in s) for s in shape))
    top = bare.points
    adding = draw(st.sampled_from((ScoringStep.CRITERIA, ScoringStep.SECTIONS)))
    later = draw(st.permutations([ScoringStep.DEDUCTIONS, ScoringStep.LIMIT, ScoringStep.ROUND]))
    groups = [group.id for group in bare.groups]
    levels = tuple(draw(st.permutations(groups))[: draw(st.integers(1, len(groups)))])
    minima = sorted(draw(st.sets(st.integers(1, 19), min_size=2, max_size=3)))
    grades = tuple(
        Grade(
            id=f"grade{place}",
            title=WORDS,
            stars=place,
            minimum=top * minimum / 20,
            ladder=draw(st.sampled_from((None, *levels))) if place else None,
        )
        for place, minimum in enumerate(minima)
    )
    kinds = draw(st.sets(st.sampled_from(list(GateKind))))
    thresholds = {
        GateKind.TOTAL_AT_LEAST: top / 4,
        GateKind.EACH_SECTION_AT_LEAST: F(draw(st.integers(1, 8)) * 10),
        GateKind.NO_CRITICAL_FAILED: F(draw(st.integers(1, 8)) * 10),
        GateKind.DEDUCTIONS_FEWER_THAN: F(draw(st.integers(1, 3))),
    }
    standard = replace(
        bare,
        scoring=Scoring(
            steps=(adding, *later[: draw(st.integers(0, 3))]),
            limit=(F(0), top),
            rounding=Rounding(
                places=draw(st.integers(0, 2)),
                mode=draw(st.sampled_from(("half_up", "half_even", "down"))),
            ),
        ),
        ladder=Ladder(title=WORDS, share=F(draw(st.integers(2, 9)) * 10), groups=levels),
        gates=tuple(_gate(kind, thresholds.get(kind)) for kind in GateKind if kind in kinds),
        grades=grades,
    )
    return Case(
        standard=standard,
        seen=seen,
        deductions=draw(st.integers(0, 3)),
        nonconformities=(nonconformity("c0", major=True),) if draw(st.booleans()) else (),
    )
