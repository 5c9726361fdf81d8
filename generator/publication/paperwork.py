"""Publication: what one certificate's files are made of, and how they are signed.

Input: a certificate as it stands, the ledger, the seal, the publication before. Output: its sheet,
its credential, its PDF once printed with the signature, its facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.publication.credential import Grounds, describe_credential
from generator.publication.facts import describe_facts
from generator.publication.identity import name_key
from generator.publication.inclusion import describe_inclusion, find_leaf
from generator.publication.pdf import Enclosure
from generator.publication.sheet import NO_LEAF, CertificateSheet, certificate_data
from generator.publication.void import describe_void

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from generator.certification.ledger import Ledger
    from generator.certification.standing import Certificate, Dossier, Status
    from generator.publication.seal import Seal
    from generator.records.model import Foundation


class Granted(NamedTuple):
    """A certificate that was granted at some time, and how it stands."""

    dossier: Dossier
    certificate: Certificate
    status: Status
    since: date
    """The day since when it has the status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paperwork:
    """All that every certificate is drawn up with."""

    foundation: Foundation
    site_url: str
    """Ends with a slash."""
    ledger: Ledger
    indexes: Mapping[str, int]
    """Places in the status lists, by number."""
    seal: Seal | None
    earlier: Path | None
    """The folder `certificates` of the publication before: what is signed there stays signed."""

    def draw_up(self, granted: Granted) -> CertificateSheet:
        """Return what a certificate says on paper, as it stands."""
        leaf = find_leaf(self.ledger, granted.dossier, granted.certificate)
        return certificate_data(
            granted.dossier,
            granted.certificate,
            self.foundation,
            self.site_url,
            leaf=NO_LEAF if leaf is None else self.ledger.tree.leaf(leaf).hex(),
            signed=self.seal is not None,
            void=describe_void(granted.status, granted.since),
        )

    def make_credential(self, granted: Granted, sheet: CertificateSheet) -> Enclosure:
        """Return the credential as it goes with the PDF: signed where there is a seal."""
        payload = describe_credential(sheet, self._find_grounds(granted), self.site_url)
        if self.seal is None:
            return _enclose("credential.json", payload)
        earlier = self._read_earlier(f"{sheet.number}.jwt")
        token = self.seal.sign_credential(
            payload,
            name_key(self.site_url, self.seal.key_id),
            earlier=earlier.decode("ascii", "replace") if earlier else None,
        )
        return _enclose("credential.jwt", token.encode())

    def _find_grounds(self, granted: Granted) -> Grounds:
        certificate = granted.certificate
        (audit,) = (a for a in granted.dossier.records.audits if a.id == certificate.audit)
        leaf = find_leaf(self.ledger, granted.dossier, certificate)
        return Grounds(
            audit=audit.id,
            audit_sha256=audit.sha256,
            # As at record: of the ledger that ends with this leaf, which never changes.
            ledger=None if leaf is None else describe_inclusion(self.ledger, leaf, leaf + 1),
            status_index=self.indexes.get(certificate.number),
        )

    def sign(self, granted: Granted, pdf: bytes) -> bytes:
        """Return a printed PDF with the signature, where there is a seal.

        It is dated by what the paper says, and not before there was the key: the day of the build
        would make another file of the same records every day.
        """
        if self.seal is None:
            return pdf
        revised = granted.certificate.revised
        said = revised if granted.status.holds else max(revised, granted.since)
        return self.seal.sign_document(
            pdf,
            day=max(said, self.seal.since),
            earlier=self._read_earlier(f"{granted.certificate.number}.pdf"),
        )

    def describe(self, granted: Granted, sheet: CertificateSheet, pdf: bytes) -> dict[str, Any]:
        """Return what a checker asks of the certificate whose file is `pdf`."""
        leaf = find_leaf(self.ledger, granted.dossier, granted.certificate)
        return describe_facts(
            granted.dossier,
            sheet,
            pdf=pdf,
            leaf=None if leaf is None else describe_inclusion(self.ledger, leaf),
            credential=f"certificates/{sheet.number}.jwt" if self.seal is not None else None,
        )

    def _read_earlier(self, name: str) -> bytes | None:
        if self.earlier is None:
            return None
        try:
            return (self.earlier / name).read_bytes()
        except OSError:
            return None


def _enclose(name: str, content: bytes) -> Enclosure:
    return Enclosure(
        name=name,
        description="可验证凭证 Verifiable credential",
        content=content,
        relationship="Alternative",
    )
