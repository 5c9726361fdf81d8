"""Records: a value that the validator refuses, and what it may be meant to be.

Input: an error of jsonschema with the source it is about. Output: a `Slip` or a meaning, offered
only where the form would take it. Values are shown as they are written, 08 and not 8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from generator.records.mistakes.meaning import (
    Slip,
    mend_boolean,
    mend_date,
    mend_field,
    mend_list,
    mend_number,
    mend_word,
)
from generator.records.mistakes.mending import quote
from generator.records.privacy import mask_private
from generator.records.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.records.source import Pointer, Source

_SHOWN = 60
"""Characters of a value that a message shows."""
_FIGURE = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What the validator says of one value, and a way to ask what it would take instead."""

    error: Any
    source: Source
    form: Mapping[str, Any]
    """The whole schema of the record's kind."""
    fits: Callable[[object], bool]
    """Whether a value is of the form that this one lacks."""

    @property
    def pointer(self) -> Pointer:
        """Where the value stands in the data."""
        return tuple(self.error.absolute_path)

    @property
    def value(self) -> Any:
        """The value as data."""
        return self.error.instance

    @property
    def wanted(self) -> list[str]:
        """The types that the schema takes."""
        names = self.error.schema.get("type", [])
        return names if isinstance(names, list) else [names]

    @property
    def written(self) -> str:
        """The value as it stands in the file, for a message: in one line, not too long."""
        if isinstance(self.value, list | dict):
            return "[…]" if isinstance(self.value, list) else "{…}"
        raw = self.source.written(self.pointer)
        # Quotes are shown where they are what is wrong: "2" is no number.
        quoted = self.error.validator == "type" and raw[:1] in ('"', "'")
        text = self.value if isinstance(self.value, str) and not quoted else raw
        shown = mask_private(text).replace("\n", "⏎")
        return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"

    def tell(self, code: str, **arguments: object) -> Problem:
        """Make a problem at the value."""
        return problem(self.source.locate(self.pointer), code, **arguments)

    @property
    def is_name(self) -> bool:
        """Whether it is the name of a field that is refused, not its value."""
        return "propertyNames" in self.error.absolute_schema_path


def find_slip(refusal: Refusal) -> Slip | None:
    """Recognise full-width signs and the like, where the value fits without them."""
    value, wanted = refusal.value, refusal.wanted
    if refusal.error.validator not in ("type", "pattern", "enum", "format", "const"):
        return None
    if isinstance(value, list | dict):
        return _find_collection_slip(refusal)
    if not isinstance(value, str):
        return None
    if "object" in wanted and "string" not in wanted:
        if value.startswith("｛"):
            return Slip(code="full-width-bracket", at=0, found="｛", right="{")
        return mend_field(value)
    if wanted == ["array"]:
        slip = mend_list(_whole_list(refusal))
        fits = slip and slip.code != "not-array" and refusal.fits(_items(slip.right))
        return slip if fits or (slip and slip.code == "list-mark") else None
    if refusal.is_name and (field := mend_field(value)) and refusal.fits(field.right):
        return field
    if slip := _find_lost_commas(refusal):
        return slip
    word = mend_word(value)
    if word is None:
        return None
    figure = Decimal(word.right) if _FIGURE.fullmatch(word.right) else None
    return word if refusal.fits(word.right) or refusal.fits(figure) else None


def _find_collection_slip(refusal: Refusal) -> Slip | None:
    """Recognise words that begin with a bracket and so became a list or fields."""
    written = refusal.source.written(refusal.pointer)
    alone = written[:1] in ("[", "{") and "\n" not in written
    if not (alone and "string" in refusal.wanted and refusal.fits(written)):
        return None
    return Slip(code="quotes-needed", at=0, found=written[0], right=quote(written))


def _find_lost_commas(refusal: Refusal) -> Slip | None:
    """Recognise several items that a full-width comma made one: [E1，E2]."""
    value, pointer = refusal.value, refusal.pointer
    match = re.search("[，、；]", value)
    if match is None or not pointer or not isinstance(pointer[-1], int):
        return None
    items = [item.strip() for item in re.split("[，、；,]", value)]
    if not all(refusal.fits(item) for item in items):
        return None
    right = ", ".join(items)
    return Slip(code="full-width-comma", at=match.start(), found=match[0], right=right)


def _whole_list(refusal: Refusal) -> str:
    """Return a list without brackets with the items that braces made fields: {evidence: E1, E2}."""
    holder = refusal.source.data
    for step in refusal.pointer[:-1]:
        holder = holder[step]
    if not isinstance(holder, dict):
        return str(refusal.value)
    names = list(holder)
    after = names[names.index(str(refusal.pointer[-1])) + 1 :]
    return ", ".join([refusal.value, *takewhile(lambda name: holder[name] is None, after)])


def _items(written: str) -> list[str]:
    return written.strip("[]").split(", ")


def find_meaning(refusal: Refusal) -> str:
    """Return how the value is to be written, where its type alone is wrong, or ""."""
    if isinstance(refusal.value, list | dict):
        return ""
    written = refusal.source.written(refusal.pointer)
    words = refusal.value if isinstance(refusal.value, str) else written
    match refusal.wanted:
        case ["number"] | ["integer"]:
            near = mend_number(words)
            return near if near and refusal.fits(Decimal(near)) else ""
        case ["boolean"]:
            return mend_boolean(words)
        case ["array"]:
            slip = mend_list(_whole_list(refusal)) if isinstance(refusal.value, str) else None
            return slip.right if slip and refusal.fits(_items(slip.right)) else ""
        case ["string"] if refusal.error.schema.get("format") == "date":
            return mend_date(words)
        case ["string", *_]:
            return f'"{written}"' if refusal.fits(written) else ""
    return ""
