"""Publication: a certificate as HTML and as PDF.

Input: a sheet, the environment of templates, a printer, what to attach. Output: the HTML of a page,
set as closely as its words need; the bytes of its PDF.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.publication.fitting import DENSITIES, Fit, fit_sheet, measure_width
from generator.publication.guilloche import draw_guilloche
from generator.publication.pdf import Enclosure, PageOverflow, Printer
from generator.publication.sheet import (
    CertificateSheet,
    describe_sheet,
)
from generator.records.model import Text
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


TEMPLATE = "certificate.html"
STYLE = "certificate.css"
GROUND = "certificate-ground.svg"
ELLIPSIS = "…"

PLACEHOLDER = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
"""Stands where the QR code goes: the printer puts the code's pixels in its place."""

_SITES_SHOWN = 4
_SCOPE_SHOWN = 300.0
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
                return words[:i].rstrip() + ELLIPSIS
        return words

    return Text(shorten(text.zh), shorten(text.en))


def _write_day(day: date) -> str:
    # Not strftime: its names of months follow the locale.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def print_certificate(
    sheet: CertificateSheet,
    scorecard: bytes | None,
    environment: Environment,
    printer: Printer,
    enclosures: Sequence[Enclosure] = (),
) -> bytes:
    """Return the PDF of a sheet with its data and what else is to be attached.

    A `scorecard` goes with a certificate that holds. The page is set closer until the words fit;
    raises TooMuchToPrint where they never do.
    """
    attached = [
        Enclosure(
            name="certificate.json",
            description="证书数据 Data of the certificate",
            content=describe_sheet(sheet),
            relationship="Data",
        )
    ]
    if scorecard is not None:
        attached.append(
            Enclosure(
                name="scorecard.json",
                description="评分表 Scorecard of the audit",
                content=scorecard,
                relationship="Supplement",
            )
        )
    attached.extend(enclosures)
    drawing = draw_guilloche(sheet.number)
    fit = fit_sheet(sheet)
    for density in range(fit.density, DENSITIES):
        try:
            return printer.print(
                render_certificate(sheet, environment, replace(fit, density=density)),
                created=sheet.granted,
                modified=sheet.revised,
                enclosures=attached,
                pixels=encode_qr(sheet.page),
                drawing=drawing,
            )
        except PageOverflow:
            continue
    raise TooMuchToPrint(sheet.firm, sheet.name.zh)
