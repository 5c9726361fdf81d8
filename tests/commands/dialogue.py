"""Talks with a command at a terminal of its own, as a person would."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0
"""Seconds until a question must have come; a machine may be busy."""
_AT_A_TERMINAL = (
    "import runpy, signal\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "runpy.run_module('generator.cli', run_name='__main__', alter_sys=True)\n"
)
"""Ctrl-C is heard there, even where the tests run in the background and it is ignored."""


class Dialogue:
    """A command whose three streams are one terminal."""

    def __init__(self, *arguments: str) -> None:
        self.here, there = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _AT_A_TERMINAL, *arguments],
            stdin=there,
            stdout=there,
            stderr=there,
            cwd=ROOT,
            env={**os.environ, "TERM": "dumb", "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        os.close(there)
        self.heard = b""
        self.read_up_to = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.here)

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question and type an answer; `\\x04` is the end of input."""
        self._hear_until(question)
        os.write(self.here, answer.encode() if answer == "\x04" else f"{answer}\n".encode())

    def interrupt(self, question: str, signal: int) -> None:
        """Wait for a question and send a signal instead of an answer, again until it is heard.

        One that comes a moment before the command begins to listen would wait for a key.
        """
        self._hear_until(question)
        for _ in range(20):
            self.process.send_signal(signal)
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                continue
            return

    def finish(self) -> tuple[int, str]:
        """Hear the rest; return the exit code and all that was said."""
        while self._hear():
            pass
        return self.process.wait(_PATIENCE), self.heard.decode().replace("\r\n", "\n")

    def _hear_until(self, words: str) -> None:
        wanted = words.encode()
        while (at := self.heard.find(wanted, self.read_up_to)) < 0:
            assert self._hear(), f"{words!r} was not said:\n{self.heard.decode()}"
        self.read_up_to = at + len(wanted)

    def _hear(self) -> bool:
        """Read what comes next; False at the end. Fails where nothing comes for too long."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if select.select([self.here], [], [], 0.2)[0]:
                try:
                    piece = os.read(self.here, 65536)
                except OSError:  # the other side is gone
                    return False
                self.heard += piece
                return bool(piece)
        raise AssertionError(f"nothing came for {_PATIENCE} s:\n{self.heard.decode()}")
