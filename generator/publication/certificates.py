"""Publication: the files of all certificates.

Input: certificates as they stand, the paperwork, the folder of templates. Output: below
`certificates/`, for every one: `<number>.pdf` (under a watermark once it is suspended or over),
`<number>.json` for checkers, `<number>.jwt`, the signed credential.
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publication.certificate import (
    ELLIPSIS,
    GROUND,
    STYLE,
    TEMPLATE,
    make_environment,
    print_certificate,
)
from generator.publication.facts import write_facts
from generator.publication.fonts import MissingGlyph, cut_fonts, find_missing
from generator.publication.ground import draw_ground
from generator.publication.paperwork import Granted
from generator.publication.pdf import Printer
from generator.publication.scorecards import describe_scorecard
from generator.publication.sheet import CertificateSheet, characters
from generator.strings import translations
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from jinja2 import Environment

    from generator.certification.standing import Certificate, Dossier, Standing, Status
    from generator.publication.paperwork import Paperwork
    from generator.records.model import Foundation


def write_certificates(
    work: Sequence[Granted],
    paperwork: Paperwork,
    *,
    out: Path,
    templates: Path,
    jobs: int = 1,
    on_each: Callable[[Path], None] | None = None,
) -> int:
    """Write the files of these certificates to `certificates/` below `out`; count them.

    The fonts are cut once, for all. Raises MissingGlyph where a firm's words have a character that
    no font has, MissingFont where there is no font, TooMuchToPrint, KeyTrouble.
    """
    if not work:
        return 0
    folder = out / "certificates"
    folder.mkdir(parents=True, exist_ok=True)
    sheets = map(paperwork.draw_up, work)
    needed = check_characters(sheets) + (templates / TEMPLATE).read_text("utf-8")
    with tempfile.TemporaryDirectory(prefix="certificates-") as fonts:
        printer = Printer(
            fonts=cut_fonts("".join(sorted(set(needed))), Path(fonts)),
            style=(templates / STYLE).read_text("utf-8"),
            ground=draw_ground((templates / GROUND).read_text("utf-8")),
        )
    write = partial(
        _write_certificate,
        paperwork=paperwork,
        folder=folder,
        environment=make_environment(templates),
        printer=printer,
    )
    for path in spread(write, work, jobs):
        if on_each is not None:
            on_each(path)
    return len(work)


def list_certificates(dossiers: Sequence[Dossier]) -> list[Granted]:
    """Return every certificate ever granted, each with its dossier, in the dossiers' order."""
    return [
        Granted(dossier, certificate, status, since)
        for dossier in dossiers
        for standing in dossier.standings
        for certificate, status, since in _list_standing(standing)
    ]


def _list_standing(standing: Standing) -> Iterator[tuple[Certificate, Status, date]]:
    if standing.certificate is not None:
        yield standing.certificate, standing.status, standing.since
    for former in standing.former:
        yield former.certificate, former.status, former.since


def check_characters(sheets: Iterable[CertificateSheet]) -> str:
    """Return the characters that the sheets need; raises MissingGlyph, naming the firm."""
    needed: set[str] = {*map(chr, range(0x20, 0x7F)), ELLIPSIS}
    for sheet in sheets:
        new = set(characters((sheet,))) - needed
        if missing := find_missing("".join(sorted(new))):
            raise MissingGlyph(sheet.firm, sheet.name.zh, missing[0])
        needed |= new
    return "".join(sorted(needed))


def describe_certified_audit(
    dossier: Dossier, certificate: Certificate, foundation: Foundation
) -> bytes:
    """Return the scorecard that a certificate rests on, as canonical JSON.

    Lines of the record are left out: a comment added there would make it another certificate.
    """
    standard = foundation.standards[certificate.standard]
    (audit,) = (a for a in dossier.records.audits if a.id == certificate.audit)
    (scorecard,) = (s for s in dossier.scorecards if s.audit == certificate.audit)
    described = describe_scorecard(scorecard, audit, standard, "zh", translations("zh"))
    for criterion in described["criteria"]:
        del criterion["line"]
    return json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _write_certificate(
    granted: Granted,
    *,
    paperwork: Paperwork,
    folder: Path,
    environment: Environment,
    printer: Printer,
) -> Path:
    """Write the PDF of a certificate, what a checker asks of it, and its signed credential."""
    sheet = paperwork.draw_up(granted)
    scorecard = None
    if granted.status.holds:
        scorecard = describe_certified_audit(
            granted.dossier, granted.certificate, paperwork.foundation
        )
    credential = paperwork.make_credential(granted, sheet)
    printed = print_certificate(sheet, scorecard, environment, printer, (credential,))
    pdf = paperwork.sign(granted, printed)
    path = folder / f"{sheet.number}.pdf"
    path.write_bytes(pdf)
    facts = paperwork.describe(granted, sheet, pdf)
    path.with_suffix(".json").write_bytes(write_facts(facts))
    if paperwork.seal is not None:
        path.with_suffix(".jwt").write_bytes(credential.content)
    return path
