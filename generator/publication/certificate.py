"""Publication: certificates as HTML, and all of them as PDF files.

Input: sheets, the folder of templates. Output: the HTML of a page, set as closely as its words
need; `certificates/<number>.pdf` for every certificate that holds.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.publication.fitting import DENSITIES, Fit, fit_sheet, measure_width
from generator.publication.fonts import MissingGlyph, cut_fonts, find_missing
from generator.publication.ground import draw_ground
from generator.publication.pdf import Enclosure, PageOverflow, Printer
from generator.publication.scorecards import describe_scorecard
from generator.publication.sheet import (
    CertificateSheet,
    certificate_data,
    characters,
    describe_sheet,
)
from generator.records.model import Text
from generator.records.problems import CannotGoOn
from generator.strings import translations
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from generator.certification.standing import Certificate, Dossier
    from generator.records.model import Foundation

TEMPLATE = "certificate.html"
STYLE = "certificate.css"
GROUND = "certificate-ground.svg"

PLACEHOLDER = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
"""Stands where the QR code goes: the printer puts the code's pixels in its place."""

_SITES_SHOWN = 4
_SCOPE_SHOWN = 300.0
_ELLIPSIS = "…"
_QR_MASK = 2  # Any mask can be read; trying all eight takes five times as long.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class TooMuchToPrint(CannotGoOn):
    """A certificate whose words do not fit on a page, however small."""

    def __init__(self, firm: str, name: str) -> None:
        """Name the firm."""
        super().__init__(
            zh=f"企业 {firm}（{name}）的证书放不进一页：名称、地址或渠道太长，请在记录中缩短。",
            en=f"The certificate of {firm} ({name}) does not fit on a page: shorten its name, "
            "address or channels in the records.",
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the language they are in, as a BCP 47 tag."""

    language: str
    words: str


def split_languages(text: Text) -> tuple[Phrase, ...]:
    """Return the words in Chinese, then English; once where they were written in one only."""
    if text.zh != text.en:
        return (Phrase("zh-Hans", text.zh), Phrase("en", text.en))
    chinese = any(unicodedata.east_asian_width(character) == "W" for character in text.zh)
    return (Phrase("zh-Hans" if chinese else "en", text.zh),)


def encode_qr(address: str) -> tuple[str, ...]:
    """Return a QR code (level M) as rows of `0` and `1` (dark), two modules of rim around it."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=_QR_MASK)
    return tuple("".join(map(str, row)) for row in code.matrix_iter(border=2))


def make_environment(templates: Path) -> Environment:
    """Return the environment of the certificate's template, which speaks both languages."""
    environment = Environment(
        loader=FileSystemLoader(str(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(phrases=split_languages, day=_write_day)
    return environment


def render_certificate(sheet: CertificateSheet, environment: Environment, fit: Fit) -> str:
    """Return the page's HTML, set as closely as `fit` says."""
    template = environment.get_template(TEMPLATE)
    shortened = fit.density >= DENSITIES - 1
    page = template.render(
        sheet=sheet,
        fit=fit,
        placeholder=PLACEHOLDER,
        scope=_shorten_text(sheet.scope) if shortened else sheet.scope,
        sites=sheet.sites[:_SITES_SHOWN] if shortened else sheet.sites,
        sites_left=max(0, len(sheet.sites) - _SITES_SHOWN) if shortened else 0,
        issued=sheet.revised,
    )
    return re.sub(r">\s+<", "><", page)  # Space between boxes is a box more to lay out.


def _shorten_text(text: Text) -> Text:
    def shorten(words: str) -> str:
        width = 0.0
        for i, character in enumerate(words):
            width += measure_width(character)
            if width > _SCOPE_SHOWN:
                return words[:i].rstrip() + _ELLIPSIS
        return words

    return Text(shorten(text.zh), shorten(text.en))


def _write_day(day: date) -> str:
    # Not strftime: its names of months follow the locale.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def print_certificate(
    sheet: CertificateSheet, scorecard: bytes, environment: Environment, printer: Printer
) -> bytes:
    """Return the PDF of a sheet with its data and its scorecard attached.

    It is set closer until it fits on a page; raises TooMuchToPrint where it never does.
    """
    enclosures = (
        Enclosure(
            name="certificate.json",
            description="证书数据 Data of the certificate",
            content=describe_sheet(sheet),
            relationship="Data",
        ),
        Enclosure(
            name="scorecard.json",
            description="评分表 Scorecard of the audit",
            content=scorecard,
            relationship="Supplement",
        ),
    )
    fit = fit_sheet(sheet)
    for density in range(fit.density, DENSITIES):
        try:
            return printer.print(
                render_certificate(sheet, environment, replace(fit, density=density)),
                created=sheet.granted,
                modified=sheet.revised,
                enclosures=enclosures,
                pixels=encode_qr(sheet.page),
            )
        except PageOverflow:
            continue
    raise TooMuchToPrint(sheet.firm, sheet.name.zh)


def write_certificates(
    dossiers: Sequence[Dossier],
    foundation: Foundation,
    *,
    site_url: str,
    out: Path,
    templates: Path,
    jobs: int = 1,
    on_each: Callable[[Path], None] | None = None,
) -> int:
    """Write `certificates/<number>.pdf` below `out` for each certificate that holds; count them.

    The fonts are cut once, for all. Raises MissingGlyph where a firm's words have a character
    that no font has, MissingFont where there is no font, TooMuchToPrint.
    """
    work = list_certificates(dossiers)
    if not work:
        return 0
    folder = out / "certificates"
    folder.mkdir(parents=True, exist_ok=True)
    sheets = (certificate_data(d, c, foundation, site_url) for d, c in work)
    needed = check_characters(sheets) + (templates / TEMPLATE).read_text("utf-8")
    with tempfile.TemporaryDirectory(prefix="certificates-") as fonts:
        printer = Printer(
            fonts=cut_fonts("".join(sorted(set(needed))), Path(fonts)),
            style=(templates / STYLE).read_text("utf-8"),
            ground=draw_ground((templates / GROUND).read_text("utf-8")),
        )
    write = partial(
        _write_certificate,
        foundation=foundation,
        site_url=site_url,
        folder=folder,
        environment=make_environment(templates),
        printer=printer,
    )
    for path in spread(write, work, jobs):
        if on_each is not None:
            on_each(path)
    return len(work)


def list_certificates(dossiers: Sequence[Dossier]) -> list[tuple[Dossier, Certificate]]:
    """Return the certificates that hold, each with its dossier, in the dossiers' order."""
    return [
        (dossier, standing.certificate)
        for dossier in dossiers
        for standing in dossier.standings
        if standing.status.holds and standing.certificate is not None
    ]


def check_characters(sheets: Iterable[CertificateSheet]) -> str:
    """Return the characters that the sheets need; raises MissingGlyph, naming the firm."""
    needed: set[str] = {*map(chr, range(0x20, 0x7F)), _ELLIPSIS}
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
    work: tuple[Dossier, Certificate],
    *,
    foundation: Foundation,
    site_url: str,
    folder: Path,
    environment: Environment,
    printer: Printer,
) -> Path:
    dossier, certificate = work
    sheet = certificate_data(dossier, certificate, foundation, site_url)
    scorecard = describe_certified_audit(dossier, certificate, foundation)
    path = folder / f"{sheet.number}.pdf"
    part = folder / f".{sheet.number}.part"
    part.write_bytes(print_certificate(sheet, scorecard, environment, printer))
    return part.replace(path)
