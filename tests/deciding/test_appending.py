"""A decision is added to what is there: every byte is kept, and all reads back as it was meant."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deciding.appending import Addition, add_decision
from generator.deciding.entry import list_fields, write_scalar
from generator.records.model import Decision, DecisionKind, Outcome, Text
from generator.records.problems import CannotGoOn, Problem
from generator.records.source import Source, parse_source

FIRM = "00440300MA1BENCH51"
DECISION = Decision(
    kind=DecisionKind.SUSPEND,
    audit=None,
    certificate="WS-2025-000001-08",
    decided=date(2025, 6, 2),
    effective=date(2025, 6, 3),
    recorded=date(2025, 6, 2),
    time="09:30:00",
    by=("C001", "C002"),
    scope=None,
    exemption=None,
    reason=Text("投诉未处理：两件", "Complaints: none answered"),
)
ENTRY = """\
  - decision: suspend
    certificate: WS-2025-000001-08
    decided: 2025-06-02
    effective: 2025-06-03
    recorded: 2025-06-02
    time: "09:30:00"
    by: [C001, C002]
    reason:
      zh: 投诉未处理：两件
      en: "Complaints: none answered"
"""
FIRST = """\
firm: 00440300MA1BENCH51
decisions:
  - decision: refuse
    audit: 2025-initial
    decided: 2025-02-03
    effective: 2025-02-05
    recorded: 2025-02-04
    by: [C001]
    reason: {zh: 无, en: None}
