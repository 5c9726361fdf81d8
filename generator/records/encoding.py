"""Records: the bytes of a file → its text, or the problem that prevents it.

Input: bytes, as an editor saved them. Output: text without its byte order mark. UTF-8 is what a
record is written in; UTF-16 and the Chinese encodings of old are recognised, so that the problem
can say in which the file is.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from generator.records.problems import Location, Problem, problem

_PROBE = 4096
"""Bytes looked at to tell UTF-16 without a mark."""
_ZEROS = 4
"""Zeros that are no slip."""
_CHINESE = re.compile(r"[一-龥，。、：；？！“”‘’（）《》—…·【】０-９Ａ-Ｚａ-ｚ￥％]+")
_SHOWN = 12
ODD_BREAKS = "\u2028\u2029\x85"
"""Line breaks for YAML, none for editors: lines would be counted differently."""
BYTE_ORDER_MARK = "\ufeff"


def decode_text(raw: bytes, shown: str) -> str | Problem:
    """Decode a file; what no editor shows as it is, is refused at its place."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or _looks_like_utf16(raw):
        return problem(Location(shown, 1, 1), "file-utf16")
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _tell_encoding(raw, error.start, shown)
    if BYTE_ORDER_MARK in text:
        return problem(place_of(text[: text.index(BYTE_ORDER_MARK)], shown), "file-mark-inside")
    for sign in ODD_BREAKS:
        if sign in text:
            place = place_of(text[: text.index(sign)], shown)
            return problem(place, "odd-line-break", point=f"U+{ord(sign):04X}")
    return text


def place_of(before: str, shown: str) -> Location:
    """Return the place that comes after the text `before`; all three line ends count."""
    *lines, last = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Location(shown, len(lines) + 1, len(last) + 1)


def _looks_like_utf16(raw: bytes) -> bool:
    """Latin letters in UTF-16 are every other byte a zero; Chinese ones hold hardly any."""
    probe = raw[:_PROBE]
    if b"\0" not in probe:
        return False
    fewer, more = sorted((probe[0::2].count(0), probe[1::2].count(0)))
    return more >= _ZEROS and more * 10 > len(probe) and fewer * 4 <= more


def _tell_encoding(raw: bytes, start: int, shown: str) -> Problem:
    place = place_of(raw[:start].decode(), shown)
    try:
        text = raw[start:].decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    # Any two bytes may happen to be a Chinese character; whole words of nothing else do not.
    foreign = "".join(character for character in text if character > "\x7f")
    if len(foreign) > 1 and _CHINESE.fullmatch(foreign):
        words = _CHINESE.match(text)
        return problem(place, "file-gbk", found=words[0][:_SHOWN] if words else "")
    return problem(place, "file-not-utf8", byte=f"0x{raw[start]:02X}")
