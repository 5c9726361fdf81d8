"""Demo, drawing: what an audit finds on each criterion, by the firm's quality and its habits.

Input: a `Blueprint`, the firm's temper, a quality and a random stream. Output: `Finding`s.
Quality is the mean share of points (0–1) that the firm is likely to earn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.demo import phrases
from generator.demo.metrics import choose_figure, find_share
from generator.demo.notes import write_channel_note, write_data_note, write_note
from generator.records.model import Finding, Method, Observation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.demo.blueprint import Blueprint, Draft
    from generator.demo.datasets import Collected
    from generator.demo.draws import Stream
    from generator.demo.phrases import Pair

_OPTIONAL_LEFT_OUT = 0.12
_SPREAD = (0.55, 1.45)
"""How much more or less than on the whole a firm loses in one group."""
_WEAK_SPOT_CHANCE, _WEAK_SPOT = 0.12, (0.28, 0.45)
"""Some firms lose so much of the points (0–1) in one group, however well they do elsewhere."""
_LEAST_LOSS = 0.02
_WORST = 0.97
_FAILED = 0.9
"""The loss (0–1) of a critical criterion that is made to fail."""
_WHOLE = 1 - 1e-9
"""A share that is whole but for the inexactness of drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """What stays the same from audit to audit of one firm."""

    channels: tuple[str, ...]
    channel_titles: Mapping[str, Text]
    left_out: frozenset[str]
    """Criteria that are not applicable to it."""
    losses: tuple[float, ...]
    """By group, the factor of its losses, about 1."""
    cited: Mapping[int, str]
    """The heaps of evidence that its audits need, each with its id."""


class Drawn(NamedTuple):
    """A finding with its share of the points (0–1), and the heaps of evidence it rests on."""

    finding: Finding
    draft: Draft
    share: float | None
    cause: Pair
    """Why points were lost, where any were."""


def draw_temper(
    blueprint: Blueprint, stream: Stream, channels: tuple[str, ...], quality: float
) -> Temper:
    """Draw a firm's habits: which optional criteria fall away, in which groups it is weak."""
    left_out = frozenset(
        name for name in blueprint.optional if stream.random() < _OPTIONAL_LEFT_OUT
    )
    losses = [stream.uniform(*_SPREAD) for _ in range(blueprint.groups)]
    if stream.random() < _WEAK_SPOT_CHANCE:
        weak = stream.uniform(*_WEAK_SPOT) / max(_LEAST_LOSS, 1 - quality)
        losses[stream.randrange(blueprint.groups)] = max(1.0, weak)
    needed = {
        heap
        for draft in blueprint.drafts
        if draft.criterion.id not in left_out and _operates(channels, draft)
        for heap in draft.heaps
    }
    return Temper(
        channels=channels,
        channel_titles={channel.id: channel.title for channel in blueprint.standard.channels},
        left_out=left_out,
        losses=tuple(losses),
        cited={heap: f"E{number}" for number, heap in enumerate(sorted(needed), start=1)},
    )


def draw_losses(
    blueprint: Blueprint,
    stream: Stream,
    temper: Temper,
    quality: float,
    *,
    failing: str | None = None,
) -> dict[str, float]:
    """Draw what part of its points each criterion loses that applies to the firm.

    `failing` names one that is made to fail; a critical one passes otherwise.
    """
    losses = {}
    for draft in blueprint.drafts:
        name = draft.criterion.id
        if name in temper.left_out or not _operates(temper.channels, draft):
            continue
        loss = (1 - quality) * temper.losses[draft.group] * stream.expovariate(1.0)
        losses[name] = _FAILED if name == failing else _limit(draft, loss)
    return losses


def _limit(draft: Draft, loss: float) -> float:
    return min(loss, _WORST, 1 - draft.floor)


def draw_findings(
    blueprint: Blueprint,
    stream: Stream,
    temper: Temper,
    losses: Mapping[str, float],
    collected: Collected,
    *,
    failing: str | None = None,
) -> tuple[Drawn, ...]:
    """Draw a finding for every criterion that applies; those that have data rest on them."""
    drawn = []
    for draft in blueprint.drafts:
        name = draft.criterion.id
        if not _operates(temper.channels, draft):
            continue
        if name in temper.left_out:
            drawn.append(_leave_out(draft, stream))
        elif name in collected.values:
            drawn.append(_compute(draft, stream, temper, collected))
        else:
            drawn.append(_assess(draft, stream, temper, losses[name], fails=name == failing))
    return tuple(drawn)


