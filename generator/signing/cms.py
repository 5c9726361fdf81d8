"""Signing: the one form of CMS (RFC 5652) that the committee's signatures have, byte by byte.

Input: a certificate, the SHA-256 of what is signed, a signature of RSASSA-PKCS1-v1_5. Output: DER.
Nothing in it is free: whoever verifies makes the same bytes again and compares them. The form is
that of PAdES B-B (ETSI EN 319 142-1 §6): content type, message digest, signing certificate v2;
pyHanko makes the same bytes, to which a test holds it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.records.der import OCTETS, SEQUENCE, SET, make_element

if TYPE_CHECKING:
    from generator.records.certificates import CertificateParts

EXPLICIT_0 = 0xA0
_IMPLICIT_4 = 0xA4
_ONE = bytes.fromhex("020101")
"""The version of SignedData and of SignerInfo where certificates are named by issuer and serial."""
_DATA = bytes.fromhex("06092a864886f70d010701")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_SHA256_WITH_RSA = bytes.fromhex("300d06092a864886f70d01010b0500")


def encode_signed_attributes(certificate: CertificateParts, digest: bytes) -> bytes:
    """Return what is signed: the attributes as a SET, with the SHA-256 of the document in them."""
    return make_element(SET, *_list_attributes(certificate, digest))


def encode_cms(certificate: CertificateParts, digest: bytes, signature: bytes) -> bytes:
    """Return the whole CMS; `signature` is that of the signed attributes."""
    signer = make_element(
        SEQUENCE,
        _ONE,
        make_element(SEQUENCE, certificate.issuer, certificate.serial),
        _SHA256,
        make_element(EXPLICIT_0, *_list_attributes(certificate, digest)),
        _SHA256_WITH_RSA,
        make_element(OCTETS, signature),
    )
    signed = make_element(
        SEQUENCE,
        _ONE,
        make_element(SET, _SHA256),
        make_element(SEQUENCE, _DATA),
        make_element(EXPLICIT_0, certificate.der),
        make_element(SET, signer),
    )
    return make_element(SEQUENCE, _SIGNED_DATA, make_element(EXPLICIT_0, signed))


def _list_attributes(certificate: CertificateParts, digest: bytes) -> list[bytes]:
    """Return the signed attributes in DER's order of a set."""
    named = make_element(
        SEQUENCE,
        make_element(SEQUENCE, make_element(_IMPLICIT_4, certificate.issuer)),
        certificate.serial,
    )
    # SHA-256 is the default of ESSCertIDv2 (RFC 5035 §4) and so is left out.
    fingerprint = make_element(OCTETS, hashlib.sha256(certificate.der).digest())
    identified = make_element(SEQUENCE, fingerprint, named)
    signing = make_element(SEQUENCE, make_element(SEQUENCE, identified))
    values = (
        (_CONTENT_TYPE, _DATA),
        (_MESSAGE_DIGEST, make_element(OCTETS, digest)),
        (_SIGNING_CERTIFICATE_V2, signing),
    )
    return sorted(make_element(SEQUENCE, kind, make_element(SET, value)) for kind, value in values)
