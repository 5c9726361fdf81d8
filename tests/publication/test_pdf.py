"""The PDF: an archive's format, one page, the same bytes, read by any reader."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from generator.certification.standing import Status
from generator.publication import fonts
from generator.publication.certificate import (
    GROUND,
    STYLE,
    TEMPLATE,
    TooMuchToPrint,
    encode_qr,
    make_environment,
    print_certificate,
)
from generator.publication.certificates import check_characters
from generator.publication.fonts import MissingFont, cut_fonts
from generator.publication.ground import UnknownDrawing, draw_ground
from generator.publication.guilloche import draw_guilloche
from generator.publication.pdf import Enclosure, ForeignFont, PageOverflow, Printer
from generator.publication.sheet import describe_sheet
from generator.records.model import Text
from tests.publication.paragraphs import list_paragraphs
from tests.publication.sheets import (
    ENORMOUS,
    LONG,
    ONE_LANGUAGE,
    SHORT,
    TEMPLATES,
    WITHDRAWN,
    mark_as,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.publication.sheet import CertificateSheet

DAY = date(2026, 3, 1)
VOID = {
    str(status): mark_as(sheet, status, DAY)
    for status, sheet in (
        (Status.SUSPENDED, SHORT),
        (Status.WITHDRAWN, LONG),
        (Status.SUPERSEDED, ENORMOUS),
        (Status.EXPIRED, ONE_LANGUAGE["en"]),
    )
}
SHEETS = {
    "short": SHORT,
    "long": LONG,
    "enormous": ENORMOUS,
    **ONE_LANGUAGE,
    "unsigned": replace(ENORMOUS, signed=False),
    **VOID,
}
SCORECARD = json.dumps({"total": SHORT.score}).encode()


def make_printer(folder: Path) -> Printer:
    needed = check_characters(SHEETS.values()) + (TEMPLATES / TEMPLATE).read_text("utf-8")
    return Printer(
        fonts=cut_fonts("".join(sorted(set(needed))), folder),
        style=(TEMPLATES / STYLE).read_text("utf-8"),
        ground=draw_ground((TEMPLATES / GROUND).read_text("utf-8")),
    )


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return make_printer(tmp_path_factory.mktemp("fonts"))


def print_sheet(sheet: CertificateSheet, printer: Printer) -> bytes:
    scorecard = None if sheet.mark_void else SCORECARD
    return print_certificate(sheet, scorecard, make_environment(TEMPLATES), printer)


@pytest.fixture(scope="module")
def pdf(printer: Printer) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(print_sheet(SHORT, printer))) as opened:
        yield opened


# ---------------------------------------------------------------- PDF/A-3a, as far as it can be
# told without a validator: what the standard asks of the catalogue, the fonts and the files.


def test_it_calls_itself_pdf_a_3a(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.open_metadata()  # not `with`, which would write
    assert metadata["pdfaid:part"] == "3"
    assert metadata["pdfaid:conformance"] == "A"
    assert pdf.pdf_version == "1.7"
    assert len(pdf.trailer.ID) == 2


def test_colours_are_tied_to_a_profile(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3


def test_it_is_tagged_and_says_its_language(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "zh-Hans"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    kinds = {str(o.S) for o in pdf.objects if _is_a(o, "/StructElem")}
    assert {"/Document", "/H1", "/H2", "/P", "/Figure"} <= kinds
    (figure,) = (o for o in pdf.objects if _is_a(o, "/StructElem") and o.S == "/Figure")
    assert SHORT.page in str(figure.Alt)


def test_all_that_is_drawn_is_tagged_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    depth = 0
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in {"Tj", "TJ", "Do", "S", "f", "B", "f*"}:
            assert depth > 0, operator
    assert depth == 0


def test_nothing_is_transparent(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            assert float(item.get("/ca", 1)) == float(item.get("/CA", 1)) == 1
            assert "/SMask" not in item
            assert "/Group" not in item


def test_fonts_are_embedded_and_ours(pdf: pikepdf.Pdf) -> None:
    fonts = [o for o in pdf.objects if _is_a(o, "/Font") and "/DescendantFonts" in o]
    assert {str(f.BaseFont).split("+")[1] for f in fonts} == {
        "Certificate-Serif-Bold",
        "Certificate-Sans",
    }
    for font in fonts:
        assert font.Encoding == "/Identity-H"  # another one would mean missing glyphs
        assert "/ToUnicode" in font


def test_glyph_numbers_are_the_font_s_cids(pdf: pikepdf.Pdf) -> None:
    descriptors = [o for o in pdf.objects if _is_a(o, "/FontDescriptor")]
    assert descriptors
    for descriptor in descriptors:
        font = TTFont(io.BytesIO(descriptor.FontFile3.read_bytes()))
        charset = font["CFF "].cff.topDictIndex[0].charset
        assert list(charset[1:]) == [f"cid{i:05d}" for i in range(1, len(charset))]


def test_attached_files_belong_to_the_document(pdf: pikepdf.Pdf) -> None:
    specs = list(pdf.Root.AF)
    assert [(str(s.UF), str(s.AFRelationship)) for s in specs] == [
        ("certificate.json", "/Data"),
        ("scorecard.json", "/Supplement"),
    ]
    for spec in specs:
        params = spec.EF.F.Params
        assert str(params.CreationDate) == "D:20260301000000Z"
        assert str(params.ModDate) == "D:20260504000000Z"
        assert spec.EF.F.Subtype == "/application/json"
    assert pdf.attachments["scorecard.json"].get_file().read_bytes() == SCORECARD


def test_title_author_and_days_are_the_certificate_s(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == f"售后服务认证证书 {SHORT.number} {SHORT.name.zh}"
    assert str(pdf.docinfo.Author) == "样例登记处 · Sample Registry"
    assert str(pdf.docinfo.CreationDate) == "D:20260301000000Z"
    assert str(pdf.docinfo.ModDate) == "D:20260504000000Z"


# ---------------------------------------------------------------- the page


@pytest.mark.parametrize("name", SHEETS)
def test_any_words_fit_on_one_landscape_page(name: str, printer: Printer) -> None:
    content = print_sheet(SHEETS[name], printer)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (page,) = pdf.pages
        assert [round(float(x)) for x in page.mediabox] == [0, 0, 842, 595]
    assert len(content) <= 80_000


def test_the_qr_code_is_one_bit_a_pixel_and_whole(pdf: pikepdf.Pdf) -> None:
    (image,) = (
        o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
    )
    assert int(image.BitsPerComponent) == 1
    assert str(image.ColorSpace) == "/DeviceGray"
    side = int(image.Width)
    bits = image.read_bytes()
    stride = -(-side // 8)
    rows = [
        f"{int.from_bytes(bits[y * stride : (y + 1) * stride], 'big'):0{stride * 8}b}"
        for y in range(2, side, 4)
    ]
    modules = tuple("".join("10"[int(row[x])] for x in range(2, side, 4)) for row in rows)
    assert modules == encode_qr(SHORT.page)


def test_words_that_fit_on_no_page_name_the_firm(printer: Printer) -> None:
    endless = replace(SHORT, name=Text(SHORT.name.zh * 60, SHORT.name.en * 60))
    with pytest.raises(TooMuchToPrint, match=SHORT.firm):
        print_sheet(endless, printer)


def test_words_that_overflow_are_told(printer: Printer) -> None:
    with pytest.raises(PageOverflow):
        printer.print(
            "<html lang=zh><title>样</title>" + "<p>样</p>" * 200, created=DAY, modified=DAY
        )


def test_a_font_of_the_system_is_an_error(printer: Printer) -> None:
    with pytest.raises(ForeignFont):
        printer.print("<html lang=zh><title>样</title><p>Ж", created=DAY, modified=DAY)


def test_a_missing_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_list_candidates", lambda _face: ())
    fonts._open_face.cache_clear()
    with pytest.raises(MissingFont, match="fonts-noto-cjk"):
        fonts._open_face(fonts.FACES[0])
    fonts._open_face.cache_clear()


# ---------------------------------------------------------------- under a watermark


@pytest.fixture(scope="module")
def void(printer: Printer) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(print_sheet(WITHDRAWN, printer))) as opened:
        yield opened


def test_what_is_void_is_read_out_first(void: pikepdf.Pdf) -> None:
    note, words = list_paragraphs(void)[:2]
    assert note.startswith("本证书已撤销（自 2026-04-20）")
    assert words.startswith("已撤销  WITHDRAWN")
    assert str(void.docinfo.Title).startswith("已撤销 WITHDRAWN · ")


def test_the_watermark_lies_behind_all_other_words(void: pikepdf.Pdf) -> None:
    shown = [
        float(i.operands[1])
        for i in pikepdf.parse_content_stream(void.pages[0])
        if str(i.operator) == "Tf"
    ]
    assert shown[0] == max(shown)


def test_a_void_certificate_has_no_scorecard_and_the_data_it_had(void: pikepdf.Pdf) -> None:
    assert list(void.attachments) == ["certificate.json"]
    content = void.attachments["certificate.json"].get_file().read_bytes()
    assert content == describe_sheet(WITHDRAWN) == describe_sheet(SHORT)


@pytest.mark.parametrize("status", VOID)
def test_a_void_certificate_is_an_archive_s_file_too(status: str, printer: Printer) -> None:
    with pikepdf.open(io.BytesIO(print_sheet(VOID[status], printer))) as opened:
        test_it_calls_itself_pdf_a_3a(opened)
        test_all_that_is_drawn_is_tagged_or_an_artifact(opened)
        test_nothing_is_transparent(opened)
        test_fonts_are_embedded_and_ours(opened)


# ---------------------------------------------------------------- its own drawing, more files


def test_the_number_s_drawing_lies_behind_the_ground_as_an_artifact(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    form = page.Resources.XObject["/guilloche"]
    assert form.read_bytes() == draw_guilloche(SHORT.number)
    drawn = [
        str(i.operands[0]) for i in pikepdf.parse_content_stream(page) if str(i.operator) == "Do"
    ]
    assert drawn[:2] == ["/guilloche", "/ground"]
    assert page.Contents.read_bytes().startswith(
        b"/Artifact BMC q /guilloche Do Q q /ground Do Q EMC"
    )


def test_more_files_can_be_enclosed(printer: Printer) -> None:
    more = Enclosure(
        name="credential.json", description="x", content=b"{}", relationship="Supplement"
    )
    content = print_certificate(SHORT, SCORECARD, make_environment(TEMPLATES), printer, [more])
    with pikepdf.open(io.BytesIO(content)) as opened:
        names = [str(spec.UF) for spec in opened.Root.AF]
    assert names == ["certificate.json", "scorecard.json", "credential.json"]


# ---------------------------------------------------------------- bytes


def test_the_same_input_gives_the_same_bytes(printer: Printer, tmp_path: Path) -> None:
    first = print_sheet(SHORT, printer)
    print_sheet(LONG, printer)
    assert print_sheet(SHORT, printer) == first
    assert print_sheet(SHORT, make_printer(tmp_path)) == first


def test_another_revision_gives_another_identifier(printer: Printer) -> None:
    def identify(sheet: CertificateSheet) -> bytes:
        with pikepdf.open(io.BytesIO(print_sheet(sheet, printer))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identify(SHORT) != identify(replace(SHORT, revised=date(2026, 6, 1)))


# ---------------------------------------------------------------- the drawing behind


def test_a_drawing_becomes_operators() -> None:
    ground = draw_ground(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" fill="none">'
        '<defs><path id="p" d="M0 0H2V3L4 4C1 1 2 2 3 3Z"/></defs>'
        '<g transform="translate(1 2) rotate(90)" stroke="#f00" stroke-width="0.5">'
        '<use href="#p" x="4"/></g><rect x="1" y="1" width="2" height="2" fill="#000"/></svg>'
    )
    assert b"1 0 0 1 1 2 cm\n0 1 -1 0 0 0 cm" in ground.content
    assert b"1 0 0 RG\n0.5 w\n0 0 m\n2 0 l\n2 3 l\n4 4 l\n1 1 2 2 3 3 c\nh\nS" in ground.content
    assert b"1 1 2 2 re\nf" in ground.content
    assert ground.content.count(b"q\n") == ground.content.count(b"\nQ")


@pytest.mark.parametrize(
    "what", ["<text>x</text>", '<path d="m0 0"/>', '<g transform="skewX(3)"/>']
)
def test_a_drawing_beyond_its_means_is_told(what: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{what}</svg>'
    with pytest.raises(UnknownDrawing):
        draw_ground(svg)


def _is_a(item: object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind
