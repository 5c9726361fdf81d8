"""Records: does a file have the form of its kind, and if not, where and how to mend it.

Input: a `Source` and the name of its kind. Output: problems.
jsonschema-rs says a fast yes; only when it says no does jsonschema find the words.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.records.mistakes.refusal import Refusal
from generator.records.mistakes.telling import missing_field, tell_field_like, tell_refusal
from generator.records.mistakes.unknown import find_unknown
from generator.records.problems import CannotGoOn, Problem, problem
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.records.source import Pointer, Source

_MOST = 2000
"""Errors of one file that are looked at; nobody mends more in one go."""
KINDS = ("standard", "concepts", "firm", "audit", "decisions", "roster", "issuer")


def schema_folder() -> Path:
    """Return the folder of the schemas; they belong to the program, not to one registry."""
    return scaffold_root() / "standards" / "schema"


@cache
def load_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of record; raises CannotGoOn where the file is missing."""
    path = schema_folder() / f"{kind}.schema.json"
    try:
        schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotGoOn(
            zh=f"读不到模式文件 {path.name}:请重新安装本程序",
            en=f"cannot read {path.name}: reinstall",
        ) from error
    return schema


@cache
def _fast(kind: str) -> Any:
    import jsonschema_rs  # noqa: PLC0415 (not all that read records check them)

    return jsonschema_rs.Draft202012Validator(
        load_schema(kind), validate_formats=True, formats={"date": _is_day}
    )


@cache
def _slow(kind: str) -> Any:
    # A fifth of a second to import: only a file with a mistake pays for it.
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415
    from jsonschema.validators import extend  # noqa: PLC0415

    # 8.0 is a whole number, for both validators.
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: _is_whole(value))
    days = FormatChecker(())
    days.checks("date")(_is_day)
    exact = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _check_pattern}, type_checker=types
    )
    return exact(load_schema(kind), format_checker=days)


def _check_pattern(_: Any, pattern: str, instance: object, __: Any) -> Iterator[Any]:
    """Judge a pattern as ECMAScript and Rust do: `$` is the end, not the line before it."""
    from jsonschema import ValidationError  # noqa: PLC0415

    whole = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    if isinstance(instance, str) and not re.search(whole, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-03-09") and value[4] == "-"


def _is_whole(value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def check_form(source: Source, kind: str) -> list[Problem]:
    """Return what keeps the source from the form of its kind; nothing when all is well."""
    hidden = list(tell_field_like(source))
    if _fast(kind).is_valid(source.data):
        return hidden
    refused = list(islice(_slow(kind).iter_errors(source.data), _MOST))
    errors = _without_echoes(kind, source, refused)
    found = [told for error in errors for told in tell_refusal(_refusal(error, source, kind))]
    if not found:  # the two validators disagree: never pass a record that one of them refuses
        found = [problem(source.locate(()), "form", detail=kind)]
    places = {told.location for told in found}
    return [*found, *(told for told in hidden if told.location not in places)]


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
