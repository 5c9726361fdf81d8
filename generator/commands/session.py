"""What the commands share: the registry, the language, the day, and how to stop on problems.

Input: the options before the command. Output: `Session`, which each command is given.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.records.problems import count_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.gathering import Gathered
    from generator.records.problems import Problem

EXIT_PROBLEMS = 1
EXIT_USAGE = 2


class Day(click.ParamType):  # type: ignore[type-arg]  # generic for its checker, not when run
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; wrong usage where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value!r} 不是日期，应如 2026-11-22 / is not a day such as 2026-11-22", param, ctx
            )


class Session:
    """What every command shares: the registry's folder and the language of messages."""

    def __init__(self, registry: Path, language: str) -> None:
        """Keep both."""
        self.registry = registry
        self.language = language

    def say(self, zh: str, en: str) -> str:
        """Pick the words in the language of this session."""
        return zh if self.language == "zh" else en

    def require_registry(self) -> Path:
        """Return the registry's folder; wrong usage where it is none."""
        if not (self.registry / "standards").is_dir():
            raise click.UsageError(
                self.say(
                    f"{self.registry} 不是登记库（没有 standards/ 文件夹）；用 --registry 指明",
                    f"{self.registry} is no registry (it has no standards/ folder); "
                    "name one with --registry",
                )
            )
        return self.registry

    def require_file(self, path: Path) -> None:
        """Raise wrong usage where there is no such file or folder."""
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(
                self.say(f"没有这个文件：{path}", f"there is no such file: {path}")
            )

    def require_audit(self, words: str) -> Path:
        """Return an audit's file, named by its path or as CODE/ID; wrong usage where none is."""
        from generator.drafting.answers import Refusal
        from generator.drafting.targets import find_audit_file

        try:
            return find_audit_file(self.registry, words)
        except Refusal as refusal:
            raise click.UsageError(self.say(refusal.zh, refusal.en)) from None

    def tell(self, problems: Sequence[Problem], *drafts: Path) -> None:
        """Print problems on stderr, with the lines they speak of where that is a terminal."""
        from generator.terminal.problems import print_problems, read_from

        print_problems(problems, self.language, err=True, read=read_from(self.registry, drafts))

    def gather(self, as_of: date, jobs: int | None = None) -> Gathered:
        """Gather the registry or stop with its problems and exit code 1."""
        from generator.gathering import gather

        gathered = gather(self.require_registry(), as_of=as_of, jobs=jobs or count_cores())
        self.stop_on_problems(gathered)
        return gathered

    def stop_on_problems(self, gathered: Gathered) -> None:
        """End with exit code 1, and every problem told, where there are errors."""
        if gathered.sound:
            return
        self.tell(gathered.problems)
        self.stop_unwritten(count_errors(gathered.problems))

    def stop_unwritten(self, errors: int) -> NoReturn:
        """End with exit code 1: because of so many errors nothing was written."""
        counted = "1 error" if errors == 1 else f"{errors} errors"
        told = self.say(f"{errors} 个错误；没有写入任何文件。", f"{counted}; nothing was written.")
        click.echo(told, err=True)
        sys.exit(EXIT_PROBLEMS)


def print_json(document: Any) -> None:
    """Print one JSON document on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def today() -> date:
    """Return the day of this place: the one clock that a run looks at, and only once."""
    return this_moment()[0]


def this_moment() -> tuple[date, str]:
    """Return the day of this place and its time, as HH:MM:SS."""
    moment = datetime.now(UTC).astimezone()
    return moment.date(), f"{moment:%H:%M:%S}"


def count_cores() -> int:
    """Return how many processes a run may use."""
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2, 1)


def day_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --as-of."""
    return click.option(
        "--as-of", type=Day(), default=None, help="哪一天 / on which day  [今天 / today]"
    )(command)


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --jobs."""
    return click.option("--jobs", type=click.IntRange(1), default=None, help="进程数 / processes")(
        command
    )
