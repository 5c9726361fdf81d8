"""What CONTRIBUTING shows of records is what the program reads."""

from __future__ import annotations

import re
from pathlib import Path

from generator.records.convert import convert_proceedings
from generator.records.model import DecisionKind
from generator.records.schema import check_form
from generator.records.source import Source, parse_source

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_the_proceedings_shown_are_of_good_form_and_of_each_kind() -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", CONTRIBUTING.read_text("utf-8"), re.DOTALL)
    source = parse_source(shown.encode(), "proceedings.yaml")
    assert isinstance(source, Source), source
    assert check_form(source, "proceedings") == []
    told = convert_proceedings(source)
    assert all((told.applications, told.corrections, told.appeals, told.replies))


def test_every_kind_of_decision_is_named() -> None:
    text = CONTRIBUTING.read_text("utf-8").partition("## Decide")[2].partition("\n## ")[0]
    assert {kind for kind in DecisionKind if f"`{kind}`" not in text} == set()
