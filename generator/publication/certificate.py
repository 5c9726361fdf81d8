"""Publication: what a certificate says, as data, as JSON and as HTML; pure.

Input: a dossier with its certificate, the foundation, the site's address. Output: a
`CertificateSheet`, which holds all that is printed and nothing that depends on the day of the
build; from it the page's HTML and the attached JSON.
"""

from __future__ import annotations

import base64
import io
import json
import unicodedata
from bisect import bisect_left
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.records.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction
    from pathlib import Path

    from jinja2 import Template

    from generator.certification.standing import Certificate, Dossier
    from generator.records.model import Foundation, Issuer

TEMPLATE = "certificate.html"
STYLE = "certificate.css"
GROUND = "certificate-ground.svg"

DENSITIES = 5
"""How closely a page may be set; the last one shortens the lists and points to the site."""

# Ems that a name may be wide before the next smaller size of certificate.css is taken.
_NAME_EMS = {"zh": (20.0, 24.0, 28.0, 33.0, 39.0), "en": (38.0, 44.0, 51.0, 60.0)}
# Lines that the table may take, as measured in ems of the whole, before it is set closer.
_DENSITY_EMS = (120.0, 260.0, 420.0)
_SITES_SHOWN = 4
_SCOPE_SHOWN = 420
_QR_MASK = 2  # Any mask can be read; trying all eight takes five times as long.

