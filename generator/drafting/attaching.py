"""Drafting: an audit's file with one more file of data in its list, every other byte kept.

Input: the bytes of the audit's file, and the fields of an entry. Output: `Attachment`. What was
there must read back as it was, and the entry as it was meant, or nothing is made of it.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.records.beside import DATA
from generator.records.convert import convert_audit
from generator.records.model import AuditType
from generator.records.problems import CannotGoOn, Problem
from generator.records.source import Source, parse_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model import Audit, Table
    from generator.records.source import Pointer

Entry = dict[str, str | int]
"""Fields of an entry, in the order in which people write them."""
COUNTS = ("population", "asked")
FIELDS = ("instrument", "file", "sha256", "evidence", "from", "to", *COUNTS)
_FINDINGS = "findings"
"""The list before which that of data stands."""
_INDENT = 2
_Edit = tuple[int, int, str]
"""What stands between two places of the text, and what is put there instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An audit's file as it will be, and the line on which the entry stands, from 1."""

    content: bytes
    line: int


def attach_entry(before: bytes, shown: str, entry: Entry) -> Attachment | Problem:
    """Add an entry to the list of data, or renew the fields given of the one of its instrument.

    The problem is returned where the file cannot be read. Raises CannotGoOn where it is written
    in a way that nothing can be added to.
    """
    source = parse_source(before, shown)
    if isinstance(source, Problem):
        return source
    entries = source.data.get(DATA) if isinstance(source.data, dict) else ""
    if isinstance(source.data, dict) and isinstance(entries, list | None):
        position = find_entry(source, str(entry["instrument"]))
        held = list(entries or [])
        if position is None:
            edits, meant = _add(source, held, entry), [*held, entry]
        else:
            edits = _renew(source, position, held[position], entry)
            meant = [*held]
            meant[position] = {**held[position], **entry}
        text = _apply(source.text, edits)
        mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
        read = parse_source(mark + text.encode(), shown)
        if isinstance(read, Source) and read.data == {**source.data, DATA: meant}:
            place = len(held) if position is None else position
            line = read.locate((DATA, place)).line
            return Attachment(content=mark + text.encode(), line=line)
    block = "".join(_write_block(entry, _INDENT, "\n"))
    raise CannotGoOn(
        zh=f"{shown} 的写法不能自动改动，没有写入。请手工写入：\n{DATA}:\n{block}",
        en=f"{shown} is written in a way that nothing can be added to; nothing was written. "
        f"Write by hand:\n{DATA}:\n{block}",
    )


def find_entry(source: Source, instrument: str) -> int | None:
    """Return the place in the list of data of what answers an instrument, from 0."""
    for position, one in enumerate(list_entries(source)):
        if one.get("instrument") == instrument:
            return position
    return None


def list_entries(source: Source) -> list[dict[str, Any]]:
    """Return the list of data, in an audit of whatever form; what is no entry is an empty one."""
    entries = source.data.get(DATA) if isinstance(source.data, dict) else None
    listed = entries if isinstance(entries, list) else []
    return [one if isinstance(one, dict) else {} for one in listed]


def _apply(text: str, edits: list[_Edit]) -> str:
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


# ---------------------------------------------------------------- a new entry


def _add(source: Source, entries: list[Any], entry: Entry) -> list[_Edit]:
    text = source.text
    if DATA not in source.data:
        at = len(text)
        if _FINDINGS in source.data:
            at = _pass_comments(text, source.span((_FINDINGS,), key=True)[0])
        lines = [f"{DATA}:{_line_end(text)}", *_write_block(entry, _INDENT, _line_end(text))]
        return [(at, at, _lead(text, at) + "".join(lines))]
    start, end = source.span((DATA,))
    written = text[start:end]
    if entries and written.startswith("["):
        comma = "" if written[:-1].rstrip().endswith(",") else ","
        return [(end - 1, end - 1, f"{comma} {_write_flow(entry)}")]
    if not entries and written.startswith("[") and written[1:-1].strip():  # a comment inside
        return [(end - 1, end - 1, _write_flow(entry))]
    indent = _INDENT
    edits = []
    if entries:
        # A list in lines begins at its first dash.
        indent = source.place_at(start).column - 1
        at = _end_of_line(text, _find_end(source, (DATA,), entries))
    else:
        # `[]`, `~` or nothing gives way to lines; what is said beside it stays.
        colon = text.index(":", source.span((DATA,), key=True)[1]) + 1
        edits = [(colon, max(end, colon), "")]
        at = _end_of_line(text, max(end, colon))
    block = "".join(_write_block(entry, indent, _line_end(text)))
    return [*edits, (at, at, _lead(text, at) + block)]


