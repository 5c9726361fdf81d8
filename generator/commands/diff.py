"""`certify diff`: which scores, grades and statuses a change alters, and by which findings."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from generator.commands.session import (
    EXIT_PROBLEMS,
    Session,
    count_cores,
    day_option,
    jobs_option,
    print_json,
    today,
)
from generator.records.problems import count_errors

if TYPE_CHECKING:
    from generator.revisions.difference import Difference


@click.command("diff")
@click.argument("base", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
@day_option
@jobs_option
@click.pass_obj
def command(
    session: Session, base: str | None, form: str, as_of: date | None, jobs: int | None
) -> None:
    """与 BASE 相比，评分、星级和状态的变化 / How scores, grades and statuses differ from BASE.

    BASE 是分支、标签或提交；不写则取远程默认分支，否则取 HEAD。
    A branch, a tag or a commit; without it the remote's default branch, or HEAD.
    """
    from generator.revisions.difference import find_difference

    root = session.require_registry()
    cores = jobs or count_cores()
    difference = find_difference(root, base or None, as_of=as_of or today(), jobs=cores)
    if form == "json":
        from generator.reporting.comparisons import describe_difference

        print_json(describe_difference(difference, session.language))
    elif form == "markdown":
        from generator.reporting.markdown import write_comment

        click.echo(write_comment(difference, session.language), nl=False)
    else:
        from generator.terminal.comparisons import print_difference

        print_difference(difference, session.language)
        _print_problems(session, difference)
    if count_errors(difference.after.problems):
        sys.exit(EXIT_PROBLEMS)


def _print_problems(session: Session, difference: Difference) -> None:
    from generator.revisions.versions import read_file
    from generator.terminal.problems import print_problems, read_from

    base = difference.base[:10]
    if count := count_errors(difference.before.problems):
        told = session.say(
            f"比较的基准 {base} 有 {count} 个错误：", f"{base}, compared with, has {count} errors:"
        )
        click.echo(told, err=True)
        read = partial(read_file, difference.repository, difference.base)
        print_problems(difference.before.problems, session.language, err=True, read=read)
    if count := count_errors(difference.after.problems):
        told = session.say(
            f"现在的记录有 {count} 个错误：", f"the records now have {count} errors:"
        )
        click.echo(told, err=True)
        read_now = read_from(session.registry)
        print_problems(difference.after.problems, session.language, err=True, read=read_now)
