"""What the commands that draft share: the foundation, writing once, and telling what comes next.

Input: a session and a draft. Output: its file, and commands to go on with.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.commands.session import EXIT_PROBLEMS, Session
from generator.drafting.placing import place_files

if TYPE_CHECKING:
    from generator.records.model import Foundation


def read_or_stop(session: Session, root: Path) -> Foundation:
    """Read what every record is read against; end with its problems and exit code 1."""
    from generator.records.foundation import read_foundation

    reading = read_foundation(root)
    if reading.foundation is None:
        session.tell(reading.problems)
        sys.exit(EXIT_PROBLEMS)
    return reading.foundation


def write_draft(session: Session, root: Path, path: str, text: str) -> None:
    """Write a new file at a path relative to the registry; wrong usage where there is one."""
    try:
        place_files(root, {path: text.encode()})
    except FileExistsError:
        raise click.UsageError(
            session.say(f"{path} 已存在，不会覆盖。", f"{path} exists and is not overwritten.")
        ) from None
    click.echo(session.say(f"已写入 {root / path}", f"written: {root / path}"))


def show_commands(session: Session, *commands: tuple[str, ...]) -> None:
    """Show what to type next, ready to be copied."""
    click.echo(session.say("接下来：", "Next:"))
    for words in commands:
        click.echo(f"  {shlex.join(words)}")


def certify_at(root: Path) -> tuple[str, ...]:
    """Return how a command on the registry begins."""
    return ("certify",) if root == Path() else ("certify", "--registry", str(root))


def stop_unwritten(session: Session) -> NoReturn:
    """Say that nothing was written, after Ctrl-C or the end of input; end with exit code 1."""
    click.echo(
        session.say("\n已取消，没有写入任何文件。", "\nStopped; nothing was written."), err=True
    )
    sys.exit(EXIT_PROBLEMS)
