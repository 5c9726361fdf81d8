"""Signing: a PDF → the same PDF with a signature of PAdES B-B appended, by pyHanko.

Input: the bytes of a PDF without a form, a `Signer`, the day of signing. Output: those bytes, then
an invisible field whose signature covers all but itself. The same input gives the same bytes: the
day stands for the time, identifiers are hashes. What the PDF is (version, PDF/A-3) it stays.
"""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime, time

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject

from generator.records.certificates import CertificateParts
from generator.records.problems import CannotGoOn
from generator.signing.cms import encode_cms, encode_signed_attributes
from generator.signing.keys import Signer, require_certificate, sign_surely

FIELD = "Committee"
ROOM = 8192
"""Hexadecimal digits of /Contents: twice the bytes that a signature may take, zeros behind it."""


class Unsignable(CannotGoOn):
    """The bytes are no PDF that can be signed."""

    def __init__(self, zh: str, en: str) -> None:
        """Say why."""
        super().__init__(zh=f"不能签名：{zh}。", en=f"It cannot be signed: {en}.")


def sign_pdf(
    pdf: bytes, signer: Signer, *, day: date, reason: str = "", location: str = ""
) -> bytes:
    """Return the PDF signed as of a day (00:00 UTC), with words that readers of PDFs show.

    Raises Unsignable where this is no PDF, has a form already or the certificate is too long, and
    KeyTrouble where the key does not sign, or not for its certificate.
    """
    certificate = require_certificate(signer.certificate)
    try:
        prepared, written = _prepare(pdf, certificate, day=day, reason=reason, location=location)
    except (PdfError, SigningError, ValueError, LookupError) as error:
        told = (f"无法读取这个 PDF（{error}）", f"the PDF cannot be read ({error})")
        raise Unsignable(*told) from error
    digest = prepared.document_digest
    signature = sign_surely(signer, encode_signed_attributes(certificate, digest))
    content = encode_cms(certificate, digest, signature).hex().encode()
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    if len(content) > ROOM:
        raise Unsignable("签名证书太长", "the certificate of the key is too long")
    # pyHanko would write capitals; a verifier allows one spelling only.
    return b"<".join((written[:start], content.ljust(ROOM, b"0") + b">" + written[end:]))


def _prepare(
    pdf: bytes, certificate: CertificateParts, *, day: date, reason: str, location: str
) -> tuple[PreparedByteRangeDigest, bytes]:
    """Return the PDF with room for the signature, and the digest of all but that room."""
    identity = hashlib.sha256(b"\n".join((pdf, certificate.der, day.isoformat().encode())))
    writer = _SteadyWriter(io.BytesIO(pdf), identity.digest()[:16])
    # A verifier looks for the one range of a file, so no other may stand in it, be it as words.
    if "/AcroForm" in writer.root or b"/ByteRange" in pdf:
        raise Unsignable("这个 PDF 已有表单或签名", "the PDF has a form or a signature already")
    writer.register_extension(ESIC_EXTENSION_1)  # PAdES in a PDF below 2.0 says so
    field = SigFieldSpec(FIELD, readable_field_name="认证委员会的电子签名 Committee’s signature")
    steps = PdfCMSEmbedder(field).write_cms(FIELD, writer)
    next(steps)
    placeholder = SignatureObject(
        timestamp=datetime.combine(day, time(), UTC),
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
        bytes_reserved=ROOM,
    )
    steps.send(SigObjSetup(sig_placeholder=placeholder))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    return prepared, output.getvalue()


class _SteadyWriter(IncrementalPdfFileWriter):
    """pyHanko's writer of updates, without its clock and its chance.

    It offers no parameter for either: by itself it draws the second identifier and writes the
    present time and its own name into the document's metadata, which are the certificate's.
    """

    def __init__(self, stream: io.BytesIO, identifier: bytes) -> None:
        super().__init__(stream)
        first = self._document_id[0]
        self._document_id = generic.ArrayObject([first, generic.ByteStringObject(identifier)])

    def _update_meta(self) -> None:
        """Leave the metadata as they are."""
