"""Publication, survey charts: what managers hold important against what customers do.

Input: its result, the instrument. Output: both orders side by side, each item's places joined.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH
from generator.publication.figures import write_short
from generator.publication.inks import Ink
from generator.publication.lettering import BOLD, shorten, wrap
from generator.publication.plots import SMALL, TEXT, Panel
from generator.publication.survey_charts.rows import draw_note
from generator.publication.survey_charts.speech import NOTHING, write_mean

if TYPE_CHECKING:
    from generator.assessment.instruments.ranking import RankedItem, RankingResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument

_ROOM = 122
"""Units that an item's words have on either side."""
_PLACE = 143
"""Where the places stand, from either side."""
_MARKED = 3
"""How many of the largest disagreements stand out."""


def draw_ranking(
    result: RankingResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw the two orders; the items they disagree on most stand out."""
    if not result.items:
        return ()
    _ = speech.words.gettext
    managers, customers = (role.title[speech.language] for role in instrument.roles[:2])
    texts = {item.id: item.text[speech.language] for item in instrument.items}
    marked = [item.id for item in result.items[:_MARKED] if item.difference]
    panel = Panel(f"{instrument.id}-orders")
    panel.y = 16
    for words, count, x, anchor in (
        (managers, result.managers, 0, "start"),
        (customers, result.customers, WIDTH, "end"),
    ):
        written = shorten(words, WIDTH // 2 - 50, TEXT) + speech.bracket(str(count))
        panel.text(x, panel.y, written, anchor=anchor, bold=True)
    panel.y += 12
    _draw_slopes(panel, result, texts, marked)
    if result.rho is None:
        rho = NOTHING
        told = _("One side holds all items equal: how far the two agree cannot be told.")
        draw_note(panel, told)
    else:
        rho = write_mean(result.rho)
        told = _("{label}: {figure}.").format(label=_("Spearman’s ρ"), figure=rho)
        agreement = _("Agreement of the orders, Spearman’s ρ (1 full, 0 none, −1 opposite): {rho}")
        draw_note(panel, agreement.format(rho=rho))
    panel.y += 6
    if marked:
        most = _("They disagree most on “{item}”.").format(item=texts[marked[0]])
        told = speech.tell(told, most)
    return (
        panel.close(
            _("What each side holds important"),
            told,
            head=(
                _("Item"),
                managers + speech.bracket(_("place, mean rank")),
                customers + speech.bracket(_("place, mean rank")),
                _("Difference of places"),
            ),
            rows=(
                *(_list_item(item, texts[item.id], speech) for item in result.items),
                (_("Respondents"), str(result.managers), str(result.customers), ""),
                (_("Spearman’s ρ"), "", "", rho),
            ),
        ),
    )


def _list_item(item: RankedItem, text: str, speech: Speech) -> tuple[str, ...]:
    return (
        text,
        write_short(item.managers_place, 1) + speech.bracket(write_mean(item.managers)),
        write_short(item.customers_place, 1) + speech.bracket(write_mean(item.customers)),
        write_short(abs(item.difference), 1),
    )


def _draw_slopes(
    panel: Panel, result: RankingResult, texts: dict[str, str], marked: list[str]
) -> None:
    """Draw the items on both sides, equal places below one another, and the lines between."""
    position = {id_: index for index, id_ in enumerate(texts)}
    left = sorted(result.items, key=lambda item: (item.managers_place, position[item.id]))
    right = sorted(result.items, key=lambda item: (item.customers_place, position[item.id]))
    # Narrower than the room: the marked ones are bold.
    broken = {item.id: wrap(texts[item.id], _ROOM / BOLD, SMALL, 3) for item in result.items}
    row = 16 * max(len(lines) for lines in broken.values()) + 8
    heights = {item.id: panel.y + row * index + row // 2 for index, item in enumerate(right)}
    for index, item in enumerate(left):
        y, other = panel.y + row * index + row // 2, heights[item.id]
        bold = item.id in marked
        ink, width = (Ink.BAD, Fraction(3)) if bold else (Ink.SOFT, Fraction(1))
        start, end = (_PLACE + 6, y), (WIDTH - _PLACE - 6, other)
        panel.line(start, end, ink=ink, width=width)
        for point in (start, end):
            panel.dot(point, ink=ink, radius=4 if bold else 3)
        for x, at, anchor, place in (
            (0, y, "start", item.managers_place),
            (WIDTH, other, "end", item.customers_place),
        ):
            lines = broken[item.id]
            for number, line in enumerate(lines):
                base = at + 4 - 8 * (len(lines) - 1) + 16 * number
                panel.text(x, base, line, size=SMALL, anchor=anchor, bold=bold)
            beside = _PLACE - 2 if anchor == "start" else WIDTH - _PLACE + 2
            side = "end" if anchor == "start" else "start"
            panel.text(
                beside, at + 4, write_short(place, 1), ink=ink, size=SMALL, anchor=side, bold=bold
            )
    panel.y += row * len(left) + 4
