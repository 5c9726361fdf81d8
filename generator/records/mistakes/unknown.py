"""Records: fields that a form does not know, and which known field each of them may be.

Input: the validator's error on a mapping, and its source. Output: `Unknown`s: one for each
mistake, for a comma in unquoted words or a lost indent makes many unknown fields of one slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from generator.records.mistakes.meaning import mend_field, mend_word
from generator.records.mistakes.mending import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.source import Pointer, Source


_MOST = 100
"""Unknown fields told of one mapping; whoever has mended these is told the next."""
_SHORT = 0.5
"""Two letters that changed places, in a name of two: di for id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One mistake in a mapping's fields: its code, its place, and what it explains."""

    code: str
    at: int
    """Where it stands in the source's text, in characters from 0."""
    arguments: Mapping[str, str]
    stands_for: tuple[str, ...] = ()
    """Fields that are meant by it, and so are not missing."""
    parent: str | None = None
    """A field above that is empty only because this one is not indented below it."""


def find_unknown(error: Any, source: Source, form: Mapping[str, Any]) -> list[Unknown]:
    """Tell what the fields of a mapping that its schema does not know may be."""
    pointer: Pointer = tuple(error.absolute_path)
    present: dict[str, Any] = error.instance
    known = list(error.schema.get("properties", {}))
    strangers = [key for key in present if key not in known][:_MOST]
    braced = _find_braced_words(error, source, pointer, strangers)
    return [braced] if braced else list(_tell_each(error, source, pointer, strangers, form))


def _find_braced_words(
    error: Any, source: Source, pointer: Pointer, strangers: list[str]
) -> Unknown | None:
    """Recognise words in braces, which YAML takes for fields: `title: {甲}`."""
    written = source.written(pointer)
    bare = all(error.instance[key] is None for key in strangers)
    if not (bare and len(strangers) == len(error.instance) and written.startswith("{")):
        return None
    if any(mend_field(key) for key in strangers):
        return None
    return Unknown(
        code="quotes-needed",
        at=source.span(pointer)[0],
        arguments={"found": "{", "right": quote(written)},
        stands_for=tuple(error.schema.get("properties", {})),
    )


def _tell_each(
    error: Any, source: Source, pointer: Pointer, strangers: list[str], form: Mapping[str, Any]
) -> Iterator[Unknown]:
    properties: dict[str, Any] = error.schema.get("properties", {})
    explained: set[str] = set()
    for key in strangers:
        start = source.span((*pointer, key), key=True)[0]
        word = mend_word(key)
        meant = word.right if word else key
        parent = _find_parent(key, meant, error.instance, properties, form)
        field = mend_field(key)
        if parent is not None:
            if parent not in explained:
                explained.add(parent)
                if word:
                    told = {"found": word.found, "point": _point(word.found), "right": word.right}
                    yield Unknown(code=word.code, at=start + word.at, arguments=told, parent=parent)
                else:
                    told = {"field": key, "parent": parent}
                    yield Unknown(
                        code="field-not-indented", at=start, arguments=told, parent=parent
                    )
        elif field and field.right in properties:
            named = [name for name in properties if re.search(rf"\b{name}\s*[：:]", key)]
            told = {"found": field.found, "name": field.right}
            yield Unknown(
                code=field.code, at=start + field.at, arguments=told, stands_for=tuple(named)
            )
        elif word and meant in properties:
            told = {"found": word.found, "point": _point(word.found), "right": meant}
            at = start + word.at
            yield Unknown(code=word.code, at=at, arguments=told, stands_for=(meant,))
        elif error.instance[key] is None and source.text[:start].rstrip().endswith(","):
            # In what wants a list, the list is told: its brackets are what is missing.
            listed = _is_bare_list(key, error.instance, properties, form)
            if "," not in explained and not listed:
                explained.add(",")
                yield Unknown(code="comma-in-words", at=start, arguments={"found": key})
        else:
            near = _find_near(key, error, list(properties))
            told = {"field": key, "near": near[0] if near else "", "known": ", ".join(properties)}
            yield Unknown(
                code="unknown-field", at=start, arguments=told, stands_for=tuple(near[:1])
            )


def _find_near(key: str, error: Any, known: list[str]) -> list[str]:
    """Return the absent field that is most alike; one that is missed need be less alike."""
    absent = [name for name in known if name not in error.instance]
    needed = [name for name in error.schema.get("required", ()) if name in absent]
    word = key.lower()
    near = get_close_matches(word, absent or known, n=1)
    return near or get_close_matches(word, needed, n=1, cutoff=_SHORT)


def _find_parent(
    key: str,
    meant: str,
    present: Mapping[str, Any],
    properties: Mapping[str, Any],
    form: Mapping[str, Any],
) -> str | None:
    """Return the empty field above to which a field belongs, had it been indented."""
    above = list(present)[: list(present).index(key)]
    parent = next((name for name in reversed(above) if name in properties), None)
    if parent is None or present[parent] is not None:
        return None
    inner = _resolve(properties[parent], form).get("properties", {})
    return parent if meant in inner else None


def _is_bare_list(
    key: str, present: Mapping[str, Any], properties: Mapping[str, Any], form: Mapping[str, Any]
) -> bool:
    above = list(present)[: list(present).index(key)]
    holder = next((name for name in reversed(above) if present[name] is not None), None)
    if holder is None or holder not in properties or not isinstance(present[holder], str):
        return False
    return _resolve(properties[holder], form).get("type") == "array"


def _resolve(part: Mapping[str, Any], form: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference within the schema: "#/$defs/text"."""
    reference = part.get("$ref")
    if reference is None:
        return part
    found: Any = form
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _point(sign: str) -> str:
    return f"U+{ord(sign):04X}"
