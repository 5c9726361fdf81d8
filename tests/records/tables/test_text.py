"""Bytes become text, and text rows, whichever spreadsheet wrote them."""

from __future__ import annotations

import codecs

import pytest

from generator.records.problems import Problem
from generator.records.tables.text import decode_table, find_bad_cell, split_rows

CHINESE = "答卷,渠道\nR001,门店（总店）…①\n"


def place_of(told: str | Problem) -> tuple[str, int, int]:
    assert isinstance(told, Problem)
    return told.code, told.location.line, told.location.column


@pytest.mark.parametrize(
    "raw",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        CHINESE.encode("gb18030"),
        ("\ufeff" + CHINESE).encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 with a mark", "gb18030", "gb18030 with a mark"],
)
def test_what_spreadsheets_write_in_china_is_read_without_a_word(raw: bytes) -> None:
    assert decode_table(raw, "x") == CHINESE


@pytest.mark.parametrize("word", ["是", "4S店", "QQ客服", "App端", "鑫源店"])
def test_a_single_chinese_word_is_enough_to_be_gb18030(word: str) -> None:
    text = f"respondent,score\nR001,{word}\n"
    assert decode_table(text.encode("gb18030"), "x") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_as_in_other_records(encoding: str) -> None:
    raw = "respondent,score\nR001,9\n".encode(encoding)
    assert place_of(decode_table(raw, "x")) == ("file-utf16", 1, 1)


@pytest.mark.parametrize(
    ("text", "encoding", "column"),
    [
        ("Gesch\u00e4ft, gr\u00fcn", "cp1252", 6),
        ("\u7b54\u5377\u7684\u5ba2\u6236", "big5", 1),
        ("\u30a2\u30f3\u30b1\u30fc\u30c8", "euc-jp", 1),
        ("\u043e\u0442\u0432\u0435\u0442\u044b", "cp1251", 1),
    ],
    ids=["German", "traditional Chinese", "Japanese", "Russian"],
)
def test_another_encoding_is_told_where_its_first_odd_byte_stands(
    text: str, encoding: str, column: int
) -> None:
    code, line, at = place_of(decode_table(b"a,b\n" + text.encode(encoding), "x"))
    assert (code, line) == ("data-encoding", 2)
    assert at >= column


def test_a_damaged_byte_in_utf_8_is_no_reason_to_read_it_as_gb18030() -> None:
    raw = "答卷编号,渠道\nR001,门".encode() + b"\xe5" + "店\n".encode()
    assert place_of(decode_table(raw, "x")) == ("data-encoding", 2, 7)


def test_a_damaged_byte_in_gb18030_is_told_where_it_stands() -> None:
    raw = "答卷编号,渠道\nR001,门店".encode("gb18030") + b"\xff\n"
    assert place_of(decode_table(raw, "x")) == ("data-encoding", 2, 8)


def test_after_a_mark_of_utf_8_nothing_else_is_taken() -> None:
    raw = codecs.BOM_UTF8 + CHINESE.encode("gb18030")
    assert place_of(decode_table(raw, "x")) == ("data-encoding", 1, 1)


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_are_split_by_rfc_4180_whatever_ends_the_lines(delimiter: str, end: str) -> None:
    text = end.join(
        [
            delimiter.join(["a", '"b ""c"" "', f'"d{delimiter}{end}e"', ""]),
            "",
            delimiter.join([' "f"', "g h"]),
        ]
    )
    rows = [["a", 'b "c" ', f"d{delimiter}{end}e", ""], [], ["f", "g h"]]
    assert split_rows(text, delimiter) == rows


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ('a,b\n"c,d\n', "data-quote-open", 4),
        ('a,b\n"c""', "data-quote-open", 4),
        ('a,b\nc,"d\ne"f,g\n', "data-quote-open", 6),
        ('a,b\n"c"d,e\n', "data-quote-inside", 7),
        ('a,b\n"c" ,e\n', "data-quote-inside", 7),
        ('"x\ny",b\nc,"d', "data-quote-open", 10),
        ("a,b\nc," + "d" * 200_000, "text-too-long", 6),
        ('a,b\nc,"' + "d" * 200_000 + '"', "text-too-long", 6),
    ],
)
def test_a_cell_that_has_no_end_or_the_wrong_one_is_found(text: str, code: str, at: int) -> None:
    bad = find_bad_cell(text, ",")
    assert (bad.code, bad.at) == (code, at)
