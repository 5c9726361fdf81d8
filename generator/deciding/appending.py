"""Deciding, text: a firm's decisions with one more at their end, every byte before it kept.

Input: the bytes of `decisions.yaml` (or none) and a `Decision`. Output: `Addition`. What was there
must read back as it was and the new entry as it was meant, or nothing is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.deciding.entry import list_fields, write_block, write_flow, write_scalar
from generator.records.problems import CannotGoOn, Problem
from generator.records.source import Source, parse_source

if TYPE_CHECKING:
    from generator.records.model import Decision

_MODELINE = "# yaml-language-server: $schema=../../../standards/schema/decisions.schema.json"
_LIST = "decisions"
_INDENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A file as it will be: what stands before and after is kept as it was."""

    content: bytes
    added: str
    line: int
    """The line on which the added text begins, from 1."""
    place: int
    """The place of the new decision among the firm's, from 0."""
    is_new: bool
    """Whether there was no file."""


def add_decision(
    before: bytes | None, shown: str, firm: str, decision: Decision
) -> Addition | Problem:
    """Add a decision to a firm's; the problem is returned where the file cannot be read.

    Raises CannotGoOn where the file is written in a way that nothing can be added to.
    """
    if before is None:
        head = f"{_MODELINE}\nfirm: {write_scalar(firm)}\n{_LIST}:\n"
        text = head + write_block(decision, _INDENT)
        return Addition(content=text.encode(), added=text, line=1, place=0, is_new=True)
    source = parse_source(before, shown)
    if isinstance(source, Problem):
        return source
    entries = source.data.get(_LIST) if isinstance(source.data, dict) else None
    if isinstance(source.data, dict) and _LIST in source.data and isinstance(entries, list | None):
        at, added = _place(source, entries or [], decision)
        after = source.text[:at] + added + source.text[at:]
        read = parse_source(after.encode(), shown)
        meant = {**source.data, _LIST: [*(entries or []), _as_data(decision)]}
        if isinstance(read, Source) and read.data == meant:
            # What begins with the end of the line before is shown from the next line on.
            skipped = len(added) - len(added.lstrip("\n"))
            return Addition(
                content=after.encode(),
                added=added[skipped:],
                line=source.text.count("\n", 0, at) + 1 + skipped,
                place=len(entries or []),
                is_new=False,
            )
    block = write_block(decision, _INDENT)
    raise CannotGoOn(
        zh=f"{shown} 的写法不能自动添加，没有写入。请手工写入：\n{block}",
        en=f"{shown} is written in a way that nothing can be added to; nothing was written. "
        f"Add by hand:\n{block}",
    )


def _place(source: Source, entries: list[Any], decision: Decision) -> tuple[int, str]:
    """Return where the new entry goes, as a place in the text, and what to put there."""
    text = source.text
    start, end = source.span((_LIST,))
    if entries and text[start] == "[":
        return end - 1, f", {write_flow(decision)}"
    if not entries and text[start:end].strip() == "[]":
        return end - 1, write_flow(decision)
    # A list in lines begins at its first dash.
    indent = source.place_at(start).column - 1 if entries else _INDENT
    block = write_block(decision, indent)
    at = len(text) if _is_last_field(source) else _end_of_line(source, entries)
    lead = "" if not at or text[at - 1] == "\n" else "\n"
    return at, lead + _space_between(source, entries) + block


def _is_last_field(source: Source) -> bool:
    fields: list[str] = list(source.data)
    return fields[-1] == _LIST


def _space_between(source: Source, entries: list[Any]) -> str:
    """Return the empty line that stands between decisions where people leave one."""
    if len(entries) <= 1:
        return ""
    start, _ = source.span((_LIST, len(entries) - 1))
    above = source.text[:start].rstrip(" -")
    return "\n" if above.endswith("\n\n") and not source.text.endswith("\n\n") else ""


def _end_of_line(source: Source, entries: list[Any]) -> int:
    """Return where the line after the list's last word begins.

    A collection ends where the next thing begins, comments in between included; a word does not.
    """
    pointer: tuple[str | int, ...] = (_LIST,)
    value: Any = entries
    while isinstance(value, dict | list) and value:
        step = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        pointer, value = (*pointer, step), value[step]
    _, end = source.span(pointer, key=not entries)
    return end if source.text[end - 1] == "\n" else source.text.find("\n", end) + 1


def _as_data(decision: Decision) -> dict[str, Any]:
    """Return the data that the entry must read back to."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in list_fields(decision).items()
    }
