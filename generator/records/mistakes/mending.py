"""Records: the slips of the hand that make a line unreadable for YAML, and how each is mended.

Input: the lines of a text and the number of one. Output: `Mending`s: the line as it may be meant,
with the code that tells the slip. Whether a mending is right is for the parser to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """A line as it may be meant; `column` is where the slip stands, from 1."""

    code: str
    column: int
    line: str
    arguments: Mapping[str, str] = field(default_factory=dict)


WIDE = "\u3000\u00a0\u2000-\u200a\u202f\u205f"
"""Blanks that look like spaces and are none for YAML, as part of a pattern."""
COLONS = "：﹕︰∶꞉"
OPENING = {"“": "”", "”": "”", "‘": "’", "’": "’", "「": "」", "『": "』", "＂": "＂", "＇": "＇"}
"""Quotes that YAML takes for letters, and what closes them."""
_BRACKETS = str.maketrans({"［": "[", "【": "[", "］": "]", "】": "]", "｛": "{", "｝": "}"})
_LEAD = r"[ ]*(?:-[ ]+)*"
_NAME = r"[A-Za-z_][A-Za-z0-9_-]*"
_WIDE_LEAD = re.compile(rf"({_LEAD}-?)([{WIDE}]+)")
_WIDE_AFTER = re.compile(rf"({_LEAD}{_NAME}:)([{WIDE}]+)")
_FULL_COLON = re.compile(rf"((?:{_LEAD}|.*?[{{,，｛][ ]*){_NAME}[ {WIDE}]*)([{COLONS}])[ {WIDE}]*")
_TIGHT_COLON = re.compile(rf"({_LEAD}(?:{_NAME}|\"{_NAME}\"|'{_NAME}'))[ ]*:(?=[^ ])(?!//)")
_BRACE_COLON = re.compile(rf"[{{,][ ]*({_NAME}):(?=[^ ])(?!//)")
_EQUALS = re.compile(rf"({_LEAD}{_NAME})[ ]*(=)[ ]*(?=[^=])")
_MARK = re.compile(rf"([ ]*)([－–—―‐‑‒−﹣•●·∙▪■＊*+])[ {WIDE}]*(?=\S)")
_TIGHT_DASH = re.compile(r"([ ]*)-(?=[^ \-])")
_FULL_SIGN = re.compile(r"[［］｛｝【】]")
_FULL_COMMA = re.compile(rf"[ ]*([，、])[ {WIDE}]*(?={_NAME}[:：]|[\"'A-Z])")
_FIELD_NAME = re.compile(rf"(?:^[ -]*|[{{,] *)({_NAME}):(?: |$)", re.MULTILINE)
_LOST_COMMA = re.compile(rf"(?<=[^\s,{{:])[ ]+(?P<name>{_NAME}):(?= |$)")
_VALUE = re.compile(rf"(?P<lead>{_LEAD}(?:{_NAME}:[ ]+)?)(?P<value>\S.*?)[ ]*$")
_IN_BRACES = re.compile(
    rf"[{{,][ ]*{_NAME}:[ ]+(?P<value>[^\"'{{}}\[\]\s][^{{}}]*?)(?=,[ ]*{_NAME}:|\}})"
)
_TROUBLESOME = "@`%|>?,]}[{-#&*!"
_KEYED = re.compile(rf"{_LEAD}(?P<name>{_NAME})[ ]*:(?: |$)")
_QUOTES_AND_ONE = 3
_BRACED = re.compile(rf"{_LEAD}\{{(?P<name>{_NAME}):(?: |$)")
_INDENTS = 12
"""Lines above from which a line's indent may be taken."""


def _mend_blanks(line: str) -> Iterator[Mending]:
    for pattern in (_WIDE_LEAD, _WIDE_AFTER):
        if match := pattern.match(line):
            wide, rest = match[2], line[match.end() :]
            point = f"U+{ord(wide[0]):04X}"
            for width in (1, 2):
                blanks = " " * (len(wide) * width)
                mended = f"{match[1]}{blanks}{rest}"
                yield _mending("wide-space", match.start(2), mended, point=point)


