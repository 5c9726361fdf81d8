"""Publication: what of a firm's page depends on one standard and the language alone.

Input: a standard, a language. Output: `StandardPart`: titles, writers of rows, charts, thresholds;
made once, used for every firm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.charts import Bar, BarChart
from generator.publication.figures import write_short
from generator.publication.findings import FindingWriter
from generator.publication.matrix import MatrixPlan
from generator.publication.outlook import OutlookWriter
from generator.publication.rises import RiseWriter
from generator.publication.survey_part import SurveyPart
from generator.publication.tables import Tables, weigh
from generator.records.model import GateKind

if TYPE_CHECKING:
    from gettext import NullTranslations

    from markupsafe import Markup

    from generator.assessment.scorecard import Scorecard
    from generator.publication.tables import GroupScore
    from generator.records.model import Standard


class StandardPart:
    """What of a firm's page depends on one standard and the language alone."""

    def __init__(self, standard: Standard, language: str, words: NullTranslations) -> None:
        """Prepare titles, rows, the matrix and the thresholds of the chart."""
        self.standard = standard
        self.language = language
        self.words = words
        self.title = standard.title[language]
        self.address = f"standards/{standard.id}/{standard.version}/"
        self.findings = FindingWriter(standard, language, words)
        self.matrix = MatrixPlan(standard)
        self.tables = Tables(standard, language, words)
        self.outlook = OutlookWriter(standard, language, words)
        self.rises = RiseWriter(standard, language, words)
        self.surveys = SurveyPart(standard, language, words)
        self.groups = {group.id: group.title[language] for group in standard.groups}
        self.group_points = {group.id: write_short(group.points) for group in standard.groups}
        self.grades = {grade.id: grade for grade in standard.grades}
        self.axes = [standard.axis(axis).title[language] for axis in standard.matrix or ()]
        self.grounds = {
            ground.id: ground.title
            for ground in (standard.special.grounds if standard.special else ())
        }
        self.practices = {
            practice.id: practice.title for taboo in standard.taboos for practice in taboo.practices
        }
        self.evidence = {kind.id: kind.title for kind in standard.evidence_kinds}
        self.marks = self._mark_thresholds()
        self.charts = [
            (
                section.title[language],
                [group.id for group in section.groups],
                BarChart(
                    [
                        Bar(group.title[language], hue, self.marks.get(group.id))
                        for group in section.groups
                    ],
                    name=f"s{section.number}",
                    title=section.title[language],
                ),
            )
            for hue, section in enumerate(standard.sections)
        ]

    def _mark_thresholds(self) -> dict[str, int]:
        """Return where each group's bar has its threshold: the ladder's, or the sections' gate."""
        standard, marks = self.standard, {}
        for gate in standard.gates:
            if gate.kind is GateKind.EACH_SECTION_AT_LEAST and gate.threshold is not None:
                marks = {group.id: int(gate.threshold) for group in standard.groups}
        if standard.ladder is not None:
            marks.update(dict.fromkeys(standard.ladder.groups, int(standard.ladder.share)))
        return marks

    def draw_groups(self, scores: dict[str, GroupScore]) -> list[tuple[str, Markup]]:
        """Return a chart of the groups for each section, with the section's title."""
        return [
            (title, chart.draw([self._value(id_, scores[id_]) for id_ in ids]))
            for title, ids, chart in self.charts
        ]

    def _value(self, group: str, score: GroupScore) -> tuple[int | None, str]:
        words, percent = score
        if percent is None:
            return None, words
        return percent, f"{words} / {self.group_points[group]} · {percent}%"

    def weigh_groups(self, card: Scorecard) -> dict[str, GroupScore]:
        """Return each group's score in words and its share in per cent."""
        return {tally.id: weigh(tally) for tally in card.groups}
