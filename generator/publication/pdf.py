"""Publication: HTML to PDF; the only importer of WeasyPrint.

Input: a certificate's HTML, what to attach, the days it was made and changed. Output: the bytes
of one page of PDF/A-3a, the same for the same input. What all certificates share (style, fonts,
the drawing behind the words) is read once by a `Printer`. Any other document of A4 pages:
`print_document`.
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
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.publication.fonts import FACES, cut_fonts, find_missing
from generator.publication.pdf_objects import (
    WrittenObject,
    follow_reference,
    number_headers,
    pack_stream,
    replace_image,
)
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
            zh=f"PDF 用到了未经裁剪的系统字体（{families}）：模板中有字符不在所用的字体里。",
            en=f"A PDF took to fonts of the system ({families}): "
            "its template has characters that its own fonts lack.",
        )


class UnprintableCharacter(CannotGoOn):
    """A character of a document that no font has."""

    def __init__(self, title: str, character: str) -> None:
        """Name the document and the character."""
        code = f"U+{ord(character):04X}"
        super().__init__(
            zh=f"《{title}》中有字体里没有的字符“{character}”（{code}），请更正这个字符。",
            en=f"“{title}” has a character that no font has: “{character}” ({code}). Correct it.",
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
        _check_fonts(document)
        forms = {"ground": self._make_form(self._ground_packed)}
        if drawing:
            forms = {"guilloche": self._make_form(zlib.compress(drawing)), **forms}
        page = follow_reference(pdf, pdf.pages["Kids"][0])
        resources = follow_reference(pdf, page["Resources"])
        shown = b""
        for name, form in forms.items():
            pdf.add_object(form)
            resources["XObject"][name] = form.reference
            shown += b" q /%s Do Q" % name.encode()
        follow_reference(pdf, page["Contents"]).stream.insert(0, b"/Artifact BMC%s EMC" % shown)
        if "AF" in pdf.catalog:
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        for number, item in enumerate(pdf.objects):
            if isinstance(item, pydyf.Stream):
                if pixels and item.extra.get("Subtype") == "/Image":
                    replace_image(item, pixels)
                pack_stream(item)
            if item.free != "f":
                pdf.objects[number] = WrittenObject(item)

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


_DOCUMENT_STYLE = """
@page { size: A4; margin: 18mm 17mm 20mm }
html { font-family: "Certificate Sans" }
body { margin: 0 }
:lang(en) { font-feature-settings: "pwid" }
h1, h2, h3, h4, th, b, strong { font-family: "Certificate Serif"; font-weight: 700 }
"""
_COUNTED = "0123456789 /"
"""What page counters write, which stands in neither the HTML nor the CSS."""


def print_document(html: str, *, css: str, title: str, day: date) -> bytes:
    """Return a document of A4 pages as a tagged PDF (PDF/UA-1), in the language of its `lang`.

    The words are set in the faces of `fonts.FACES`, headings and `<b>` in the bold one, unless
    `css` says otherwise; `day` becomes the day it was made. The bytes follow from the parameters
    alone. Raises UnprintableCharacter for what no face has.
    """
    words = unescape(f"{html}{css}{title}")
    if missing := find_missing(words):
        raise UnprintableCharacter(title, missing[0])
    identity = hashlib.sha256(f"{html}\n{css}\n{title}\n{day.isoformat()}".encode())
    options = {
        "pdf_variant": "pdf/ua-1",
        "pdf_identifier": identity.hexdigest()[:32].encode(),
    }
    with TemporaryDirectory() as folder, _no_collection():
        fonts = FontConfiguration()
        faces = cut_fonts("".join(sorted({*words, *_COUNTED})), Path(folder))
        style = [
            CSS(string=text, font_config=fonts) for text in (f"{faces}\n{_DOCUMENT_STYLE}", css)
        ]
        fetcher = URLFetcher(allowed_protocols=("data",))
        document = HTML(string=html, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=style, **options
        )
        document.metadata.title = title
        document.metadata.created = document.metadata.modified = f"{day.isoformat()}T00:00:00Z"
        pdf: bytes = document.write_pdf(finisher=_finish_document, **options)
    return pdf


def _finish_document(document: Any, pdf: Any) -> None:
    _check_fonts(document)
    number_headers(pdf)


def _check_fonts(document: Any) -> None:
    """Raise ForeignFont where words were drawn in a font that is not one of the faces."""
    families = {font.family for font in document.fonts.values()}
    if foreign := sorted(families - {face.family for face in FACES}):
        raise ForeignFont(", ".join(foreign))


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
