"""What holds of every table: any bytes have an answer, a good table is read as it was written.

A mistake put anywhere into a good table is told at its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.tables.reading import parse_table
from tests.records.tables.material import (
    INSTRUMENTS,
    SHOWN,
    read_text,
    tell_places,
    write_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.tables.reading import TableReading

NAMES = sorted(INSTRUMENTS)
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
DELIMITERS = (",", ";", "\t")
LINE_ENDS = ("\n", "\r\n", "\r")
LINE_END = re.compile(r"\r\n|\r|\n")


def judge(name: str, raw: bytes) -> TableReading:
    """Read bytes; there is a table or a problem, with a place in them and words."""
    reading = parse_table(raw, SHOWN, INSTRUMENTS[name])
    assert (reading.table is None) == bool(reading.problems)
    texts = [raw.decode(code, errors="replace") for code in ("utf-8-sig", "gb18030")]
    for found in reading.problems:
        assert found.message("zh")
        assert found.message("en")
        assert found.hint("zh")
        assert found.hint("en")
        place = found.location
        assert any(
            place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1
            for lines in map(LINE_END.split, texts)
        )
    return reading


# ---------------------------------------------------------------- any bytes


@settings(max_examples=150)
@given(name=st.sampled_from(NAMES), raw=st.binary(max_size=200))
def test_any_bytes_have_an_answer(name: str, raw: bytes) -> None:
    judge(name, raw)


@settings(max_examples=150)
@given(
    name=st.sampled_from(NAMES),
    text=st.text(
        alphabet='respondent,score;item\t""\n\r 019-@./:，、|分是\u3000\x00\u2028\ufeff',
        max_size=80,
    ),
)
def test_any_text_made_of_signs_has_an_answer(name: str, text: str) -> None:
    judge(name, text.encode())
    judge(name, f"respondent,score\n{text}".encode())


@settings(max_examples=150)
@given(
    name=st.sampled_from(NAMES),
    at=st.integers(0, 400),
    cut=st.integers(0, 12),
    put=st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b",", b"\n", b"\r", b'""'])),
)
def test_any_cut_in_a_table_has_an_answer(name: str, at: int, cut: int, put: bytes) -> None:
    raw = EXAMPLES[name].encode()
    at %= len(raw)
    judge(name, raw[:at] + put + raw[at + cut :])


@settings(max_examples=60)
@given(name=st.sampled_from(NAMES), row=st.integers(0, 2), cell=st.integers(0, 7), word=st.text())
def test_any_word_in_a_cell_has_an_answer(name: str, row: int, cell: int, word: str) -> None:
    rows = [line.split(",") for line in EXAMPLES[name].splitlines()]
    cells = rows[row % len(rows)]
    cells[cell % len(cells)] = word.encode(errors="ignore").decode()
    judge(name, write_rows(rows).encode())


# ---------------------------------------------------------------- good tables


@dataclass(frozen=True)
class Written:
    """The names, the rows as words and the values of a good table."""

    name: str
    names: list[str]
    rows: list[list[str]]
    columns: dict[str, tuple[Any, ...]]


ids = st.from_regex(r"[A-Za-z][0-9][A-Za-z0-9_-]{0,5}", fullmatch=True)
words = st.text(alphabet='热线 门店"，,;ab\t\n', min_size=1, max_size=8).filter(str.strip)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001 (no zone)
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def answers(draw: st.DrawFn) -> Written:
    """Draw a table of expectations and perceptions."""
    keys = draw(
        st.lists(
            st.tuples(ids, st.sampled_from(["Q1", "Q2", "Q3", "Q4"])),
            min_size=1,
            max_size=12,
            unique=True,
        )
    )
    marks = st.integers(1, 7)
    rows = [(person, item, draw(marks), draw(marks)) for person, item in keys]
    names = ["respondent", "item", "expectation", "perception"]
    return make_written("servqual", names, rows)


@st.composite
def cases(draw: st.DrawFn) -> Written:
    """Draw a register of cases, some of them open, with words of all kinds."""
    rows = []
    for case in draw(st.lists(ids, min_size=1, max_size=8, unique=True)):
        received = draw(moments)
        later = [
            draw(st.one_of(st.none(), st.integers(0, 20).map(lambda d: timedelta(days=d))))
            for _ in range(2)
        ]
        reached, last = [], received
        for gap in later:
            last = last + gap if gap is not None else last
            reached.append(None if gap is None else last)
        tidy = [" ".join(draw(words).split()) for _ in range(2)]
        outcome = draw(st.one_of(st.none(), st.just("refund")))
        rows.append((case, *tidy, received, *reached, outcome, draw(st.booleans())))
    names = ["case", "channel", "category", "received", "acknowledged", "closed", "outcome"]
    return make_written("cases", [*names, "reopened"], rows)


@st.composite
def benefits(draw: st.DrawFn) -> Written:
    """Draw a table with a column for each item."""
    people = draw(st.lists(ids, min_size=1, max_size=12, unique=True))
    marks = st.integers(1, 5)
    rows = [(person, draw(marks), draw(marks)) for person in people]
    return make_written("value", ["respondent", "V1", "V2"], rows)


def make_written(name: str, names: list[str], rows: Sequence[tuple[Any, ...]]) -> Written:
    written = [[write_value(value) for value in row] for row in rows]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return Written(name, names, written, columns)


def write_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


tables = st.one_of(answers(), cases(), benefits())


@settings(max_examples=120)
@given(
    written=tables,
    encoding=st.sampled_from(ENCODINGS),
    delimiter=st.sampled_from(DELIMITERS),
    end=st.sampled_from(LINE_ENDS),
    data=st.data(),
)
def test_a_table_is_read_as_it_was_written(
    written: Written, encoding: str, delimiter: str, end: str, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(written.names))))
    rows = [[row[cell] for cell in order] for row in (written.names, *written.rows)]
    text = write_rows(rows, delimiter, end)
    reading = judge(written.name, text.encode(encoding))
    assert reading.problems == ()
    assert reading.table is not None
    assert dict(reading.table.columns) == written.columns
    assert list(reading.table.columns) == written.names
    assert reading.table.rows == len(written.rows)


@settings(max_examples=60)
@given(written=tables, data=st.data())
def test_the_order_of_the_rows_changes_nothing_else(written: Written, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(written.rows))
    read = [
        read_text(written.name, write_rows([written.names, *rows])).table
        for rows in (written.rows, shuffled)
    ]
    one, other = (
        sorted(map(repr, zip(*table.columns.values(), strict=True))) for table in read if table
    )
    assert one == other


@settings(max_examples=60)
@given(written=tables, empty=st.integers(0, 5), end=st.sampled_from(LINE_ENDS))
def test_empty_rows_at_the_end_change_nothing(written: Written, empty: int, end: str) -> None:
    text = write_rows([written.names, *written.rows], ",", end)
    padded = text + ("," * (len(written.names) - 1) + end) * empty + end * empty
    assert read_text(written.name, padded).table == read_text(written.name, text).table


# ---------------------------------------------------------------- mistakes anywhere

EXAMPLES = {
    "servqual": "respondent,item,expectation,perception\nA,Q1,6,5\nA,Q2,7,7\nB,Q1,1,2\n",
    "kano": "respondent,item,functional,dysfunctional\nA,K1,1,5\nA,K2,2,3\nB,K1,5,1\n",
    "nps": "respondent,score\nA,9\nB,0\nC,10\n",
    "csat": "respondent,score\nA,5\nB,1\nC,3\n",
    "alpha": "respondent,A1,A2,A3\nA,1,2,3\nB,4.5,5,1\nC,2,2,2\n",
    "open": "respondent,x,y\nA,1,2\nB,-4.5,5\nC,2,2\n",
    "satisfaction": "respondent,item,expected,experienced\nA,S1,10,0\nA,S2,3,4\nB,S1,5,5\n",
    "quality": "respondent,item,expected,experienced\nA,T1,5,1\nA,F1,3,4\nB,T1,5,5\n",
    "loyalty": "respondent,attitude,repurchase,satisfaction\nA,5,4,1\nB,1,1,1\nC,2,3,4\n",
    "value": "respondent,V1,V2\nA,5,4\nB,1,1\nC,2,3\n",
    "ranking": "respondent,role,item,rank\nA,manager,R1,1\nA,manager,R2,2\nB,customer,R1,1\n",
    "gaps": "respondent,role,item,score\nA,manager,M1,1\nA,manager,B1,2\nB,staff,S1,5\n",
    "cases": (
        "case,channel,category,received,acknowledged,closed,outcome,reopened\n"
        "A,hotline,repair,2026-03-09,2026-03-10,2026-03-20,refund,no\n"
        "B,app,repair,2026-03-09 14:05,,,,yes\n"
        "C,app,parts,2026/3/9,2026/3/10 9:05,,,no\n"
    ),
    "counts": (
        "period,measure,count,of\n2026-01,answered_in_time,10,20\n"
        "2026-02,answered_in_time,20,20\n2026-01,repair_days,7.5,3\n"
    ),
}
"""A good table of three rows for each instrument; the last shares its key with no other."""
MISTAKES = [
    ("servqual", "respondent", "王小明", "data-not-anonymous"),
    ("servqual", "respondent", "", "data-cell-empty"),
    ("servqual", "respondent", "service@example.com", "private-email"),
    ("servqual", "item", "Q7", "data-item-unknown"),
    ("servqual", "expectation", "8", "data-value-off-scale"),
    ("servqual", "expectation", "５", "data-not-whole"),
    ("servqual", "perception", "", "data-pair-half"),
    ("servqual", "perception", "5分", "data-not-whole"),
    ("kano", "functional", "", "data-kano-half"),
    ("kano", "dysfunctional", "0", "data-value-off-scale"),
    ("nps", "respondent", "13800138000", "private-mobile"),
    ("nps", "score", "11", "data-value-off-scale"),
    ("csat", "score", "", "data-cell-empty"),
    ("alpha", "A2", "5.5", "data-value-off-scale"),
    ("open", "y", "1e5", "data-not-number"),
    ("satisfaction", "experienced", "-1", "data-value-off-scale"),
    ("quality", "expected", "", "data-pair-half"),
    ("loyalty", "repurchase", "often", "data-not-whole"),
    ("value", "V2", "6", "data-value-off-scale"),
    ("ranking", "rank", "0", "data-value-off-scale"),
    ("ranking", "rank", "4", "data-value-off-scale"),
    ("ranking", "role", "boss", "data-role-unknown"),
    ("gaps", "item", "M2", "data-item-unknown"),
    ("cases", "received", "", "data-cell-empty"),
    ("cases", "received", "3月9日", "data-not-a-time"),
    ("cases", "acknowledged", "2026-03-08", "data-stages-order"),
    ("cases", "category", "x" * 41, "text-too-long"),
    ("cases", "reopened", "maybe", "data-not-yes-no"),
    ("counts", "period", "2026-3", "data-not-a-period"),
    ("counts", "measure", "answered", "data-measure-unknown"),
    ("counts", "count", "about 5", "data-not-number"),
    ("counts", "of", "0", "out-of-range"),
]


@settings(max_examples=250)
@given(
    mistake=st.sampled_from(MISTAKES),
    row=st.integers(1, 3),
    delimiter=st.sampled_from(DELIMITERS),
    end=st.sampled_from(LINE_ENDS),
    encoding=st.sampled_from(ENCODINGS),
    data=st.data(),
)
def test_a_mistake_anywhere_is_told_at_its_line_and_column(
    mistake: tuple[str, str, str, str],
    row: int,
    delimiter: str,
    end: str,
    encoding: str,
    data: st.DataObject,
) -> None:
    name, column, word, code = mistake
    rows = [line.split(",") for line in EXAMPLES[name].splitlines()]
    order = data.draw(st.permutations(range(len(rows[0]))))
    rows = [[cells[cell] for cell in order] for cells in rows]
    lines = [1, 2, 3, 4]
    if name == "cases":  # a quoted cell of several lines moves all below it
        taller = data.draw(st.integers(1, 3))
        rows[taller][rows[0].index("channel")] = f'"hot{end}{end}line"'
        lines = [line + 2 * (at > taller) for at, line in enumerate(lines)]
        if row == taller and rows[0].index("channel") < rows[0].index(column):
            rows[taller][rows[0].index("channel")] = '"hot ""line"""'
            lines = [1, 2, 3, 4]
    place = rows[0].index(column)
    blanks = data.draw(st.sampled_from(["", " ", "  "])) if word else ""
    rows[row][place] = blanks + word
    at = len(delimiter.join([*rows[row][:place], ""])) + len(blanks) + 1
    text = end.join(delimiter.join(cells) for cells in rows)
    reading = judge(name, text.encode(encoding))
    assert tell_places(reading) == [(lines[row], at, code)]


