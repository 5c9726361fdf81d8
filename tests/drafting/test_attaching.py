"""Data are named in an audit: every other byte is kept, and all reads back as it was meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drafting.attaching import FIELDS, Attachment, Entry, attach_entry
from generator.records.problems import CannotGoOn, Problem
from generator.records.source import Source, parse_source

HASH = "02adb9268bc137a1a27fbd237736491e75875a9ee50887c1d21bb1139bef9e89"
OTHER = "0" * 64
ENTRY: Entry = {
    "instrument": "jobs",
    "file": "jobs.csv",
    "sha256": HASH,
    "evidence": "E1",
    "from": "2026-10-01",
    "to": "2026-10-31",
}
LINES = [f"{name}: {value}" for name, value in ENTRY.items()]
BLOCK = "".join(f"{'    ' if n else '  - '}{line}\n" for n, line in enumerate(LINES))
FLOW = f"{{{', '.join(LINES)}}}"
SMILES = f"  - {{instrument: smiles, file: smiles.csv, sha256: {OTHER}}}  # 笑\n"


def attach(text: str | bytes, entry: Entry | None = None) -> Attachment:
    before = text if isinstance(text, bytes) else text.encode()
    attached = attach_entry(before, "2026-special.yaml", entry or ENTRY)
    assert isinstance(attached, Attachment)
    return attached


def data_of(text: bytes) -> Any:
    source = parse_source(text, "2026-special.yaml")
    assert isinstance(source, Source), source
    return source.data


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        # An audit from before there were data: the list stands before the findings.
        ("id: a\nfindings:\n  - {}\n", f"id: a\ndata:\n{BLOCK}findings:\n  - {{}}\n", 3),
        ("# 首\nfindings: []\n", f"# 首\ndata:\n{BLOCK}findings: []\n", 3),
        ("id: a\n# 完", f"id: a\n# 完\ndata:\n{BLOCK}", 4),
        # As it is drafted, and as people leave it empty.
        ("data: []\n\nfindings:\n", f"data:\n{BLOCK}\nfindings:\n", 2),
        ("data: []  # 待附\nid: a\n", f"data:  # 待附\n{BLOCK}id: a\n", 2),
        ("data:\nid: a\n", f"data:\n{BLOCK}id: a\n", 2),
        ("data: ~ # 无\nid: a\n", f"data: # 无\n{BLOCK}id: a\n", 2),
        ("data:", f"data:\n{BLOCK}", 2),
        # After others, however they are written.
        (f"data:\n{SMILES}# 其他\nid: a\n", f"data:\n{SMILES}{BLOCK}# 其他\nid: a\n", 3),
        (f"data:\n{SMILES.rstrip()}", f"data:\n{SMILES}{BLOCK}", 3),
        (
            "data:\n- instrument: smiles\n  drawn: {zh: 全部,\n    en: all}\nid: a\n",
            "data:\n- instrument: smiles\n  drawn: {zh: 全部,\n    en: all}\n"
            + BLOCK.replace("    ", "  ").replace("  - ", "- ")
            + "id: a\n",
            5,
        ),
        (
            "data: [{instrument: smiles}]\nid: a\n",
            f"data: [{{instrument: smiles}}, {FLOW}]\nid: a\n",
            1,
        ),
        (
            "data: [\n  {instrument: smiles},\n]\nid: a\n",
            f"data: [\n  {{instrument: smiles}},\n {FLOW}]\nid: a\n",
            3,
        ),
    ],
)
def test_new_data_go_where_people_would_write_them(before: str, after: str, line: int) -> None:
    attached = attach(before)
    assert attached.content.decode() == after
    assert attached.line == line


@pytest.mark.parametrize(
    ("before", "entry", "after"),
    [
        # What says the same stays as it is written.
        (
            f"data:\n{BLOCK}id: a\n",
            {**ENTRY, "sha256": OTHER},
            f"data:\n{BLOCK.replace(HASH, OTHER)}id: a\n",
        ),
        (
            f'data:\n  - sha256: "{HASH}" # 旧\n    instrument: jobs\n',
            {"instrument": "jobs", "sha256": OTHER},
            f"data:\n  - sha256: {OTHER} # 旧\n    instrument: jobs\n",
        ),
        # What is new stands where people write it.
        (
            f"data:\n{BLOCK}    drawn: 全部\nid: a\n",
            {"instrument": "jobs", "population": 30, "asked": 20},
            f"data:\n{BLOCK}    population: 30\n    asked: 20\n    drawn: 全部\nid: a\n",
        ),
        (
            f"data: [{FLOW}]\n",
            {"instrument": "jobs", "sha256": OTHER, "population": 30},
            f"data: [{FLOW.replace(HASH, OTHER)[:-1]}, population: 30}}]\n",
        ),
        # Begun by hand: empty fields are filled.
        (
            "data:\n  - instrument: jobs\n    file:\n    sha256: # ?\n",
            {"instrument": "jobs", "file": "jobs.csv", "sha256": HASH},
            f"data:\n  - instrument: jobs\n    file: jobs.csv\n    sha256: {HASH} # ?\n",
        ),
        (
            "data:\n  - instrument: jobs",
            ENTRY,
            f"data:\n{BLOCK}",
        ),
    ],
)
def test_data_that_are_there_are_renewed_in_what_is_new(
    before: str, entry: Entry, after: str
) -> None:
    assert attach(before, entry).content.decode() == after


def test_attaching_the_same_again_changes_no_byte() -> None:
    once = attach("# 甲\r\nid: a\r\ndata: []\r\n").content
    assert attach(once).content == once


def test_a_mark_and_line_ends_of_windows_are_kept() -> None:
    before = b"\xef\xbb\xbfid: a\r\ndata: []\r\nfindings: []\r\n"
    text = attach(before).content
    assert text.startswith(b"\xef\xbb\xbfid: a\r\n")
    assert text.count(b"\n") == text.count(b"\r\n") == 3 + len(ENTRY)
    assert data_of(text)["data"] == [ENTRY]


@pytest.mark.parametrize(
    "text",
    [
        "{id: a, data: []}\n",
        "{id: a}\n",
        "- a\n",
        "data: {a: 1}\n",
        "data: none\n",
        "id: a\n...\n",
    ],
)
def test_what_nothing_can_be_added_to_is_told_with_the_lines_to_write(text: str) -> None:
    with pytest.raises(CannotGoOn) as told:
        attach(text)
    assert f"data:\n{BLOCK}" in told.value.zh
    assert f"data:\n{BLOCK}" in told.value.en


def test_a_file_that_cannot_be_read_is_a_problem_at_its_line() -> None:
    told = attach_entry(b"id: a\ndata: [\n", "a.yaml", ENTRY)
    assert isinstance(told, Problem)


NAMES = st.sampled_from(("jobs", "smiles", "calls", "visits"))
DAYS = st.dates().map(str)
ENTRIES = st.builds(
    lambda values, count: {
        name: value
        for name, value in zip(FIELDS, values, strict=True)
        if name not in ("population", "asked") or count
    },
    st.tuples(
        NAMES,
        st.from_regex(r"[A-Za-z][A-Za-z0-9._-]{0,9}\.csv", fullmatch=True),
        st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
        st.from_regex(r"E[1-9][0-9]?", fullmatch=True),
        DAYS,
        DAYS,
        st.integers(1, 10**6),
        st.integers(1, 10**6),
    ),
    st.booleans(),
)
HEADS = st.sampled_from(
    ("", "data: []\n", "data:  # 数据\n", "data: []  # 数据\n", f"data:\n{SMILES}", "data: [ ]\n")
)


@settings(max_examples=80)
@given(HEADS, st.lists(ENTRIES, min_size=1, max_size=6), st.sampled_from(("\n", "\r\n")))
def test_whatever_is_attached_in_whatever_order_reads_back(
    head: str, entries: list[Entry], end: str
) -> None:
    around = ("# 一份审核 {x\nid: 'a'\n", "\n# 发现\nfindings: # 无\n  - {criterion: x}\n# 完\n")
    text = f"{around[0]}{head}{around[1]}".replace("\n", end).encode()
    wanted: dict[str, Entry] = {}
    if "smiles" in head:
        wanted["smiles"] = data_of(text)["data"][0]
    for entry in entries:
        text = attach(text, entry).content
        name = str(entry["instrument"])
        wanted[name] = {**wanted.get(name, {}), **entry}
    assert data_of(text)["data"] == list(wanted.values())
    assert text.startswith(around[0].replace("\n", end).encode())
    after = around[1].lstrip("\n").replace("\n", end).encode()
    assert text.endswith(after)
