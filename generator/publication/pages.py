"""Publication: the page of each firm, stamped from the shell.

Input: dossiers, the foundation, a shell. Output: firms/<code>/index.html in one language.
`FirmPages` holds all that is the same for every firm, so that a page costs well under 1 ms.
"""

from __future__ import annotations

import os
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.publication.chart_tables import write_table
from generator.publication.dealings import DealingsWriter, tell_events
from generator.publication.figures import write_number, write_short
from generator.publication.foresight import FORESIGHT
from generator.publication.standard_part import StandardPart
from generator.publication.successions import Succession
from generator.publication.tables import weigh
from generator.publication.templating import make_environment
from generator.publication.verdict import (
    is_capped,
    tell_first_year,
    tell_grade,
    tell_status,
)
from generator.publication.words import audit_words, event_words, status_words
from generator.publication.worth import present_stand, tell_lapses
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from generator.assessment.scorecard import Scorecard
    from generator.certification.standing import Dossier
    from generator.publication.shell import Shell
    from generator.records.model import Audit, Foundation


_ALONE = Succession()


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
        self.channels = {id_: title[language] for id_, title in foundation.channels.items()}
        environment = make_environment([templates], language)
        environment.filters["chart_table"] = write_table
        environment.globals.update(
            statuses=self.statuses,
            audit_types=audit_words(self.words),
            events=event_words(self.words),
            parts=self.parts,
            own="",
            grade_title=partial(foundation.title_grade, language=language),
            root="../../" if language == "zh" else "../../../",
            page_url=site_url if language == "zh" else f"{site_url}{language}/",
            site_url=site_url,
        )
        self.template = environment.get_template("firm.html")

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
            "chapters": part.surveys.write(card, audit),
            "improvements": part.rises.draw(prospects.way_up),
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
