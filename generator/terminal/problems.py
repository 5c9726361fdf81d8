"""The terminal: problems, each with its place, its words and how to mend it.

Input: problems, and what reads the files they are in. Output: lines for people; in a terminal the
offending line too, with a mark below it. In a pipe the lines keep one form, for programs.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from generator.terminal.excerpts import draw_excerpt, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.records.problems import Location, Problem

    ReadText = Callable[[str], bytes | None]
    """Gives a file's bytes by the path that a problem tells; None where it cannot be read."""

_COLOURS = {"error": "red", "warning": "yellow"}
_NARROW = 40
"""Columns that an excerpt takes even where the terminal has fewer."""


def print_problems(
    problems: Iterable[Problem], language: str, *, err: bool = False, read: ReadText | None = None
) -> None:
    """Print problems as `path:line:col: error CODE message`, each with its hint below.

    In a terminal, what `read` gives of the file is shown too: the line, and where in it.
    """
    excerpts = _Excerpts(read) if read and _is_terminal(err=err) else None
    for found in problems:
        place = found.location
        click.echo(
            f"{place.path}:{place.line}:{place.column}: "
            + click.style(str(found.severity), fg=_COLOURS[found.severity], bold=True)
            + f" {found.code} {found.message(language)}",
            err=err,
        )
        for number, line in excerpts.draw(place) if excerpts else ():
            mark = click.style(line, fg=_COLOURS[found.severity]) if not number.strip() else line
            click.echo(click.style(f"{number} │ ", dim=True) + mark, err=err)
        click.echo(click.style(f"    {found.hint(language)}", dim=True), err=err)


def read_from(root: Path, drafts: Iterable[Path] = ()) -> ReadText:
    """Return what reads the files that problems speak of: a registry's, or drafts by their path."""
    others = {draft.as_posix(): draft for draft in drafts}

    def read(path: str) -> bytes | None:
        place = root / path
        try:
            return (others.get(path, place) if not place.is_file() else place).read_bytes()
        except OSError:
            return None

    return read


def _is_terminal(*, err: bool) -> bool:
    return (sys.stderr if err else sys.stdout).isatty()


class _Excerpts:
    """Draws excerpts of files; each file is read once, problems come file by file."""

    def __init__(self, read: ReadText) -> None:
        self.read = read
        self.path: str | None = None
        self.lines: list[str] = []
        self.width = max(shutil.get_terminal_size().columns, _NARROW)

    def draw(self, place: Location) -> tuple[tuple[str, str], ...]:
        """Return the line and the mark below it, each after what stands in the margin."""
        if place.path != self.path:
            self.path = place.path
            self.lines = split_lines(self.read(place.path) or b"")
        if not 1 <= place.line <= len(self.lines):
            return ()
        number = f"{place.line:5}"
        room = self.width - len(number) - 3
        line, mark = draw_excerpt(self.lines[place.line - 1], place.column, room)
        if not line.strip():
            return ()
        return (number, line), (" " * len(number), mark)
