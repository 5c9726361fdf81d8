"""Publication: how wide words are in a drawing, and how they are broken or shortened to fit; pure.

Input: words, a size, the room they have. Output: widths as exact numbers, lines of words.
Widths are estimates on the generous side, the same on every machine and for any common face.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BOLD = Fraction(112, 100)
"""How much wider bold words are than others."""
_NARROW = frozenset("iljtfrI.,:;!|'’·()[]/-– ")
_BROAD = frozenset("mwMW%@—…→“”+−")
# A run of Latin letters and figures, or one character of Chinese with the marks that may not
# begin a line; spaces stay with what is before them.
_PIECE = re.compile(
    r"(?:[“‘（《「『(]*(?:[!-~\u00a1-\u2fff−]+|.)[，。、；：？！”’）》」』,.;:?!)]*) *",
    re.DOTALL,
)


def measure(words: str, size: int) -> Fraction:
    """Estimate the width of words set in a size, in the units of the size."""
    return Fraction(size * _measure(words), 100)


def _measure(words: str) -> int:
    """Return a width in hundredths of an em: whole numbers add up many times as fast."""
    return sum(map(_measure_character, words))


@cache
def _measure_character(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 100
    if character in _NARROW:
        return 38
    if character in _BROAD:
        return 100
    return 70 if character.isupper() else 61


# The charts of many firms have their labels in common.
@lru_cache(maxsize=10_000)
def wrap(
    words: str, room: int | Fraction, size: int, lines: int = 2, *, even: bool = True
) -> tuple[str, ...]:
    """Break words into at most so many lines, where wanted all about as long.

    The last is shortened where they do not fit.
    """
    broken = _break(words, room, size)
    if len(broken) > lines:
        kept = [*broken[: lines - 1], broken[lines - 1] + "…"]
        return tuple(shorten(line, room, size) for line in kept)
    if len(broken) > 1 and even:
        for part in range(5, 10):
            narrow = _break(words, Fraction(part, 10) * room, size)
            if len(narrow) == len(broken):
                broken = narrow
                break
    return tuple(shorten(line, room, size) for line in broken)


def _break(words: str, room: int | Fraction, size: int) -> list[str]:
    """Break words into lines; a piece wider than the room stands alone."""
    ems = room * 100 // size
    broken, width = [""], 0
    for piece in _PIECE.findall(words):
        if width + _measure(piece.rstrip()) <= ems or not broken[-1]:
            broken[-1] += piece
        else:
            broken.append(piece)
            width = 0
        width += _measure(piece)
    return [line.rstrip() for line in broken]


def shorten(words: str, room: int | Fraction, size: int) -> str:
    """Cut words off, with an ellipsis, where they are wider than their room."""
    if measure(words, size) <= room:
        return words
    kept = words.removesuffix("…")
    while kept and measure(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ，。、；：,.;:") + "…"


def widest(words: Sequence[str], size: int) -> Fraction:
    """Return the width of the widest of several words; 0 of none."""
    return max((measure(one, size) for one in words), default=Fraction())
