"""Publication: what a certificate says, as data and as JSON; pure.

Input: a dossier with its certificate, the foundation, the site's address, the ledger's leaf.
Output: a `CertificateSheet`, which holds all that is printed and, while the certificate holds,
nothing that depends on the day of the build.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from generator.certification.short_code import short_code
from generator.publication.scorecards import write_decimal
from generator.records.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.certification.standing import Certificate, Dossier
    from generator.publication.void import Void
    from generator.records.model import Foundation

NO_LEAF = "0" * 64
"""Stands for the ledger's leaf where there is no ledger."""

_WATERMARK = ("mark_void", "void_note", "void_since")
_STANDARD_WORDS = {
    "zh": ("规范", "标准", "准则", "要求", "规程", "细则", "通则", "办法"),
    "en": (" Standard", " Specification", " Requirements", " Rules", " Scheme"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """All that a certificate says; figures and days as they are written on it."""

    number: str
    code: str
    """The short code that belongs to this revision: `7K3M-9Q2X`."""
    signed: bool
    """Whether the file carries the committee's electronic signature."""
    mark_void: Text | None
    """Words of the watermark, where the certificate is suspended or over."""
    void_note: Text | None
    """The sentence that says so."""
    void_since: date | None
    """The day since when."""
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
    """Address of the certificate's page, which the QR code leads to."""
    check: str
    """Address of the page that checks a number."""


def certificate_data(
    dossier: Dossier,
    certificate: Certificate,
    foundation: Foundation,
    site_url: str,
    *,
    leaf: str = NO_LEAF,
    signed: bool = False,
    void: Void | None = None,
) -> CertificateSheet:
    """Gather what `certificate` says; `site_url` ends with a slash.

    `leaf` is the hash, in hex, of the ledger's leaf that made the certificate's last revision.
    """
    firm = dossier.records.firm
    standard = foundation.standards[certificate.standard]
    issuer = foundation.issuer
    grade = standard.grade(certificate.grade)
    levels = {group.id: group.title for group in standard.groups}
    channels = {channel.id: channel.title for channel in standard.channels}
    reached = certificate.ladder is not None and standard.ladder is not None
    return CertificateSheet(
        number=certificate.number,
        code=short_code(certificate.number, certificate.revision, leaf),
        signed=signed,
        mark_void=void.mark if void else None,
        void_note=void.note if void else None,
        void_since=void.since if void else None,
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
        points=write_decimal(standard.points),
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
        page=f"{site_url}certificates/{certificate.number}/",
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
    """Return the sheet as canonical JSON: keys sorted, no spaces, UTF-8.

    The watermark is left out: what was certified stays the same when it ends.
    """
    data = {"format": 1, **asdict(sheet)}
    for field in _WATERMARK:
        del data[field]
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
        return Text(f"{name.zh} ({address.zh})", f"{name.zh} ({address.zh})")
    return Text(f"{name.zh}（{address.zh}）", f"{name.en} ({address.en})")
