"""Records, tables: the cells of one column → exact values, or what is wrong with each.

Input: a `Column` and its cells. Output: values, and the rows whose cell is no value. Every
different cell is looked at once, however many rows repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from difflib import SequenceMatcher
from fractions import Fraction
from functools import partial
from sys import intern
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from generator.records.mistakes.meaning import mend_boolean, mend_date, mend_number
from generator.records.rules.flaw import listed, nearest
from generator.records.tables.columns import Column, Kind, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_WORDS = 40
_ALIKE = 0.85
"""How alike a word must be to an id to be taken for it mistyped, 0–1: `onlin`, not `hotline`."""
_NUMBERED = re.compile(r"([a-z]{0,3})([0-9]{1,6})\Z")
_LONGEST_NUMBER = 40
# Letters alone may be a name, eight digits in a row a telephone's or another number of somebody's.
_PERSON = re.compile(
    r"(?!.*[0-9]{8})(?![0-9]{3,4}-[0-9]{7})(?:(?=.*[0-9])[A-Za-z0-9_-]{1,32}|[A-Za-z]{1,2})\Z"
)
_WHOLE = re.compile(r"-?[0-9]+(?:\.0+)?\Z")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
_MULTIPLE = re.compile(r"[%‰％百千万亿]|[kKmM]\Z")
"""What makes another number of it, if it is taken off."""
_PERIOD = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?\Z")
_MOMENT = re.compile(
    r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})|/(?P<m1>[0-9]{1,2})/(?P<d1>[0-9]{1,2}))"
    r"(?:[ T](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?\Z"
)
_TIME = re.compile(r"[ T日号](?P<hour>[0-9]{1,2})[:时点](?P<minute>[0-9]{2})\b")
_HALF_DAY = re.compile(r"[上中下]午|[ap]\.?m", re.IGNORECASE)
_ANY_MOMENT = Column(name="", kind=Kind.MOMENT)
_MONTH = re.compile(r"(?P<y>[0-9]{4})[-/.年 ]{0,2}(?P<m>0?[1-9]|1[0-2])(?:[-/.月][ 0-9日号]*)?\Z")
_YEAR = re.compile(r"(?P<y>[0-9]{4})年?\Z")
_YES_NO = {
    **dict.fromkeys(("yes", "true", "1", "是"), True),
    **dict.fromkeys(("no", "false", "0", "否"), False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a cell is no value of its column."""

    code: str
    near: Callable[[str], str] | None = None
    """Says what may be meant by the cell."""
    figures: Mapping[str, object] = field(default_factory=dict)


def read_column(
    column: Column, cells: Sequence[str]
) -> tuple[tuple[Any, ...], Mapping[str, Refused]]:
    """Read the cells of a column; a cell that is empty or no value is None.

    Return the values, and what is wrong with each cell that is none, by what stands in it. Blanks
    around a word do not matter.
    """
    read = _READERS[column.kind]
    values: dict[str, Any] = {}
    refused: dict[str, Refused] = {}
    for cell in set(cells):
        word = cell.strip()
        value = read(column, word) if word else None
        if not word and column.kind is Kind.YES_NO:
            value = False
        if isinstance(value, Refused):
            refused[cell] = value
            value = None
        elif not word and not column.optional:
            refused[cell] = Refused(code="data-cell-empty")
        values[cell] = value
    return tuple(map(values.__getitem__, cells)), refused


def _read_person(_: Column, word: str) -> str | Refused:
    return intern(word) if _PERSON.match(word) else Refused(code="data-not-anonymous")


def _read_id(code: str, column: Column, word: str, *, titles: bool = False) -> str | Refused:
    """Read an id, or where forms print no other name its title."""
    if column.known.get(word) == word:
        return intern(word)
    if titles and (meant := column.known.get(fold(word))):
        return intern(meant)
    return Refused(code=code, near=partial(_mean_id, column), figures={"known": listed(column.ids)})


def _read_choice(column: Column, word: str) -> str | Refused:
    read = _read_id("data-choice-unknown", column, word, titles=True)
    if isinstance(read, Refused):
        return replace(read, figures={**read.figures, "column": column.name})
    return read


def _mean_id(column: Column, word: str) -> str:
    """Return the id that was surely meant: a numbered one differs in case and noughts only.

    Another question, another channel that is spelt alike would be a wrong answer that nobody sees.
    """
    folded = fold(word)
    if meant := column.known.get(folded):
        return meant
    if numbered := _NUMBERED.match(folded):
        bare = f"{numbered[1]}{int(numbered[2])}"
        return next((column.known[one] for one in column.known if fold(one) == bare), "")
    near = nearest(folded, column.known)
    alike = SequenceMatcher(None, folded, near).ratio() if near else 0
    return column.known[near] if near and alike >= _ALIKE else ""


