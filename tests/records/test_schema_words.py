"""Every field of every schema explains itself to whoever writes it, in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.records.editing import make_audit_schema
from generator.records.foundation import read_foundation
from generator.records.schema import KINDS, load_schema

ROOT = Path(__file__).parents[2]
CHINESE = r"[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{CHINESE}[,;:?!()]|[,;:?!()]{CHINESE}")
BOTH = re.compile(rf"[^。]*{CHINESE}.*[。！？] [^。]*[A-Za-z]{{2}}[^。]*", re.DOTALL)
"""Chinese up to a full stop of its own, then English without one."""

Node = dict[str, Any]


def fields(schema: Node, place: str = "") -> Iterator[tuple[str, Node]]:
    """Yield each field and each item of a list with its place, definitions included."""
    below = [*schema.get("$defs", {}).items(), *schema.get("properties", {}).items()]
    below += [
        (mark, schema.get(name))
        for mark, name in (("[]", "items"), ("{}", "additionalProperties"), ("<>", "propertyNames"))
    ]
    for name, part in below:
        # Of the two that are no forms: `false` forbids a field, `true` leaves it to its neighbour.
        if isinstance(part, dict):
            yield f"{place}/{name}", part
            yield from fields(part, f"{place}/{name}")
    for name in ("then", "else"):
        if name in schema:
            yield from fields(schema[name], f"{place}/{name}")
    for number, part in enumerate(schema.get("allOf", ())):
        yield from fields(part, f"{place}/{number}")


def resolve(part: Node, schema: Node) -> Node:
    """Return a field with what it refers to; its own words come first, as in an editor."""
    if "$ref" not in part:
        return part
    return {**schema["$defs"][part["$ref"].rpartition("/")[2]], **part}


def all_schemas() -> dict[str, Node]:
    schemas = {kind: load_schema(kind) for kind in KINDS}
    for root in (ROOT, ROOT / "tests/records/valid"):
        foundation = read_foundation(root).foundation
        assert foundation is not None
        for standard in foundation.standards.values():
            schemas[standard.ref] = make_audit_schema(load_schema("audit"), standard)
    return schemas


SCHEMAS = all_schemas()
FIELDS = {
    f"{kind}{place}": resolve(part, schema)
    for kind, schema in SCHEMAS.items()
    for place, part in (("", schema), *fields(schema))
    if "not" not in part
}
SCALARS = ("string", "integer", "number")


def names_of(part: Node) -> list[str]:
    kinds = part.get("type", ())
    return [kinds] if isinstance(kinds, str) else list(kinds)


def test_there_are_many_fields_and_those_of_a_finding_are_among_them() -> None:
    assert len(FIELDS) > 600
    assert "audit/finding/rating" in FIELDS
    assert any(place.startswith("bench-care@1/findings/[]/else/") for place in FIELDS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_field_has_a_title_in_both_languages(kind: str) -> None:
    for place, part in of_kind(kind):
        zh, slash, en = part.get("title", "").partition(" / ")
        assert slash, place
        assert re.search(CHINESE, zh) or zh.isascii(), place
        assert re.search(r"[A-Za-z]", en), place
        assert not re.search(CHINESE, en), place


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_field_has_a_description_in_both_languages(kind: str) -> None:
    for place, part in of_kind(kind):
        assert BOTH.fullmatch(part.get("description", "")), place


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_choice_is_explained_in_both_languages(kind: str) -> None:
    choices = [(place, part) for place, part in of_kind(kind) if "enum" in part]
    for place, part in choices:
        words = part["enumDescriptions"]
        assert len(words) == len(part["enum"]), place
        assert all(re.search(CHINESE, text) and re.search("[A-Za-z]", text) for text in words), (
            place
        )
    assert choices or kind in ("concepts", "firm", "issuer")


@pytest.mark.parametrize("kind", SCHEMAS)
def test_chinese_words_have_full_width_punctuation(kind: str) -> None:
    for place, part in of_kind(kind):
        zh = part["title"].partition(" / ")[0]
        # The English of a standard may quote Chinese; what is ours stands before it.
        own = kind in KINDS
        words = [part["title"], part["description"], *part.get("enumDescriptions", ())]
        assert all(not HALF_WIDTH.search(text) for text in (words if own else [zh])), place


@pytest.mark.parametrize("kind", KINDS)
def test_each_figure_and_each_word_has_examples_that_are_valid(kind: str) -> None:
    schema = load_schema(kind)
    for place, part in of_kind(kind):
        if "enum" in part or not set(names_of(part)) & set(SCALARS):
            continue
        examples = part.get("examples", ())
        # Of one alone an editor would make the value, unasked.
        assert len(examples) >= 2, place
        alone = {**part, "$defs": schema["$defs"]}
        alone.pop("$ref", None)
        checker = jsonschema.Draft202012Validator(
            alone, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        for example in examples:
            assert checker.is_valid(example), (place, example)


def of_kind(kind: str) -> list[tuple[str, Node]]:
    return [(place, part) for place, part in FIELDS.items() if place.split("/")[0] == kind]