_STANDARD_WORDS = {
    "zh": ("规范", "标准", "准则", "要求", "规程", "细则", "通则", "办法"),
    "en": (" Standard", " Specification", " Requirements", " Rules", " Scheme"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """All that a certificate says; figures and days as they are written on it."""

    number: str
    title: Text
    firm: str
    """The registration code."""
    name: Text
    address: Text
    sites: tuple[Text, ...]
    scope: Text
    channels: tuple[Text, ...]
    standard: str
    """`id@version`."""
    standard_title: Text
    version: str
    grade: str
    grade_title: Text
    stars: int
    score: str
    points: str
    """Points of the whole standard, which the score is out of."""
    ladder: Text | None
    """Title of the ladder, where a level of it was reached."""
    level: Text | None
    first_granted: date
    granted: date
    effective: date
    valid_to: date
    revised: date
    revision: int
    issuer: Text
    issuer_address: Text
    mark: str
    notice: Text | None
    page: str
    """Address of the firm's page, which the QR code leads to."""
    check: str
    """Address of the page that checks a number."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the language they are in, as a BCP 47 tag."""

    language: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Size classes of a page: of the two names (0 is the largest) and of the whole."""

    name_zh: int
    name_en: int
    density: int


def certificate_data(
    dossier: Dossier, certificate: Certificate, foundation: Foundation, site_url: str
) -> CertificateSheet:
    """Gather what `certificate` says; `site_url` ends with a slash."""
    firm = dossier.records.firm
    standard = foundation.standards[certificate.standard]
    issuer: Issuer = foundation.issuer
    grade = standard.grade(certificate.grade)
    levels = {group.id: group.title for group in standard.groups}
    channels = {channel.id: channel.title for channel in standard.channels}
    reached = certificate.ladder is not None and standard.ladder is not None
    return CertificateSheet(
        number=certificate.number,
        title=title_certificate(standard.title),
        firm=certificate.firm,
        name=certificate.firm_name,
        address=firm.address,
        sites=tuple(_locate_site(site.name, site.address) for site in firm.sites),
        scope=certificate.scope,
        channels=tuple(channels[channel] for channel in certificate.channels),
        standard=certificate.standard,
        standard_title=standard.title,
        version=standard.version,
        grade=grade.id,
        grade_title=grade.title,
        stars=grade.stars,
        score=str(certificate.score),
        points=_write_points(standard.points),
        ladder=standard.ladder.title if reached and standard.ladder else None,
        level=levels[certificate.ladder] if reached and certificate.ladder else None,
        first_granted=certificate.first_granted,
        granted=certificate.granted,
        effective=certificate.effective,
        valid_to=certificate.valid_to,
        revised=certificate.revised,
        revision=certificate.revision,
        issuer=issuer.name,
        issuer_address=issuer.address,
        mark=issuer.mark,
        notice=issuer.notice,
        page=f"{site_url}firms/{certificate.firm}/",
        check=f"{site_url}check/",
    )


def title_certificate(standard: Text) -> Text:
    """Make the certificate's title of the standard's: a standard's word gives way to it."""
    zh, en = standard.zh, standard.en
    for ending in _STANDARD_WORDS["zh"]:
        zh = zh.removesuffix(ending)
    for ending in _STANDARD_WORDS["en"]:
        en = en.removesuffix(ending)
    zh = zh.removesuffix("认证") + "认证证书"
    en = (en.removesuffix("Certification").rstrip() + " Certificate").lstrip()
    return Text(zh, en)


def describe_sheet(sheet: CertificateSheet) -> bytes:
    """Return the sheet as canonical JSON: keys sorted, no spaces, UTF-8."""
    data = {"format": 1, **asdict(sheet)}
    words = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )
    return words.encode()


def characters(sheets: Iterable[CertificateSheet]) -> str:
    """Return every character that the sheets need, each once, sorted."""
    needed: set[str] = set()
    for sheet in sheets:
        for words in _walk_words(sheet):
            needed.update(words)
    return "".join(sorted(needed))


def split_languages(text: Text) -> tuple[Phrase, ...]:
    """Return the words in Chinese, then English; once where they were written in one only."""
    if text.zh != text.en:
        return (Phrase("zh-Hans", text.zh), Phrase("en", text.en))
    chinese = any(unicodedata.east_asian_width(character) == "W" for character in text.zh)
    return (Phrase("zh-Hans" if chinese else "en", text.zh),)


def measure_width(words: str) -> float:
    """Estimate how many ems the words are wide in the certificate's fonts."""
    width = 0.0
    for character in words:
        if unicodedata.east_asian_width(character) in "WF":
            width += 1.0
        elif character.isspace():
            width += 0.25
        else:
            width += 0.67 if character.isupper() else 0.53
    return width


def fit_sheet(sheet: CertificateSheet) -> Fit:
    """Choose the size classes that the lengths of the words ask for."""
    bulk = sum(
        max(measure_width(text.zh), measure_width(text.en))
        for text in (sheet.scope, sheet.address, *sheet.sites, *sheet.channels)
    )
    return Fit(
        name_zh=bisect_left(_NAME_EMS["zh"], measure_width(sheet.name.zh)),
        name_en=bisect_left(_NAME_EMS["en"], measure_width(sheet.name.en)),
        density=bisect_left(_DENSITY_EMS, bulk),
    )


def encode_qr(address: str) -> str:
    """Return a QR code (level M) as the data address of a grey PNG, two modules of rim."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=_QR_MASK)
    image = io.BytesIO()
    code.save(image, kind="png", scale=4, border=2)
    return "data:image/png;base64," + base64.b64encode(image.getvalue()).decode()


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
    environment.filters.update(phrases=split_languages, day=_write_day, qr=encode_qr)
    return environment


def render_certificate(sheet: CertificateSheet, environment: Environment, fit: Fit) -> str:
    """Return the page's HTML, set as closely as `fit` says."""
    template: Template = environment.get_template(TEMPLATE)
    shortened = fit.density >= DENSITIES - 1
    return template.render(
        sheet=sheet,
        fit=fit,
        scope=_shorten_text(sheet.scope) if shortened else sheet.scope,
        sites=sheet.sites[:_SITES_SHOWN] if shortened else sheet.sites,
        sites_left=max(0, len(sheet.sites) - _SITES_SHOWN) if shortened else 0,
        issued=sheet.revised,
    )


def _walk_words(sheet: CertificateSheet) -> Iterator[str]:
    for field in fields(sheet):
        value = getattr(sheet, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item.zh
                yield item.en
            elif isinstance(item, str):
                yield item


def _locate_site(name: Text, address: Text | None) -> Text:
    if address is None:
        return name
    if name.zh == name.en and address.zh == address.en:
        return Text(f"{name.zh},{address.zh}", f"{name.zh},{address.zh}")
    return Text(f"{name.zh}({address.zh})", f"{name.en} ({address.en})")


def _shorten_text(text: Text) -> Text:
    def shorten(words: str) -> str:
        width = 0.0
        for i, character in enumerate(words):
            width += measure_width(character)
            if width > _SCOPE_SHOWN:
                return words[:i].rstrip() + "…"
        return words

    return Text(shorten(text.zh), shorten(text.en))


def _write_points(points: Fraction) -> str:
    return str(points.numerator) if points.denominator == 1 else f"{float(points):g}"


def _write_day(day: date) -> str:
    # Not strftime: its names of months follow the locale.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January February March April May June July August September October November December"
).split()
