"""Records: does a file have the form of its kind, and if not, where and how to mend it.

Input: a `Source` and the name of its kind. Output: problems.
jsonschema-rs says a fast yes; only when it says no does `mistakes/form.py` find the words.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.records.problems import CannotGoOn
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.problems import Problem
    from generator.records.source import Source

KINDS = (
    "standard",
    "instrument",
    "concepts",
    "firm",
    "audit",
    "decisions",
    "proceedings",
    "roster",
    "issuer",
)


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
        load_schema(kind), validate_formats=True, formats={"date": is_day}
    )


def is_day(value: object) -> bool:
    """Tell whether a text is a day written YYYY-MM-DD; what is no text is not for it to judge."""
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-03-09") and value[4] == "-"


def check_form(source: Source, kind: str) -> list[Problem]:
    """Return what keeps the source from the form of its kind; nothing when all is well."""
    if not source.field_like and _fast(kind).is_valid(source.data):
        return []
    # Only a file with a mistake pays for what finds the words.
    from generator.records.mistakes.form import explain_form  # noqa: PLC0415

    return explain_form(source, kind, refused=not _fast(kind).is_valid(source.data))
