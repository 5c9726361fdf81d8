"""Publication: HTML to PDF/A-3a; the only importer of WeasyPrint.

Input: a certificate's HTML, what to attach, the days it was made and changed. Output: the bytes
of one page, the same for the same input. What all certificates share (style, fonts, the drawing
behind the words) is read once by a `Printer`.
"""

from __future__ import annotations

import gc
import hashlib
import io
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.publication.fonts import FACES
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.publication.ground import Ground


class PageOverflow(Exception):  # noqa: N818
    """The words do not fit on one page."""


class ForeignFont(CannotGoOn):
    """Words were drawn in a font of the system: other machines would make other bytes."""

    def __init__(self, families: str) -> None:
        """Name the fonts."""
        super().__init__(
            zh=f"证书用到了未经裁剪的系统字体（{families}）：模板中有字符不在证书字体里。",
            en=f"The certificate took to fonts of the system ({families}): "
            "its template has characters that the certificate's fonts lack.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file attached to the PDF; `relationship` as PDF/A-3 names it."""

    name: str
    description: str
    content: bytes
    relationship: str


class Printer:
    """Prints certificates that share a style, fonts and a ground."""

    def __init__(self, *, fonts: str, style: str, ground: Ground) -> None:
        """Read the CSS of the fonts, that of the page, and the drawing behind the words."""
        self._fonts = FontConfiguration()
        self._style = [
            CSS(string=fonts, font_config=self._fonts),
            CSS(string=style, font_config=self._fonts),
        ]
        # A page names no file; WeasyPrint would make a fetcher for each.
        self._fetcher = URLFetcher(allowed_protocols=("data",))
        self._ground = ground
        self._ground_packed = zlib.compress(ground.content, 9)
        self._images: dict[str, Any] = {}

    def print(
        self,
        html: str,
        *,
        created: date,
        modified: date,
        enclosures: Sequence[Enclosure] = (),
        pixels: Sequence[str] = (),
        drawing: bytes = b"",
    ) -> bytes:
        """Return the PDF of a page; raises PageOverflow where it would take two.

        `pixels`, rows of `0` and `1` (black), replace the page's image; `drawing`, operators, goes
        behind the ground. The bytes follow from the parameters alone: the identifier is a hash of
        them.
        """
        identity = hashlib.sha256("\n".join((html, *pixels)).encode())
        identity.update(drawing)
        attachments = []
        for enclosure in enclosures:
            identity.update(enclosure.content)
            attachments.append(
                Attachment(
                    file_obj=io.BytesIO(enclosure.content),
                    name=enclosure.name,
                    description=enclosure.description,
                    created=datetime.combine(created, time(), UTC),
                    modified=datetime.combine(modified, time(), UTC),
                    relationship=enclosure.relationship,
                )
            )
        options = {
            "stylesheets": self._style,
            "pdf_variant": "pdf/a-3a",
            "pdf_identifier": identity.hexdigest()[:32].encode(),
            "attachments": attachments,
            "cache": self._images,
        }
        with _no_collection():
            document = HTML(string=html, url_fetcher=self._fetcher).render(
                font_config=self._fonts, **options
            )
            if len(document.pages) > 1:
                raise PageOverflow
            finish = partial(self._finish, pixels=pixels, drawing=drawing)
            pdf: bytes = document.write_pdf(finisher=finish, **options)
        return pdf

    def _finish(self, document: Any, pdf: Any, *, pixels: Sequence[str], drawing: bytes) -> None:
        """Put the drawings behind the words, the pixels in their place; name attachments once."""
        families = {font.family for font in document.fonts.values()}
        if foreign := sorted(families - {face.family for face in FACES}):
            raise ForeignFont(", ".join(foreign))
        forms = {"ground": self._make_form(self._ground_packed)}
        if drawing:
            forms = {"guilloche": self._make_form(zlib.compress(drawing)), **forms}
        page = _follow(pdf, pdf.pages["Kids"][0])
        resources = _follow(pdf, page["Resources"])
        shown = b""
        for name, form in forms.items():
            pdf.add_object(form)
            resources["XObject"][name] = form.reference
            shown += b" q /%s Do Q" % name.encode()
        _follow(pdf, page["Contents"]).stream.insert(0, b"/Artifact BMC%s EMC" % shown)
        if "AF" in pdf.catalog:
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        for number, item in enumerate(pdf.objects):
            if isinstance(item, pydyf.Stream):
                if pixels and item.extra.get("Subtype") == "/Image":
                    _replace_image(item, pixels)
                _pack_stream(item)
            if item.free != "f":
                pdf.objects[number] = _Written(item)

    def _make_form(self, packed: bytes) -> Any:
        """Return compressed operators as a form, as large as the ground, which a page can show."""
        return pydyf.Stream(
            [packed],
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array((0, 0, self._ground.width, self._ground.height)),
                "Filter": "/FlateDecode",
            },
        )


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object already turned into bytes: pydyf would do it at every look, and it looks twice."""

    data = b""
    compressible = True

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.number = item.number
        self.compressible = item.compressible
        self.data = item.data


def _pack_stream(stream: Any) -> None:
    """Compress a stream at zlib's usual level: fonts hardly shrink at any."""
    if stream.compress:
        stream.compress = False
        stream.stream = [zlib.compress(_take_content(stream))]
        stream.extra["Filter"] = "/FlateDecode"


def _take_content(stream: Any) -> bytes:
    """Return what stands between `stream` and `endstream`."""
    content: bytes = stream.data.split(b"\nstream\n", 1)[1]
    return content.removesuffix(b"\nendstream")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let the garbage be for the while: a page makes so much that looking for it takes a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _replace_image(image: Any, pixels: Sequence[str]) -> None:
    """Make an image of one bit a pixel out of rows of `0` and `1`, each pixel four by four."""
    rows = []
    for row in pixels:
        bits = "".join("0000" if pixel == "1" else "1111" for pixel in row)
        bits += "0" * (-len(bits) % 8)
        rows.append(int(bits, 2).to_bytes(len(bits) // 8, "big") * 4)
    image.stream = [b"".join(rows)]
    image.compress = True
    image.extra = pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": len(pixels[0]) * 4,
            "Height": len(pixels) * 4,
            "ColorSpace": "/DeviceGray",
            "BitsPerComponent": 1,
            "Interpolate": "false",
        }
    )


def _follow(pdf: Any, reference: Any) -> Any:
    """Return the object that a reference (`b"5 0 R"` or the number) names."""
    number = reference if isinstance(reference, int) else int(reference.split()[0])
    return pdf.objects[number]
