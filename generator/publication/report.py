"""Publication: the report of an audit for the firm that was audited, as a PDF.

Input: an audit, its scorecard and standard, the firm, who issues it, a language. Output: the bytes
of a tagged PDF of A4 pages. Sentences, tables and charts are those of the firm's page; what only
paper needs is in `report_rows.py` and `report_plates.py`, the look in `site/templates/report.*`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.publication.foresight import FORESIGHT
from generator.publication.pdf import print_document
from generator.publication.report_plates import Plate, lay_plate
from generator.publication.report_rows import RowFitter, list_bars
from generator.publication.report_words import list_steps, tell_methods
from generator.publication.standard_part import StandardPart
from generator.publication.survey_charts import Speech, draw_ladder
from generator.publication.templating import make_environment
from generator.publication.verdict import tell_grade
from generator.publication.words import audit_words
from generator.strings import translations

if TYPE_CHECKING:
    from gettext import NullTranslations
    from pathlib import Path

    from generator.assessment.prospects.improvement import WayUp
    from generator.assessment.scorecard import Scorecard
    from generator.publication.survey_part import Chapter
    from generator.records.model import Audit, Firm, Issuer, Standard

TEMPLATE = "report.html"
_STYLE = "report.css"
_CHAPTER = "data-"
"""How the anchors of chapters begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A part of the report, as its contents list it."""

    anchor: str
    number: str
    title: str
    within: tuple[Heading, ...] = ()


def name_report(audit: Audit, language: str) -> str:
    """Return the name of a report's file."""
    return f"{audit.firm}-{audit.id}.{language}.pdf"


def print_report(
    audit: Audit,
    card: Scorecard,
    standard: Standard,
    *,
    firm: Firm,
    issuer: Issuer,
    language: str,
    templates: Path,
) -> bytes:
    """Return the report as a PDF; the day it was made is the one on which the audit was reported.

    The same records and language give the same bytes. Raises UnprintableCharacter where the audit
    has a character that no font has.
    """
    writer = _ReportWriter(standard, language)
    context = writer.gather(audit, card)
    environment = make_environment((templates,), language)
    _ = writer.words.gettext
    title = f"{firm.name[language]} · {_('Audit report')} {audit.id}"
    channels = {one.id: one.title[language] for one in standard.channels}
    html = environment.get_template(TEMPLATE).render(
        **context,
        title=title,
        firm=firm,
        issuer=issuer,
        channels=[channels.get(channel, channel) for channel in firm.channels],
        audit_types=audit_words(writer.words),
        page_words=re.split("{page}|{pages}", _("Page {page} of {pages}")),
    )
    style = (templates / _STYLE).read_text(encoding="utf-8")
    return print_document(html, css=style, title=title, day=audit.reported)


class _ReportWriter:
    """Gathers what a report tells, from the writers of a firm's page."""

    def __init__(self, standard: Standard, language: str) -> None:
        self.standard = standard
        self.language = language
        self.words: NullTranslations = translations(language)
        self.part = StandardPart(standard, language, self.words)
        self.rows = RowFitter(standard, self.words)
        self.speech = Speech(language, self.words)

    def gather(self, audit: Audit, card: Scorecard) -> dict[str, Any]:
        """Return the pieces by their names in the template."""
        part, standard = self.part, self.standard
        prospects = FORESIGHT.foresee(card, audit, standard)
        way = _sort_improvements(prospects.way_up)
        chapters = part.surveys.write(card, audit)
        scores = part.weigh_groups(card)
        rows = part.findings.write_groups(card, audit)
        headings = self._list_headings(chapters)
        return {
            "audit": audit,
            "card": card,
            "part": part,
            "standard": standard,
            "grade": part.grades[card.grade] if card.grade else None,
            "sentence": tell_grade(card, standard, self.language, self.words),
            "headings": {one.anchor: one for one in headings},
            "bars": list_bars(card, standard, self.language, part.marks),
            "scores": scores,
            "steps": tuple(list_steps(card, standard, self.words)),
            "matrix": part.tables.write_matrix(part.matrix.fill(card)),
            "gates": part.tables.write_gates(card),
            "ladder": self._draw_ladder(card),
            "outlook": part.outlook.write(prospects, card),
            "way_up": self._draw_way_up(way),
            "rises": part.rises.write_rows(way),
            "chapters": [
                (chapter, [lay_plate(chart, self.language) for chart in chapter.charts])
                for chapter in chapters
            ],
            "rows": {
                id_: Markup(self.rows.fit(told, card))  # noqa: S704 - escaped by their writer
                for id_, told in rows.items()
            },
            "evidence": Markup(part.findings.write_evidence(audit.evidence)),  # noqa: S704 - as above
            "instruments": {
                id_: one.title[self.language] for id_, one in standard.instruments.items()
            },
            "methods": tuple(tell_methods(card, standard, self.words)),
        }

    def _list_headings(self, chapters: tuple[Chapter, ...]) -> list[Heading]:
        """Return the parts that this report has, numbered."""
        _ = self.words.gettext
        titles = {
            "scores": _("Scores and conditions"),
            "data": _("What customers said, and what the figures show"),
            "way-up": _("The way up"),
            "conditions": _("Nonconformities and special points"),
            "criteria": _("Every criterion"),
            "evidence": _("Evidence and data"),
            "methods": _("How the figures come about"),
        }
        if not chapters:
            del titles["data"]
        return [
            Heading(
                anchor=anchor,
                number=str(number),
                title=title,
                within=tuple(
                    Heading(
                        anchor=_CHAPTER + chapter.id,
                        number=f"{number}.{place}",
                        title=chapter.title,
                    )
                    for place, chapter in enumerate(chapters, 1)
                    if anchor == "data"
                ),
            )
            for number, (anchor, title) in enumerate(titles.items(), 1)
        ]

    def _draw_ladder(self, card: Scorecard) -> Plate | None:
        ladder = self.standard.ladder
        if ladder is None:
            return None
        steps = [
            (self.part.groups[step.group], step.share, step.reached) for step in card.ladder_steps
        ]
        charts = draw_ladder(steps, ladder.share, self.speech)
        return lay_plate(charts[0], self.language, titled=False) if charts else None

    def _draw_way_up(self, way: WayUp | None) -> Plate | None:
        charts = self.part.rises.draw(way)
        return lay_plate(charts[0], self.language, tabled=False) if charts else None


def _sort_improvements(way: WayUp | None) -> WayUp | None:
    """Put the improvements in the order of what they bring; ties stay in the standard's order."""
    if way is None:
        return None
    sorted_ = sorted(way.improvements, key=lambda one: -one.gain)
    return replace(way, improvements=tuple(sorted_))
