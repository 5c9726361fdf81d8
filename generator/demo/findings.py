"""Demo, drawing: what an audit finds on each criterion, by the firm's quality and its habits.

Input: a `Blueprint`, the firm's temper, a quality and a random stream. Output: `Finding`s.
Quality is the mean share of points (0–1) that the firm is likely to earn.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.scoring import share_of
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
_WORST = 0.97
_FAILED = 0.9
"""The loss (0–1) of a critical criterion that is made to fail."""
ONE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """What stays the same from audit to audit of one firm."""

    channels: tuple[str, ...]
    channel_titles: Mapping[str, Text]
    left_out: frozenset[str]
    """Criteria that are not applicable to it."""
    losses: tuple[float, ...]
    """By group, the factor of its losses, about 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finding with its share of the points (0–1), and the heaps of evidence it rests on."""

    finding: Finding
    draft: Draft
    share: Fraction | None
    cause: Pair


def draw_temper(blueprint: Blueprint, stream: Stream, channels: tuple[str, ...]) -> Temper:
    """Draw a firm's habits: which optional criteria fall away, in which groups it is weak."""
    return Temper(
        channels=channels,
        channel_titles={channel.id: channel.title for channel in blueprint.standard.channels},
        left_out=frozenset(
            name for name in blueprint.optional if stream.random() < _OPTIONAL_LEFT_OUT
        ),
        losses=tuple(stream.uniform(*_SPREAD) for _ in range(blueprint.groups)),
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
        if criterion.channel is not None and criterion.channel not in temper.channels:
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
        if draft.floor and (draft.criterion.channel or temper.channels[0]) in temper.channels
    )


def _leave_out(draft: Draft, stream: Stream) -> Drawn:
    when = draft.criterion.not_applicable or Text("", "")
    zh, en = stream.choice(phrases.NOT_APPLICABLE)
    reason = Text(zh.format(when=when.zh), en.format(when=when.en))
    finding = _finding(draft, Observation(not_applicable=reason), {}, None)
    return Drawn(finding=finding, draft=draft, share=None, cause=phrases.CAUSES[0])


def _assess(draft: Draft, stream: Stream, temper: Temper, loss: float, *, fails: bool) -> Drawn:
    criterion = draft.criterion
    cause = stream.choice(phrases.CAUSES)
    if not criterion.per_channel:
        observed = _observe(draft, stream, loss, fails=fails)
        share = share_of(criterion, observed)
        note = _note(draft, stream, observed, cause) if share < ONE else None
        return Drawn(
            finding=_finding(draft, observed, {}, note), draft=draft, share=share, cause=cause
        )
    by_channel = {
        channel: _observe(draft, stream, loss * stream.uniform(*_SPREAD), fails=fails)
        for channel in temper.channels
    }
    shares = {channel: share_of(criterion, seen) for channel, seen in by_channel.items()}
    share = sum(shares.values(), Fraction(0)) / len(shares)
    note = None if share == ONE else _channel_note(temper, stream, shares, cause)
    return Drawn(
        finding=_finding(draft, None, by_channel, note), draft=draft, share=share, cause=cause
    )


def _finding(
    draft: Draft, once: Observation | None, channels: Mapping[str, Observation], note: Text | None
) -> Finding:
    return Finding(
        criterion=draft.criterion.id, once=once, channels=channels, evidence=(), note=note, line=0
    )


def _observe(draft: Draft, stream: Stream, loss: float, *, fails: bool) -> Observation:
    """Draw the figures of one observation; a critical criterion passes unless it is to fail."""
    criterion, floor = draft.criterion, 0.0 if fails else draft.floor
    loss = min(loss, _WORST, 1 - floor)
    match criterion.method:
        case Method.CONFORMITY:
            return Observation(met=not fails and (floor > 0 or stream.random() >= loss))
        case Method.SAMPLED:
            least = criterion.sample.minimum if criterion.sample else 1
            sampled = least + stream.randint(0, max(2, least))
            most = int((1 - floor) * sampled)
            nonconforming = min(_whole(stream, loss * sampled), most)
            return Observation(sampled=sampled, nonconforming=nonconforming)
        case Method.SCALE:
            top = criterion.scale[-1].rating
            least = -int(-floor * top // 1)
            return Observation(rating=max(top - _whole(stream, loss * top), least))
        case Method.METRIC:
            return Observation(value=_measure(draft, stream, 1 - loss))


def _whole(stream: Stream, value: float) -> int:
    """Round up or down at random, so that the mean stays the value."""
    low = int(value)
    return low + (stream.random() < value - low)


def _measure(draft: Draft, stream: Stream, share: float) -> Fraction:
    """Find a figure that earns about that share of the points."""
    fitting = [s for s in draft.segments if min(s.shares) <= share <= max(s.shares)]
    segment = stream.choice(fitting or draft.segments)
    (low, high), (at_low, at_high) = segment.values, segment.shares
    part = (share - at_low) / (at_high - at_low) if at_high != at_low else stream.random()
    value = low + min(max(part, 0.0), 1.0) * (high - low)
    return Fraction(f"{value:.{draft.places}f}")


def _note(draft: Draft, stream: Stream, observed: Observation, cause: Pair) -> Text:
    criterion = draft.criterion
    match criterion.method:
        case Method.SAMPLED:
            patterns: Sequence[Pair] = phrases.SAMPLED
        case Method.SCALE:
            patterns = phrases.SCALE
        case Method.METRIC:
            patterns = phrases.METRIC
        case Method.CONFORMITY:
            patterns = phrases.CONFORMITY
    zh, en = stream.choice(patterns)
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


def _channel_note(
    temper: Temper, stream: Stream, shares: Mapping[str, Fraction], cause: Pair
) -> Text:
    weakest = temper.channel_titles[min(temper.channels, key=lambda channel: shares[channel])]
    alike = len(set(shares.values())) == 1
    zh, en = phrases.SCALE[0] if alike else stream.choice(phrases.CHANNELS)
    return Text(
        zh.format(weakest=weakest.zh, cause=cause[0]),
        en.format(weakest=weakest.en, cause=cause[1]),
    )