def _mend_colons(line: str) -> Iterator[Mending]:
    if match := _FULL_COLON.match(line):
        name = re.split(rf"[ {WIDE}{{,，｛-]+", match[1].strip())[-1]
        mended = line
        while again := _FULL_COLON.match(mended):
            mended = f"{again[1].rstrip()}: {mended[again.end() :]}"
        for right in dict.fromkeys((f"{match[1]}: {line[match.end() :]}", mended)):
            yield _mending("full-width-colon", match.start(2), right, found=match[2], name=name)
    if match := _BRACE_COLON.search(line):
        right = _BRACE_COLON.sub(r"\g<0> ", line)
        yield _mending("colon-without-space", match.end() - 1, right, name=match[1])
    if match := _TIGHT_COLON.match(line):
        right = f"{match[1]}: {line[match.end() :]}"
        yield _mending("colon-without-space", match.end() - 1, right, name=match[1].strip(" -\"'"))
    if match := _EQUALS.match(line):
        right = f"{match[1]}: {line[match.end() :]}"
        yield _mending("equals-sign", match.start(2), right, name=match[1].strip(" -"))


def _mend_brackets(line: str) -> Iterator[Mending]:
    if match := _FULL_SIGN.search(line):
        bare = line.translate(_BRACKETS)
        for right in (bare, _FULL_COMMA.sub(", ", bare)):
            right_sign = match[0].translate(_BRACKETS)
            yield _mending(
                "full-width-bracket", match.start(), right, found=match[0], right=right_sign
            )
    if match := _FULL_COMMA.search(line):
        right = _FULL_COMMA.sub(", ", line)
        yield _mending("full-width-comma", match.start(1), right, found=match[1])


def _mend_commas(lines: list[str], number: int) -> Iterator[Mending]:
    """Put a comma before what is the name of a field elsewhere in the file."""
    line = lines[number - 1]
    others = "\n".join(other for other in lines if other is not line)
    names = set(_FIELD_NAME.findall(others))
    for match in _LOST_COMMA.finditer(line):
        name = match["name"]
        if name in names:
            right = f"{line[: match.start()]}, {line[match.start('name') :]}"
            yield _mending("comma-forgotten", match.start("name"), right, name=name)


def _mend_marks(line: str) -> Iterator[Mending]:
    if match := _MARK.match(line):
        right = f"{match[1]}- {line[match.end() :]}"
        yield _mending("list-mark", match.start(2), right, found=match[2])
    if match := _TIGHT_DASH.match(line):
        right = f"{match[1]}- {line[match.end() :]}"
        yield _mending("dash-without-space", match.end() - 1, right)


def _mend_quotes(lines: list[str], number: int, words: str) -> Iterator[Mending]:
    """Put the value into quotes; what kept it from being read decides on the code."""
    line = lines[number - 1]
    if any(telling in words for telling in ("<document start>", "YAML document", "directive")):
        return
    match = _VALUE.match(line)
    values = [match] if match else []
    values += _IN_BRACES.finditer(line)
    for match in values:
        value, start = match["value"], match.start("value")
        before, after = line[:start], line[match.end("value") :]
        first, last = value[0], value[-1]
        closed = last in OPENING.values() or last in "\"'"
        inner = value[1:-1] if closed and (first in OPENING or first in "\"'") else value
        quoted = f"{before}{quote(value)}{after}"
        if first in OPENING or (first in "\"'" and last in OPENING.values()):
            right = f"{before}{quote(inner)}{after}"
            at = start if first in OPENING else match.end("value") - 1
            yield _mending("full-width-quote", at, right, found=line[at], right=quote(inner))
        elif first in "\"'" and "quoted scalar" not in words:
            # 'it's late': three of a kind are two quotes and an apostrophe.
            whole = inner if first == last and value.count(first) == _QUOTES_AND_ONE else value
            right = f"{before}{quote(whole)}{after}"
            yield _mending("quote-inside", start, right, found=first, right=quote(whole))
        elif first in _TROUBLESOME and not _is_collection(value, words):
            code = {"&": "yaml-alias", "*": "yaml-alias", "!": "yaml-tag"}.get(first)
            yield _mending(
                code or "quotes-needed",
                start,
                quoted,
                found=first,
                tag=value.partition(" ")[0],
                right=quote(value),
            )
        elif ": " in value and first not in "[{":
            at = start + value.index(": ")
            yield _mending("yaml-colon", at, quoted, right=quote(value))