def _find_end(source: Source, pointer: Pointer, value: Any) -> int:
    """Return where a value's own words end.

    What stands in lines ends, by the parser's word, where the next thing begins.
    """
    start, end = source.span(pointer)
    if isinstance(value, dict | list) and value and source.text[start] not in "[{":
        step = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        return _find_end(source, (*pointer, step), value[step])
    return end


def _pass_comments(text: str, at: int) -> int:
    """Return where the comment begins that stands above a line; what heads the file is none."""
    start = text.rfind("\n", 0, max(at - 1, 0)) + 1
    return _pass_comments(text, start) if start and text[start] == "#" else at


def _end_of_line(text: str, at: int) -> int:
    if at and text[at - 1] == "\n":
        return at
    return text.find("\n", at) + 1 or len(text)


def _lead(text: str, at: int) -> str:
    """Return what begins a line at that place: nothing where one begins."""
    return "" if not at or text[at - 1] == "\n" else _line_end(text)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _write_block(entry: Mapping[str, str | int], indent: int, end: str) -> list[str]:
    lead = " " * indent
    return [
        f"{lead}{'  ' if number else '- '}{name}: {value}{end}"
        for number, (name, value) in enumerate(entry.items())
    ]


def _write_flow(entry: Mapping[str, str | int]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in entry.items())}}}"


# ---------------------------------------------------------------- an entry that is there


def _renew(source: Source, position: int, old: dict[str, Any], entry: Entry) -> list[_Edit]:
    text = source.text
    edits = []
    for name, value in entry.items():
        if name in old and old[name] != value:
            start, end = source.span((DATA, position, name))
            blank = " " if start == end and text[start - 1] == ":" else ""
            edits.append((start, end, f"{blank}{value}"))
    added = {name: value for name, value in entry.items() if name not in old}
    if not added:
        return edits
    last = next(name for name in reversed(FIELDS) if name in old)
    at = source.span((DATA, position, last))[1]
    if text[source.span((DATA, position))[0]] == "{":
        words = "".join(f", {name}: {value}" for name, value in added.items())
        return [*edits, (at, at, words)]
    column = source.locate((DATA, position, last), key=True).column
    at, lead, line_end = _end_of_line(text, at), " " * (column - 1), _line_end(text)
    lines = [f"{lead}{name}: {value}{line_end}" for name, value in added.items()]
    return [*edits, (at, at, _lead(text, at) + "".join(lines))]


# ---------------------------------------------------------------- what they give


def take_alone(source: Source, entry: Mapping[str, Any], table: Table) -> Audit:
    """Return an audit that has nothing but these data: what they give depends on nothing else.

    The audit itself may be far from finished; of the entry only what is in order is taken.
    """
    counts = {name: entry[name] for name in COUNTS if isinstance(entry.get(name), int)}
    bare = {
        "id": "",
        "firm": "",
        "type": str(AuditType.SPECIAL),
        "standard": source.data["standard"],
        **dict.fromkeys(("from", "reported"), entry["from"]),
        "to": entry["to"],
        "team": {"lead": ""},
        "scope": "",
        "evidence": [],
        "findings": [],
        DATA: [{**{name: entry[name] for name in FIELDS if name not in COUNTS}, **counts}],
    }
    return convert_audit(replace(source, data=bare), {0: table})
