"""Hand-written YAML: read back, it is the record that was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.demo.audit_writing import write_audit
from generator.demo.people import conflicted_auditor, draw_roster
from generator.demo.registry import ISSUER, draw_life, open_workshop
from generator.demo.writing import (
    write_decisions,
    write_firm,
    write_issuer,
    write_proceedings,
    write_roster,
)
from generator.records import convert
from generator.records.model import FirmRecords, Text
from generator.records.schema import check_form
from generator.records.source import Source, parse_source

AS_OF = date(2026, 11, 22)


def parse(text: str, kind: str) -> Source:
    source = parse_source(text.encode(), "written.yaml")
    assert isinstance(source, Source), source
    assert check_form(source, kind) == []
    return source


@pytest.fixture(scope="module")
def some(drawn: Path) -> list[FirmRecords]:
    workshop = open_workshop(drawn, seed=21, as_of=AS_OF)
    return [draw_life(workshop, index).records for index in range(40)]


def test_audits_come_back_whole(some: list[FirmRecords]) -> None:
    for audit in (audit for records in some for audit in records.audits):
        tables = {place: one.table for place, one in enumerate(audit.data)}
        read = convert.convert_audit(parse(write_audit(audit), "audit"), tables)
        lines = tuple(replace(finding, line=0, column=1) for finding in read.findings)
        assert replace(read, findings=lines, path="", sha256="") == audit


def test_firms_decisions_and_proceedings_come_back_whole(some: list[FirmRecords]) -> None:
    for records in some:
        firm = convert.convert_firm(parse(write_firm(records.firm), "firm"))
        assert replace(firm, path="") == records.firm
        if records.decisions:
            text = write_decisions(firm.code, records.decisions)
            assert convert.convert_decisions(parse(text, "decisions")) == records.decisions
        text = write_proceedings(firm.code, records.proceedings)
        assert convert.convert_proceedings(parse(text, "proceedings")) == records.proceedings
    assert any(records.proceedings.appeals for records in some)
    assert any(records.proceedings.replies for records in some)


def test_the_roster_and_the_issuer_come_back_whole() -> None:
    codes = {13: "00440300MA0000000X"}
    people = tuple(draw_roster(1, 450, AS_OF, deciders=2, codes=codes))
    assert convert.convert_people(parse(write_roster(people), "roster")) == people
    assert convert.convert_issuer(parse(write_issuer(ISSUER), "issuer")) == ISSUER
    assert sum(bool(person.conflicts) for person in people) == 1
    assert conflicted_auditor(13) is not None


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1
    ).filter(str.strip)
)
def test_any_words_survive(words: str) -> None:
    issuer = replace(ISSUER, name=Text(words, words))
    assert convert.convert_issuer(parse(write_issuer(issuer), "issuer")).name == Text(words, words)
