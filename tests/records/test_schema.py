"""The form of records: both validators agree, and what they refuse is told once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.records.mistakes.form import _slow
from generator.records.schema import KINDS, _fast, check_form, load_schema
from generator.records.source import Source, parse_source

FOLDER = Path(__file__).parents[2] / "standards" / "schema"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_and_names_its_kind(kind: str) -> None:
    schema = load_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:aftersales-registry:{kind}"


def test_there_is_a_schema_for_every_kind_and_no_other() -> None:
    found = {path.name.removesuffix(".schema.json") for path in FOLDER.iterdir()}
    assert found == set(KINDS)


def nodes(schema: Any) -> list[Any]:
    if isinstance(schema, dict):
        return [schema, *(node for part in schema.values() for node in nodes(part))]
    if isinstance(schema, list):
        return [node for part in schema for node in nodes(part)]
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_no_schema_uses_what_cannot_be_told_in_words(kind: str) -> None:
    keys = {key for node in nodes(load_schema(kind)) for key in node}
    assert not keys & {"oneOf", "anyOf", "contains", "dependentSchemas", "unevaluatedProperties"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_refuses_fields_that_nobody_reads(kind: str) -> None:
    for node in nodes(load_schema(kind)):
        if "properties" in node and "type" in node:
            assert node["additionalProperties"] is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reported", "2026-01-20"),
        ("reported", "2026-02-29"),
        ("reported", "2024-02-29"),
        ("reported", "0000-01-01"),
        ("reported", "20260120"),
        ("reported", "2026-W03-2"),
        ("reported", "2026-01-20T00:00:00"),
        ("reported", "２０２６-01-20"),
        ("id", "2026-initial"),
        ("id", "2026-initial\\n"),
        ("firm", ""),
        ("scope", " "),
        ("scope", "\\u3000"),
        ("scope", "x"),
    ],
)
def test_the_fast_and_the_slow_validator_agree(field: str, value: str) -> None:
    record = {
        "id": "2026-initial",
        "firm": "x",
        "type": "initial",
        "standard": "a@1",
        "from": "2026-01-01",
        "to": "2026-01-01",
        "reported": "2026-01-01",
        "team": {"lead": "A001"},
        "scope": "x",
        "evidence": [],
        "findings": [{"criterion": "a"}],
    }
    record[field] = json.loads(f'"{value}"')
    assert _fast("audit").is_valid(record) == _slow("audit").is_valid(record)


@pytest.mark.parametrize("figure", ["8", "8.0", "80e-1", "8.5", "1e2", "-0", "-1", "1e30", "true"])
def test_both_validators_agree_on_what_a_whole_number_is(figure: str) -> None:
    source = parse_source(f"criterion: a\nsampled: {figure}\n".encode(), "a.yaml")
    assert isinstance(source, Source)
    finding = {"audit": [source.data]}
    base = {
        "id": "2026-initial",
        "firm": "x",
        "type": "initial",
        "standard": "a@1",
        "from": "2026-01-01",
        "to": "2026-01-01",
        "reported": "2026-01-01",
        "team": {"lead": "A001"},
        "scope": "x",
        "evidence": [],
        "findings": finding["audit"],
    }
    assert _fast("audit").is_valid(base) == _slow("audit").is_valid(base)


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    text = "code: x\nname: {zh: 甲}\nregion: 440300\nindustrie: O81\nchannels: []\n"
    source = parse_source(text.encode(), "firm.yaml")
    assert isinstance(source, Source)
    told = sorted((p.location.line, p.code) for p in check_form(source, "firm"))
    assert told == [
        (1, "missing-field"),
        (1, "missing-field"),
        (2, "missing-field"),
        (3, "not-string"),
        (4, "unknown-field"),
        (5, "list-empty"),
    ]


def test_of_endless_mistakes_no_more_are_told_than_anybody_mends() -> None:
    items = "".join("  - {criterion: A, x: 1}\n" for _ in range(3000))
    source = parse_source(f"findings:\n{items}".encode(), "a.yaml")
    assert isinstance(source, Source)
    assert 100 < len(check_form(source, "audit")) <= 2000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code: x\nname:\nzh: 甲\nen: A\n", (3, 1, "field-not-indented")),
        ("code: x\nname: {甲}\n", (2, 7, "quotes-needed")),
        ("code: x\nname: {zh: 甲, en: a, b, c}\n", (2, 22, "comma-in-words")),
        ("code: x\nchannels: E1, E2\n", (2, 11, "not-array")),
        ("CODE: x\n", (1, 1, "unknown-field")),
        ('code: x\nemployees: "12"\n', (2, 12, "not-integer")),
    ],
)
def test_a_slip_that_makes_several_errors_of_the_form_is_told_once(
    text: str, told: tuple[int, int, str]
) -> None:
    whole = {
        "code": "code: x",
        "name": "name: {zh: 甲, en: A}",
        "region": 'region: "440300"',
        "industry": "industry: O81",
        "address": "address: {zh: 甲, en: A}",
        "profile": "profile: {zh: 甲, en: A}",
        "channels": "channels: [a]",
    }
    present = text.lower()
    rest = [line for name, line in whole.items() if f"{name}:" not in present]
    source = parse_source((text + "\n".join(rest) + "\n").encode(), "firm.yaml")
    assert isinstance(source, Source)
    found = [(p.location.line, p.location.column, p.code) for p in check_form(source, "firm")]
    assert found == [told]