@settings(max_examples=60)
@given(written=tables, data=st.data(), delimiter=st.sampled_from(DELIMITERS))
def test_a_row_that_is_too_short_too_long_or_there_twice_is_told(
    written: Written, data: st.DataObject, delimiter: str
) -> None:
    rows = [
        [re.sub(r"[\s,，;\"]", "", word) or "x" for word in row[:3]] + row[3:]
        for row in written.rows
    ]
    at = data.draw(st.integers(0, len(rows) - 1))
    row, width = rows[at], len(written.names)
    line, text = at + 2, [written.names, *rows]

    text[at + 1] = row[:-1]
    told = read_text(written.name, write_rows(text, delimiter))
    assert tell_places(told) == [(line, 1, "data-cells-too-few")]

    text[at + 1] = [*row, "7"]
    told = read_text(written.name, write_rows(text, delimiter))
    column = len(delimiter.join(row)) + 2
    assert tell_places(told) == [(line, column, "data-cells-too-many")]

    text[at + 1] = [""] * width
    told = read_text(written.name, write_rows([*text, row], delimiter))
    assert tell_places(told) == [(line, 1, "data-row-empty")]

    text[at + 1] = row
    told = read_text(written.name, write_rows([*text, row], delimiter))
    assert tell_places(told) == [(len(rows) + 2, 1, "data-row-twice")]
    assert dict(told.problems[0].arguments)["line"] == str(line)
