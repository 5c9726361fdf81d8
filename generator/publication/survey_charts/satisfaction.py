"""Publication, survey charts: satisfaction, by what was expected and what was experienced.

Input: its result, the instrument. Output: the contents as pairs of means, and of each how many
respondents were disappointed, fairly served and delighted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.figures import write_number
from generator.publication.inks import Fill, Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.pairs import (
    Pair,
    draw_pairs,
    lay_scale,
    list_pairs,
    name_ends,
)
from generator.publication.survey_charts.rows import (
    Key,
    Part,
    draw_heading,
    draw_legend,
    draw_stack,
)
from generator.publication.survey_charts.speech import share_of, write_share

if TYPE_CHECKING:
    from generator.assessment.instruments.satisfaction import SatisfactionResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument

_LOOKS = ((Ink.BAD, Fill.HATCHED), (Ink.H0, Fill.PALE), (Ink.GOOD, Fill.SOLID))


def draw_satisfaction(
    result: SatisfactionResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw expectation and experience by content, and how respondents fared."""
    if not result.contents or result.expected is None or result.experienced is None:
        return ()
    pairs = [
        Pair(
            label=instrument.dimension(content.id).title[speech.language],
            first=content.expected,
            second=content.experienced,
            gap=content.gap,
        )
        for content in result.contents
    ]
    pairs.append(
        Pair(
            label=speech.words.gettext("All answers"),
            first=result.expected,
            second=result.experienced,
            gap=result.experienced - result.expected,
        )
    )
    counts = [(one.disappointed, one.fair, one.delighted) for one in result.contents]
    counts.append((result.disappointed, result.fair, result.delighted))
    labels = [pair.label for pair in pairs[:-1]]
    labels.append(speech.words.gettext("All in all"))
    return (
        _draw_means(result, pairs, instrument, speech),
        _draw_shares(labels, counts, instrument, speech),
    )


def _draw_means(
    result: SatisfactionResult, pairs: list[Pair], instrument: Instrument, speech: Speech
) -> Chart:
    _ = speech.words.gettext
    expected, experienced = _("Expected"), _("Experienced")
    panel = Panel(f"{instrument.id}-means")
    axis = lay_scale(instrument, 0, 10)
    draw_pairs(panel, pairs, (expected, experienced), axis, name_ends(instrument, speech.language))
    rows = list_pairs(pairs)
    told = _("Below zero, less was experienced than expected.")
    if result.index is not None:
        index = write_number(result.index, 1)
        draw_heading(panel, _("Satisfaction index (0–100)"), index)
        panel.y += 6
        rows.append((_("Satisfaction index (0–100)"), "", index, ""))
        told = speech.tell(_("Satisfaction index: {index} of 100.").format(index=index), told)
    return panel.close(
        _("What was expected and what was experienced"),
        told,
        head=(_("Content"), expected, experienced, _("Gap (experienced − expected)")),
        rows=rows,
    )


def _draw_shares(
    labels: list[str], counts: list[tuple[int, int, int]], instrument: Instrument, speech: Speech
) -> Chart:
    _ = speech.words.gettext
    names = (_("Disappointed"), _("As expected"), _("Delighted"))
    panel = Panel(f"{instrument.id}-shares")
    draw_legend(
        panel,
        [
            Key(words=name, ink=ink, fill=fill)
            for name, (ink, fill) in zip(names, _LOOKS, strict=True)
        ],
    )
    rows = []
    for label, counted in zip(labels, counts, strict=True):
        shares = [share_of(count, sum(counted)) for count in counted]
        written = [write_share(share) for share in shares]
        draw_heading(panel, label, "", note=speech.join(*written))
        draw_stack(
            panel,
            [
                Part(share=share, ink=ink, fill=fill)
                for share, (ink, fill) in zip(shares, _LOOKS, strict=True)
            ],
        )
        cells = (
            f"{share}{speech.bracket(str(count))}"
            for share, count in zip(written, counted, strict=True)
        )
        rows.append((label, *cells, str(sum(counted))))
    return panel.close(
        _("Disappointed, as expected, delighted"),
        _("All in all {disappointed} were disappointed and {delighted} delighted.").format(
            disappointed=rows[-1][1], delighted=rows[-1][3]
        ),
        head=(_("Content"), *names, _("Respondents")),
        rows=rows,
    )
