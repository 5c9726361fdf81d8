"""Publication: a wrong and a right example set side by side, with what differs in them marked.

Input: the lines of both. Output: `Line`s: which ones only one side has, and where in a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = re.compile(r"[\w-]+|\W")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of an example, in three pieces; only `focus` is not on the other side."""

    before: str
    focus: str = ""
    after: str = ""
    changed: bool = False
    pointed: bool = False
    """The program names this line."""

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.focus + self.after

    @property
    def indent(self) -> int:
        """The blanks that it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


def compare_sides(wrong: list[str], right: list[str]) -> tuple[list[Line], list[Line]]:
    """Mark the lines that only one side has and, where one took another's place, what differs."""
    wrong_lines, right_lines = ([Line(before=text) for text in side] for side in (wrong, right))
    matcher = SequenceMatcher(None, wrong, right, autojunk=False)
    for step, w1, w2, r1, r2 in matcher.get_opcodes():
        if step == "equal":
            continue
        for at in range(w1, w2):
            wrong_lines[at] = Line(before=wrong[at], changed=True)
        for at in range(r1, r2):
            right_lines[at] = Line(before=right[at], changed=True)
        if w2 - w1 == r2 - r1:
            for w, r in zip(range(w1, w2), range(r1, r2), strict=True):
                wrong_lines[w], right_lines[r] = _focus(wrong[w], right[r])
    return wrong_lines, right_lines


def _focus(wrong: str, right: str) -> tuple[Line, Line]:
    """Cut two lines into what they begin with alike, what differs (whole words), and the end."""
    ours, theirs = _WORDS.findall(wrong), _WORDS.findall(right)
    start = _count_alike(ours, theirs)
    end = _count_alike(ours[start:][::-1], theirs[start:][::-1])
    return _cut(ours, start, end), _cut(theirs, start, end)


def _count_alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Count the words that both begin with."""
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cut(words: Sequence[str], start: int, end: int) -> Line:
    stop = len(words) - end
    before, focus, after = words[:start], words[start:stop], words[stop:]
    return Line(before="".join(before), focus="".join(focus), after="".join(after), changed=True)
