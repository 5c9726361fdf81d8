"""Verification: a PDF → what was signed and by which key, or why it is refused.

Input: any bytes. Output: `Signature` or `Refused`; nothing is raised. The one form that is accepted
is the one that `signing.documents` writes: a `/ByteRange [0 A B C]` over the whole file but the gap
from A to B, which is `<`, 8,192 small hexadecimal digits, `>`; in them the only CMS that could
stand there (it is made again and compared) and zeros. So each byte of a signed file is either
signed or follows from what is signed. Whether the key is to be trusted is for the caller to ask.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.records.certificates import CertificateParts, read_certificate
from generator.records.der import (
    OCTETS,
    SEQUENCE,
    SET,
    NotDer,
    cut_element,
    split_element,
    take_content,
)
from generator.signing.cms import EXPLICIT_0, encode_cms, encode_signed_attributes
from generator.signing.rsa import is_signed_by

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is looked at; a certificate has some ten thousand."""
ROOM = 8192
"""Hexadecimal digits of /Contents."""
_HEAD = b"%PDF-"
_RANGE = b"/ByteRange"
_TRACES = (b"/ETSI.CAdES.detached", b"/Adobe.PPKLite", b"/Type /Sig", b"/Fields [")
"""What of a signature is left in the open even where one of its words was spoilt."""
_DICTIONARY = re.compile(
    rb"/Contents <([0-9a-f]{%d})>\n"
    rb"/ByteRange \[0 ([1-9][0-9]{0,8}) ([1-9][0-9]{0,8}) ([1-9][0-9]{0,8})\] *\n"
    rb"/Type /Sig\n/Filter /Adobe\.PPKLite\n/SubFilter /ETSI\.CAdES\.detached\n"
    rb"/M \(D(?::|\\072)([0-9]{4})([0-9]{2})([0-9]{2})000000Z\)\n" % ROOM
)


class Refusal(StrEnum):
    """Why a file is refused."""

    NOT_A_PDF = "not_a_pdf"
    NOT_SIGNED = "not_signed"
    ALTERED = "altered"
    APPENDED = "appended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """An intact signature over a whole file."""

    certificate: bytes = field(repr=False)
    """Of the key that signed, DER: to be compared with those that the registry trusts."""
    key_id: str
    day: date
    """The day of signing, as the signer gave it."""
    signed_sha256: str
    """Of all signed bytes, hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that is not taken for signed; `detail` is for logs, in English."""

    refusal: Refusal
    detail: str


class _Flaw(Exception):  # noqa: N818 (caught here)
    """Something is not as it would have been written."""


def read_signature(pdf: bytes) -> Signature | Refused:
    """Read the signature that must cover the whole file, or say why there is none such."""
    if len(pdf) > LARGEST:
        return Refused(refusal=Refusal.NOT_A_PDF, detail="too large")
    places = pdf.count(_RANGE)
    if not places:
        if any(trace in pdf for trace in _TRACES):
            return Refused(refusal=Refusal.ALTERED, detail="a signature without its range")
        if not pdf.startswith(_HEAD):
            return Refused(refusal=Refusal.NOT_A_PDF, detail="no header of a PDF")
        return Refused(refusal=Refusal.NOT_SIGNED, detail="no signature")
    try:
        signature, end = _read_first(pdf)
    except (_Flaw, NotDer, ValueError) as flaw:
        return Refused(refusal=Refusal.ALTERED, detail=str(flaw) or type(flaw).__name__)
    if end < len(pdf):
        return Refused(refusal=Refusal.APPENDED, detail=f"{len(pdf) - end} bytes after {end}")
    if places > 1:
        return Refused(refusal=Refusal.ALTERED, detail="more than one range")
    return signature


def _read_first(pdf: bytes) -> tuple[Signature, int]:
    """Return the first signature and where what it covers ends, in bytes.

    Raises _Flaw, NotDer or ValueError where anything is not as written.
    """
    at = pdf.index(_RANGE) - len("/Contents <>\n") - ROOM
    match = _DICTIONARY.match(pdf, at) if at >= 0 else None
    if match is None:
        raise _Flaw("a range of another form")
    start, resume, length = int(match[2]), int(match[3]), int(match[4])
    end = resume + length
    if (start, resume) != (match.start(1) - 1, match.end(1) + 1) or end > len(pdf):
        raise _Flaw("the range is not that of this file")
    day = date(int(match[5]), int(match[6]), int(match[7]))
    digest = hashlib.sha256(pdf[:start])
    digest.update(pdf[resume:end])
    certificate = _check_cms(bytes.fromhex(match[1].decode()), digest.digest())
    signature = Signature(
        certificate=certificate.der,
        key_id=certificate.key_id,
        day=day,
        signed_sha256=digest.hexdigest(),
    )
    return signature, end


def _check_cms(room: bytes, digest: bytes) -> CertificateParts:
    """Return the certificate whose key signed the digest; raises _Flaw, NotDer or ValueError."""
    cms = cut_element(room)
    if room[len(cms) :].strip(b"\0"):
        raise _Flaw("something behind the signature")
    encoded, signature = _find_parts(cms)
    certificate = read_certificate(encoded)
    if certificate is None:
        raise _Flaw("no certificate of an RSA key")
    if encode_cms(certificate, digest, signature) != cms:
        raise _Flaw("the digest, or the form of the signature, is another")
    attributes = encode_signed_attributes(certificate, digest)
    if not is_signed_by(certificate.key, attributes, signature):
        raise _Flaw("the signature is not by this key")
    return certificate


def _find_parts(cms: bytes) -> tuple[bytes, bytes]:
    """Return certificate and signature as they stand in a CMS; raises NotDer or ValueError."""
    _, explicit = split_element(cms, SEQUENCE, most=2)
    (signed,) = split_element(explicit, EXPLICIT_0, most=1)
    _, _, _, certificates, signers = split_element(signed, SEQUENCE, most=5)
    (certificate,) = split_element(certificates, EXPLICIT_0, most=1)
    (signer,) = split_element(signers, SET, most=1)
    *_, signature = split_element(signer, SEQUENCE, most=6)
    return certificate, take_content(signature, OCTETS)
