"""The terminal: the one console that everything is printed on."""

from __future__ import annotations

from rich.console import Console


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that never breaks what it prints into a pipe."""
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal:
        # Tables take only the width they need; nothing is wrapped for a reader that is a program.
        console = Console(stderr=stderr, highlight=False, width=4000)
    return console
