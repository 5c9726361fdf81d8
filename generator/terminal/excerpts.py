"""The terminal: one line of a file, with a mark below one of its characters.

Input: a line, a column, the room there is. Output: what to print, safe for a terminal.
Wide characters take two columns, tabs reach to the next stop, what does not fit is cut.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8

from rich.cells import cell_len

_TAB = 4
_CUT = "…"
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where a line ends for YAML."""


def split_lines(raw: bytes) -> list[str]:
    """Return the lines of a file as problems count them; bytes that are no UTF-8 show as �."""
    return _BREAKS.split(raw.removeprefix(BOM_UTF8).decode(errors="replace"))


def draw_excerpt(line: str, column: int, room: int) -> tuple[str, str]:
    """Return the line, cut to `room` columns, and a line with ^ below the `column`th character.

    `column` counts characters from 1 and may be one past the last; `room` is at least 8.
    """
    shown = _show(line)
    at = min(column - 1, len(shown))
    # One cell more: the mark may stand behind the last character.
    first, last = _choose_part([*map(cell_len, shown), 1], at, room)
    before = "".join(shown[first:at])
    left, right = _CUT * (first > 0), _CUT * (last < len(shown))
    text = f"{left}{''.join(shown[first:last])}{right}"
    return text.rstrip(), f"{' ' * cell_len(left + before)}^"


def _choose_part(widths: list[int], at: int, room: int) -> tuple[int, int]:
    """Return where to begin and end, so that `at` is within and all fits, ellipses included."""
    end = len(widths) - 1
    if sum(widths[:end]) < room:
        return 0, end
    first = last = at
    used = widths[at] + 2
    # A third of the room goes to what comes before: a mistake is seen in its surroundings.
    while first > 0 and used + widths[first - 1] <= room // 3:
        first -= 1
        used += widths[first]
    while last < end and used + (widths[last] if last > at else 0) <= room:
        used += widths[last] if last > at else 0
        last += 1
    while first > 0 and used + widths[first - 1] <= room:
        first -= 1
        used += widths[first]
    return first, last


def _show(line: str) -> list[str]:
    """Return each character as it is shown; what would steer the terminal becomes a sign."""
    shown = []
    place = 0
    for character in line:
        if character == "\t":
            text = " " * (_TAB - place % _TAB)
        elif character < " " or character == "\x7f":
            text = "␡" if character == "\x7f" else chr(0x2400 + ord(character))
        elif unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            text = "�"
        else:
            text = character
        place += cell_len(text)
        shown.append(text)
    return shown
