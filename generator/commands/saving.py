"""What the commands share that write a document for somebody: whole, and over nothing unasked.

Input: a path and the bytes. Output: the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.drafting.placing import place_files, replace_files

if TYPE_CHECKING:
    from pathlib import Path

    from generator.commands.session import Session


def save_document(session: Session, path: Path, content: bytes, *, force: bool) -> None:
    """Write a file, whole or not at all; wrong usage where there is one and it is not forced."""
    if force:
        replace_files({path: content})
        return
    try:
        place_files(path.parent, {path.name: content})
    except FileExistsError:
        refuse_existing(session, path)


def refuse_existing(session: Session, path: Path) -> None:
    """Raise wrong usage: the file is there, and nobody said that it may go."""
    raise click.UsageError(
        session.say(
            f"{path} 已存在，不会覆盖；确要覆盖请加 --force。",
            f"{path} exists and is not overwritten; add --force if it should be.",
        )
    ) from None
