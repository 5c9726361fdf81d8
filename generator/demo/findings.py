"""Demo, drawing: what an audit finds on each criterion, by the firm's quality and its habits.

Input: a `Blueprint`, the firm's temper, a quality and a random stream. Output: `Finding`s.
Quality is the mean share of points (0–1) that the firm is likely to earn.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.demo import phrases
from generator.records.model import Finding, Method, Observation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.demo.blueprint import Blueprint, Draft
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
_PATTERNS: Mapping[Method, Sequence[Pair]] = {
    Method.CONFORMITY: phrases.CONFORMITY,
    Method.SAMPLED: phrases.SAMPLED,
    Method.SCALE: phrases.SCALE,
    Method.METRIC: phrases.METRIC,
}
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


def draw_findings(
    blueprint: Blueprint,
    stream: Stream,
    temper: Temper,
    quality: float,
    *,
    failing: str | None = None,
) -> tuple[Drawn, ...]:
    """Draw a finding for every criterion that applies; `failing` names one that is made to fail."""
    drawn = []
    for draft in blueprint.drafts:
        criterion = draft.criterion
        if not _operates(temper.channels, draft):
            continue
        if criterion.id in temper.left_out:
            drawn.append(_leave_out(draft, stream))
            continue
        loss = (1 - quality) * temper.losses[draft.group] * stream.expovariate(1.0)
        fails = criterion.id == failing
        drawn.append(_assess(draft, stream, temper, _FAILED if fails else loss, fails=fails))
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
            note = _channel_note(temper, stream, shares, cause)
    else:
        once, share = _observe(draft, stream, loss, fails=fails)
        if share < _WHOLE:
            cause = stream.choice(phrases.CAUSES)
            note = _note(draft, stream, once, cause)
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
            return _measure(draft, stream, 1 - loss)


def _whole(stream: Stream, value: float) -> int:
    """Round up or down at random, so that the mean stays the value."""
    low = int(value)
    return low + (stream.random() < value - low)


def _measure(draft: Draft, stream: Stream, share: float) -> tuple[Observation, float]:
    """Find a figure that earns about that share of the points, written as finely as suits it."""
    fitting = [s for s in draft.segments if min(s.shares) <= share <= max(s.shares)]
    segment = stream.choice(fitting or draft.segments)
    (low, high), (at_low, at_high) = segment.values, segment.shares
    part = (share - at_low) / (at_high - at_low) if at_high != at_low else stream.random()
    written = f"{low + min(max(part, 0.0), 1.0) * (high - low):.{draft.places}f}"
    part = min(max((float(written) - low) / (high - low), 0.0), 1.0)
    return Observation(value=Fraction(written)), at_low + part * (at_high - at_low)


def _note(draft: Draft, stream: Stream, observed: Observation, cause: Pair) -> Text:
    criterion = draft.criterion
    zh, en = stream.choice(_PATTERNS[criterion.method])
    items = criterion.sample.items if criterion.sample else criterion.title
    unit = criterion.metric.unit if criterion.metric else criterion.title
    figures = {"n": observed.sampled, "k": observed.nonconforming}
    value = "" if observed.value is None else f"{float(observed.value):.{draft.places}f}"
    return Text(
        zh.format(
            **figures, value=value, items=items.zh, unit=unit.zh, title=criterion.title.zh,
            cause=cause[0],
        ),
        en.format(
            **figures, value=value, items_en=items.en, unit_en=unit.en, title=criterion.title.en,
            cause=cause[1],
        ),
    )  # fmt: skip


def _channel_note(temper: Temper, stream: Stream, shares: Mapping[str, float], cause: Pair) -> Text:
    weakest = temper.channel_titles[min(temper.channels, key=lambda channel: shares[channel])]
    alike = len(set(shares.values())) == 1
    zh, en = phrases.SCALE[0] if alike else stream.choice(phrases.CHANNELS)
    return Text(
        zh.format(weakest=weakest.zh, cause=cause[0]),
        en.format(weakest=weakest.en, cause=cause[1]),
    )