def _read_whole(column: Column, word: str) -> int | Refused:
    if not _WHOLE.match(word) or len(word) > _LONGEST_NUMBER:
        return Refused(code="data-not-whole", near=partial(_mean_whole, column))
    value = int(word.partition(".")[0])
    return _keep_within(column, value) or value


def _mean_whole(column: Column, word: str) -> str:
    meant = _mean_number(column, word)
    return meant if _WHOLE.match(meant) else ""


def _read_number(column: Column, word: str) -> Fraction | Refused:
    if not _NUMBER.match(word) or len(word) > _LONGEST_NUMBER:
        return Refused(code="data-not-number", near=partial(_mean_number, column))
    value = Fraction(word)
    return _keep_within(column, value) or value


def _mean_number(column: Column, word: str) -> str:
    if len(word) > _LONGEST_NUMBER or _MULTIPLE.search(word):
        return ""
    meant = column.known.get(fold(word)) or mend_number(word)
    if not _NUMBER.match(meant) or _keep_within(column, Fraction(meant)):
        return ""
    return meant


def _keep_within(column: Column, value: int | Fraction) -> Refused | None:
    low, high = column.low, column.high
    if low is not None and high is not None:
        if low <= value <= high:
            return None
        return Refused(code="data-value-off-scale", figures={"low": low, "high": high})
    if low is not None and value < low:
        return Refused(code="out-of-range", figures={"limit": f"≥ {low}"})
    return None


def _read_count(column: Column, word: str) -> Fraction | Refused:
    value = _read_number(column, word)
    if isinstance(value, Fraction) and value < 0:
        return Refused(code="out-of-range", figures={"limit": "≥ 0"})
    return value


def _read_total(column: Column, word: str) -> Fraction | Refused:
    value = _read_number(column, word)
    if isinstance(value, Fraction) and value <= 0:
        return Refused(code="out-of-range", figures={"limit": "> 0"})
    return value


def _read_period(_: Column, word: str) -> str | Refused:
    if _PERIOD.match(word):
        return intern(word)
    return Refused(code="data-not-a-period", near=_mean_period)


def _mean_period(word: str) -> str:
    plain = normalize("NFKC", word)
    if match := _YEAR.match(plain):
        return match["y"]
    match = _MONTH.match(plain)
    return f"{match['y']}-{int(match['m']):02}" if match else ""


def _read_moment(_: Column, word: str) -> datetime | Refused:
    match = _MOMENT.match(word)
    if match:
        part = {name: int(digits) for name, digits in match.groupdict("0").items()}
        try:
            day = date(part["y"], part["m"] or part["m1"], part["d"] or part["d1"])
            return datetime.combine(day, time(part["hour"], part["minute"], part["second"]))
        except ValueError:
            pass
    return Refused(code="data-not-a-time", near=_mean_moment)


def _mean_moment(word: str) -> str:
    plain = normalize("NFKC", word)
    day, at = mend_date(plain), _TIME.search(plain)
    if not day or _HALF_DAY.search(plain):
        return ""
    if at is None:
        return day
    moment = f"{day} {int(at['hour']):02}:{at['minute']}"
    return "" if isinstance(_read_moment(_ANY_MOMENT, moment), Refused) else moment


def _read_words(_: Column, word: str) -> str | Refused:
    words = " ".join(word.split())
    if len(words) <= LONGEST_WORDS:
        return intern(words)
    return Refused(code="text-too-long", figures={"limit": LONGEST_WORDS})


def _read_yes_no(_: Column, word: str) -> bool | Refused:
    value = _YES_NO.get(word.lower())
    return Refused(code="data-not-yes-no", near=_mean_yes_no) if value is None else value


def _mean_yes_no(word: str) -> str:
    return {"true": "yes", "false": "no"}.get(mend_boolean(word), "")


_READERS: Mapping[Kind, Callable[[Column, str], Any]] = {
    Kind.PERSON: _read_person,
    Kind.ITEM: partial(_read_id, "data-item-unknown"),
    Kind.ROLE: partial(_read_id, "data-role-unknown", titles=True),
    Kind.MEASURE: partial(_read_id, "data-measure-unknown", titles=True),
    Kind.WHOLE: _read_whole,
    Kind.NUMBER: _read_number,
    Kind.COUNT: _read_count,
    Kind.TOTAL: _read_total,
    Kind.PERIOD: _read_period,
    Kind.MOMENT: _read_moment,
    Kind.WORDS: _read_words,
    Kind.CHOICE: _read_choice,
    Kind.YES_NO: _read_yes_no,
}
