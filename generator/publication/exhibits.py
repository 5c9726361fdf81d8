"""Publication: the charts of the statistics page.

Input: an overview, a language. Output: SVG by name, for the template to place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.publication.charts import Bar, Column, draw_bars, draw_columns, scale_bars
from generator.publication.figures import write_number, write_short
from generator.publication.words import status_words
from generator.strings import translations

if TYPE_CHECKING:
    from gettext import NullTranslations

    from markupsafe import Markup

    from generator.publication.overview import Count, Overview, StandardFigures


def draw_exhibits(overview: Overview, language: str) -> dict[str, Any]:
    """Return every chart of the statistics page."""
    words = translations(language)
    _ = words.gettext
    named = status_words(words)
    statuses = [(named[status], count) for status, count in overview.statuses if count]
    return {
        "statuses": draw_bars(
            scale_bars(statuses, [_count_firms(count, words) for _name, count in statuses]),
            id="by-status",
            title=_("By status"),
        ),
        "regions": _draw_counts(overview.regions, language, words, "by-region", _("By region")),
        "industries": _draw_counts(
            overview.industries, language, words, "by-industry", _("By industry")
        ),
        "standards": {
            figures.standard.ref: _draw_standard(figures, language, words, index)
            for index, figures in enumerate(overview.figures)
            if figures.firms
        },
    }


def _count_firms(count: int, words: NullTranslations) -> str:
    return words.ngettext("{count} firm", "{count} firms", count).format(count=count)


def _draw_counts(
    counts: tuple[Count, ...],
    language: str,
    words: NullTranslations,
    id_: str,
    title: str,
) -> Markup:
    said = [
        words.gettext("{firms} firms, {certified} certified").format(
            firms=count.firms, certified=count.certified
        )
        for count in counts
    ]
    pairs = [(count.title[language], count.firms) for count in counts]
    return draw_bars(scale_bars(pairs, said, 1), id=id_, title=title)


def _draw_standard(
    figures: StandardFigures, language: str, words: NullTranslations, index: int
) -> dict[str, Markup]:
    _ = words.gettext
    grades = [(grade.title[language], count) for grade, count in figures.grades]
    sections = [section.id for section in figures.standard.sections]
    means = [
        Bar(
            mean.group.title[language],
            None if mean.share is None else int(write_number(mean.share * 100, 0)),
            "—" if mean.share is None else f"{write_number(mean.share * 100, 1)}%",
            sections.index(mean.section.id),
        )
        for mean in figures.groups
    ]
    columns = [Column(write_short(low), count) for low, _high, count in figures.distribution]
    return {
        "grades": draw_bars(
            scale_bars(grades, [_count_firms(count, words) for _name, count in grades], 2),
            id=f"grades-{index}",
            title=_("By grade"),
        ),
        "groups": draw_bars(
            means, id=f"groups-{index}", title=_("Mean share of the points, by group")
        ),
        "distribution": draw_columns(
            columns, id=f"distribution-{index}", title=_("Distribution of totals")
        ),
    }
