"""Publication: a themed page made into a stamp for record pages.

Input: the one page that the site's renderer made for all records, with marks in it.
Output: `Shell`, which joins ready pieces of HTML; it knows nothing of who rendered them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "_record"
"""Stands for a record's code in every address on the shell, its folder included."""
KINDS = ("firms", "certificates", "changes")
"""Folders that have a shell of their own."""
PARTS = ("title", "description", "code", "body")
_MARKS = re.compile(rf"(@@(?:{'|'.join(PARTS)})@@|(?<=/){RECORD}(?=/))")


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its marks: text, name of a part, text, … in turn."""

    pieces: tuple[str, ...]

    def stamp(self, *, title: str, description: str, code: str, body: str) -> str:
        """Return the page of one record; `body` is HTML, the others are plain words."""
        parts = {
            "title": escape(title),
            "description": escape(description),
            "code": escape(code),
            "body": body,
        }
        stamped = list(self.pieces)
        stamped[1::2] = [parts[name] for name in stamped[1::2]]
        return "".join(stamped)


def cut_shell(page: str) -> Shell:
    """Cut a page at its marks; raises ValueError where a mark is missing."""
    pieces = _MARKS.split(page)
    names = ["code" if mark == RECORD else mark.strip("@") for mark in pieces[1::2]]
    missing = [part for part in ("title", "description", "body") if part not in names]
    if missing:
        message = f"the record shell lacks {', '.join(missing)}"
        raise ValueError(message)
    pieces[1::2] = names
    return Shell(tuple(pieces))


def read_shell(path: Path) -> Shell:
    """Read a rendered shell page and cut it."""
    return cut_shell(path.read_text(encoding="utf-8"))


def take_shell(site: Path, kind: str = KINDS[0]) -> Shell:
    """Read a shell of a rendered site (one language's folder) and delete it there."""
    folder = site / kind / RECORD
    shell = read_shell(folder / "index.html")
    (folder / "index.html").unlink()
    folder.rmdir()
    return shell
