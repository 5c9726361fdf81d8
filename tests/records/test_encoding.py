"""In what a file is encoded: read as meant where that is UTF-8, else told by its name."""

from __future__ import annotations

import pytest

from generator.records.encoding import decode_text, place_of
from generator.records.problems import Location, Problem
from generator.records.source import Source, parse_source

TEXT = "code: A1\n名称: 样例钟表工坊，修理钟表。\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_end_and_a_mark_at_the_beginning_are_read_as_meant(end: str, mark: str) -> None:
    source = parse_source((mark + TEXT).replace("\n", end).encode(), "a.yaml")
    assert isinstance(source, Source)
    assert source.data == {"code": "A1", "名称": "样例钟表工坊，修理钟表。"}
    assert source.locate(("名称",)) == Location("a.yaml", 2, 5)
    assert source.written(("名称",)) == "样例钟表工坊，修理钟表。"


@pytest.mark.parametrize(
    ("encoding", "code", "line", "column"),
    [
        ("utf-16", "file-utf16", 1, 1),
        ("utf-16-le", "file-utf16", 1, 1),
        ("utf-16-be", "file-utf16", 1, 1),
        ("utf-32", "file-utf16", 1, 1),
        ("gbk", "file-gbk", 2, 1),
        ("gb18030", "file-gbk", 2, 1),
    ],
)
def test_another_encoding_is_told_by_its_name(
    encoding: str, code: str, line: int, column: int
) -> None:
    raw = TEXT.encode(encoding)
    told = decode_text(raw, "a.yaml")
    assert isinstance(told, Problem)
    assert (told.code, told.location) == (code, Location("a.yaml", line, column))


def test_the_words_as_gbk_reads_them_prove_that_it_is_gbk() -> None:
    told = decode_text("profile: 修理钟表。\n".encode("gbk"), "a.yaml")
    assert isinstance(told, Problem)
    assert told.message("zh") == "文件像是 GBK 编码：此处读作“修理钟表。”"


@pytest.mark.parametrize("raw", [b"a: \xe9t\xe9\n", b"a: caf\xe9\n", b"a: \xff\n", b"a: \xc3\n"])
def test_bytes_of_another_sort_are_told_as_bytes(raw: bytes) -> None:
    told = decode_text(raw, "a.yaml")
    assert isinstance(told, Problem)
    assert (told.code, told.location.line) == ("file-not-utf8", 1)


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("\ufeff", "file-mark-inside"),
        ("\u2028", "odd-line-break"),
        ("\u2029", "odd-line-break"),
        ("\x85", "odd-line-break"),
    ],
)
def test_signs_that_shift_lines_or_cannot_be_seen_are_told_where_they_stand(
    sign: str, code: str
) -> None:
    told = decode_text(f"a: 1\r\nb: 甲{sign}乙\n".encode(), "a.yaml")
    assert isinstance(told, Problem)
    assert (told.code, told.location) == (code, Location("a.yaml", 2, 5))


def test_a_zero_alone_is_no_sign_of_utf16() -> None:
    told = parse_source(b"a: 1\nb: \0\n", "a.yaml")
    assert isinstance(told, Problem)
    assert (told.code, told.location) == ("character-not-allowed", Location("a.yaml", 2, 4))


def test_places_are_counted_in_lines_and_characters() -> None:
    assert place_of("", "a") == Location("a", 1, 1)
    assert place_of("甲\r\n乙\r丙\n丁", "a") == Location("a", 4, 2)
