"""A signed certificate: accepted by other programs, the same bytes, still what it was."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from generator.signing import documents
from generator.signing.documents import Unsignable, sign_pdf
from generator.signing.keys import KeyTrouble, SoftwareSigner
from generator.verification.signature import ROOM, Signature, read_signature
from tests.signing.material import (
    DAY,
    certify,
    make_key,
    make_signer,
    printed,
    signed,
    write_private,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("signed") / "certificate.pdf"
    path.write_bytes(signed())
    return path


# ---------------------------------------------------------------- other programs


def run(*words: str) -> str:
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_pdfsig_finds_one_valid_signature_over_the_whole_document(file: Path) -> None:
    told = run("pdfsig", "-nocert", str(file))
    assert told.count("Signature #") == 1
    for words in (
        "Signature Validation: Signature is Valid.",
        "Total document signed",
        "Signature Type: ETSI.CAdES.detached",
        "Signing Hash Algorithm: SHA-256",
        "Signature Field Name: Committee",
        "Signer Certificate Common Name: 样例登记处",
    ):
        assert words in told


def test_qpdf_and_pikepdf_find_nothing_wrong(file: Path) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(file))
    with pikepdf.open(file) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pyhanko_takes_it_for_an_intact_signature_of_pades() -> None:
    reader = PdfFileReader(io.BytesIO(signed()))
    (embedded,) = reader.embedded_signatures
    trust = ValidationContext(
        trust_roots=[x509.Certificate.load(make_signer().certificate)], allow_fetching=False
    )
    status = validate_pdf_signature(embedded, trust)
    assert status.intact
    assert status.valid
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level is ModificationLevel.NONE
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


# ---------------------------------------------------------------- what it is


def test_what_was_printed_stands_before_the_signature_untouched() -> None:
    assert signed().startswith(printed())


def test_it_still_calls_itself_pdf_a_3a_and_keeps_its_version() -> None:
    with pikepdf.open(io.BytesIO(signed())) as pdf, pikepdf.open(io.BytesIO(printed())) as before:
        assert pdf.pdf_version == before.pdf_version == "1.7"
        assert pdf.open_metadata()["pdfaid:part"] == "3"
        assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(pdf.docinfo) == dict(before.docinfo)
        assert set(pdf.attachments) == set(before.attachments)
        assert bytes(pdf.trailer.ID[0]) == bytes(before.trailer.ID[0])
        assert bytes(pdf.trailer.ID[1]) != bytes(before.trailer.ID[1])


def test_the_field_is_not_seen_is_printed_and_brings_no_font() -> None:
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert [str(x) for x in (field.FT, field.T, field.Subtype)] == [
            "/Sig",
            "Committee",
            "/Widget",
        ]
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]
        shown, hidden = 4, 1 | 2 | 32
        assert int(field.F) & shown
        assert not int(field.F) & hidden
        assert "/AP" not in field
        assert pdf.Root.AcroForm.SigFlags == 3
        assert "/DR" not in pdf.Root.AcroForm
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert str(field.V.M) == "D:20261122000000Z"
        assert (str(field.V.Reason), str(field.V.Location)) == ("签发证书", "样例市")


# ---------------------------------------------------------------- bytes


def test_the_same_input_gives_the_same_bytes() -> None:
    again = sign_pdf(printed(), make_signer(), day=DAY, reason="签发证书", location="样例市")
    assert again == signed()


@pytest.mark.parametrize(
    ("number", "day", "reason"),
    [(1, DAY, "签发证书"), (0, date(2026, 11, 23), "签发证书"), (0, DAY, "换证")],
    ids=["key", "day", "reason"],
)
def test_another_key_day_or_reason_gives_another_signature_of_one_size(
    number: int, day: date, reason: str
) -> None:
    other = sign_pdf(printed(), make_signer(number), day=day, reason=reason, location="样例市")
    assert other != signed()
    assert isinstance(read_signature(other), Signature)
    start = other.index(b"/Contents <30") + len("/Contents <")
    assert other.index(b">", start) - start == ROOM


def test_verifier_and_signer_leave_the_same_room() -> None:
    assert documents.ROOM == ROOM


# ---------------------------------------------------------------- what cannot be signed


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"words", b"\x00" * 100])
def test_what_is_no_pdf_cannot_be_signed(content: bytes) -> None:
    with pytest.raises(Unsignable, match="cannot be read"):
        sign_pdf(content, make_signer(), day=DAY)


def test_what_is_signed_is_not_signed_again() -> None:
    with pytest.raises(Unsignable, match="a signature already"):
        sign_pdf(signed(), make_signer(), day=DAY)


def test_words_that_look_like_a_range_would_confuse_a_verifier() -> None:
    spoilt = printed() + b"%/ByteRange [0 1 2 3]\n"
    with pytest.raises(Unsignable, match="a signature already"):
        sign_pdf(spoilt, make_signer(), day=DAY)


def test_a_certificate_that_does_not_fit_is_told() -> None:
    key = make_key()
    bulky = SoftwareSigner(certificate=certify(key, extra=60), key=write_private(key))
    with pytest.raises(Unsignable, match="too long"):
        sign_pdf(printed(), bulky, day=DAY)


def test_a_key_that_is_not_the_certificate_s_signs_nothing() -> None:
    odd = SoftwareSigner(certificate=make_signer(1).certificate, key=make_signer().key)
    with pytest.raises(KeyTrouble, match="no pair"):
        sign_pdf(printed(), odd, day=DAY)


@dataclass(frozen=True)
class Broken:
    """A token that answers anything."""

    certificate: bytes

    def sign(self, data: bytes) -> bytes:
        return b"\0" * 384


def test_a_token_that_returns_no_signature_is_told() -> None:
    with pytest.raises(KeyTrouble, match="does not match"):
        sign_pdf(printed(), Broken(make_signer().certificate), day=DAY)
