"""The ledger: what a leaf says, in which order decisions stand, and that a later day only adds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from generator.certification.ledger import (
    Ledger,
    build_ledger,
    describe_entry,
    list_entries,
    write_leaf,
)
from generator.certification.merkle import (
    EMPTY_ROOT,
    hash_leaf,
    proves_consistency,
    proves_inclusion,
)
from generator.records.model import Decision, DecisionKind, FirmRecords, Outcome, Text
from tests.assessment.material import FLAGSHIP, all_channels, make_firm
from tests.certification.material import audit_on, decide

DAY = date(2026, 3, 1)
CODES = ("00210200MA1AAAAA1", "00210200MA1BBBBB2", "00310000MA1CCCCC3")


def firm_with(code: str, *decisions: Decision) -> FirmRecords:
    firm = replace(make_firm(all_channels(FLAGSHIP)), code=code)
    audit = replace(audit_on(DAY, "2026-initial"), sha256="ab" * 32)
    return FirmRecords(firm=firm, audits=(audit,), decisions=decisions)


def recorded(day: date, time: str | None = None) -> Decision:
    return replace(decide("maintain", day, "2026-initial"), time=time)


def names(ledger: Ledger) -> list[tuple[str, int]]:
    return [(entry.firm, entry.number) for entry in ledger.entries]


def test_a_leaf_says_all_that_the_decision_says_in_canonical_json() -> None:
    decision = replace(
        decide("grant", DAY, "2026-initial", "WS-2026-000001-11"),
        recorded=DAY + timedelta(2),
        time="15:30:20",
        scope=Text("修理“钟表”", 'Repair of "watches"'),
    )
    (entry,) = list_entries(firm_with(CODES[0], decision))
    assert write_leaf(entry).decode() == (
        '{"appeal":null,"audit":"2026-initial","audit_sha256":"' + "ab" * 32 + '",'
        '"by":["C001","C002"],"certificate":"WS-2026-000001-11","decided":"2026-03-01",'
        '"decision":"grant","effective":"2026-03-01","exemption":null,'
        '"firm":"00210200MA1AAAAA1","format":1,"number":1,"outcome":null,"reason":null,'
        '"recorded":"2026-03-03","scope":{"en":"Repair of \\"watches\\"","zh":"修理“钟表”"},'
        '"time":"15:30:20"}'
    )


def test_a_leaf_without_audit_or_words_has_every_key_all_the_same() -> None:
    appeal = replace(
        decide("appeal", DAY, None, None), appeal="AP1", outcome=Outcome.UPHELD, by=("C003",)
    )
    grant = decide("grant", DAY, "2026-initial")
    first, second = map(describe_entry, list_entries(firm_with(CODES[0], grant, appeal)))
    assert list(first) == list(second)
    assert (second["number"], second["decision"]) == (2, "appeal")
    assert (second["appeal"], second["outcome"]) == ("AP1", "upheld")
    assert [second[key] for key in ("audit", "audit_sha256", "certificate", "scope")] == [None] * 4


WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(WORDS, WORDS, st.sampled_from(DecisionKind), st.lists(WORDS, max_size=3))
def test_leaves_are_what_the_library_of_rfc_8785_writes(
    zh: str, en: str, kind: DecisionKind, by: list[str]
) -> None:
    decision = replace(recorded(DAY), kind=kind, by=tuple(by), reason=Text(zh, en))
    (entry,) = list_entries(firm_with(CODES[0], decision))
    assert write_leaf(entry) == rfc8785.dumps(describe_entry(entry))
    assert json.loads(write_leaf(entry)) == describe_entry(entry)


def test_the_order_is_that_of_record_and_not_of_effect() -> None:
    late = replace(recorded(DAY), recorded=DAY + timedelta(5))
    early = replace(recorded(DAY + timedelta(9)), recorded=DAY)
    ledger = build_ledger([firm_with(CODES[0], late), firm_with(CODES[1], early)], date.max)
    assert names(ledger) == [(CODES[1], 1), (CODES[0], 1)]


def test_on_one_day_no_time_comes_first_then_the_time_then_the_code_then_the_number() -> None:
    firms = [
        firm_with(CODES[2], recorded(DAY), recorded(DAY), recorded(DAY, "09:00:00")),
        firm_with(CODES[1], recorded(DAY, "08:59:59"), recorded(DAY, "10:00:00")),
        firm_with(CODES[0], recorded(DAY, "09:00:00")),
    ]
    expected = [
        (CODES[2], 1),
        (CODES[2], 2),
        (CODES[1], 1),
        (CODES[0], 1),
        (CODES[2], 3),
        (CODES[1], 2),
    ]
    assert names(build_ledger(firms, DAY)) == expected
    assert names(build_ledger(reversed(firms), DAY)) == expected


def test_what_is_recorded_after_the_day_is_not_in_it() -> None:
    firm = firm_with(CODES[0], recorded(DAY), recorded(DAY + timedelta(1)))
    assert names(build_ledger([firm], DAY)) == [(CODES[0], 1)]
    assert build_ledger([firm], DAY - timedelta(1)).root() == EMPTY_ROOT


def test_a_decision_is_found_by_its_firm_and_number() -> None:
    first, second, third = recorded(DAY), recorded(DAY, "12:00:00"), recorded(DAY + timedelta(1))
    ledger = build_ledger([firm_with(c, first, second, third) for c in CODES], DAY)
    assert [ledger.find(CODES[1], n, d) for n, d in ((1, first), (2, second))] == [1, 4]
    for firm, number, decision in (
        (CODES[1], 3, third),
        (CODES[1], 4, second),
        ("00990000MA1DDDDD4", 1, first),
    ):
        with pytest.raises(KeyError):
            ledger.find(firm, number, decision)


LIVES = st.lists(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from((None, "08:00:00", "17:30:01"))), max_size=4
    ),
    min_size=3,
    max_size=3,
)


@given(LIVES, st.integers(0, 6), st.integers(0, 6))
def test_a_ledger_of_a_later_day_begins_with_that_of_an_earlier(
    lives: list[list[tuple[int, str | None]]], first: int, second: int
) -> None:
    firms = [
        firm_with(code, *(recorded(DAY + timedelta(after), time) for after, time in life))
        for code, life in zip(CODES, lives, strict=True)
    ]
    early, late = (build_ledger(firms, DAY + timedelta(after)) for after in sorted((first, second)))
    assert late.entries[: early.size] == early.entries
    assert late.root(early.size) == early.root()
    proof = late.consistency(early.size)
    assert proves_consistency(early.size, late.size, early.root(), late.root(), proof)
    for index, entry in enumerate(early.entries):
        leaf = hash_leaf(write_leaf(entry))
        # At record: in the tree that it was the last leaf of, which no later decision changes.
        assert late.inclusion(index, index + 1) == early.inclusion(index, index + 1)
        root = early.root(index + 1)
        assert proves_inclusion(leaf, index, index + 1, late.inclusion(index, index + 1), root)
