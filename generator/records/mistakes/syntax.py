"""Records: names the mistake in a text that YAML cannot parse.

Input: the text, where the parser stumbled, and the parser itself. Output: one `Mistake`.
Parsers stumble after the mistake, and in their own words. So the slips that people make are
looked for near the place, each is mended, and the one is told with which the parser gets further.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.records.mistakes.mending import WAYS, Mending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Place = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stumble:
    """Where the parser stopped, what it was at, and what it says."""

    words: str
    detail: str
    place: Place
    context: Place | None

    @property
    def reach(self) -> Place:
        """How far the text made sense: where the thing begins that has no end."""
        named = _name_by_context(self.words) or _KEY in self.words
        return self.context if named and self.context else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What to tell: a code, its place and the figures of its words."""

    code: str
    line: int
    column: int
    arguments: Mapping[str, str] = field(default_factory=dict)


_KEY = "could not find expected ':'"
_ESCAPES = ("unknown escape", "expected hexdecimal", "invalid Unicode character")
"""How libyaml speaks of a bad escape in double quotes."""
_CONTEXTS = {
    "quoted scalar": "yaml-open-quote",
    "while parsing a flow sequence": "yaml-bracket",
    "while parsing a flow mapping": "yaml-bracket",
    "while scanning an alias": "yaml-alias",
    "while scanning an anchor": "yaml-alias",
    "while scanning a tag": "yaml-tag",
    "while parsing a tag": "yaml-tag",
}
"""What libyaml was at when it stumbled, told at the place where that begins."""
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_OPENER = {"]": "[", "}": "{"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LOOK_BACK = 3
"""Lines above the stumble that may hold the slip."""
_LOOK_AHEAD = 40
"""Lines below the stumble that a mended text is tried with."""
_LONGEST = 200_000
"""Characters beyond which mending is not tried: each trial parses the text anew."""
_LONGEST_LINE = 4000
"""Characters of a line that somebody may have written by hand."""


def name_mistake(
    text: str, stumble: Stumble, find_stumble: Callable[[str], Stumble | None]
) -> Mistake:
    """Name the mistake of a text by the slip whose mending lets the parser go on."""
    lines = _LINE_END.split(text)
    if any(telling in stumble.words for telling in _ESCAPES):
        return _mistake("yaml-escape", stumble.place)
    ended = "document start" in stumble.words and "..." in lines[: stumble.place[0] - 1]
    if ended or "another document" in stumble.words:
        return _mistake("yaml-two-documents", stumble.place)
    near = list(_near_lines(lines, stumble))
    for number in near:
        if _CONFLICT.match(lines[number - 1]):
            return Mistake(code="merge-conflict", line=number, column=1)
    if _line(lines, stumble.place[0])[stumble.place[1] - 1 :].startswith("\t"):
        return _mistake("yaml-tab", stumble.place)
    return _prove(lines, near, stumble, find_stumble) or _name_by_words(lines, stumble)


def _mistake(code: str, place: Place, **arguments: str) -> Mistake:
    return Mistake(code=code, line=place[0], column=place[1], arguments=arguments)


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if number <= len(lines) else ""


def _near_lines(lines: list[str], stumble: Stumble) -> Iterator[int]:
    """Yield the numbers of the lines that may hold the slip, the likeliest first."""
    first = min(stumble.reach[0], len(lines))
    last = min(stumble.place[0], len(lines))
    numbers = [first, last]
    above = [n for n in range(first - 1, 0, -1) if lines[n - 1].strip()]
    yield from dict.fromkeys([*numbers, *above[:_LOOK_BACK]])


def _prove(
    lines: list[str],
    near: list[int],
    stumble: Stumble,
    find_stumble: Callable[[str], Stumble | None],
) -> Mistake | None:
    """Mend slip after slip and tell the first of those that bring the parser furthest."""
    tried = lines[: stumble.place[0] + _LOOK_AHEAD]
    if sum(map(len, tried)) > _LONGEST:
        return None
    best: tuple[int, int, Mending] | None = None
    near = [number for number in near if len(lines[number - 1]) <= _LONGEST_LINE]
    trials = ((n, m) for way in WAYS for n in near for m in way(lines, n, stumble.words))
    for number, mending in trials:
        mended = [*tried[: number - 1], mending.line, *tried[number:]]
        after = find_stumble("\n".join(mended))
        if after is None:
            return _tell(number, mending)
        reached = after.reach[0]
        if reached > stumble.reach[0] and (best is None or reached > best[0]):
            best = (reached, number, mending)
    return _tell(best[1], best[2]) if best else None


def _tell(number: int, mending: Mending) -> Mistake:
    return Mistake(
        code=mending.code, line=number, column=mending.column, arguments=mending.arguments
    )


def _name_by_words(lines: list[str], stumble: Stumble) -> Mistake:
    """Name it by what the parser says; a quote left open is told where it opens."""
    code, place = "yaml-syntax", stumble.place
    line = _line(lines, place[0])
    closer = line[place[1] - 1 : place[1]]
    # One too many is told where it stands, one too few where the bracket opens.
    closing = closer in _OPENER and line.count(closer) > line.count(_OPENER[closer])
    if (named := _name_by_context(stumble.words)) and stumble.context:
        code, place = named, place if closing else stumble.context
    elif "mapping values are not allowed" in stumble.words:
        code = "yaml-colon"
    elif closing:
        code = "yaml-bracket"
    else:
        for number in _near_lines(lines, stumble):
            if column := _find_unbalanced(_line(lines, number)):
                code, place = "yaml-bracket", (number, column)
                break
    word = _line(lines, place[0])[place[1] - 1 :].partition(" ")[0]
    arguments = {"detail": stumble.detail, "tag": word}
    return _mistake(code, place, **arguments)


def _find_unbalanced(line: str) -> int:
    """Return the column of a bracket that has no other half on its line, or 0."""
    opened: list[int] = []
    for column, sign in enumerate(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), line), 1):
        if sign in "[{":
            opened.append(column)
        elif sign in _OPENER:
            if not opened:
                return column
            opened.pop()
    return opened[-1] if opened else 0


def _name_by_context(words: str) -> str | None:
    return next((code for context, code in _CONTEXTS.items() if context in words), None)
