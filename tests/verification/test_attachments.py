"""Attachments: read within bounds, or refused in one way."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verification import attachments
from generator.verification.attachments import UnreadableAttachments, extract_attachments
from tests.signing.material import SCORECARD, printed, signed


def build(*files: tuple[str, bytes], change: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for number, (name, content) in enumerate(files):
        spec = pikepdf.AttachedFileSpec(pdf, content, filename=name)  # type: ignore[call-arg]
        pdf.attachments[f"{number}"] = spec
    if change is not None:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def first_stream(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles).values())).EF.F


def repack(content: bytes, packing: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        first_stream(pdf).write(content, filter=packing)  # type: ignore[arg-type]

    return change


@pytest.mark.parametrize("pdf", [printed, signed])
def test_a_certificate_carries_its_data_and_its_scorecard(pdf: Callable[[], bytes]) -> None:
    found = extract_attachments(pdf())
    assert list(found) == ["certificate.json", "scorecard.json"]
    assert found["scorecard.json"] == SCORECARD


def test_a_pdf_without_attachments_has_none() -> None:
    assert extract_attachments(build()) == {}


def test_attachments_are_read_packed_or_not() -> None:
    packed = repack(zlib.compress(b"words"), pikepdf.Name.FlateDecode)
    assert extract_attachments(build(("a", b""), change=packed)) == {"a": b"words"}
    assert extract_attachments(build(("a", b"plain"), ("b", b""))) == {"a": b"plain", "b": b""}


def refuse(pdf: bytes, match: str) -> None:
    with pytest.raises(UnreadableAttachments, match=match):
        extract_attachments(pdf)


def test_two_of_one_name_are_refused() -> None:
    refuse(build(("a", b"one"), ("a", b"two")), "two of one name")


def test_too_many_too_large_or_packed_too_well_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(build(*((f"{i}", b"") for i in range(17))), "too many")
    bomb = zlib.compress(bytes(attachments.LONGEST + 1), 9)
    refuse(build(("a", b""), change=repack(bomb, pikepdf.Name.FlateDecode)), "a file too large")
    monkeypatch.setattr(attachments, "LARGEST", 100)
    refuse(build(), "too large")


def test_another_compression_or_half_of_one_is_refused() -> None:
    hexed = repack(b"776f726473>", pikepdf.Name.ASCIIHexDecode)
    refuse(build(("a", b""), change=hexed), "another compression")
    half = repack(zlib.compress(b"words " * 100)[:-6], pikepdf.Name.FlateDecode)
    refuse(build(("a", b""), change=half), "cut short")


def test_a_tree_of_another_shape_is_refused() -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles = pikepdf.Array([1, 2])

    refuse(build(("a", b""), change=spoil), "no tree of names")


@given(st.binary(max_size=2000))
def test_any_bytes_are_refused_in_one_way(content: bytes) -> None:
    refuse(content, "cannot be read")


def test_a_certificate_spoilt_anywhere_raises_nothing_else(
    capfd: pytest.CaptureFixture[str],
) -> None:
    draw = random.Random(5)
    refusals = 0
    for _ in range(150):
        spoilt = bytearray(signed())
        for place in draw.sample(range(len(spoilt)), 20):
            spoilt[place] ^= 1 << draw.randrange(8)
        try:
            extract_attachments(bytes(spoilt))
        except UnreadableAttachments:
            refusals += 1
    assert refusals
    assert capfd.readouterr() == ("", "")
