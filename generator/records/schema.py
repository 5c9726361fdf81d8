"""Records: does a file have the form of its kind, and if not, where and how to mend it.

Input: a `Source` and the name of its kind. Output: problems.
jsonschema-rs says a fast yes; only when it says no does jsonschema find the words.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.records.problems import CannotGoOn, Problem, problem
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.records.source import Pointer, Source

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
            zh=f"读不到模式文件 {path.name}:请重新安装本程序", en=f"cannot read {path.name}: reinstall"
        ) from error
    return schema


@cache
def _fast(kind: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(load_schema(kind), validate_formats=True)


@cache
def _slow(kind: str) -> Any:
    # A fifth of a second to import: only a file with a mistake pays for it.
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator(load_schema(kind), format_checker=FormatChecker(["date"]))


def check_form(source: Source, kind: str) -> list[Problem]:
    """Return what keeps the source from the form of its kind; nothing when all is well."""
    if _fast(kind).is_valid(source.data):
        return []
    found = [
        told for error in _slow(kind).iter_errors(source.data) for told in _tell(error, source)
    ]
    if not found:  # the two validators disagree: never pass a record that one of them refuses
        found = [problem(source.locate(()), "form", detail=kind)]
    return found


def _tell(error: Any, source: Source) -> Iterator[Problem]:
    pointer: Pointer = tuple(error.absolute_path)
    teller = _TELLERS.get(error.validator, _tell_form)
    yield from teller(error, source, pointer)


def _tell_form(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(source.locate(pointer), "form", detail=error.message[:200])


def _tell_required(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    name = re.match(r"'([^']*)'", error.message)
    missing = name[1] if name else "?"
    yield problem(source.locate(pointer), "missing-field", field=missing, where=_where(pointer))


def _tell_unknown(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    known = list(error.schema.get("properties", {}))
    present = error.instance
    for key in present:
        if key not in known:
            place = source.locate((*pointer, key), key=True)
            near = get_close_matches(key, [k for k in known if k not in present] or known, n=1)
            yield problem(
                place,
                "unknown-field",
                field=key,
                near=near[0] if near else "",
                known=", ".join(known),
            )


def _tell_type(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    wanted = error.validator_value
    names = wanted if isinstance(wanted, list) else [wanted]
    code = "null-value" if error.instance is None else f"not-{'-or-'.join(names)}"
    if code not in _TYPE_CODES:
        code = "null-value" if error.instance is None else "wrong-type"
    yield problem(
        source.locate(pointer), code, field=_where(pointer), found=_show(error.instance)
    )


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
    yield problem(
        source.locate(pointer, key="propertyNames" in error.absolute_schema_path),
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


def _tell_few(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(source.locate(pointer), "list-empty", field=_where(pointer))


def _tell_length(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    code = "text-empty" if error.validator == "minLength" else "text-too-long"
    yield problem(
        source.locate(pointer), code, field=_where(pointer), limit=error.validator_value
    )


def _tell_twice(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    for index, item in enumerate(error.instance):
        if item in error.instance[:index]:
            place = source.locate((*pointer, index))
            yield problem(place, "listed-twice", field=_where(pointer), found=_show(item))


def _tell_forbidden(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(
        source.locate(pointer, key=True), "field-not-here", field=str(pointer[-1]) if pointer else "?"
    )


def _tell_property_name(error: Any, source: Source, pointer: Pointer) -> Iterator[Problem]:
    yield problem(
        source.locate((*pointer, error.instance), key=True),
        "wrong-form",
        field=_where(pointer),
        found=_show(error.instance),
        example="physical-outlet",
    )


_TYPE_CODES = (
    "not-object",
    "not-array",
    "not-string",
    "not-number",
    "not-integer",
    "not-boolean",
    "not-string-or-object",
)
_EXAMPLES: dict[str | None, tuple[str, ...]] = {
    r"^[A-Z][0-9]{3,5}$": ("A001",),
    r"^E[0-9]{1,3}$": ("E1",),
    r"^NC[0-9]{1,3}$": ("NC1",),
    r"^[A-T]$": ("C",),
}
_TELLERS = {
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
    None: _tell_forbidden,
}


def _where(pointer: Pointer) -> str:
    """Write a pointer as people do: findings[3].note; items count from 1."""
    written = ""
    for step in pointer:
        written += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if written else step
    return written or "(file)"


def _show(value: object) -> str:
    shown = {None: "null", True: "true", False: "false"}.get(value) if _hashable(value) else None
    if shown is None:
        shown = {list: "[…]", dict: "{…}"}.get(type(value)) or str(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _hashable(value: object) -> bool:
    return value is None or isinstance(value, bool)
