"""Demo, writing: words, lists and figures as YAML.

Input: values of records. Output: text. Words stand in double quotes, escaped as in JSON, which
YAML 1.2 reads alike.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from generator.records.model import Text

quote = JSONEncoder(ensure_ascii=False).encode
MODELINE = "# yaml-language-server: $schema={}standards/schema/{}.schema.json"
"""Filled with the way up to the registry's folder, and the kind of record."""


def write_text(text: Text) -> str:
    """Write words in both languages."""
    return f"{{zh: {quote(text.zh)}, en: {quote(text.en)}}}"


def write_list(names: Iterable[str]) -> str:
    """Write ids as a list."""
    return f"[{', '.join(names)}]"


def write_number(value: Fraction) -> str:
    """Write a figure without an exponent; drawn figures have few decimal places."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def join_lines(lines: Sequence[str]) -> str:
    """Return the text of a file of these lines."""
    return "\n".join(lines) + "\n"
