"""The terminal: problems, each with its place, its words and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records.problems import Problem

_COLOURS = {"error": "red", "warning": "yellow"}


def print_problems(problems: Iterable[Problem], language: str, *, err: bool = False) -> None:
    """Print problems as `path:line:col: error CODE message`, each with its hint below."""
    for found in problems:
        place = found.location
        click.echo(
            f"{place.path}:{place.line}:{place.column}: "
            + click.style(str(found.severity), fg=_COLOURS[found.severity], bold=True)
            + f" {found.code} {found.message(language)}",
            err=err,
        )
        click.echo(click.style(f"    {found.hint(language)}", dim=True), err=err)
