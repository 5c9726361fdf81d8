"""Records: what the validator refuses, told in words: where it stands and what to write instead.

Input: a `Refusal`. Output: problems, one function a keyword of the schema.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from generator.records.mistakes.meaning import mend_date, mend_field
from generator.records.mistakes.refusal import Refusal, find_meaning, find_slip
from generator.records.mistakes.unknown import find_unknown
from generator.records.privacy import mask_private
from generator.records.problems import WHOLE_FILE, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.records.source import Pointer, Source


def tell_refusal(refusal: Refusal) -> Iterator[Problem]:
    """Tell what is wrong with a value, by the slip that it shows or by what its form asks."""
    slip = find_slip(refusal)
    if slip is None:
        teller = _TELLERS.get(refusal.error.validator, _tell_form)
        yield from teller(refusal)
        return
    named = refusal.is_name
    pointer = (*refusal.pointer, refusal.value) if named else refusal.pointer
    start = refusal.source.span(pointer, key=named)[0]
    quoted = refusal.source.text[start : start + 1] in ('"', "'")
    place = refusal.source.place_at(start + quoted + slip.at)
    point = f"U+{ord(slip.found):04X}" if len(slip.found) == 1 else ""
    yield problem(
        place, slip.code, found=slip.found, right=slip.right, point=point, name=slip.right
    )


def tell_field_like(source: Source) -> Iterator[Problem]:
    """Tell what YAML took for plain words without an error though it begins as a field: zh：甲.

    Where free text is good, no form can refuse it; in quotes it stays text.
    """
    for start, words in source.field_like:
        slip = mend_field(words)
        if slip is None:
            place = source.place_at(start)
            yield problem(place, "full-width-bracket", found=words[0], right="{")
        else:
            place = source.place_at(start + slip.at)
            yield problem(place, slip.code, found=slip.found, name=slip.right)


def _tell_form(refusal: Refusal) -> Iterator[Problem]:
    yield refusal.tell("form", detail=mask_private(refusal.error.message[:200]))


def _tell_required(refusal: Refusal) -> Iterator[Problem]:
    where = write_pointer(refusal.pointer)
    yield refusal.tell("missing-field", field=missing_field(refusal.error), where=where)


def missing_field(error: Any) -> str:
    """Return the name of the field that a "required" error misses."""
    name = re.match(r"'([^']*)'", error.message)
    return name[1] if name else "?"


def _tell_unknown(refusal: Refusal) -> Iterator[Problem]:
    for unknown in find_unknown(refusal.error, refusal.source, refusal.form):
        place = refusal.source.place_at(unknown.at)
        shown = {name: mask_private(words) for name, words in unknown.arguments.items()}
        yield problem(place, unknown.code, **shown)


def _tell_type(refusal: Refusal) -> Iterator[Problem]:
    if refusal.value is None:
        code = "null-value"
    elif refusal.error.schema.get("format") == "date":
        code = "not-a-date"
    else:
        code = f"not-{'-or-'.join(refusal.wanted)}"
    near = find_meaning(refusal) if refusal.value is not None else ""
    field = write_pointer(refusal.pointer)
    yield refusal.tell(code, field=field, found=refusal.written, near=near)


def _tell_enum(refusal: Refusal) -> Iterator[Problem]:
    values = refusal.error.validator_value
    allowed = [str(value) for value in (values if isinstance(values, list) else [values])]
    near = get_close_matches(str(refusal.value), allowed, n=1, cutoff=0.5)
    yield refusal.tell(
        "not-one-of",
        field=write_pointer(refusal.pointer),
        found=refusal.written,
        allowed=", ".join(allowed),
        near=near[0] if near else "",
    )


def _tell_pattern(refusal: Refusal) -> Iterator[Problem]:
    error, pointer = refusal.error, refusal.pointer
    if error.validator_value == r"\S":
        yield refusal.tell("text-empty", field=write_pointer(pointer))
        return
    examples = error.schema.get("examples") or _EXAMPLES.get(error.schema.get("pattern"), ())
    named = refusal.is_name
    value = refusal.value
    hyphened = re.sub(r"[\s_/]+", "-", value.strip())
    likely = (value.strip(), value.upper(), value.lower(), hyphened, hyphened.lower())
    yield problem(
        refusal.source.locate((*pointer, value) if named else pointer, key=named),
        "wrong-form",
        field=write_pointer(pointer),
        found=refusal.written,
        example=examples[0] if examples else error.validator_value,
        near=next((word for word in likely if word != value and refusal.fits(word)), ""),
    )


def _tell_date(refusal: Refusal) -> Iterator[Problem]:
    yield refusal.tell(
        "not-a-date",
        field=write_pointer(refusal.pointer),
        found=refusal.written,
        near=mend_date(refusal.value),
    )


def _tell_range(refusal: Refusal) -> Iterator[Problem]:
    sign = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    yield refusal.tell(
        "out-of-range",
        field=write_pointer(refusal.pointer),
        found=refusal.written,
        limit=f"{sign[refusal.error.validator]} {refusal.error.validator_value}",
    )


def _tell_few(refusal: Refusal) -> Iterator[Problem]:
    yield refusal.tell("list-empty", field=write_pointer(refusal.pointer))


def _tell_length(refusal: Refusal) -> Iterator[Problem]:
    field = write_pointer(refusal.pointer)
    if refusal.error.validator == "minLength":
        yield refusal.tell("text-empty", field=field)
    else:
        yield refusal.tell("text-too-long", field=field, limit=refusal.error.validator_value)


def _tell_twice(refusal: Refusal) -> Iterator[Problem]:
    pointer = refusal.pointer
    for index, item in enumerate(refusal.value):
        if item in refusal.value[:index]:
            place = refusal.source.locate((*pointer, index))
            found = item if isinstance(item, str) else refusal.source.written((*pointer, index))
            found = mask_private(found)
            yield problem(place, "listed-twice", field=write_pointer(pointer), found=found)


def _tell_forbidden(refusal: Refusal) -> Iterator[Problem]:
    pointer = refusal.pointer
    place = refusal.source.locate(pointer, key=True)
    yield problem(place, "field-not-here", field=str(pointer[-1]) if pointer else "?")


_EXAMPLES: dict[str | None, tuple[str, ...]] = {
    r"^[A-Z][0-9]{3,5}$": ("A001",),
    r"^E[0-9]{1,3}$": ("E1",),
    r"^NC[0-9]{1,3}$": ("NC1",),
    r"^[A-T]$": ("C",),
    r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$": ("repair-records",),
    r"^[a-z][a-z0-9-]*@[0-9A-Za-z][0-9A-Za-z.-]*$": ("repair-service@2026",),
    r"^[0-9A-Za-z][0-9A-Za-z.-]*$": ("2026",),
    r"^[A-Z]{2,6}$": ("ASC",),
}
_TELLERS: dict[str | None, Callable[[Refusal], Iterator[Problem]]] = {
    "required": _tell_required,
    "additionalProperties": _tell_unknown,
    "type": _tell_type,
    "enum": _tell_enum,
    "const": _tell_enum,
    "pattern": _tell_pattern,
    "format": _tell_date,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _tell_range),
    **dict.fromkeys(("minItems", "minProperties"), _tell_few),
    **dict.fromkeys(("minLength", "maxLength"), _tell_length),
    "uniqueItems": _tell_twice,
    "not": _tell_forbidden,
}


def write_pointer(pointer: Pointer) -> str:
    """Write a pointer as people do: findings[3].note; items count from 1."""
    written = ""
    for step in pointer:
        written += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if written else step
    return written or WHOLE_FILE
