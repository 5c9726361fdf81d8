"""Records: what a value that its form refuses may be meant to be.

Input: the words as written. Output: the value as it should be written, or none. Nothing is
mended behind anybody's back: the meaning only makes the hint say exactly what to write.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from generator.records.mistakes.mending import COLONS, OPENING, WIDE

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_QUOTE_SIGNS = "".join(dict.fromkeys((*OPENING, *OPENING.values())))
_ODD_SIGN = re.compile(rf"[{_INVISIBLE}]|[{WIDE}]|[！-～￥]|[{_QUOTE_SIGNS}]")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
_WIDES = re.compile(f"[{WIDE}]")
_QUOTES = re.compile(rf"[{_QUOTE_SIGNS}\"']+")
_FIELD = re.compile(
    rf"(?P<name>[A-Za-z_][A-Za-z0-9_-]*)[ {WIDE}]*(?:(?P<full>[{COLONS}])|(?P<tight>:)(?=\S)(?!//))"
)
_DATES = (
    re.compile(
        r"(?P<y>[0-9]{4})\s*(?:[-/.–—−~]|年)\s*(?P<m>[0-9]{1,2})\s*(?:[-/.–—−]|月)"
        r"\s*(?P<d>[0-9]{1,2})\s*[日号]?(?:[T ].*)?"
    ),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
)
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:[,_' ][0-9]{3})+(?:\.[0-9]+)?")
_UNIT = re.compile(r"(?P<figure>[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)) ?(?:%|‰|[^\W\d_]{1,6})")
_FIGURE = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_NUMERALS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九十")} | {"两": "2"}
_YES = frozenset(("yes", "y", "on", "1", "t", "true", "是", "有", "对", "√", "✓"))
_NO = frozenset(("no", "n", "off", "0", "f", "false", "否", "无", "不", "没有", "×", "✗"))
_BRACKETS = str.maketrans("［］【】", "[][]")
_LIST_SIGNS = re.compile(r"[，、；;,]")
_LIST_MARK = re.compile(r"[－–—―−•●·▪*][ \u3000]*\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip in a word: its code, where in the word it is (from 0), the sign and the right word."""

    code: str
    at: int
    found: str
    right: str


def mend_word(written: str) -> Slip | None:
    """Take off what does not belong to an id or a figure; None for a word without such signs."""
    first = _ODD_SIGN.search(written)
    if first is None:
        return None
    right = _INVISIBLES.sub("", written)
    right = _WIDES.sub(" ", right).strip()
    right = _QUOTES.sub("", right).strip()
    right = unicodedata.normalize("NFKC", right)
    sign = first[0]
    if sign in OPENING:
        code = "full-width-quote"
    elif _INVISIBLES.match(sign):
        code = "invisible-character"
    elif _WIDES.match(sign):
        code = "wide-space"
    else:
        code = "full-width-character"
    return Slip(code=code, at=first.start(), found=sign, right=right)


def mend_field(written: str) -> Slip | None:
    """Recognise a field in what was read as one word: `zh：甲`, `zh:甲`; `right` is its name."""
    match = _FIELD.match(written)
    if match is None:
        return None
    part = "full" if match["full"] else "tight"
    code = "full-width-colon" if part == "full" else "colon-without-space"
    return Slip(code=code, at=match.start(part), found=match[part], right=match["name"])


def mend_list(written: str) -> Slip | None:
    """Recognise a list in what was read as one word: `［E1，E2］`, `E1、E2`."""
    if _LIST_MARK.match(written):
        return Slip(code="list-mark", at=0, found=written[0], right="-")
    bare = written.translate(_BRACKETS)
    items = [item.strip() for item in _LIST_SIGNS.split(bare.strip("[] \u3000"))]
    if not all(items):
        return None
    right = f"[{', '.join(items)}]"
    if bare != written:
        at = next(place for place, sign in enumerate(written) if sign in "［］【】")
        return Slip(code="full-width-bracket", at=at, found=written[at], right=right)
    comma = _LIST_SIGNS.search(written)
    if comma is None:
        return Slip(code="not-array", at=0, found="", right=right)
    code = "not-array" if comma[0] in ",;" else "full-width-comma"
    return Slip(code=code, at=comma.start(), found=comma[0], right=right)


def mend_date(written: str) -> str:
    """Return the day that is meant as 2026-03-09, or "" where it cannot be told."""
    plain = unicodedata.normalize("NFKC", _INVISIBLES.sub("", written)).strip()
    plain = _QUOTES.sub("", plain).strip()
    for pattern in _DATES:
        if match := pattern.fullmatch(plain):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
            except ValueError:
                return ""
    return ""


def mend_number(written: str) -> str:
    """Return the figure that is meant, as digits, or "" where it cannot be told."""
    plain = unicodedata.normalize("NFKC", _INVISIBLES.sub("", written))
    plain = _QUOTES.sub("", plain).strip().replace("−", "-")
    if plain in _NUMERALS:
        return _NUMERALS[plain]
    if _THOUSANDS.fullmatch(plain):
        return re.sub(r"[,_' ]", "", plain)
    if match := _UNIT.fullmatch(plain):
        plain = match["figure"]
    return plain if _FIGURE.fullmatch(plain) else ""


def mend_boolean(written: str) -> str:
    """Return true or false where a word means one of them, else ""."""
    plain = unicodedata.normalize("NFKC", written).strip().strip("\"'“”").lower()
    return "true" if plain in _YES else "false" if plain in _NO else ""
