"""Signatures read: the one form that is accepted, and everything else refused."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.records.certificates import decode_certificate
from generator.signing.cms import encode_cms, encode_signed_attributes
from generator.signing.documents import sign_pdf
from generator.signing.keys import key_id, require_certificate
from generator.verification.signature import ROOM, Refusal, Refused, Signature, read_signature
from tests.signing.material import DAY, make_signer, printed, signed

SAMPLED = 2500
BITS = (0x01, 0x20, 0x80)
"""Also the one between capital and small letters."""


def refused(pdf: bytes) -> Refusal:
    found = read_signature(pdf)
    assert isinstance(found, Refused), found
    return found.refusal


def gap() -> tuple[int, int]:
    """Where `<` and `>` of /Contents stand."""
    start = signed().index(b"/Contents <30") + len("/Contents ")
    return start, signed().index(b">", start)


def flip(pdf: bytes, place: int, bits: int) -> bytes:
    return pdf[:place] + bytes((pdf[place] ^ bits,)) + pdf[place + 1 :]


def in_gap(digits: str) -> bytes:
    """Return the signed file with other digits in the gap, as far as they go."""
    start, end = gap()
    return signed()[: start + 1] + digits.encode().ljust(ROOM, b"0") + signed()[end:]


def test_a_signed_certificate_says_who_signed_it_and_when() -> None:
    found = read_signature(signed())
    assert isinstance(found, Signature)
    assert found.certificate == make_signer().certificate
    assert found.certificate == decode_certificate(make_signer().certificate)
    assert found.key_id == key_id(make_signer().certificate)
    assert found.day == DAY
    assert re.fullmatch(r"[0-9a-f]{64}", found.signed_sha256)


def test_a_signature_by_another_key_is_intact_and_names_that_key() -> None:
    found = read_signature(sign_pdf(printed(), make_signer(1), day=date(2020, 1, 1)))
    assert isinstance(found, Signature)
    assert found.certificate == make_signer(1).certificate
    assert found.key_id != key_id(make_signer().certificate)


# ---------------------------------------------------------------- one byte


def test_a_flipped_byte_anywhere_in_the_signature_is_refused() -> None:
    start, end = gap()
    begins = signed().rindex(b" 0 obj", 0, start) - 10
    ends = signed().index(b"endobj", end) + 10
    assert ends - begins > ROOM + 200
    for place in range(begins, ends):
        assert refused(flip(signed(), place, BITS[place % 3])) is Refusal.ALTERED, place


def test_a_flipped_byte_in_what_is_not_zero_of_the_gap_is_refused_whichever_bit() -> None:
    start, _ = gap()
    length = len(signed()[start + 1 : start + ROOM].rstrip(b"0"))
    for place in range(start, start + length + 20, 3):
        for bits in BITS:
            assert refused(flip(signed(), place, bits)) is Refusal.ALTERED, place


def test_a_flipped_byte_anywhere_else_is_refused() -> None:
    draw = random.Random(3)
    for place in draw.sample(range(len(signed())), SAMPLED):
        assert refused(flip(signed(), place, 1 << draw.randrange(8))) is Refusal.ALTERED, place


def test_a_byte_left_out_or_put_in_is_refused() -> None:
    draw = random.Random(4)
    start, end = gap()
    for place in (*draw.sample(range(len(signed())), 200), start, start + 1, end, end + 1):
        assert refused(signed()[:place] + signed()[place + 1 :]) is Refusal.ALTERED, place
        assert refused(signed()[:place] + b"0" + signed()[place:]) is Refusal.ALTERED, place


# ---------------------------------------------------------------- whole parts


@pytest.mark.parametrize(
    "more",
    [
        b"\n",
        b"0",
        b"%comment",
        b"9 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n",
        b"/ByteRange [0 1 2 3]\n",
    ],
)
def test_what_is_appended_is_told_as_appended(more: bytes) -> None:
    assert refused(signed() + more) is Refusal.APPENDED


def test_an_update_by_another_signature_is_told_as_appended() -> None:
    other = sign_pdf(printed(), make_signer(1), day=DAY)
    assert refused(signed() + other[len(printed()) :]) is Refusal.APPENDED


@pytest.mark.parametrize("kept", [1, 10, 300, 5000, 9000])
def test_a_file_cut_short_is_refused(kept: int) -> None:
    assert refused(signed()[:-kept]) is Refusal.ALTERED


def test_a_file_without_its_signature_is_not_signed() -> None:
    assert refused(printed()) is Refusal.NOT_SIGNED
    assert refused(signed()[: len(printed())]) is Refusal.NOT_SIGNED


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04", b"\xff" * 2000])
def test_what_is_no_pdf_is_told_so(content: bytes) -> None:
    assert refused(content) is Refusal.NOT_A_PDF


def test_a_signature_put_before_another_document_is_refused() -> None:
    other = printed().replace(b"%PDF-1.7", b"%PDF-1.6")
    assert refused(other + signed()[len(printed()) :]) is Refusal.ALTERED


def test_the_signature_of_another_document_is_refused() -> None:
    other = sign_pdf(printed(), make_signer(), day=DAY, reason="证书签发", location="样例市")
    start, end = gap()
    assert len(other) == len(signed())
    assert refused(other[:start] + signed()[start:end] + other[end:]) is Refusal.ALTERED


# ---------------------------------------------------------------- the same, spelt otherwise


def test_the_gap_has_one_spelling() -> None:
    start, end = gap()
    digits = signed()[start + 1 : end].decode()
    assert in_gap(digits) == signed()
    assert refused(in_gap(digits.upper())) is Refusal.ALTERED
    assert refused(in_gap(digits[:-1] + "1")) is Refusal.ALTERED
    assert refused(in_gap(" " + digits[:-1])) is Refusal.ALTERED
    assert refused(in_gap(digits.rstrip("0") + "0" * 9 + "f")) is Refusal.ALTERED


def test_a_cms_that_means_the_same_in_other_bytes_is_refused() -> None:
    start, end = gap()
    room = bytes.fromhex(signed()[start + 1 : end].decode())
    length = 4 + int.from_bytes(room[2:4], "big")
    cms = room[:length]
    # The outer length written in three bytes, and without a length at all (BER).
    assert refused(in_gap((b"\x30\x83\0" + cms[2:]).hex())) is Refusal.ALTERED
    assert refused(in_gap((b"\x30\x80" + cms[4:] + b"\0\0").hex())) is Refusal.ALTERED
    # Unsigned attributes, which no signature covers.
    assert refused(in_gap((cms + b"\xa1\x00").hex())) is Refusal.ALTERED


def test_another_certificate_of_the_same_key_is_refused() -> None:
    """What is signed names the certificate: nobody can put one with another name in its place."""
    found = read_signature(signed())
    assert isinstance(found, Signature)
    certificate = require_certificate(make_signer().certificate)
    changed = certificate.der.replace("样例登记处".encode(), "假例登记处".encode())
    other = require_certificate(changed)
    digest = bytes.fromhex(found.signed_sha256)
    signature = make_signer().sign(encode_signed_attributes(certificate, digest))
    assert in_gap(encode_cms(certificate, digest, signature).hex()) == signed()
    assert refused(in_gap(encode_cms(other, digest, signature).hex())) is Refusal.ALTERED


def test_a_range_that_leaves_out_more_than_the_gap_is_refused() -> None:
    start, end = gap()
    match = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", signed()[end:])
    assert match is not None
    first, second, length = map(int, match.groups())
    assert (first, second) == (start, end + 1)
    assert second + length == len(signed())
    for wider in (
        (first - 1, second, length),
        (first, second + 1, length - 1),
        (0, second, length),
    ):
        written = b"/ByteRange [0 %d %d %d]" % wider
        spoilt = signed().replace(match[0], written.ljust(len(match[0])))
        assert refused(spoilt) is Refusal.ALTERED


# ---------------------------------------------------------------- anything


@given(st.binary(max_size=3000))
@example(b"%PDF-/ByteRange")
@example(b"/ByteRange" * 3)
def test_any_bytes_are_refused_and_nothing_is_raised(content: bytes) -> None:
    assert refused(content)
    assert refused(b"%PDF-1.7\n" + content)


@given(st.binary(max_size=ROOM // 2))
def test_any_bytes_in_the_gap_are_refused(content: bytes) -> None:
    assert refused(in_gap(content.hex())) is Refusal.ALTERED


@given(st.integers(0, 1660), st.binary(min_size=1, max_size=40))
def test_a_cms_spoilt_anywhere_is_refused(place: int, piece: bytes) -> None:
    start, end = gap()
    room = bytes.fromhex(signed()[start + 1 : end].decode())
    spoilt = room[:place] + piece + room[place + len(piece) :]
    if spoilt != room:
        assert refused(in_gap(spoilt.hex())) is Refusal.ALTERED


def test_a_file_too_large_is_not_looked_at() -> None:
    assert refused(b"%PDF-" + bytes(33 * 1024 * 1024)) is Refusal.NOT_A_PDF