def _is_collection(value: str, words: str) -> bool:
    return value[0] in "[{" and ("flow" in words or value[-1] in "]}")


def quote(text: str) -> str:
    """Write a text in straight quotes as YAML reads it back."""
    return (
        f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    )


def _mend_dash(lines: list[str], number: int) -> Iterator[Mending]:
    """A field that the item above begins with, too, begins an item of its own."""
    line = lines[number - 1]
    keyed = _KEYED.match(line) or _BRACED.match(line)
    indent = _indent(line)
    if not keyed or line[indent : indent + 1] == "-":
        return
    for above in reversed(lines[: number - 1]):
        other = _KEYED.match(above) or _BRACED.match(above)
        if other and above[_indent(above) :].startswith("- ") and _indent(above) <= indent:
            if other["name"] == keyed["name"]:
                at = _indent(above)
                right = f"{' ' * at}- {line[indent:]}"
                yield _mending("dash-forgotten", indent, right, name=keyed["name"])
            return


def _mend_indent(lines: list[str], number: int) -> Iterator[Mending]:
    """Give a line the indent of a line above, or of what stands after its dashes."""
    line = lines[number - 1]
    own = _indent(line)
    if own == len(line):
        return
    levels: list[int] = [0]
    above = [other for other in lines[: number - 1] if other.strip() and other.lstrip()[0] != "#"]
    for other in above[-_INDENTS:]:
        lead = re.match(r"[ ]*(?:-[ ]+)*", other)
        levels += [_indent(other), lead.end() if lead else 0]
    if above:
        levels += [_indent(above[-1]) + 2]
    for level in sorted(dict.fromkeys(levels), key=lambda level: abs(level - own)):
        if level != own:
            right = " " * level + line[own:]
            yield _mending("yaml-indent", own, right, found=str(own), right=str(level))


def _mend_stray(line: str, words: str) -> Iterator[Mending]:
    """Leave a line out that has no name and continues nothing."""
    stuck = "could not find" in words or "did not find expected key" in words
    if stuck and line.strip() and not _KEYED.match(line):
        yield _mending("stray-line", _indent(line), "")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _mending(code: str, index: int, line: str, **arguments: str) -> Mending:
    return Mending(code=code, column=index + 1, line=line, arguments=arguments)


def _mend_signs(lines: list[str], number: int, words: str) -> Iterator[Mending]:  # noqa: ARG001
    line = lines[number - 1]
    yield from _mend_blanks(line)
    yield from _mend_colons(line)
    yield from _mend_brackets(line)
    yield from _mend_marks(line)
    if "{" in line:
        yield from _mend_commas(lines, number)


def _mend_places(lines: list[str], number: int, words: str) -> Iterator[Mending]:
    yield from _mend_dash(lines, number)
    if "could not find" not in words or _KEYED.match(lines[number - 1]):
        yield from _mend_indent(lines, number)
    yield from _mend_stray(lines[number - 1], words)


WAYS = (_mend_signs, _mend_quotes, _mend_places)
"""The ways to mend a line, from the plainest to the vaguest; each is given the parser's words."""