def critical_criteria(blueprint: Blueprint, temper: Temper) -> tuple[str, ...]:
    """Return the critical criteria that apply to the firm and whose failing fails an audit."""
    return tuple(
        draft.criterion.id
        for draft in blueprint.drafts
        if draft.floor and _operates(temper.channels, draft)
    )


def _operates(channels: Sequence[str], draft: Draft) -> bool:
    return draft.criterion.channel is None or draft.criterion.channel in channels


def _leave_out(draft: Draft, stream: Stream) -> Drawn:
    when = draft.criterion.not_applicable or Text("", "")
    zh, en = stream.choice(phrases.NOT_APPLICABLE)
    reason = Text(zh.format(when=when.zh), en.format(when=when.en))
    finding = Finding(
        criterion=draft.criterion.id,
        once=Observation(not_applicable=reason),
        channels={},
        evidence=(),
        note=None,
        line=0,
    )
    return Drawn(finding=finding, draft=draft, share=None, cause=phrases.CAUSES[0])


def _compute(draft: Draft, stream: Stream, temper: Temper, collected: Collected) -> Drawn:
    """Rest a finding on the data: it states no figure, nor does its note, which may change."""
    criterion = draft.criterion
    value, note = collected.values[criterion.id], None
    share = 0.0 if value is None else find_share(draft, value)
    cause = stream.choice(phrases.CAUSES)
    if share < _WHOLE:
        note = write_data_note(stream, cause)
    heaps = [temper.cited[heap] for heap in draft.heaps]
    finding = Finding(
        criterion=criterion.id,
        once=None,
        channels={},
        evidence=(*heaps, collected.cited[criterion.id]),
        note=note,
        line=0,
    )
    return Drawn(finding=finding, draft=draft, share=share, cause=cause)


def _assess(draft: Draft, stream: Stream, temper: Temper, loss: float, *, fails: bool) -> Drawn:
    cause = phrases.CAUSES[0]
    once, by_channel, note = None, {}, None
    if draft.criterion.per_channel:
        seen = {
            channel: _observe(draft, stream, loss * stream.uniform(*_SPREAD), fails=fails)
            for channel in temper.channels
        }
        by_channel = {channel: observed for channel, (observed, _) in seen.items()}
        shares = {channel: share for channel, (_, share) in seen.items()}
        share = sum(shares.values()) / len(shares)
        if share < _WHOLE:
            cause = stream.choice(phrases.CAUSES)
            note = write_channel_note(temper, stream, shares, cause)
    else:
        once, share = _observe(draft, stream, loss, fails=fails)
        if share < _WHOLE:
            cause = stream.choice(phrases.CAUSES)
            note = write_note(draft, stream, once, cause)
    finding = Finding(
        criterion=draft.criterion.id,
        once=once,
        channels=by_channel,
        evidence=tuple([temper.cited[heap] for heap in draft.heaps]),
        note=note,
        line=0,
    )
    return Drawn(finding=finding, draft=draft, share=share, cause=cause)


def _observe(
    draft: Draft, stream: Stream, loss: float, *, fails: bool
) -> tuple[Observation, float]:
    """Draw the figures of one observation and about which share (0–1) they earn.

    A critical criterion passes unless it is to fail.
    """
    criterion, floor = draft.criterion, 0.0 if fails else draft.floor
    loss = min(loss, _WORST, 1 - floor)
    match criterion.method:
        case Method.CONFORMITY:
            met = not fails and (floor > 0 or stream.random() >= loss)
            return Observation(met=met), float(met)
        case Method.SAMPLED:
            least = criterion.sample.minimum if criterion.sample else 1
            sampled = least + int(stream.random() * (least + 2))
            most = int((1 - floor) * sampled)
            failed = min(_whole(stream, loss * sampled), most)
            return Observation(sampled=sampled, nonconforming=failed), 1 - failed / sampled
        case Method.SCALE:
            top = criterion.scale[-1].rating
            rating = max(top - _whole(stream, loss * top), -int(-floor * top // 1))
            return Observation(rating=rating), rating / top
        case Method.METRIC:
            value = choose_figure(draft, stream, 1 - loss)
            return Observation(value=value), find_share(draft, value)


def _whole(stream: Stream, value: float) -> int:
    """Round up or down at random, so that the mean stays the value."""
    low = int(value)
    return low + (stream.random() < value - low)
