"""Records: does a file have the form of its kind, and if not, where and how to mend it.

Input: a `Source` and the name of its kind. Output: problems.
jsonschema-rs says a fast yes; only when it says no does jsonschema find the words.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.records.problems import WHOLE_FILE, CannotGoOn, Problem, problem
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.records.source import Pointer, Source

_SHOWN = 60
"""Characters of a value that a message shows."""
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
    if _fast(kind).is_valid(source.data):
        return []
    errors = _without_echoes(kind, list(_slow(kind).iter_errors(source.data)))
    found = [told for error in errors for told in _tell(error, source)]
    if not found:  # the two validators disagree: never pass a record that one of them refuses
        found = [problem(source.locate(()), "form", detail=kind)]
    return found


def _without_echoes(kind: str, errors: list[Any]) -> list[Any]:
    """Leave out what another error already tells, so that one mistake is one problem.

    A misspelt field is not missing as well; while the field that decides on others (such as
    `method`) is in error, nothing can be said of those.
    """
    misspelt: set[Pointer] = set()
    undecided: set[Pointer] = set()
    deciding = _deciding_fields(kind)
    for error in errors:
        pointer = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            misspelt.update((*pointer, near) for _, near, _ in _unknown_fields(error) if near)
        elif error.validator == "required" and _missing(error) in deciding:
            undecided.add(pointer)
        elif pointer and pointer[-1] in deciding:
            undecided.add(pointer[:-1])
    kept = []
    for error in errors:
        pointer = tuple(error.absolute_path)
        conditional = bool({"then", "else"} & set(error.absolute_schema_path))
        holder = pointer if error.validator == "required" else pointer[:-1]
        echo = error.validator == "required" and (*pointer, _missing(error)) in misspelt
        if not echo and not (conditional and holder in undecided):
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


def _tell(error: Any, source: Source) -> Iterator[Problem]:
    pointer: Pointer = tuple(error.absolute_path)
    teller = _TELLERS.get(error.validator, _tell_form)
    yield from teller(error, source, pointer)


def _tell_form(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(source.locate(pointer), "form", detail=error.message[:200])


def _tell_required(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    place = source.locate(pointer)
    yield problem(place, "missing-field", field=_missing(error), where=_where(pointer))


def _missing(error: Any) -> str:
    name = re.match(r"'([^']*)'", error.message)
    return name[1] if name else "?"


def _tell_unknown(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    for key, near, known in _unknown_fields(error):
        place = source.locate((*pointer, key), key=True)
        yield problem(place, "unknown-field", field=key, near=near, known=", ".join(known))


def _unknown_fields(error: Any) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each unknown field, the absent one it may mean ("" for none), and all known."""
    known = list(error.schema.get("properties", {}))
    present = error.instance
    for key in present:
        if key not in known:
            near = get_close_matches(key, [k for k in known if k not in present] or known, n=1)
            yield key, near[0] if near else "", known


def _tell_type(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    wanted = error.validator_value
    names = wanted if isinstance(wanted, list) else [wanted]
    code = "null-value" if error.instance is None else f"not-{'-or-'.join(names)}"
    if error.instance is not None and error.schema.get("format") == "date":
        code = "not-a-date"
    yield problem(source.locate(pointer), code, field=_where(pointer), found=_show(error.instance))


def _tell_enum(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    allowed = [str(value) for value in error.validator_value]
    near = get_close_matches(str(error.instance), allowed, n=1, cutoff=0.5)
    yield problem(
        source.locate(pointer),
        "not-one-of",
        field=_where(pointer),
        found=_show(error.instance),
        allowed=", ".join(allowed),
        near=near[0] if near else "",
    )


def _tell_pattern(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    examples = error.schema.get("examples") or _EXAMPLES.get(error.schema.get("pattern"), ())
    if error.validator_value == r"\S":
        yield problem(source.locate(pointer), "text-empty", field=_where(pointer))
        return
    named = "propertyNames" in error.absolute_schema_path
    yield problem(
        source.locate((*pointer, error.instance) if named else pointer, key=named),
        "wrong-form",
        field=_where(pointer),
        found=_show(error.instance),
        example=examples[0] if examples else error.validator_value,
    )


def _tell_date(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(
        source.locate(pointer), "not-a-date", field=_where(pointer), found=_show(error.instance)
    )


def _tell_range(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    sign = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    yield problem(
        source.locate(pointer),
        "out-of-range",
        field=_where(pointer),
        found=_show(error.instance),
        limit=f"{sign[error.validator]} {error.validator_value}",
    )


def _tell_few(_: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(source.locate(pointer), "list-empty", field=_where(pointer))


def _tell_length(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    place, field = source.locate(pointer), _where(pointer)
    if error.validator == "minLength":
        yield problem(place, "text-empty", field=field)
    else:
        yield problem(place, "text-too-long", field=field, limit=error.validator_value)


def _tell_twice(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    for index, item in enumerate(error.instance):
        if item in error.instance[:index]:
            place = source.locate((*pointer, index))
            yield problem(place, "listed-twice", field=_where(pointer), found=_show(item))


def _tell_forbidden(_: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(
        source.locate(pointer, key=True),
        "field-not-here",
        field=str(pointer[-1]) if pointer else "?",
    )


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
_TELLERS: dict[str | None, Callable[[Any, Source, Pointer], Iterator[Problem]]] = {
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


def _where(pointer: Pointer) -> str:
    """Write a pointer as people do: findings[3].note; items count from 1."""
    written = ""
    for step in pointer:
        written += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if written else step
    return written or WHOLE_FILE


def _show(value: object) -> str:
    if value is None:
        shown = "null"
    elif isinstance(value, bool):
        shown = str(value).lower()
    else:
        shown = (
            "[…]" if isinstance(value, list) else "{…}" if isinstance(value, dict) else str(value)
        )
    shown = shown.replace("\n", "⏎")
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
