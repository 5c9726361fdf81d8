"""Walks a page of the guide as a reader would: runs its commands, makes its edits, reads along.

Fenced blocks of the page, in their order: `sh` is run line by line in one folder (`cd` lasts);
`text` shows what the command before it printed, where `…` stands for what the page leaves out, and
lets that command end with 1; `diff` is an edit, its first line `--- FILE`. Other blocks are shown
only. What the page says and what happens must agree; the first difference stops the walk.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
ALLOWED = {"certify", "cd", "cp", "git", "mkdir"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block of a page: its language and its text without the indent."""

    kind: str
    text: str


def read_blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found = []
    for indent, kind, text in FENCE.findall(page.read_text(encoding="utf-8")):
        lines = [line.removeprefix(indent) for line in text.splitlines()]
        found.append(Block(kind=kind, text="\n".join(lines)))
    return found


def walk(page: Path, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Walk a page, beginning in `folder`; yield each command done.

    Raises AssertionError where a command fails, prints otherwise, or an edit does not fit.
    """
    here = folder
    blocks = read_blocks(page)
    for position, block in enumerate(blocks):
        if block.kind == "diff":
            edit(block.text, here)
        if block.kind != "sh":
            continue
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        commands = block.text.replace("\\\n", " ").splitlines()
        for number, command in enumerate(commands, 1):
            words = shlex.split(command, comments=True)
            assert words[0] in ALLOWED, command
            if words[0] == "cd":
                here = (here / words[1]).resolve()
                continue
            shown = number == len(commands) and following is not None and following.kind == "text"
            run(words, here, environment, following.text if shown and following else None)
            yield command


def run(words: list[str], here: Path, environment: Mapping[str, str], shown: str | None) -> None:
    """Run one command; it must end well, or print what the page shows."""
    code, printed = run_at_terminal(words, here, {**os.environ, **environment})
    assert "Traceback" not in printed, printed
    assert code in ((0,) if shown is None else (0, 1)), f"{shlex.join(words)}\n{printed}"
    if shown is not None:
        compare(shown, printed)


def run_at_terminal(
    words: list[str], here: Path, environment: Mapping[str, str]
) -> tuple[int, str]:
    """Run a command whose output is a terminal; return its code and what the screen says."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        words, cwd=here, env=environment, stdin=subprocess.DEVNULL, stdout=its, stderr=its
    )
    os.close(its)
    read = bytearray()
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the last writer is gone
            break
        if not part:
            break
        read += part
    os.close(ours)
    screen = CONTROLS.sub("", read.decode(errors="replace")).replace("\r\n", "\n")
    return process.wait(timeout=60), screen


def compare(shown: str, printed: str) -> None:
    """What a page shows must have been printed, line after line; `…` leaves something out."""
    pattern = ".*?".join(re.escape(part) for part in re.split(r"\s*…\s*", shown.strip()))
    pattern = re.sub(r"(?:\\ )+", " +", pattern)
    plain = "\n".join(line.rstrip() for line in printed.splitlines())
    assert re.search(pattern, plain, re.DOTALL), f"shown:\n{shown}\n\nprinted:\n{printed}"


def edit(diff: str, here: Path) -> None:
    """Make an edit: the lines marked `-` and ` ` stand in the file once, and give way."""
    head, *lines = diff.splitlines()
    path = here / head.removeprefix("--- ").strip()
    old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: not there once:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
