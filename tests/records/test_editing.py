"""The schema of one standard's audits: what it accepts and what it refuses, and that it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from generator.records.editing import dump_schema, make_audit_schema
from generator.records.editing.annotations import write_number
from generator.records.foundation import read_foundation
from generator.records.model import Criterion, Standard
from generator.records.schema import check_form, load_schema
from generator.records.source import Source, parse_source

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "records" / "valid"
BENCH_AUDIT = VALID / "audits/440300/00440300MA1BENCH51/2025-initial.yaml"
AUDITS = sorted(p for root in (ROOT, VALID) for p in root.glob("audits/*/*/[0-9]*-*.yaml"))
Record = dict[str, Any]


def read_standard(root: Path, ref: str) -> Standard:
    foundation = read_foundation(root).foundation
    assert foundation is not None
    return foundation.standards[ref]


FLAGSHIP = read_standard(ROOT, "after-sales-service@2026")
BENCH = read_standard(VALID, "bench-care@1")
SCHEMAS = {s.ref: make_audit_schema(load_schema("audit"), s) for s in (FLAGSHIP, BENCH)}
VALIDATORS = {ref: jsonschema_rs.Draft202012Validator(s) for ref, s in SCHEMAS.items()}


def read_record(path: Path) -> Record:
    source = parse_source(path.read_bytes(), path.name)
    assert isinstance(source, Source)
    record: Record = json.loads(json.dumps(source.data, default=float))
    return record


def bench_accepts(record: Record) -> bool:
    return bool(VALIDATORS["bench-care@1"].is_valid(record))


@pytest.fixture
def record() -> Record:
    return read_record(BENCH_AUDIT)


def finding(record: Record, criterion: str) -> Record:
    found: Record = next(f for f in record["findings"] if f["criterion"] == criterion)
    return found


@pytest.mark.parametrize("ref", SCHEMAS)
def test_it_is_a_schema_with_an_id_of_its_own(ref: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[ref])
    assert SCHEMAS[ref]["$id"] == f"urn:aftersales-registry:audit:{ref}"


@pytest.mark.parametrize("path", AUDITS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_it_accepts_every_audit_under_its_standard_and_none_under_another(path: Path) -> None:
    record = read_record(path)
    accepting = [ref for ref, validator in VALIDATORS.items() if validator.is_valid(record)]
    assert accepting == [record["standard"]]


@pytest.mark.parametrize("path", sorted((VALID.parent / "invalid").glob("form-*.yaml")))
def test_it_is_stricter_than_the_form_of_any_audit_and_never_looser(path: Path) -> None:
    source = parse_source(path.read_bytes(), path.name)
    if isinstance(source, Source) and "findings" in source.data and check_form(source, "audit"):
        record = json.loads(json.dumps(source.data, default=float))
        # Days are judged by their format, which this validator is not asked for.
        wrong_day = "day" in path.stem or "year" in path.stem
        assert wrong_day or not bench_accepts(record)


def change(criterion: str, /, **fields: Any) -> Callable[[Record], None]:
    def apply(record: Record) -> None:
        finding(record, criterion).update(fields)

    return apply


def drop(criterion: str, /, *names: str, **fields: Any) -> Callable[[Record], None]:
    def apply(record: Record) -> None:
        for name in names:
            del finding(record, criterion)[name]
        finding(record, criterion).update(fields)

    return apply


def part(*steps: str | int, to: Any) -> Callable[[Record], None]:
    def apply(record: Record) -> None:
        place: Any = record
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = to

    return apply


GONE = {"description": "失手", "evidence": ["E1"], "correction": "道歉"}


@pytest.mark.parametrize(
    "spoil",
    [
        change("receipt", criterion="receipts"),
        change("receipt", rating=1),
        change("receipt", result="yes"),
        change("receipt", channels={"mail": {"result": "met"}}),
        change("receipt", not_applicable="小店"),
        drop("receipt", "result"),
        change("packing", sampled=4),
        change("packing", nonconforming=-1),
        drop("packing", "nonconforming"),
        change("packing", not_applicable="没有邮寄"),
        change("days", value="3.5 天"),
        change("days", notes="x"),
        change("held", not_applicable="开业不满三个月"),
        change("welcome", rating=1),
        change("welcome", channels={}),
        change("welcome", channels={"mail": {"rating": 3}}),
        change("welcome", channels={"mail": {"rating": 1.5}}),
        change("welcome", channels={"mail": {"rating": 1, "value": 1}}),
        change("welcome", channels={"mail": {}}),
        change("welcome", channels={"phone": {"rating": 1}}),
        part("data", 0, "instrument", to="job"),
        part("data", 0, "file", to="../jobs.csv"),
        part("data", 0, "sha256", to="0"),
        part("standard", to="bench-care@2"),
        part("evidence", 0, "kind", to="hearsay"),
        part("nonconformities", 0, "criterion", to="parcel"),
        part("special", "deductions", to=[{"ground": "theft", **GONE}]),
        part("special", "deductions", to=[{"ground": "rudeness", **GONE}]),
        part("special", "deductions", to=[{"ground": "rudeness", "taboo": "yawning", **GONE}]),
        part("special", "deductions", to=[{"ground": "lost-item", "taboo": "shouting", **GONE}]),
        part("special", "bonuses", to=[{"description": "好", "evidence": ["E2"]}] * 3),
    ],
)
def test_it_refuses_what_the_standard_does_not_have(
    record: Record, spoil: Callable[[Record], None]
) -> None:
    assert bench_accepts(record)
    spoil(record)
    assert not bench_accepts(record)


@pytest.mark.parametrize(
    "vary",
    [
        change("receipt", result="not_met"),
        change("packing", sampled=5, nonconforming=0),
        drop("held", "sampled", "nonconforming", not_applicable="开业不满三个月"),
        change("welcome", channels={"counter": {"rating": 0}}),
        part("special", "deductions", to=[{"ground": "rudeness", "taboo": "shouting", **GONE}]),
        part("special", "deductions", to=[{"ground": "lost-item", **GONE}]),
        change("days", value=3.5),
        part("data", to=[]),
        part("data", 0, "instrument", to="smiles"),
        lambda record: record.pop("data"),
        lambda record: record["findings"].pop(),
    ],
)
def test_it_accepts_what_the_standard_allows(
    record: Record, vary: Callable[[Record], None]
) -> None:
    vary(record)
    assert bench_accepts(record)


def test_a_standard_without_special_points_takes_none(record: Record) -> None:
    plain = replace(BENCH, special=None)
    accepts = jsonschema_rs.Draft202012Validator(make_audit_schema(load_schema("audit"), plain))
    assert not accepts.is_valid(record)
    record["special"] = {"bonuses": []}
    assert accepts.is_valid(record)
    record["special"] = {"deductions": [{"ground": "lost-item", **GONE}]}
    assert not accepts.is_valid(record)


def test_a_standard_whose_grounds_name_no_taboo_takes_none(record: Record) -> None:
    assert BENCH.special is not None
    mild = replace(BENCH.special, grounds=BENCH.special.grounds[:1])
    schema = make_audit_schema(load_schema("audit"), replace(BENCH, special=mild))
    accepts = jsonschema_rs.Draft202012Validator(schema)
    record["special"] = {"deductions": [{"ground": "lost-item", **GONE}]}
    assert accepts.is_valid(record)
    record["special"]["deductions"][0]["taboo"] = "shouting"
    assert not accepts.is_valid(record)


def test_a_figure_must_be_stated_only_where_nothing_computes_it(record: Record) -> None:
    assert "value" not in finding(record, "days")
    stated = state_figure(BENCH, "days")
    accepts = jsonschema_rs.Draft202012Validator(make_audit_schema(load_schema("audit"), stated))
    assert not accepts.is_valid(record)
    finding(record, "days")["value"] = 3.5
    assert accepts.is_valid(record)


def state_figure(standard: Standard, name: str) -> Standard:
    """Return the standard with nothing that computes the figure of a criterion."""

    def plain(criterion: Criterion) -> Criterion:
        if criterion.id != name or criterion.metric is None:
            return criterion
        return replace(criterion, metric=replace(criterion.metric, computed=None))

    return replace(
        standard,
        sections=tuple(
            replace(
                section,
                groups=tuple(
                    replace(group, criteria=tuple(plain(c) for c in group.criteria))
                    for group in section.groups
                ),
            )
            for section in standard.sections
        ),
    )


def test_a_standard_without_instruments_takes_no_data(record: Record) -> None:
    plain = replace(BENCH, instruments={})
    accepts = jsonschema_rs.Draft202012Validator(make_audit_schema(load_schema("audit"), plain))
    assert not accepts.is_valid(record)
    record["data"] = []
    assert accepts.is_valid(record)


def test_what_is_computed_is_never_offered_once_only_data_may_tell_it() -> None:
    offered = json.dumps(SCHEMAS[FLAGSHIP.ref]["properties"]["findings"])
    computed = sum(c.computed is not None for c in FLAGSHIP.criteria.values())
    assert computed > 0
    assert offered.count('"doNotSuggest": true') >= computed
    assert "doNotSuggest" not in json.dumps(SCHEMAS[BENCH.ref])


def test_making_it_leaves_the_schema_of_any_audit_as_it_was() -> None:
    before = deepcopy(load_schema("audit"))
    make_audit_schema(load_schema("audit"), BENCH)
    assert load_schema("audit") == before


def test_the_same_standard_gives_the_same_bytes() -> None:
    again = make_audit_schema(load_schema("audit"), read_standard(VALID, "bench-care@1"))
    assert dump_schema(again) == dump_schema(SCHEMAS["bench-care@1"])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(100), "100"),
        (Fraction(3, 2), "1.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(2000), "2000"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: Fraction, written: str) -> None:
    assert write_number(value) == written
