"""Records: the public certificates of the committee's keys, as far as the registry must know them.

Input: the bytes of an X.509 certificate, PEM or DER. Output: its parts, and the id of its key.
No library is loaded, so that a check starts at once; whether somebody signed the certificate is
not asked: the registry's own folder says which ones it trusts.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.der import BITS, INTEGER, SEQUENCE, NotDer, split_element

if TYPE_CHECKING:
    from pathlib import Path

KEYS = "keys"
"""The folder below audits/ that holds the certificates, each named by its key's id."""
KEY_ID_LENGTH = 16
"""Hexadecimal digits of a key's id."""
_PEM = re.compile(
    rb"\s*-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----\s*"
)
_LINE_ENDS = re.compile(rb"[\r\n]")
_VERSION_3 = bytes.fromhex("a003020102")
_EXTENSIONS = 0xA3
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")
"""The AlgorithmIdentifier of an RSA key (RFC 3279 §2.3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateParts:
    """An X.509 v3 certificate of an RSA key, and what others quote of it, as encoded (DER)."""

    der: bytes
    serial: bytes
    issuer: bytes
    key: bytes
    """SubjectPublicKeyInfo."""

    @property
    def key_id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the key."""
        return hashlib.sha256(self.key).hexdigest()[:KEY_ID_LENGTH]


def read_key_id(content: bytes) -> str | None:
    """Return the id of a certificate's key, or None where this is no certificate of an RSA key."""
    parts = read_certificate(content)
    return None if parts is None else parts.key_id


def decode_certificate(content: bytes) -> bytes | None:
    """Return the DER of a certificate, or None where this is no certificate of an RSA key."""
    parts = read_certificate(content)
    return None if parts is None else parts.der


def read_keys(root: Path) -> tuple[CertificateParts, ...]:
    """Return the certificates of a registry's audits/keys/, in the order of their keys' ids."""
    contents = (path.read_bytes() for path in (root / "audits" / KEYS).glob("*.pem"))
    found = [parts for content in contents if (parts := read_certificate(content)) is not None]
    return tuple(sorted(found, key=lambda parts: parts.key_id))


def read_certificate(content: bytes) -> CertificateParts | None:
    """Read one X.509 v3 certificate of an RSA key, PEM or DER and nothing else; None otherwise."""
    der = content
    if match := _PEM.fullmatch(content):
        try:
            der = base64.b64decode(_LINE_ENDS.sub(b"", match[1]), validate=True)
        except binascii.Error:
            return None
    try:
        return _take_apart(der)
    except (NotDer, ValueError):
        return None


def _take_apart(der: bytes) -> CertificateParts:
    """Follow RFC 5280 §4.1 as far as the key; raises NotDer, or ValueError for want of parts."""
    body, algorithm, signature = split_element(der, SEQUENCE, most=3)
    version, serial, inner, issuer, *rest = split_element(body, SEQUENCE, most=8)
    validity, subject, key, *extensions = rest
    named, bits = split_element(key, SEQUENCE, most=2)
    sequences = (algorithm, issuer, validity, subject)
    if (
        version == _VERSION_3
        and inner == algorithm
        and named == _RSA
        and (serial[0], signature[0], bits[0]) == (INTEGER, BITS, BITS)
        and all(part[0] == SEQUENCE for part in sequences)
        and all(part[0] == _EXTENSIONS for part in extensions)
    ):
        return CertificateParts(der=der, serial=serial, issuer=issuer, key=key)
    raise NotDer
