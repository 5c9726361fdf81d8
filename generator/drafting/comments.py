"""Drafting: comments in YAML, wrapped to a width that both scripts share.

Input: words. Output: lines beginning with `#`. A Chinese character takes two columns, and a line
neither begins with a closing mark nor ends with an opening one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 92
"""Columns of a line, its indent and `# ` included."""
FIELD_WIDTH = 30
"""Columns that a field takes before the comment beside it."""
_OPENING = "（“‘《【「『〔"
_CLOSING = "，。、；：？！）”’》】」』〕…％·"
_CHINESE = r"[\u2e80-\u9fff\uff00-\uffef“”‘’…]"
_PIECES = re.compile(
    rf" ?(?:[{_OPENING}]*(?:{_CHINESE}|(?:(?!{_CHINESE})\S)+)[{_CLOSING}]*|[{_OPENING}]+)"
)


def measure(text: str) -> int:
    """Return the columns that a text takes in a terminal or an editor."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def flatten(text: str) -> str:
    """Bring a text onto one line: a line break would end a comment."""
    return " ".join(text.split())


def shorten(text: str, columns: int) -> str:
    """Return a text on one line, cut to so many columns with `…` at the end."""
    flat = flatten(text)
    if measure(flat) <= columns:
        return flat
    kept, taken = "", 0
    for character in flat:
        taken += measure(character)
        if taken > columns - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns, where its script allows a break."""
    lines: list[str] = []
    line = ""
    for match in _PIECES.finditer(flatten(text)):
        piece = match[0]
        if line and measure(line) + measure(piece.rstrip()) > columns:
            lines.append(line)
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line else lines


def comment(text: str, *, indent: int = 0, inset: int = 0, hang: int = 0) -> Iterator[str]:
    """Yield a text as comment lines, set in by `inset`; from the second line on by `hang` more."""
    lead = f"{' ' * indent}# {' ' * inset}"
    for number, line in enumerate(wrap(text, WIDTH - len(lead) - hang)):
        yield f"{lead}{' ' * hang if number else ''}{line}"


def rule(text: str, *, indent: int = 0, mark: str = "-") -> str:
    """Return a heading in a rule as wide as comments are."""
    words = flatten(text)
    filled = WIDTH - indent - 2 - measure(words) - 6
    return f"{' ' * indent}# {mark * 4} {words} {mark * max(filled, 4)}"


def field(line: str, hint: str = "") -> str:
    """Return a field to fill in, with a comment beside it in a column of its own."""
    if not hint:
        return line
    return f"{line}{' ' * max(FIELD_WIDTH - measure(line), 2)}# {flatten(hint)}"
