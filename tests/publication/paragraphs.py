"""What a screen reader reads out of a certificate: its paragraphs, in the order of the tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = {"/P", "/H1", "/H2"}


def list_paragraphs(pdf: pikepdf.Pdf) -> list[str]:
    """Return the words of the paragraphs and headings, in the order of the tags."""
    marked = _read_marked(pdf.pages[0])
    return [
        "".join(marked.get(number, "") for number in _list_contents(block))
        for block in _list_blocks(pdf.Root.StructTreeRoot)
    ]


def _read_marked(page: pikepdf.Page) -> dict[int, str]:
    """Return the words of each marked content, by its number."""
    marked: dict[int, str] = {}
    maps = {name: _read_map(font) for name, font in page.Resources.Font.items()}
    number, font = -1, maps[min(maps)]
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC":
            number = int(operands[1].get("/MCID", -1))
        elif operator == "Tf":
            font = maps[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            parts = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            words = (font[codes[i : i + 2]] for i in range(0, len(codes), 2))
            marked[number] = marked.get(number, "") + "".join(words)
    return marked


def _read_map(font: pikepdf.Object) -> dict[bytes, str]:
    """Return what each code of a font stands for."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(words.decode()).decode("utf-16-be")
        for code, words in pairs
    }


def _list_blocks(node: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _list_blocks(child)
    elif isinstance(node, pikepdf.Dictionary):
        if str(node.get("/S")) in _BLOCKS:
            yield node
        else:
            yield from _list_blocks(node.get("/K"))


def _list_contents(node: object) -> Iterator[int]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _list_contents(child)
    elif isinstance(node, pikepdf.Dictionary):
        yield from [int(node.MCID)] if "/MCID" in node else _list_contents(node.get("/K"))
    elif isinstance(node, int):
        yield node
