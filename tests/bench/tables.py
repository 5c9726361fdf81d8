"""Measurements of reading tables beside an audit, whole: bytes, columns, rules, private numbers.

The peer reads the same bytes row by row with `csv.DictReader` and judges each row by a JSON Schema
with jsonschema-rs. It looks neither for rows that are there twice nor for private numbers.
"""

from __future__ import annotations

import csv
import random
import time
from io import StringIO
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from generator.records.model import Dimension, Instrument, Item, Model, Scale, Stage, Text
from generator.records.tables.reading import parse_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Row = dict[str, str]
ROWS = 100_000
ITEMS = 22
TRIES = 5
SHOWN = "answers.csv"
WORDS = Text("文字", "words")
SERVQUAL = Instrument(
    id="servqual",
    model=Model.SERVQUAL,
    title=WORDS,
    purpose=WORDS,
    concepts=(),
    scale=Scale(low=1, high=7),
    dimensions=(Dimension(id="all", title=WORDS),),
    items=tuple(Item(id=f"Q{at}", text=WORDS, dimension="all") for at in range(1, ITEMS + 1)),
)
COMPLAINTS = Instrument(
    id="complaints",
    model=Model.CASES,
    title=WORDS,
    purpose=WORDS,
    concepts=(),
    stages=tuple(Stage(id=id_, title=Text(id_, id_)) for id_ in ("received", "answered", "closed")),
)


def measure_tables() -> Iterator[Row]:
    """Measure 100,000 rows: answers that are good, answers with a wrong column, complaint cases."""
    good = write_answers()
    assert parse_table(good, SHOWN, SERVQUAL).problems == ()
    ours, theirs = time_calls(
        lambda: parse_table(good, SHOWN, SERVQUAL), lambda: read_by_rows(good)
    )
    yield {
        "what": f"servqual, {ROWS} rows ({len(good) / 1e6:.1f} MB), best of {TRIES}",
        "value": f"{ours:.2f} s",
        "bound": "2 s",
        "peer": f"csv.DictReader and jsonschema-rs, row by row: {theirs:.2f} s",
        "ratio": f"1/{theirs / ours:.1f}",
    }
    wrong = good.replace(b",7\n", b",8\n").replace(b",6\n", b",8\n")
    assert len(parse_table(wrong, SHOWN, SERVQUAL).problems) == 101
    [taken] = time_calls(lambda: parse_table(wrong, SHOWN, SERVQUAL))
    yield {"what": "… two in seven of them off the scale", "value": f"{taken:.2f} s"}
    cases = write_cases()
    assert parse_table(cases, SHOWN, COMPLAINTS).problems == ()
    [taken] = time_calls(lambda: parse_table(cases, SHOWN, COMPLAINTS))
    yield {
        "what": f"complaints, {ROWS} rows ({len(cases) / 1e6:.1f} MB)",
        "value": f"{taken:.2f} s",
    }


def write_answers() -> bytes:
    """Write 100,000 answers as a spreadsheet does."""
    drawn = random.Random(1)
    lines = ["respondent,item,expectation,perception"]
    for at in range(ROWS):
        person, item = divmod(at, ITEMS)
        marks = f"{drawn.randint(4, 7)},{drawn.randint(1, 7)}"
        lines.append(f"R{person:05},Q{item + 1},{marks}")
    return "\n".join([*lines, ""]).encode()


def write_cases() -> bytes:
    """Write 100,000 complaint cases, each at a moment of its own."""
    drawn = random.Random(1)
    lines = ["case,channel,category,received,answered,closed,outcome,reopened"]
    for at in range(ROWS):
        day, clock = drawn.randint(1, 9), f"{drawn.randint(8, 19):02}:{drawn.randint(0, 59):02}"
        reached = f"2026-03-0{day} {clock},2026-03-1{day} {clock},2026-03-2{day} {clock}"
        lines.append(f"K{at:06},热线,维修,{reached},退款,{'是' if day == 1 else '否'}")
    return "\n".join([*lines, ""]).encode()


def read_by_rows(raw: bytes) -> list[dict[str, Any]]:
    """Read answers row by row, each judged by a schema; raises where one is wrong."""
    mark = {"type": "integer", "minimum": 1, "maximum": 7}
    schema = {
        "type": "object",
        "required": ["respondent", "item", "expectation", "perception"],
        "additionalProperties": False,
        "properties": {
            "respondent": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,32}$"},
            "item": {"enum": [item.id for item in SERVQUAL.items]},
            "expectation": mark,
            "perception": mark,
        },
    }
    validator = jsonschema_rs.Draft202012Validator(schema)
    rows = []
    for row in csv.DictReader(StringIO(raw.decode(), newline="")):
        answer: dict[str, Any] = dict(row)
        answer["expectation"] = int(row["expectation"])
        answer["perception"] = int(row["perception"])
        validator.validate(answer)
        rows.append(answer)
    return rows


def time_calls(*calls: Callable[[], object]) -> list[float]:
    """Return the seconds that each call takes, the best of a few tries made in turn."""
    best = [float("inf")] * len(calls)
    for _ in range(TRIES):
        for place, call in enumerate(calls):
            started = time.perf_counter()
            call()
            best[place] = min(best[place], time.perf_counter() - started)
    return best
