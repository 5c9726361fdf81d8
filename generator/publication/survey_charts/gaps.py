"""Publication, survey charts: the gaps inside the firm and their causes.

Input: the result, the instrument, and what customers themselves perceive, where it is known.
Output: a bar for each cause, the weak ones marked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.loyalty import middle_of_scale
from generator.publication.figures import write_short
from generator.publication.inks import Fill, Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.pairs import judge, lay_scale
from generator.publication.survey_charts.rows import (
    Key,
    draw_bar,
    draw_heading,
    draw_legend,
    draw_note,
)
from generator.publication.survey_charts.speech import write_gap, write_mean

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.instruments.gaps import CauseScore, GapsResult
    from generator.publication.axes import Axis
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument


def name_gaps(words: NullTranslations) -> dict[int, str]:
    """Return the names of the five gaps of the gap model."""
    _ = words.gettext
    return {
        1: _("Gap 1: not knowing what customers expect"),
        2: _("Gap 2: standards that do not say what is known"),
        3: _("Gap 3: service that does not keep to the standards"),
        4: _("Gap 4: promises that the service does not keep"),
        5: _("Gap 5: what customers perceive, less what they expect"),
    }


def draw_gaps(
    result: GapsResult,
    instrument: Instrument,
    speech: Speech,
    *,
    fifth: Fraction | None = None,
) -> tuple[Chart, ...]:
    """Draw the causes of gaps 1–4; `fifth` is the overall gap of SERVQUAL, on its own scale."""
    if not result.gaps:
        return ()
    _ = speech.words.gettext
    names = name_gaps(speech.words)
    axis = lay_scale(instrument, 1, 5)
    bar = instrument.high if instrument.high is not None else middle_of_scale(instrument)
    sound = _("sound: {bar} or more of {high}").format(
        bar=write_short(bar), high=write_short(axis.high)
    )
    weak = _("weak")
    panel = Panel(f"{instrument.id}-causes")
    draw_legend(
        panel,
        [Key(words=sound, ink=Ink.H0), Key(words=weak, ink=Ink.BAD, fill=Fill.HATCHED)],
    )
    rows = []
    for gap in result.gaps:
        panel.y += 8
        panel.left = 0
        draw_heading(panel, names[gap.gap], write_mean(gap.mean), bold=True)
        panel.y += 3
        rows.append((names[gap.gap], _("All causes"), write_mean(gap.mean), "", str(gap.n)))
        panel.left = 16
        for cause in gap.causes:
            title = instrument.dimension(cause.id).title[speech.language]
            draw_heading(
                panel,
                title,
                write_mean(cause.mean),
                note=weak if cause.weak else "",
                ink=Ink.BAD if cause.weak else Ink.INK,
            )
            _draw_cause(panel, cause, axis, bar)
            state = weak if cause.weak else _("sound")
            rows.append((names[gap.gap], title, write_mean(cause.mean), state, str(cause.n)))
    panel.left = 0
    if fifth is not None:
        panel.y += 8
        draw_heading(panel, names[5], write_gap(fifth), ink=judge(fifth), bold=True)
        panel.y += 3
        rows.append((names[5], "", write_gap(fifth), "", ""))
    note = _("The upright marks stand at {bar}. Higher is better.").format(bar=write_short(bar))
    draw_note(panel, note)
    panel.y += 6
    causes = [cause for gap in result.gaps for cause in gap.causes]
    return (
        panel.close(
            _("Causes of the gaps inside the firm"),
            _("{weak} of {all} causes are weak.").format(
                weak=sum(cause.weak for cause in causes), all=len(causes)
            ),
            head=(_("Gap"), _("Cause"), _("Mean"), _("State"), _("Respondents")),
            rows=rows,
        ),
    )


def _draw_cause(panel: Panel, cause: CauseScore, axis: Axis, bar: Fraction) -> None:
    span = Fraction(axis.high) - axis.low
    draw_bar(
        panel,
        (cause.mean - axis.low) / span,
        ink=Ink.BAD if cause.weak else Ink.H0,
        fill=Fill.HATCHED if cause.weak else Fill.SOLID,
        mark=(bar - axis.low) / span,
    )
