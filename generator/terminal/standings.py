"""The terminal: how firms and certificates stand, as a table or as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from generator.publication.verdict import tell_status
from generator.publication.words import status_words
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from gettext import NullTranslations

    from generator.certification.standing import Dossier, Standing
    from generator.gathering import Gathered


def describe_standing(dossier: Dossier, standing: Standing, day: date) -> dict[str, Any]:
    """Return a standing as `status --format json` prints it; days as YYYY-MM-DD or null."""
    certificate = standing.certificate
    return {
        "firm": standing.firm,
        "name": {"zh": dossier.records.firm.name.zh, "en": dossier.records.firm.name.en},
        "standard": standing.standard,
        "certificate": certificate.number if certificate else None,
        "status": str(standing.status),
        "since": standing.since.isoformat(),
        "grade": certificate.grade if certificate else None,
        "score": str(certificate.score) if certificate else None,
        "ladder": certificate.ladder if certificate else None,
        "first_granted": certificate.first_granted.isoformat() if certificate else None,
        "granted": certificate.granted.isoformat() if certificate else None,
        "effective": certificate.effective.isoformat() if certificate else None,
        "valid_to": certificate.valid_to.isoformat() if certificate else None,
        "revision": certificate.revision if certificate else None,
        "surveillance_by": standing.surveillance_by.isoformat()
        if standing.surveillance_by
        else None,
        "lapses": standing.lapses.isoformat() if standing.lapses else None,
        "former": [
            {
                "certificate": former.certificate.number,
                "status": str(former.status),
                "since": former.since.isoformat(),
                "superseded_by": former.superseded_by,
                "grade": former.certificate.grade,
            }
            for former in standing.former
        ],
        "as_of": day.isoformat(),
    }


def print_standings(
    rows: Sequence[tuple[Dossier, Standing]],
    day: date,
    language: str,
    words: NullTranslations,
    gathered: Gathered,
) -> None:
    """Print a line for each standing."""
    _ = words.gettext
    console = make_console()
    table = Table(box=None, pad_edge=False, title=f"{day:%Y-%m-%d}", title_justify="left")
    for heading in (_("code"), _("firm"), _("certificate"), _("status"), _("grade"), ""):
        table.add_column(heading)
    statuses = status_words(words)
    for dossier, standing in rows:
        certificate = standing.certificate
        grade = ""
        if certificate and gathered.foundation:
            held = gathered.foundation.standards[certificate.standard].grade(certificate.grade)
            grade = held.title[language]
        colour = "green" if standing.status.holds else "default"
        table.add_row(
            standing.firm,
            dossier.records.firm.name[language],
            certificate.number if certificate else "—",
            f"[{colour}]{statuses[standing.status]}[/]",
            grade,
            tell_status(standing, language, words),
        )
    console.print(table)
