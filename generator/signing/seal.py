"""Signing: the committee's seal: signs what is new, and keeps what it signed already.

Input: a `Signer`. Output: a `publication.seal.Seal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.x509 import load_der_x509_certificate

from generator.signing.credentials import encode_base64url, encode_header, sign_jwt
from generator.signing.documents import sign_pdf
from generator.signing.keys import key_id
from generator.verification.credential import read_credential
from generator.verification.signature import Signature, read_signature

if TYPE_CHECKING:
    from datetime import date

    from generator.signing.keys import Signer


@dataclass(frozen=True, slots=True)
class CommitteeSeal:
    """Signs with one key; what an earlier publication holds is taken only where it is the same."""

    signer: Signer

    @property
    def certificate(self) -> bytes:
        """The X.509 certificate of the key, DER."""
        return self.signer.certificate

    @property
    def since(self) -> date:
        """The first day on which the certificate of the key holds."""
        return load_der_x509_certificate(self.certificate).not_valid_before_utc.date()

    @property
    def key_id(self) -> str:
        """The id of the key: 16 hexadecimal digits."""
        return key_id(self.signer.certificate)

    def sign_document(self, pdf: bytes, *, day: date, earlier: bytes | None) -> bytes:
        """Return the signed PDF; a signature is appended, so that the PDF itself comes first."""
        if earlier is not None and earlier.startswith(pdf):
            told = read_signature(earlier)
            if (
                isinstance(told, Signature)
                and told.certificate == self.certificate
                and told.day == day
            ):
                return earlier
        return sign_pdf(pdf, self.signer, day=day)

    def sign_credential(self, payload: bytes, kid: str, *, earlier: str | None) -> str:
        """Return a VC-JWT."""
        begins = f"{encode_base64url(encode_header(kid))}.{encode_base64url(payload)}."
        if (
            earlier is not None
            and earlier.startswith(begins)
            and read_credential(earlier, self.certificate) is not None
        ):
            return earlier
        return sign_jwt(payload, self.signer, kid)
