"""Publication, survey charts: types of loyalty, by attitude and repeat purchase.

Input: its result, the instrument. Output: a field of two by two, the hostages marked in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH
from generator.publication.inks import Ink
from generator.publication.lettering import shorten
from generator.publication.plots import SMALL, TEXT, Panel
from generator.publication.survey_charts.rows import LINE, draw_heading
from generator.publication.survey_charts.speech import share_of, write_share

if TYPE_CHECKING:
    from generator.assessment.instruments.loyalty import LoyaltyResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument

_INSET = 5
_GAP = 10
_CELL = ((WIDTH - _GAP - 2 * _INSET) // 2, 88)


def draw_loyalty(
    result: LoyaltyResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw the four types; hostages are among those who buy again, the right column."""
    if not result.n:
        return ()
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-types")
    columns = (_("Repeat purchase: low"), _("Repeat purchase: high"))
    lines = (_("Attitude: high"), _("Attitude: low"))
    latent, true = (_("Latent loyalty"), result.latent), (_("True loyalty"), result.true)
    none, spurious = (_("No loyalty"), result.none), (_("Spurious loyalty"), result.spurious)
    width, height = _CELL
    lefts = (_INSET, _INSET + width + _GAP)
    panel.y += 15
    for left, words in zip(lefts, columns, strict=True):
        panel.text(left + width // 2, panel.y, words, size=SMALL, anchor="middle")
    panel.y += 8
    top = panel.y
    for line, cells in zip(lines, ((latent, true), (none, spurious)), strict=True):
        panel.y += LINE
        panel.text(_INSET, panel.y, line, size=SMALL)
        panel.y += 5
        for left, (name, count) in zip(lefts, cells, strict=True):
            _draw_cell(panel, left, name, count, result.n)
        panel.y += height + 6
    panel.outline((lefts[1] - 4, top), (width + 8, panel.y - top), ink=Ink.BAD, dashes="6 4")
    panel.y += 4
    written = write_share(share_of(result.hostages, result.n))
    framed = _("Hostages in the frame: dissatisfied, yet buying again")
    draw_heading(panel, framed, written, note=str(result.hostages))
    panel.y += 6
    figures = result.figures()
    counted = (
        (*true, "true"),
        (*latent, "latent"),
        (*spurious, "spurious"),
        (*none, "none"),
        (_("Hostages"), result.hostages, "hostages"),
    )
    return (
        panel.close(
            _("Types of loyalty, by attitude and repeat purchase"),
            speech.tell(
                _("{share} of {all} respondents are truly loyal.").format(
                    share=write_share(share_of(result.true, result.n)), all=result.n
                ),
                _("{label}: {figure}.").format(
                    label=_("Hostages"), figure=f"{result.hostages}{speech.bracket(written)}"
                ),
            ),
            head=(_("Type"), _("Respondents"), _("Share"), speech.interval),
            rows=(
                (
                    name,
                    str(count),
                    write_share(share_of(count, result.n)),
                    speech.span(figures[key].low, figures[key].high, write_share),
                )
                for name, count, key in counted
            ),
        ),
    )


def _draw_cell(panel: Panel, left: int, name: str, count: int, n: int) -> None:
    (width, height), top = _CELL, panel.y
    share = share_of(count, n)
    panel.outline((left, top), (width, height), ink=Ink.SOFT)
    panel.text(left + 10, top + 22, shorten(name, width - 20, TEXT))
    panel.text(left + 10, top + 52, write_share(share), size=22, bold=True)
    panel.text(left + width - 10, top + 52, str(count), size=SMALL, anchor="end", ink=Ink.SOFT)
    panel.rect((left + 10, top + 66), (share * (width - 20), 10), ink=Ink.H0)
    panel.line((left + 10, top + 76), (left + width - 10, top + 76))
