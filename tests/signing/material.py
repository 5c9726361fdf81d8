"""What tests of signatures share: keys, made once, and a certificate as it is printed."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from generator.publication.certificate import (
    GROUND,
    STYLE,
    TEMPLATE,
    make_environment,
    print_certificate,
)
from generator.publication.fonts import cut_fonts
from generator.publication.ground import draw_ground
from generator.publication.pdf import Printer
from generator.publication.sheet import characters
from generator.signing.documents import sign_pdf
from generator.signing.keys import SoftwareSigner
from tests.publication.sheets import SHORT, TEMPLATES

DAY = date(2026, 11, 22)
SCORECARD = b'{"total":"93.25"}'
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certify(key: PrivateKey, name: str = "样例登记处", *, extra: int = 0) -> bytes:
    """Return a certificate that a key signs itself (DER), with so many names more in it."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .serial_number(0x1234567890ABCDEF)
        .public_key(key.public_key())
        .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2034, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    if extra:
        names = x509.SubjectAlternativeName([x509.DNSName(f"{i:060}") for i in range(extra)])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(key, SHA256()).public_bytes(Encoding.DER)


def write_private(key: PrivateKey, encoding: Encoding = Encoding.DER) -> bytes:
    return key.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())


@cache
def make_key(number: int = 0) -> rsa.RSAPrivateKey:
    """Return the first, second, … key of these tests; the first is as long as real ones."""
    return rsa.generate_private_key(65537, 2048 if number else 3072)


@cache
def make_signer(number: int = 0) -> SoftwareSigner:
    key = make_key(number)
    return SoftwareSigner(certificate=certify(key), key=write_private(key))


@cache
def printed() -> bytes:
    """Return a certificate as it is printed, not signed."""
    template = (TEMPLATES / TEMPLATE).read_text("utf-8")
    needed = {*map(chr, range(0x20, 0x7F)), "…", *template, *characters((SHORT,))}
    with tempfile.TemporaryDirectory() as folder:
        printer = Printer(
            fonts=cut_fonts("".join(sorted(needed)), Path(folder)),
            style=(TEMPLATES / STYLE).read_text("utf-8"),
            ground=draw_ground((TEMPLATES / GROUND).read_text("utf-8")),
        )
    return print_certificate(SHORT, SCORECARD, make_environment(TEMPLATES), printer)


@cache
def signed() -> bytes:
    """Return the certificate signed by the first key."""
    return sign_pdf(printed(), make_signer(), day=DAY, reason="签发证书", location="样例市")
