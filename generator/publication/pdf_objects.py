"""Publication: the objects of a PDF as WeasyPrint leaves them, and what is done to them.

Input: pydyf's objects, before they are written. Output: the same, packed, replaced or renamed.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Sequence


class WrittenObject(pydyf.Object):  # type: ignore[misc]
    """An object already turned into bytes: pydyf would do it at every look, and it looks twice."""

    data = b""
    compressible = True

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.number = item.number
        self.compressible = item.compressible
        self.data = item.data


def pack_stream(stream: Any) -> None:
    """Compress a stream at zlib's usual level: fonts hardly shrink at any."""
    if stream.compress:
        stream.compress = False
        stream.stream = [zlib.compress(_take_content(stream))]
        stream.extra["Filter"] = "/FlateDecode"


def _take_content(stream: Any) -> bytes:
    """Return what stands between `stream` and `endstream`."""
    content: bytes = stream.data.split(b"\nstream\n", 1)[1]
    return content.removesuffix(b"\nendstream")


def replace_image(image: Any, pixels: Sequence[str]) -> None:
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


def follow_reference(pdf: Any, reference: Any) -> Any:
    """Return the object that a reference (`b"5 0 R"` or the number) names."""
    number = reference if isinstance(reference, int) else int(reference.split()[0])
    return pdf.objects[number]


def number_headers(pdf: Any) -> None:
    """Number the headers of tables: WeasyPrint names them by their places in memory."""
    numbers: dict[int, int] = {}
    for item in pdf.objects:
        if not (isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"):
            continue
        headers = item.get("A", {}).get("Headers", ())
        for name in (item["ID"], *headers) if "ID" in item else headers:
            # Cells share the names of their headers: one that is a text has its number already.
            if isinstance(name.string, int):
                name.string = f"h{numbers.setdefault(name.string, len(numbers))}"
