"""Publication, survey charts: a register of cases, how far they came and how fast.

Input: its result, the instrument. Output: the stages as a funnel, and their days from receipt.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.axes import Axis, choose_ticks, span_axis
from generator.publication.figures import write_short
from generator.publication.inks import Ink, Shape
from generator.publication.plots import Panel
from generator.publication.survey_charts.breakdowns import draw_breakdowns
from generator.publication.survey_charts.rows import (
    Key,
    draw_bar,
    draw_heading,
    draw_legend,
    draw_note,
)
from generator.publication.survey_charts.speech import NOTHING, share_of, write_days, write_share

if TYPE_CHECKING:
    from generator.assessment.instruments.cases import CasesResult, StageTime
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument


_MOST = Fraction(9, 10)
"""A stage in which fewer are in time is told."""


def draw_cases(result: CasesResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw how many cases reached each stage, and within how many days."""
    if not result.n:
        return ()
    titles = {stage.id: stage.title[speech.language] for stage in instrument.stages}
    funnel = _draw_funnel(result, instrument, titles, speech)
    timed = [stage for stage in result.stages if stage.median is not None]
    times = (_draw_times(result, instrument, titles, speech),) if timed else ()
    return (funnel, *times, *draw_breakdowns(result, instrument, speech))


def _draw_funnel(
    result: CasesResult, instrument: Instrument, titles: dict[str, str], speech: Speech
) -> Chart:
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-funnel")
    counts = [(titles[instrument.stages[0].id], result.n)]
    counts += [(titles[stage.id], stage.n) for stage in result.stages]
    rows = []
    for title, count in counts:
        share = share_of(count, result.n)
        draw_heading(panel, title, str(count), note=write_share(share))
        draw_bar(panel, share)
        rows.append((title, str(count), write_share(share)))
    told = []
    if result.closed_in_time is not None:
        closed = speech.around(
            write_share(result.closed_in_time),
            result.closed_in_time_low,
            result.closed_in_time_high,
            write_share,
        )
        label = _("Closed in time and not reopened")
        told.append(_("{label}: {figure}.").format(label=label, figure=closed))
        rows.append((label, str(result.in_time), closed))
    if result.reopened_share is not None:
        again = speech.around(
            write_share(result.reopened_share),
            result.reopened_low,
            result.reopened_high,
            write_share,
        )
        told.append(_("{label}: {figure}.").format(label=_("Reopened"), figure=again))
        rows.append((_("Reopened"), str(result.reopened), again))
    for sentence in told:
        draw_note(panel, sentence)
    panel.y += 6
    return panel.close(
        _("How far cases came"),
        speech.tell(
            _("Cases received: {n}, still open: {open}.").format(n=result.n, open=result.open),
            *told,
        ),
        head=(_("Stage"), _("Cases"), _("Share")),
        rows=(
            *rows,
            (_("Still open"), str(result.open), write_share(share_of(result.open, result.n))),
        ),
    )


def _draw_times(
    result: CasesResult, instrument: Instrument, titles: dict[str, str], speech: Speech
) -> Chart:
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-times")
    keys = [
        Key(words=_("half of the cases"), ink=Ink.H0, shape=Shape.CIRCLE),
        Key(words=_("nine tenths"), ink=Ink.H0, shape=Shape.SQUARE, hollow=True),
    ]
    if any(stage.within is not None for stage in result.stages):
        keys.append(Key(words=_("the limit"), ink=Ink.BAD, shape=Shape.NADIR))
    draw_legend(panel, keys)
    ends = [end for stage in result.stages for end in (stage.p90, stage.within) if end is not None]
    axis = span_axis([0, *ends])
    rows = []
    for stage in result.stages:
        share = NOTHING if stage.share is None else write_share(stage.share)
        days = ""
        if stage.median is not None and stage.p90 is not None:
            days = f"{write_days(stage.median)} → {write_days(stage.p90)}"
        in_time = "" if stage.share is None else _("{share} in time").format(share=share)
        draw_heading(panel, titles[stage.id], in_time, note=days)
        _draw_stage(panel, axis, stage)
        rows.append(
            (
                titles[stage.id],
                str(stage.n),
                *(NOTHING if end is None else write_days(end) for end in (stage.median, stage.p90)),
                NOTHING if stage.within is None else str(stage.within),
                NOTHING if stage.within is None else str(stage.due),
                share,
                speech.span(stage.low, stage.high, write_share),
            )
        )
    panel.y += 4
    panel.axis(axis, tuple((tick, write_short(tick)) for tick in choose_ticks(axis)), top=panel.y)
    draw_note(panel, _("Days from receipt"))
    panel.y += 6
    slow = [stage for stage in result.stages if stage.share is not None and stage.share < _MOST]
    told = _("In {slow} of {all} stages more than a tenth of the cases take longer than allowed.")
    return panel.close(
        _("How many days each stage took"),
        told.format(slow=len(slow), all=len(result.stages)),
        head=(
            _("Stage"),
            _("Cases"),
            _("Half within (days)"),
            _("Nine tenths within (days)"),
            _("Limit (days)"),
            _("Due"),
            _("In time"),
            speech.interval,
        ),
        rows=rows,
    )


def _draw_stage(panel: Panel, axis: Axis, stage: StageTime) -> None:
    y = panel.y + 17
    panel.line((axis.left, y), (axis.right, y))
    if stage.median is not None and stage.p90 is not None:
        half, most = axis.place(stage.median), axis.place(stage.p90)
        panel.line((half, y), (most, y), ink=Ink.H0, width=3)
        panel.dot((most, y), ink=Ink.H0, shape=Shape.SQUARE, hollow=True)
        panel.dot((half, y), ink=Ink.H0)
    if stage.within is not None:
        limit = axis.place(stage.within)
        panel.line((limit, y - 6), (limit, y + 8), ink=Ink.BAD, width=2)
        panel.dot((limit, y - 7), ink=Ink.BAD, shape=Shape.NADIR, radius=4)
    panel.y = y + 10
