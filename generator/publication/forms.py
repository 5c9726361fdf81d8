"""Publication: the questionnaires of the standards, to be filled in, at addresses that last.

Input: the foundation, the templates. Output: `questionnaires/<standard>/<version>/` with, for each
instrument, a form in HTML in each language and the head of its CSV. The same on paper is made by
`certify questionnaire`: a build has no need of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.questionnaires import render_questionnaire, write_header
from generator.strings import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Foundation, Instrument, Text

FOLDER = "questionnaires"


def publish_questionnaires(foundation: Foundation, templates: Path, out: Path) -> None:
    """Write the forms of all standards below `out`."""
    for standard in foundation.standards.values():
        folder = out / FOLDER / standard.id / standard.version
        for instrument in standard.instruments.values():
            folder.mkdir(parents=True, exist_ok=True)
            header = write_header(instrument).encode()
            (folder / f"{instrument.id}.csv").write_bytes(header)
            for language in LANGUAGES:
                path = folder / f"{instrument.id}.{language}.html"
                path.write_bytes(_render(instrument, standard.title, language, templates))


def _render(instrument: Instrument, standard: Text, language: str, templates: Path) -> bytes:
    form = render_questionnaire(
        instrument, standard=standard, language=language, templates=templates
    )
    return form.encode()
