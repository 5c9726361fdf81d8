"""Publication: the page of each firm, stamped from the shell.

Input: dossiers, the foundation, a shell. Output: firms/<code>/index.html in one language.
`FirmPages` holds all that is the same for every firm, so that a page costs well under 1 ms.
"""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.publication.charts import Bar, BarChart
from generator.publication.dealings import DealingsWriter, tell_events
from generator.publication.figures import write_number, write_short
from generator.publication.findings import FindingWriter
from generator.publication.foresight import FORESIGHT
from generator.publication.matrix import MatrixPlan
from generator.publication.outlook import OutlookWriter
from generator.publication.rises import RiseWriter
from generator.publication.successions import Succession
from generator.publication.tables import Tables, weigh
from generator.publication.templating import make_environment
from generator.publication.verdict import (
    is_capped,
    tell_first_year,
    tell_grade,
    tell_status,
)
from generator.publication.words import audit_words, event_words, status_words
from generator.publication.worth import present_stand, tell_lapses
from generator.records.model import GateKind
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from gettext import NullTranslations
    from pathlib import Path

    from generator.assessment.scorecard import Scorecard
    from generator.certification.standing import Dossier
    from generator.publication.shell import Shell
    from generator.publication.tables import GroupScore
    from generator.records.model import Audit, Foundation, Standard


_ALONE = Succession()


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


