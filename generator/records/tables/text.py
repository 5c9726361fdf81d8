"""Records, tables: the bytes of a CSV file → its text and its rows, as words.

Input: bytes, as a spreadsheet saved them. Output: text in which every character can be seen, and
rows of cells by RFC 4180, or what prevents it. UTF-8 is taken, with a byte order mark or without,
and GB18030, which spreadsheets write in China.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from generator.records.encoding import decode_text, place_of
from generator.records.problems import Problem, problem
from generator.records.tables.mistake import Mistake

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""What no spreadsheet shows."""
_OTHER_ENCODING = ("file-gbk", "file-not-utf8")
_NOT_CHINESE = re.compile(r"[\u0370-\u052f\u3040-\u31bf\ue000-\uf8ff]")
"""Greek, Cyrillic, kana, private use: what other encodings turn into when read as GB18030."""
LINE_END = re.compile(r"\r\n|\r|\n")
_SHOWN = 20
"""Characters of a cell far too long that are shown."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_ROW_0 = 0xA0
_SIGNS, _COMMON = range(1, 4), range(16, 56)
"""Rows of GB 2312: punctuation, figures, full-width signs; the characters of level 1."""


def decode_table(raw: bytes, shown: str) -> str | Problem:
    """Decode a file; an encoding other than UTF-8 and GB18030 is told at the first odd byte."""
    found = decode_text(raw, shown)
    if isinstance(found, str) or found.code not in _OTHER_ENCODING:
        return found
    place, byte = found.location, _first_odd_byte(raw.removeprefix(BOM_UTF8))
    if not raw.startswith(BOM_UTF8) and not _is_mostly_utf8(raw):
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("gb18030", errors="replace")
            place, byte = place_of(before, shown), raw[error.start]
        else:
            stray = _NOT_CHINESE.search(text)
            if stray is None and _is_chinese(text):
                return decode_text(text.encode(), shown)
            if stray is not None:
                place = place_of(text[: stray.start()], shown)
                byte = stray[0].encode("gb18030")[0]
    return problem(place, "data-encoding", byte=f"0x{byte:02X}")


def split_rows(text: str, delimiter: str) -> list[list[str]]:
    """Split a text into rows of cells; raises csv.Error where quotes are wrong.

    A row is empty where its line is. All three line ends count.
    """
    return list(open_rows(text, delimiter))


def read_first_row(text: str, delimiter: str) -> list[str]:
    """Return the first row that holds more than separators; no cells where there is none."""
    rows = open_rows(text, delimiter)
    try:
        return next((row for row in rows if "".join(row).strip(f" {DELIMITERS}")), [])
    except csv.Error:
        return []


def find_bad_cell(text: str, delimiter: str) -> Mistake:
    """Find the cell on which `split_rows` raised: it has no end, the wrong one, or is too long."""
    rows = open_rows(text, delimiter)
    line = 0
    try:
        for _ in rows:
            line = rows.line_num
    except csv.Error:
        pass
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    cell = re.compile(
        rf'[ ]*(?P<quoted>"[^"]*(?:""[^"]*)*(?P<end>"?))?(?P<rest>[^{delimiter}\r\n]*)'
    )
    at = starts[line]
    while at < len(text) and (match := cell.match(text, at)):
        begun, ended = match.span("quoted")
        if match["quoted"] and not match["end"]:
            return Mistake(code="data-quote-open", at=begun)
        if match["quoted"] and match["rest"]:
            # A quote that closes lines later was hardly meant to: the one that opened is wrong.
            if LINE_END.search(match["quoted"]):
                return Mistake(code="data-quote-open", at=begun)
            return Mistake(
                code="data-quote-inside", at=ended, found=match["rest"].strip() or "U+0020"
            )
        if len(match[0]) > csv.field_size_limit():
            break
        at = match.end() + 1
    figures = {"field": f"{text[at : at + _SHOWN]}…", "limit": csv.field_size_limit()}
    return Mistake(code="text-too-long", at=at, figures=figures)


def open_rows(text: str, delimiter: str) -> Reader:
    """Return a reader of the rows, by the format of this registry; `line_num` counts from 1."""
    lines = StringIO(text, newline="")
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _first_odd_byte(raw: bytes) -> int:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return raw[error.start]
    raise ValueError("UTF-8")


def _is_mostly_utf8(raw: bytes) -> bool:
    """Tell a damaged UTF-8 text: most of what is not ASCII in it can be read."""
    text = raw.decode(errors="replace")
    odd = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", errors="ignore")) - odd > odd


def _is_chinese(text: str) -> bool:
    """Tell Chinese from what accents or Cyrillic letters turn into when read as GB18030.

    At least half of what is not ASCII are signs or common characters: GB 2312, rows 1–3 and 16–55.
    """
    counted = Counter("".join(_FOREIGN.findall(text)))
    common = sum(times for sign, times in counted.items() if _is_common(sign))
    return 2 * common >= counted.total()


def _is_common(sign: str) -> bool:
    row = sign.encode("gb18030")[0] - _ROW_0
    return len(sign.encode("gb2312", errors="ignore")) > 1 and (row in _SIGNS or row in _COMMON)
