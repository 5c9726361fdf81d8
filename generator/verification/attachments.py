"""Verification: the files attached to a PDF, read by pikepdf, within bounds.

Input: any bytes, best after their signature or sum was found right. Output: name → content. What
is odd (two of one name, another compression, too much) is refused, never guessed at.
"""

from __future__ import annotations

import io
import logging
import zlib
from typing import Any

import pikepdf

from generator.records.problems import CannotGoOn

LARGEST = 32 * 1024 * 1024
"""Bytes of a PDF that is looked at."""
MOST = 16
"""Files of a PDF."""
LONGEST = 4 * 1024 * 1024
"""Bytes of one file."""
_LOGGER = "pikepdf"


class UnreadableAttachments(CannotGoOn):
    """What is attached to a PDF cannot be read, or not in one way only."""

    def __init__(self, detail: str) -> None:
        """Keep the detail, in English, for a log."""
        super().__init__(
            zh=f"无法读取 PDF 的附件（{detail}）。",
            en=f"What is attached to the PDF cannot be read ({detail}).",
        )


def extract_attachments(pdf: bytes) -> dict[str, bytes]:
    """Return the attached files by name, in the PDF's order; raises UnreadableAttachments only."""
    if len(pdf) > LARGEST:
        raise UnreadableAttachments("too large")
    log = logging.getLogger(_LOGGER)
    before, log.disabled = log.disabled, True  # what is told is the refusal, not each of its causes
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as opened:
            return _collect(opened)
    except UnreadableAttachments:
        raise
    except Exception as error:
        raise UnreadableAttachments(type(error).__name__) from error
    finally:
        log.disabled = before


def _collect(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    if "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names:
        return {}
    tree = pdf.Root.Names.EmbeddedFiles
    if not isinstance(tree, pikepdf.Dictionary):
        raise UnreadableAttachments("no tree of names")
    found: dict[str, bytes] = {}
    for place, (_, spec) in enumerate(pikepdf.NameTree(tree).items()):
        if place == MOST:
            raise UnreadableAttachments("too many")
        name = str(spec.UF)
        if name in found:
            raise UnreadableAttachments("two of one name")
        found[name] = _read_stream(spec.EF.F)
    return found


def _read_stream(stream: Any) -> bytes:
    """Return a stream's content; unpacked here, for it may be a thousand times its size."""
    raw: bytes = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if packing is None:
        content = raw
    elif packing == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(raw, LONGEST + 1)
        if not unpacker.eof and len(content) <= LONGEST:
            raise UnreadableAttachments("cut short")
    else:
        raise UnreadableAttachments("another compression")
    if len(content) > LONGEST:
        raise UnreadableAttachments("a file too large")
    return content