"""
FLOW = (
    "{decision: suspend, certificate: WS-2025-000001-08, decided: 2025-06-02, "
    'effective: 2025-06-03, recorded: 2025-06-02, time: "09:30:00", by: [C001, C002], '
    'reason: {zh: "投诉未处理：两件", en: "Complaints: none answered"}}'
)


def add(text: str | None, decision: Decision = DECISION) -> Addition:
    before = None if text is None else text.encode()
    addition = add_decision(before, "decisions.yaml", FIRM, decision)
    assert isinstance(addition, Addition)
    return addition


def data_of(text: bytes | str) -> Any:
    source = parse_source(text if isinstance(text, bytes) else text.encode(), "decisions.yaml")
    assert isinstance(source, Source), source
    return source.data


def as_data(decision: Decision) -> dict[str, Any]:
    fields = list_fields(decision).items()
    return {name: list(v) if isinstance(v, tuple) else v for name, v in fields}


def test_the_first_decision_of_a_firm_begins_a_file() -> None:
    addition = add(None)
    assert addition.content.decode() == (
        "# yaml-language-server: $schema=../../../standards/schema/decisions.schema.json\n"
        f"firm: {FIRM}\ndecisions:\n{ENTRY}"
    )
    assert (addition.is_new, addition.line, addition.place) == (True, 1, 0)


def test_a_code_that_reads_like_a_number_stays_a_code() -> None:
    addition = add_decision(None, "decisions.yaml", "004403001234567895", DECISION)
    assert isinstance(addition, Addition)
    assert data_of(addition.content)["firm"] == "004403001234567895"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (FIRST, FIRST + ENTRY, 10),
        # A comment at the end, and no last line end.
        (f"{FIRST}# 待续\n", f"{FIRST}# 待续\n{ENTRY}", 11),
        (FIRST.rstrip("\n"), FIRST + ENTRY, 10),
        (f"{FIRST.rstrip()}  # 无", f"{FIRST.rstrip()}  # 无\n{ENTRY}", 10),
        # People leave an empty line between decisions.
        (
            FIRST + "\n" + FIRST.partition("decisions:\n")[2],
            FIRST + "\n" + FIRST.partition("decisions:\n")[2] + "\n" + ENTRY,
            19,
        ),
        # Dashes stand below the key.
        (
            "firm: X\ndecisions:\n- decision: refuse\n  by: [C001]\n",
            "firm: X\ndecisions:\n- decision: refuse\n  by: [C001]\n"
            + "".join(f"{line[2:]}\n" for line in ENTRY.splitlines()),
            5,
        ),
        # The list is not the last thing in the file.
        (
            "decisions:\n  - decision: refuse  # 一\n# 企业\nfirm: X\n",
            f"decisions:\n  - decision: refuse  # 一\n{ENTRY}# 企业\nfirm: X\n",
            3,
        ),
        # The last words go over several lines.
        (
            "decisions:\n  - reason: |\n      a\n      b\nfirm: X\n",
            f"decisions:\n  - reason: |\n      a\n      b\n{ENTRY}firm: X\n",
            5,
        ),
        ("firm: X\ndecisions:\n", f"firm: X\ndecisions:\n{ENTRY}", 3),
        ("firm: X\ndecisions: []\n", f"firm: X\ndecisions: [{FLOW}]\n", 2),
        ("decisions: [{a: 1}]\nfirm: X\n", f"decisions: [{{a: 1}}, {FLOW}]\nfirm: X\n", 1),
    ],
)
def test_a_decision_goes_where_people_would_write_it(before: str, after: str, line: int) -> None:
    addition = add(before)
    assert addition.content.decode() == after
    assert addition.line == line
    # What is shown begins on the line that it is shown for.
    shown = addition.added.splitlines()[0]
    assert shown in after.splitlines()[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        # A literal whose last line has no end would get one.
        "firm: X\ndecisions:\n  - reason: |\n      a",
        "firm: X\ndecisions:\n  - a: 1\n...\n",
        "firm: X\ndecisions: {a: 1}\n",
        "- a\n",
        "firm: X\n",
    ],
)
def test_what_nothing_can_be_added_to_is_told_with_the_lines_to_write(text: str) -> None:
    with pytest.raises(CannotGoOn) as told:
        add(text)
    assert ENTRY in told.value.zh
    assert ENTRY in told.value.en


def test_a_file_that_cannot_be_read_is_a_problem_at_its_line() -> None:
    told = add_decision(b"firm: X\ndecisions: [\n", "decisions.yaml", FIRM, DECISION)
    assert isinstance(told, Problem)


WORDS = (
    st.text(
        st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" :#-'\"{}[],&*!|>%@`\\~?"),
        min_size=1,
        max_size=40,
    )
    .map(lambda words: " ".join(words.split()))
    .filter(bool)
)
TEXTS = st.builds(Text, WORDS, WORDS)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
IDS = st.lists(st.from_regex(r"[A-Z][0-9]{3,5}", fullmatch=True), min_size=1, max_size=3)
DECISIONS = st.builds(
    Decision,
    kind=st.sampled_from(DecisionKind),
    audit=st.none() | st.from_regex(r"[0-9]{4}-[a-z]{1,9}", fullmatch=True),
    certificate=st.none() | st.just("WS-2025-000001-08"),
    decided=DAYS,
    effective=DAYS,
    recorded=DAYS,
    by=IDS.map(tuple) | st.lists(WORDS, min_size=1).map(tuple),
    scope=st.none() | TEXTS,
    exemption=st.none() | TEXTS,
    reason=st.none() | TEXTS,
    appeal=st.none() | st.just("AP1"),
    outcome=st.none() | st.sampled_from(Outcome),
    time=st.none() | st.times().map(lambda time: f"{time:%H:%M:%S}"),
)


@settings(max_examples=60)
@given(st.lists(DECISIONS, min_size=1, max_size=4))
def test_what_is_written_reads_back_whatever_the_words(decisions: list[Decision]) -> None:
    text: str | None = None
    for number, decision in enumerate(decisions, 1):
        addition = add(text, decision)
        assert addition.content.startswith((text or "").encode())
        text = addition.content.decode()
        assert addition.place == number - 1
    assert data_of(text or "")["decisions"] == [as_data(decision) for decision in decisions]


@settings(max_examples=40)
@given(DECISIONS)
def test_a_list_in_brackets_reads_back_too(decision: Decision) -> None:
    addition = add("decisions: [{decision: refuse}]\nfirm: X\n", decision)
    assert data_of(addition.content)["decisions"][1] == as_data(decision)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Watch repair", "Watch repair"),
        ("钟表修理（总店），含上门", "钟表修理（总店），含上门"),
        ("don't stop", "don't stop"),
        ("no", "no"),
        ("2025", '"2025"'),
        ("true", '"true"'),
        ("~", '"~"'),
        ("a: b", '"a: b"'),
        ("a # b", '"a # b"'),
        ("- a", '"- a"'),
        ('say "so"', 'say "so"'),
        ('"so"', '"\\"so\\""'),
        ("[1]", '"[1]"'),
        ("zh：修理", '"zh：修理"'),
    ],
)
def test_words_are_quoted_only_where_they_must_be(words: str, written: str) -> None:
    assert write_scalar(words) == written
    assert data_of(f"a: {written}\n") == {"a": words}
