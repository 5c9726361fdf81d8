"""Publication: the charts of the statistics page.

Input: an overview, a language. Output: SVG by name, for the template to place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.publication.charts import Bar, BarChart, Column, draw_columns, draw_counts
from generator.publication.figures import write_number, write_short
from generator.publication.words import status_words
from generator.strings import translations

if TYPE_CHECKING:
    from gettext import NullTranslations

    from markupsafe import Markup

    from generator.publication.averages import StandardFigures
    from generator.publication.overview import Count, Overview


def draw_exhibits(overview: Overview, language: str) -> dict[str, Any]:
    """Return every chart of the statistics page."""
    words = translations(language)
    _ = words.gettext
    named = status_words(words)
    statuses = [(named[status], count) for status, count in overview.statuses if count]
    return {
        "statuses": draw_counts(
            statuses,
            [_count_firms(count, words) for _name, count in statuses],
            name="by-status",
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
    name: str,
    title: str,
) -> Markup:
    said = [
        words.ngettext(
            "{count} firm, {certified} certified",
            "{count} firms, {certified} certified",
            count.firms,
        ).format(count=count.firms, certified=count.certified)
        for count in counts
    ]
    pairs = [(count.title[language], count.firms) for count in counts]
    return draw_counts(pairs, said, name=name, title=title, hue=1)


def _draw_standard(
    figures: StandardFigures, language: str, words: NullTranslations, index: int
) -> dict[str, Markup]:
    _ = words.gettext
    grades = [(grade.title[language], count) for grade, count in figures.grades]
    sections = [section.id for section in figures.standard.sections]
    means = BarChart(
        [
            Bar(mean.group.title[language], sections.index(mean.section.id))
            for mean in figures.groups
        ],
        name=f"groups-{index}",
        title=_("Mean share of the points, by group"),
    )
    columns = [Column(write_short(low), count) for low, _high, count in figures.distribution]
    return {
        "grades": draw_counts(
            grades,
            [_count_firms(count, words) for _name, count in grades],
            name=f"grades-{index}",
            title=_("By grade"),
            hue=2,
        ),
        "groups": means.draw(
            (None, "—")
            if mean.share is None
            else (int(write_number(mean.share * 100, 0)), f"{write_number(mean.share * 100, 1)}%")
            for mean in figures.groups
        ),
        "distribution": draw_columns(
            columns, name=f"distribution-{index}", title=_("Distribution of totals")
        ),
    }
