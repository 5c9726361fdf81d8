"""Demo, drawing: what can be worked out of a standard once, before any firm is drawn.

Input: `Standard`. Output: `Blueprint`: for every criterion how it is drawn and which evidence it
needs; for the standard the faults that can fail an audit. Knows no id of any standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.demo.phrases import AND_OTHERS
from generator.demo.pools import PAIRED, open_pool
from generator.records.model import GateKind, Labelled, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.demo.pools import Pool
    from generator.records.model import Criterion, Group, Metric, Standard

EVIDENCE_ITEMS = 12
"""About so many pieces of evidence an audit has, shared out among the kinds."""
_NAMED_GROUPS = 2
_CERTAIN_PASS = 0.05
"""By so much of its points a critical criterion is drawn above the threshold of its gate."""
_POOL, _LEAST_POOL = 1.5, 80
"""For each answer that is needed so many people may be asked, and at least so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """A piece of evidence that may be: one kind, for the criteria of some groups."""

    kind: Labelled
    about: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch between two breakpoints of a metric; shares 0–1."""

    values: tuple[float, float]
    shares: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """How one criterion is drawn."""

    criterion: Criterion
    group: int
    heaps: tuple[int, ...]
    floor: float
    """The least share (0–1) that a critical criterion must have; 0 for others."""
    segments: tuple[Segment, ...]
    places: int
    """Decimal places of a measured figure."""


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """A standard made ready for drawing."""

    standard: Standard
    drafts: tuple[Draft, ...]
    heaps: tuple[Heap, ...]
    groups: int
    optional: tuple[str, ...]
    """Criteria that may be not applicable."""
    deductions_limit: int
    """So many special deductions fail an audit; 0 where no gate counts them."""
    stops_open_major: bool
    cap_months: int
    """Months for which a first certification is capped; 0 where it is not."""
    pools: Mapping[str, Pool]
    """By instrument, the people who may answer it, where criteria rest on their answers."""


def make_blueprint(standard: Standard) -> Blueprint:
    """Work out how audits against a standard are drawn."""
    gates = {gate.kind: float(gate.threshold or 0) for gate in standard.gates}
    critical = gates.get(GateKind.NO_CRITICAL_FAILED, 0.0) / 100
    heaps, heaps_of = _share_out_evidence(standard)
    drafts = tuple(
        Draft(
            criterion=criterion,
            group=number,
            heaps=heaps_of[criterion.id],
            floor=min(1.0, critical + _CERTAIN_PASS) if criterion.critical and critical else 0.0,
            segments=_segments(criterion.metric),
            places=_places(criterion.metric),
        )
        for number, group in enumerate(standard.groups)
        for criterion in group.criteria
    )
    first = standard.first_certification
    return Blueprint(
        standard=standard,
        drafts=drafts,
        heaps=heaps,
        groups=len(standard.groups),
        optional=tuple(
            draft.criterion.id
            for draft in drafts
            if draft.criterion.not_applicable and not draft.criterion.critical
        ),
        deductions_limit=(
            int(gates.get(GateKind.DEDUCTIONS_FEWER_THAN, 0.0)) if standard.special else 0
        ),
        stops_open_major=GateKind.NO_OPEN_MAJOR in gates,
        cap_months=first.months if first else 0,
        pools=_open_pools(standard),
    )


def _open_pools(standard: Standard) -> dict[str, Pool]:
    """Gather people for the instruments on whose paired answers criteria rest."""
    needed: dict[str, int] = {}
    for criterion in standard.criteria.values():
        if criterion.computed is not None:
            name = standard.offers[criterion.computed.figure].instrument
            needed[name] = max(needed.get(name, 0), criterion.computed.minimum or 0)
    return {
        name: open_pool(standard.instruments[name], max(_LEAST_POOL, int(_POOL * least)))
        for name, least in needed.items()
        if standard.instruments[name].model in PAIRED
    }


def _share_out_evidence(
    standard: Standard,
) -> tuple[tuple[Heap, ...], Mapping[str, tuple[int, ...]]]:
    """Give each kind of evidence as many pieces as it is asked for, each for neighbouring groups.

    The pieces of a channel's own criteria are apart, since a firm may not operate the channel.
    """
    kinds = {kind.id: kind for kind in standard.evidence_kinds}
    asked = [
        (kind, group, criterion)
        for group in standard.groups
        for criterion in group.criteria
        for kind in criterion.evidence
    ]
    heaps: list[Heap] = []
    heaps_of: dict[str, list[int]] = {name: [] for name in standard.criteria}
    for kind_id, kind in kinds.items():
        mine = [(group, criterion) for k, group, criterion in asked if k == kind_id]
        if not mine:
            continue
        pieces = max(1, round(EVIDENCE_ITEMS * len(mine) / len(asked)))
        size = -(-len(mine) // pieces)
        for start in range(0, len(mine), size):
            chunk = mine[start : start + size]
            groups = list(dict.fromkeys(group.id for group, _ in chunk))
            titles = [group for group in standard.groups if group.id in groups]
            for _, criterion in chunk:
                heaps_of[criterion.id].append(len(heaps))
            heaps.append(Heap(kind=kind, about=_name_groups(titles)))
    return tuple(heaps), {name: tuple(numbers) for name, numbers in heaps_of.items()}


def _name_groups(groups: Sequence[Group]) -> Text:
    named = groups[:_NAMED_GROUPS]
    more = len(groups) > _NAMED_GROUPS
    return Text(
        "、".join(group.title.zh for group in named) + (AND_OTHERS[0] if more else ""),
        ", ".join(group.title.en for group in named) + (AND_OTHERS[1] if more else ""),
    )


def _segments(metric: Metric | None) -> tuple[Segment, ...]:
    if metric is None:
        return ()
    points = metric.breakpoints
    return tuple(
        Segment(values=(float(a.value), float(b.value)), shares=(float(a.share), float(b.share)))
        for a, b in pairwise(points)
    )


def _places(metric: Metric | None) -> int:
    """Write a figure as finely as its range asks for."""
    if metric is None:
        return 0
    span = float(metric.breakpoints[-1].value - metric.breakpoints[0].value)
    return next((places for places, least in enumerate((100, 10, 1)) if span >= least), 3)
