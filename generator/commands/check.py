"""`certify check`: whether the records are good."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.checking import check_paths
from generator.commands.session import (
    EXIT_PROBLEMS,
    Session,
    count_cores,
    jobs_option,
    print_json,
)
from generator.records.problems import count_errors
from generator.terminal.problems import print_problems


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@jobs_option
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], form: str, jobs: int | None) -> None:
    """检查记录 / Check the records: all of them, or those named."""
    root = session.require_registry()
    for path in paths:
        session.require_file(path)
    problems, files = check_paths(root, paths, jobs=jobs or count_cores())
    if form == "json":
        print_json([found.as_json(session.language) for found in problems])
    else:
        print_problems(problems, session.language)
        errors = count_errors(problems)
        warnings = len(problems) - errors
        if not problems:
            click.echo(
                session.say(
                    f"检查了 {files} 个文件，没有问题。", f"{files} files checked, no problem."
                )
            )
        else:
            click.echo(
                session.say(
                    f"检查了 {files} 个文件：{errors} 个错误，{warnings} 个提醒。",
                    f"{files} files checked: {errors} errors, {warnings} warnings.",
                )
            )
    if count_errors(problems):
        sys.exit(EXIT_PROBLEMS)
