"""Records: a file that has not the form of its kind: each of its mistakes, as one problem.

Input: a source that the fast validator refused, or in which words look like fields. Output:
problems. jsonschema finds the errors; what only echoes another is left out; the rest is worded.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from generator.records.mistakes.refusal import Refusal
from generator.records.mistakes.telling import missing_field, tell_field_like, tell_refusal
from generator.records.mistakes.unknown import find_unknown
from generator.records.problems import Problem, problem
from generator.records.schema import is_day, load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.source import Pointer, Source

_MOST = 2000
"""Errors of one file that are looked at; nobody mends more in one go."""


def explain_form(source: Source, kind: str, *, refused: bool) -> list[Problem]:
    """Return a problem for each mistake; `refused` tells whether the fast validator found any."""
    hidden = list(tell_field_like(source))
    if not refused:
        return hidden
    errors = _without_echoes(kind, source, list(islice(find_errors(source, kind), _MOST)))
    found = [told for error in errors for told in tell_refusal(_refusal(error, source, kind))]
    if not found:  # the two validators disagree: never pass a record that one of them refuses
        found = [problem(source.locate(()), "form", detail=kind)]
    places = {told.location for told in found}
    return [*found, *(told for told in hidden if told.location not in places)]


def find_errors(source: Source, kind: str) -> Iterator[Any]:
    """Yield the errors of the slow validator, which judges as the fast one does."""
    return _slow(kind).iter_errors(source.data)  # type: ignore[no-any-return]


@cache
def _slow(kind: str) -> Any:
    # 8.0 is a whole number, for both validators.
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: _is_whole(value))
    days = FormatChecker(())
    days.checks("date")(is_day)
    exact = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _check_pattern}, type_checker=types
    )
    return exact(load_schema(kind), format_checker=days)


def _check_pattern(_: Any, pattern: str, instance: object, __: Any) -> Iterator[Any]:
    """Judge a pattern as ECMAScript and Rust do: `$` is the end, not the line before it."""
    whole = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    if isinstance(instance, str) and not re.search(whole, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _is_whole(value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _refusal(error: Any, source: Source, kind: str) -> Refusal:
    part = _slow(kind).evolve(schema=error.schema)
    return Refusal(error=error, source=source, form=load_schema(kind), fits=part.is_valid)


def _without_echoes(kind: str, source: Source, errors: list[Any]) -> list[Any]:
    """Leave out what another error already tells, so that one mistake is one problem.

    A misspelt field is not missing as well; a field whose own fields lost their indent is not
    empty; while the field that decides on others (such as `method`) is in error, nothing can be
    said of those; an id of the wrong form is not too long as well; what stands below a name of
    the wrong form is not looked at.
    """
    told: set[Pointer] = set()
    undecided: set[Pointer] = set()
    formless: set[Pointer] = set()
    misnamed: set[Pointer] = set()
    deciding = _deciding_fields(kind)
    for error in errors:
        pointer = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for unknown in find_unknown(error, source, load_schema(kind)):
                told.update((*pointer, name) for name in unknown.stands_for)
                told.update({(*pointer, unknown.parent)} if unknown.parent else ())
        elif error.validator == "required" and missing_field(error) in deciding:
            undecided.add(pointer)
        elif "propertyNames" in error.absolute_schema_path:
            misnamed.add((*pointer, str(error.instance)))
        elif error.validator in ("pattern", "minLength"):
            formless.add(pointer)
        elif pointer and pointer[-1] in deciding:
            undecided.add(pointer[:-1])
    kept = []
    for error in errors:
        pointer = tuple(error.absolute_path)
        conditional = bool({"then", "else"} & set(error.absolute_schema_path))
        required = error.validator == "required"
        holder = pointer if required else pointer[:-1]
        about = (*pointer, missing_field(error)) if required else pointer
        echo = about in told and (required or error.instance is None)
        longer = error.validator == "maxLength" and pointer in formless
        below = any(pointer[:length] in misnamed for length in range(1, len(pointer) + 1))
        if not (echo or longer or below or (conditional and holder in undecided)):
            kept.append(error)
    return kept


@cache
def _deciding_fields(kind: str) -> frozenset[str]:
    """Return the fields on whose values the form of other fields depends."""
    found: set[str] = set()
    waiting: list[Any] = [load_schema(kind)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            found.update(part.get("if", {}).get("properties", {}))
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return frozenset(found)
