"""The form of an instrument: each model has the fields that it needs, and no other."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.records.schema import check_form, load_schema
from generator.records.source import Source, parse_source

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "standards").glob("*/*/instruments/*.yaml"))
DATA: dict[str, Any] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES
}
BY_MODEL: dict[str, Any] = {data["model"]: data for data in DATA.values()}
VALIDATOR = jsonschema.Draft202012Validator(load_schema("instrument"))
NEEDED = {
    "servqual": ("scale", "dimensions", "items"),
    "kano": ("scale", "items"),
    "nps": ("scale", "items"),
    "csat": ("scale", "items"),
    "alpha": ("scale",),
    "satisfaction": ("scale", "dimensions", "items"),
    "loyalty": ("scale", "items"),
    "value": ("scale", "items"),
    "quality": ("scale", "dimensions", "items"),
    "ranking": ("items", "roles"),
    "gaps": ("scale", "dimensions", "items", "roles"),
    "cases": ("stages",),
    "counts": ("measures",),
}
OPTIONAL = {"alpha": ("items",), "loyalty": ("high",), "gaps": ("high",)}
ALL = ("scale", "dimensions", "items", "roles", "measures", "stages", "high")
TEXT = {"zh": "字", "en": "Words"}
SOME: dict[str, Any] = {
    "scale": {"low": 1, "high": 5},
    "dimensions": [{"id": "a", "title": TEXT}],
    "items": [{"id": "a", "text": TEXT}],
    "roles": [{"id": "a", "title": TEXT}],
    "measures": [{"id": "a", "title": TEXT, "count": TEXT, "of": TEXT, "ratio": "share"}],
    "stages": [{"id": "a", "title": TEXT}, {"id": "b", "title": TEXT}],
    "high": 4,
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_flagship_s_instruments_have_the_form(path: Path) -> None:
    source = parse_source(path.read_bytes(), path.name)
    assert isinstance(source, Source)
    assert check_form(source, "instrument") == []
    line = path.read_text(encoding="utf-8").splitlines()[0]
    named = line.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == ROOT / "standards/schema/instrument.schema.json"


@pytest.mark.parametrize("model", NEEDED)
def test_a_model_has_what_it_needs(model: str) -> None:
    for field in NEEDED[model]:
        data = {name: value for name, value in BY_MODEL[model].items() if name != field}
        assert [error.validator for error in VALIDATOR.iter_errors(data)] == ["required"]


@pytest.mark.parametrize("model", NEEDED)
def test_a_model_has_nothing_that_it_does_not_read(model: str) -> None:
    for field in ALL:
        if field not in (*NEEDED[model], *OPTIONAL.get(model, ())):
            assert not VALIDATOR.is_valid({**BY_MODEL[model], field: SOME[field]}), field


@pytest.mark.parametrize(
    ("model", "field", "part"),
    [
        ("kano", "items", {"reverse": None}),
        ("kano", "items", {"dimension": "a"}),
        ("servqual", "items", {"dimension": None}),
        ("servqual", "items", {"negative": True}),
        ("satisfaction", "items", {"reverse": TEXT}),
        ("gaps", "items", {"dimension": None}),
        ("gaps", "dimensions", {"gap": None}),
        ("gaps", "dimensions", {"remedies": None}),
        ("gaps", "dimensions", {"gap": 5}),
        ("gaps", "dimensions", {"weight": 1}),
        ("servqual", "dimensions", {"gap": 1}),
        ("servqual", "dimensions", {"weight": 0}),
        ("value", "items", {"role": "manager"}),
        ("loyalty", "items", {"negative": True}),
        ("counts", "measures", {"ratio": "rate"}),
        ("cases", "stages", {"within": -1}),
    ],
)
def test_a_part_has_what_its_model_asks_of_it(model: str, field: str, part: dict[str, Any]) -> None:
    data = copy.deepcopy(BY_MODEL[model])
    for name, value in part.items():
        if value is None:
            del data[field][0][name]
        else:
            data[field][0][name] = value
    assert len(list(VALIDATOR.iter_errors(data))) == 1


@pytest.mark.parametrize(("model", "items"), [("nps", 2), ("csat", 2), ("ranking", 1)])
def test_one_question_is_one_and_an_order_needs_several(model: str, items: int) -> None:
    data = {**BY_MODEL[model], "items": [{"id": f"q{n}", "text": TEXT} for n in range(items)]}
    assert not VALIDATOR.is_valid(data)


def test_orders_are_those_of_two_kinds_of_people() -> None:
    roles = [{"id": f"r{number}", "title": TEXT} for number in range(3)]
    for count in (1, 3):
        assert not VALIDATOR.is_valid({**BY_MODEL["ranking"], "roles": roles[:count]})


def test_a_misspelt_model_is_told_once_and_nothing_is_said_of_what_depends_on_it() -> None:
    text = (ROOT / "standards/after-sales-service/2026/instruments/nps.yaml").read_text("utf-8")
    source = parse_source(text.replace("model: nps", "model: npx").encode(), "nps.yaml")
    assert isinstance(source, Source)
    assert [found.code for found in check_form(source, "instrument")] == ["not-one-of"]


def test_a_missing_field_is_told_in_words_where_it_is_missing() -> None:
    text = (ROOT / "standards/after-sales-service/2026/instruments/kano.yaml").read_text("utf-8")
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("    reverse:"))
    del lines[place]
    source = parse_source("\n".join(lines).encode(), "kano.yaml")
    assert isinstance(source, Source)
    (found,) = check_form(source, "instrument")
    assert found.code == "missing-field"
    assert "reverse" in found.message("en")
