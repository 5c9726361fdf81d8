"""Publication: HTML to PDF/A-3a; the only importer of WeasyPrint.

Input: a certificate's HTML, what to attach, the days it was made and changed. Output: the bytes
of one page, the same for the same input. What all certificates share (style, fonts, the drawing
behind the words) is read once by a `Printer`.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from generator.publication.fonts import FACES
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_GROUND_STYLE = "@page { size: A4 landscape; margin: 0 } body { margin: 0 } svg { display: block }"


class PageOverflow(Exception):  # noqa: N818
    """The words do not fit on one page."""


class ForeignFont(CannotGoOn):
    """Words were drawn in a font of the system: other machines would make other bytes."""

    def __init__(self, families: str) -> None:
        """Name the fonts."""
        super().__init__(
            zh=f"证书用到了未经裁剪的系统字体({families}):模板中有字符不在证书字体里。",
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

    def __init__(self, *, fonts: str, style: str, ground: str) -> None:
        """Read the CSS of the fonts, that of the page, and the SVG drawn behind the words."""
        self._fonts = FontConfiguration()
        self._style = [
            CSS(string=fonts, font_config=self._fonts),
            CSS(string=style, font_config=self._fonts),
        ]
        self._ground = _draw_ground(ground)

    def print(
        self, html: str, *, created: date, modified: date, enclosures: Sequence[Enclosure] = ()
    ) -> bytes:
        """Return the PDF of a page; raises PageOverflow where it would take two.

        The bytes follow from the parameters alone: the identifier is a hash of them.
        """
        identity = hashlib.sha256(html.encode())
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
        }
        document = HTML(string=html).render(font_config=self._fonts, **options)
        if len(document.pages) > 1:
            raise PageOverflow
        pdf: bytes = document.write_pdf(finisher=self._finish, **options)
        return pdf

    def _finish(self, document: Any, pdf: Any) -> None:
        """Put the ground behind the words and name each attachment once."""
        families = {font.family for font in document.fonts.values()}
        if foreign := sorted(families - {face.family for face in FACES}):
            raise ForeignFont(", ".join(foreign))
        form = self._ground.make_form()
        pdf.add_object(form)
        page = _follow(pdf, pdf.pages["Kids"][0])
        resources = _follow(pdf, page["Resources"])
        resources["XObject"]["ground"] = form.reference
        _follow(pdf, page["Contents"]).stream.insert(0, b"/Artifact BMC q /ground Do Q EMC")
        if "AF" in pdf.catalog:
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


@dataclass(frozen=True, slots=True)
class _Ground:
    """A drawing made into PDF operators once, compressed, with what they refer to."""

    content: bytes
    box: tuple[float, ...]
    states: dict[str, Any]

    @property
    def resources(self) -> Any:
        return pydyf.Dictionary({"ExtGState": pydyf.Dictionary(self.states)})

    def make_form(self) -> Any:
        return pydyf.Stream(
            [self.content],
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array(self.box),
                "Resources": self.resources,
                "Filter": "/FlateDecode",
            },
        )


def _draw_ground(svg: str) -> _Ground:
    drawn: list[_Ground] = []

    def take_drawing(_document: Any, pdf: Any) -> None:
        page = _follow(pdf, pdf.pages["Kids"][0])
        operators = [
            item if isinstance(item, bytes) else str(item).encode()
            for item in _follow(pdf, page["Contents"]).stream
        ]
        states = _follow(pdf, page["Resources"])["ExtGState"]
        content = zlib.compress(b"\n".join(operators), 9)
        drawn.append(_Ground(content, tuple(page["MediaBox"]), dict(states)))

    style = CSS(string=_GROUND_STYLE)
    HTML(string=svg[svg.index("<svg") :]).write_pdf(stylesheets=[style], finisher=take_drawing)
    return drawn[0]


def _follow(pdf: Any, reference: Any) -> Any:
    """Return the object that a reference (`b"5 0 R"` or the number) names."""
    number = reference if isinstance(reference, int) else int(reference.split()[0])
    return pdf.objects[number]
