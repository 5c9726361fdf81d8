"""Demo, drawing: the notes of auditors on why points were lost.

Input: what was found, and its cause. Output: `Text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo import data_words, phrases
from generator.records.model import Method, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.demo.blueprint import Draft
    from generator.demo.draws import Stream
    from generator.demo.findings import Temper
    from generator.demo.phrases import Pair
    from generator.records.model import Observation

_PATTERNS: Mapping[Method, Sequence[Pair]] = {
    Method.CONFORMITY: phrases.CONFORMITY,
    Method.SAMPLED: phrases.SAMPLED,
    Method.SCALE: phrases.SCALE,
    Method.METRIC: phrases.METRIC,
}


def write_note(draft: Draft, stream: Stream, observed: Observation, cause: Pair) -> Text:
    """Say why points were lost, in the words of the criterion's method and with its figures."""
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


def write_channel_note(
    temper: Temper, stream: Stream, shares: Mapping[str, float], cause: Pair
) -> Text:
    """Say why points were lost, and in which channel most, where they differ."""
    weakest = temper.channel_titles[min(temper.channels, key=lambda channel: shares[channel])]
    alike = len(set(shares.values())) == 1
    zh, en = phrases.SCALE[0] if alike else stream.choice(phrases.CHANNELS)
    return Text(
        zh.format(weakest=weakest.zh, cause=cause[0]),
        en.format(weakest=weakest.en, cause=cause[1]),
    )


def write_data_note(stream: Stream, cause: Pair) -> Text:
    """Say why the data fall short; their figures are computed, and stand in no note."""
    zh, en = stream.choice(data_words.LOST)
    return Text(zh.format(cause=cause[0]), en.format(cause=cause[1]))