class FirmPages:
    """Renders the pages of firms in one language."""

    def __init__(
        self,
        foundation: Foundation,
        language: str,
        templates: Path,
        as_of: date,
        *,
        site_url: str = "/",
        successions: Mapping[str, Succession] = MappingProxyType({}),
    ) -> None:
        """Prepare what every page shares; `templates` is the registry's site/templates.

        The day only hides what had not happened yet: it is not printed, so that a page changes
        when its firm does and not every day. `site_url` ends with a slash: badges lead there.
        """
        self.successions = successions
        self.foundation = foundation
        self.as_of = as_of
        self.language = language
        self.words = translations(language)
        self.parts = {
            ref: StandardPart(standard, language, self.words)
            for ref, standard in foundation.standards.items()
        }
        self.statuses = status_words(self.words)
        self.dealings = DealingsWriter(as_of, self.words)
        self.channels = {
            value.id: value.title[language]
            for standard in foundation.standards.values()
            for value in standard.channels
        }
        environment = make_environment([templates], language)
        environment.globals.update(
            statuses=self.statuses,
            audit_types=audit_words(self.words),
            events=event_words(self.words),
            parts=self.parts,
            own="",
            grade_title=self._title_grade,
            root="../../" if language == "zh" else "../../../",
            page_url=site_url if language == "zh" else f"{site_url}{language}/",
            site_url=site_url,
        )
        self.template = environment.get_template("firm.html")

    def _title_grade(self, ref: str, grade: str) -> str:
        """Return a grade's title, which another version of the standard may have coined."""
        for part in (self.parts[ref], *self.parts.values()):
            if grade in part.grades:
                return part.grades[grade].title[self.language]
        return grade

    def render_body(self, dossier: Dossier) -> str:
        """Return the HTML of a firm's page, without the shell around it."""
        return self.template.render(self._gather(dossier))

    def render_page(self, dossier: Dossier, shell: Shell) -> str:
        """Return a firm's whole page."""
        firm = dossier.records.firm
        return shell.stamp(
            title=firm.name[self.language],
            description=self._describe(dossier),
            code=firm.code,
            body=self.render_body(dossier),
        )

    def _describe(self, dossier: Dossier) -> str:
        firm, standing = dossier.records.firm, dossier.standing
        words = [firm.name[self.language], firm.code]
        if standing is not None:
            words.append(self.statuses[standing.status])
            if standing.grade is not None:
                grade = self.parts[standing.certificate.standard].grades[standing.grade]  # type: ignore[union-attr]
                words.append(grade.title[self.language])
        return " · ".join(words)

    def _gather(self, dossier: Dossier) -> dict[str, Any]:
        firm, standing = dossier.records.firm, dossier.standing
        codes = self.foundation.codes
        context: dict[str, Any] = {
            "dossier": dossier,
            "firm": firm,
            "channels": [self.channels.get(channel, channel) for channel in firm.channels],
            "region": codes.region(firm.region),
            "industry": codes.industry(firm.industry),
            "standing": standing,
            "stand": None,
            "history": tell_events(dossier, standing.history if standing else ()),
            "succession": self.successions.get(firm.code, _ALONE),
            **self.dealings.gather(dossier),
            "certificate": None,
            "first_year": None,
            "assessment": None,
            "capped": False,
            "audits": [
                (audit, card, self.parts[audit.standard], [weigh(t)[0] for t in card.sections])
                for audit, card in reversed(self._known_audits(dossier))
            ],
            "plans": [a for a, _ in reversed(self._known_audits(dossier)) if a.plan is not None],
        }
        if standing is None:
            return context
        certificate = standing.certificate
        context["status_sentence"] = tell_status(standing, self.language, self.words)
        if certificate is not None:
            part = self.parts[certificate.standard]
            context["certificate"] = certificate
            context["stand"] = stand = present_stand(standing)
            context["lapses"] = tell_lapses(stand, self.language, self.words) if stand else ()
            context["part"] = part
            context["grade"] = part.grades[certificate.grade]
            context["ladder"] = part.groups.get(certificate.ladder or "")
            context["first_year"] = tell_first_year(
                certificate, part.standard, self.language, self.words
            )
        shown = _latest_against(standing.standard, self._known_audits(dossier))
        if shown is not None:
            context["assessment"] = assessment = self._assess(*shown)
            context["capped"] = is_capped(
                assessment["standard"], assessment["outlook"].grade, certificate
            )
        return context

    def _known_audits(self, dossier: Dossier) -> list[tuple[Audit, Scorecard]]:
        pairs = zip(dossier.records.audits, dossier.scorecards, strict=True)
        return [pair for pair in pairs if pair[0].started <= self.as_of]

    def _assess(self, audit: Audit, card: Scorecard) -> dict[str, Any]:
        part = self.parts[card.standard]
        scores = part.weigh_groups(card)
        rows = part.findings.write_groups(card, audit)
        prospects = FORESIGHT.foresee(card, audit, part.standard)
        return {
            "audit": audit,
            "card": card,
            "part": part,
            "standard": part.standard,
            "total": write_number(card.total),
            "out_of": write_short(part.standard.points),
            "grade": part.grades[card.grade] if card.grade else None,
            "sentence": tell_grade(card, part.standard, self.language, self.words),
            "charts": part.draw_groups(scores),
            "matrix": part.tables.write_matrix(part.matrix.fill(card)),
            "axes": part.axes,
            "gates": part.tables.write_gates(card),
            "criteria": part.tables.write_criteria(card, scores, rows),
            "evidence": Markup(part.findings.write_evidence(audit.evidence)),  # noqa: S704
            "ladder": part.tables.write_ladder(card),
            "outlook": part.outlook.write(prospects, card),
            "rises": part.rises.write_rows(prospects.way_up),
        }


def _latest_against(
    ref: str, audits: list[tuple[Audit, Scorecard]]
) -> tuple[Audit, Scorecard] | None:
    """Return the latest audit against a standard, whatever its version."""
    standard = ref.partition("@")[0]
    fitting = [pair for pair in audits if pair[0].standard.partition("@")[0] == standard]
    return fitting[-1] if fitting else None


def write_firm_page(dossier: Dossier, *, pages: FirmPages, shell: Shell, site: Path) -> None:
    """Write firms/<code>/index.html below `site`, one language's folder, which has its firms/."""
    page = pages.render_page(dossier, shell).encode()
    # Plain calls: through pathlib and a buffer, making folder and file costs half a page more.
    folder = f"{site}/firms/{dossier.records.firm.code}"
    os.mkdir(folder)  # noqa: PTH102
    with open(f"{folder}/index.html", "xb", buffering=0) as file:  # noqa: PTH123
        file.write(page)
