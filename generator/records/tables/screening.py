"""Records, tables: what no table may hold, wherever in it: control signs, private numbers, keys.

Input: the text and its delimiter. Output: mistakes at their characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.privacy import PrivateKind, find_private
from generator.records.secrets import HEADER
from generator.records.tables.mistake import Mistake
from generator.records.tables.text import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = "<"
"""Belongs to no number, no address and no link."""
_KEY = "key-in-repository"
FORBIDDEN = frozenset((_KEY, *(kind.value for kind in PrivateKind)))
"""The codes by which numbers and keys are told."""


def find_forbidden(text: str, delimiter: str, shown: str) -> Iterator[Mistake]:
    """Find what may not stand in the text of a table, which problems call `shown`."""
    for sign in CONTROL.finditer(text):
        yield Mistake(code="character-not-allowed", at=sign.start())
    for key in HEADER.finditer(text):
        yield Mistake(code=_KEY, at=key.start(), figures={"file": shown})
    for number in find_private(_fence_cells(text, delimiter)):
        figures = {"found": number.masked}
        yield Mistake(code=number.kind.value, at=number.start, figures=figures)


def has_forbidden(words: str) -> bool:
    """Tell whether a private number or key stands in the words of a cell."""
    return bool(find_private(words) or HEADER.search(words))


def _fence_cells(text: str, delimiter: str) -> str:
    """Keep neighbouring cells from being taken for parts of one number, or of an amount.

    Within quotes a number may go on in the next line, so that ends of lines stay where there are
    quotes.
    """
    text = text.replace(delimiter, _FENCE)
    return text if '"' in text else text.replace("\n", _FENCE).replace("\r", _FENCE)
