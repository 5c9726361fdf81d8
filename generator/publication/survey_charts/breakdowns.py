"""Publication, survey charts: cases by channel and by category, and which of them are slow.

Input: the result of a register, the instrument. Output: a chart for each of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.inks import Fill, Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.rows import Key, draw_bar, draw_heading, draw_legend
from generator.publication.survey_charts.speech import NOTHING, write_days, write_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.assessment.instruments.cases import Breakdown, CasesResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument, Labelled


def draw_breakdowns(
    result: CasesResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw the share in time of each channel and category; none where nothing was due."""
    _ = speech.words.gettext
    if result.closed_in_time is None:
        return ()
    by_channel = _order(result.by_channel, instrument.channels, speech.language)
    by_category = _order(result.by_category, instrument.categories, speech.language)
    return (
        _draw(f"{instrument.id}-channels", _("By channel"), by_channel, result, speech),
        _draw(f"{instrument.id}-categories", _("By category"), by_category, result, speech),
    )


def _order(
    parts: Sequence[Breakdown], declared: Sequence[Labelled], language: str
) -> list[tuple[str, Breakdown]]:
    """Put parts in the instrument's order, each after its title; others follow as they are."""
    titles = {one.id: one.title[language] for one in declared}
    found = {part.id: part for part in parts}
    order = [id_ for id_ in titles if id_ in found]
    order += [part.id for part in parts if part.id not in titles]
    return [(titles.get(id_, id_), found[id_]) for id_ in order]


def _draw(
    name: str,
    title: str,
    parts: list[tuple[str, Breakdown]],
    result: CasesResult,
    speech: Speech,
) -> Chart:
    _ = speech.words.gettext
    panel = Panel(name)
    whole = result.closed_in_time
    draw_legend(
        panel,
        [
            Key(words=_("closed in time and not reopened"), ink=Ink.H0),
            Key(words=_("below the whole"), ink=Ink.BAD, fill=Fill.HATCHED),
        ],
    )
    rows, slow = [], []
    for label, part in parts:
        share = NOTHING if part.share is None else write_share(part.share)
        days = NOTHING if part.median is None else write_days(part.median)
        note = speech.words.ngettext(
            "{n} case, half within {days} days", "{n} cases, half within {days} days", part.n
        ).format(n=part.n, days=days)
        draw_heading(panel, label, share, note=note)
        if part.share is not None:
            falls_short = whole is not None and part.share < whole
            slow += [label] if falls_short else []
            look = (Ink.BAD, Fill.HATCHED) if falls_short else (Ink.H0, Fill.SOLID)
            draw_bar(panel, part.share, ink=look[0], fill=look[1], mark=whole)
        rows.append((label, str(part.n), str(part.closed), str(part.due), share, days))
    panel.y += 6
    said = _("The upright mark is the share of all cases, {share}.").format(
        share=NOTHING if whole is None else write_share(whole)
    )
    below = _("Below it: {names}.").format(names=_(", ").join(slow)) if slow else ""
    return panel.close(
        title,
        speech.tell(said, below),
        head=(
            _("Which"),
            _("Cases"),
            _("Closed"),
            _("Due"),
            _("In time"),
            _("Half within (days)"),
        ),
        rows=rows,
    )
