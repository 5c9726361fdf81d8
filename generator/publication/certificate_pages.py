"""Publication: the page and the badge of every certificate ever granted.

Input: dossiers, the foundation, a shell, each certificate's place in the ledger. Output:
certificates/<number>/index.html in one language, badges/<number>.svg for both. The QR code of the
paper leads to the page: its first sentence says what the certificate is worth.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.certification.short_code import short_code
from generator.publication.badges import draw_badge
from generator.publication.dealings import list_certificate_events, tell_events
from generator.publication.inclusion import find_leaf
from generator.publication.sheet import NO_LEAF
from generator.publication.templating import make_environment
from generator.publication.verdict import tell_first_year
from generator.publication.void import describe_void
from generator.publication.words import event_words, status_words
from generator.publication.worth import Stand, list_stands, tell_lapses, tell_worth
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from generator.certification.ledger import Ledger
    from generator.certification.standing import Dossier
    from generator.publication.shell import Shell
    from generator.records.model import Foundation


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where the decision that made a certificate's last revision stands in the ledger."""

    index: int
    hash: str
    """In hex."""


def place_leaves(ledger: Ledger, dossiers: Iterable[Dossier]) -> dict[str, Leaf]:
    """Return each certificate's leaf by its number; none where it is recorded on a later day."""
    placed = {}
    for dossier in dossiers:
        for stand in list_stands(dossier):
            index = find_leaf(ledger, dossier, stand.certificate)
            if index is not None:
                placed[stand.certificate.number] = Leaf(index, ledger.tree.leaf(index).hex())
    return placed


class CertificatePages:
    """Renders the pages of certificates in one language."""

    def __init__(
        self,
        foundation: Foundation,
        language: str,
        templates: Path,
        as_of: date,
        *,
        site_url: str,
        leaves: Mapping[str, Leaf],
    ) -> None:
        """Prepare what every page shares; the day itself is not printed."""
        self.foundation = foundation
        self.as_of = as_of
        self.language = language
        self.words = translations(language)
        self.leaves = leaves
        self.statuses = status_words(self.words)
        self.channels = {id_: title[language] for id_, title in foundation.channels.items()}
        environment = make_environment([templates], language)
        environment.globals.update(
            statuses=self.statuses,
            events=event_words(self.words),
            grade_title=partial(foundation.title_grade, language=language),
            issuer=foundation.issuer,
            root="../../" if language == "zh" else "../../../",
            page_url=site_url if language == "zh" else f"{site_url}{language}/",
            site_url=site_url,
        )
        self.template = environment.get_template("certificate_page.html")

    def render_body(self, dossier: Dossier, stand: Stand) -> str:
        """Return the HTML of a certificate's page, without the shell around it."""
        return self.template.render(self._gather(dossier, stand))

    def render_page(self, dossier: Dossier, stand: Stand, shell: Shell) -> str:
        """Return a certificate's whole page."""
        certificate = stand.certificate
        words = (certificate.number, dossier.records.firm.name[self.language])
        return shell.stamp(
            title=" · ".join(words),
            description=" · ".join((*words, self.statuses[stand.status])),
            code=certificate.number,
            body=self.render_body(dossier, stand),
        )

    def _gather(self, dossier: Dossier, stand: Stand) -> dict[str, Any]:
        certificate, language = stand.certificate, self.language
        standard = self.foundation.standards[certificate.standard]
        leaf = self.leaves.get(certificate.number)
        levels = {group.id: group.title[language] for group in standard.groups}
        return {
            "firm": dossier.records.firm,
            "standing": stand.standing,
            "stand": stand,
            "certificate": certificate,
            "own": certificate.number,
            "standard": standard,
            "grade": standard.grade(certificate.grade),
            "ladder": levels.get(certificate.ladder or ""),
            "channels": [self.channels.get(one, one) for one in certificate.channels],
            "worth": tell_worth(stand, language, self.words),
            "lapses": tell_lapses(stand, language, self.words),
            "first_year": tell_first_year(certificate, standard, language, self.words),
            "void": describe_void(stand.status, stand.since),
            "code": short_code(
                certificate.number, certificate.revision, leaf.hash if leaf else NO_LEAF
            ),
            "leaf": leaf,
            "history": tell_events(dossier, list_certificate_events(dossier, stand, self.as_of)),
        }


def write_certificate_pages(
    dossier: Dossier, *, pages: CertificatePages, shell: Shell, site: Path
) -> None:
    """Write a firm's certificates/<number>/index.html below `site`, one language's folder."""
    for stand in list_stands(dossier):
        page = pages.render_page(dossier, stand, shell).encode()
        # Plain calls: through pathlib and a buffer, making folder and file costs half as much more.
        folder = f"{site}/certificates/{stand.certificate.number}"
        os.mkdir(folder)  # noqa: PTH102
        with open(f"{folder}/index.html", "xb", buffering=0) as file:  # noqa: PTH123
            file.write(page)


def write_badges(dossier: Dossier, *, foundation: Foundation, out: Path) -> None:
    """Write badges/<number>.svg for each certificate of a firm below `out`, which has badges/."""
    for stand in list_stands(dossier):
        grade = foundation.standards[stand.certificate.standard].grade(stand.certificate.grade)
        badge = draw_badge(stand, grade)
        path = f"{out}/badges/{stand.certificate.number}.svg"
        with open(path, "xb", buffering=0) as file:  # noqa: PTH123
            file.write(badge)
