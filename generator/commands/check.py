"""`certify check`: whether the records are good; all, some, or those that a change reaches."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.checking import check_paths
from generator.commands.session import (
    EXIT_PROBLEMS,
    Session,
    count_cores,
    jobs_option,
    print_json,
)
from generator.records.problems import CannotGoOn, count_errors, sort_problems
from generator.terminal.problems import print_problems, read_from

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from generator.records.problems import Problem
    from generator.terminal.problems import ReadText

FORMS = ("text", "json", "github", "gitlab", "sarif")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What was found, what was looked at, and where the texts are read."""

    drafts: tuple[Path, ...] = ()
    problems: tuple[Problem, ...]
    looked_at: str
    """In words, without a full stop."""
    read: ReadText


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--changed",
    "base",
    metavar="[BASE]",
    is_flag=False,
    flag_value="",
    default=None,
    help="只检查与 BASE 不同的记录及依赖它们的记录 / only what differs from BASE, "
    "and what depends on it  [远程默认分支，否则 HEAD / the remote's default branch, or HEAD]",
)
@click.option(
    "--staged",
    is_flag=True,
    help="只检查将要提交的内容 / only what the next commit would change, as it is staged",
)
@click.option(
    "--git",
    "history",
    is_flag=True,
    help="另按 git 历史核对：由谁提交，有无事后改动 / also ask git's history who committed what, "
    "and what was changed afterwards",
)
@click.option("--format", "form", type=click.Choice(FORMS), default="text")
@jobs_option
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    base: str | None,
    staged: bool,
    history: bool,
    form: str,
    jobs: int | None,
) -> None:
    """检查记录 / Check the records: all of them, those named, or those that a change reaches."""
    root = session.require_registry()
    if (base is not None) + staged + bool(paths) > 1:
        raise click.UsageError(
            session.say(
                "文件、--changed 与 --staged 只能选用一种",
                "name paths, or --changed, or --staged: one of them",
            )
        )
    if history and staged:
        raise click.UsageError(
            session.say(
                "--git 核对已经提交的内容，不能与 --staged 同用",
                "--git looks at what is committed already: not together with --staged",
            )
        )
    for path in paths:
        session.require_file(path)
    cores = jobs or count_cores()
    if base is not None or staged:
        outcome = _check_changed(session, root, base, staged=staged, history=history, jobs=cores)
    else:
        problems, files = check_paths(root, paths, jobs=cores)
        outcome = _Outcome(
            problems=problems,
            looked_at=session.say(f"检查了 {files} 个文件", f"{files} files checked"),
            read=read_from(root, paths),
            drafts=paths,
        )
        if history:
            told = [p for p in _ask_git(root, None, cores) if _is_named(p, root, paths)]
            outcome = replace(outcome, problems=sort_problems([*outcome.problems, *told]))
    _PRINTERS[form](session, outcome)
    if count_errors(outcome.problems):
        sys.exit(EXIT_PROBLEMS)


def _ask_git(root: Path, folders: Collection[str] | None, jobs: int) -> list[Problem]:
    """Let git's history be checked; nothing, where there is no roster to check it against."""
    from generator.records.foundation import read_foundation
    from generator.revisions.provenance import check_provenance

    foundation = read_foundation(root).foundation
    return check_provenance(root, foundation, folders=folders, jobs=jobs) if foundation else []


def _is_named(found: Problem, root: Path, paths: Sequence[Path]) -> bool:
    """Tell whether a problem lies in one of the paths; every one does where none is named."""
    place = (root / found.location.path).resolve()
    return not paths or any(path.resolve() in (place, *place.parents) for path in paths)


def _check_changed(
    session: Session, root: Path, base: str | None, *, staged: bool, history: bool, jobs: int
) -> _Outcome:
    from generator.revisions.changed import check_changed
    from generator.revisions.versions import INDEX, read_file

    look = check_changed(root, base or None, staged=staged, jobs=jobs)
    problems = look.problems
    if history:
        folders = None if look.reach.everything else look.reach.folders
        problems = sort_problems([*problems, *_ask_git(root, folders, jobs)])
    since, count = look.reach.base[:10], len(look.reach.changed)
    differ = "1 file differs" if count == 1 else f"{count or 'no'} files differ"
    return _Outcome(
        problems=problems,
        looked_at=session.say(
            f"与 {since} 相比有 {count} 个文件不同，检查了 {look.files} 个文件",
            f"{differ} from {since}; {look.files} files checked",
        ),
        read=partial(read_file, look.repository, INDEX) if staged else read_from(root),
    )


def _print_text(session: Session, outcome: _Outcome) -> None:
    print_problems(outcome.problems, session.language, read=outcome.read)
    click.echo(_sum_up(session, outcome))


def _sum_up(session: Session, outcome: _Outcome) -> str:
    if not outcome.problems:
        return session.say(f"{outcome.looked_at}，没有问题。", f"{outcome.looked_at}, no problem.")
    errors = count_errors(outcome.problems)
    warnings = len(outcome.problems) - errors
    return session.say(
        f"{outcome.looked_at}：{errors} 个错误，{warnings} 个提醒。",
        f"{outcome.looked_at}: {errors} errors, {warnings} warnings.",
    )


def _print_json(session: Session, outcome: _Outcome) -> None:
    print_json([found.as_json(session.language) for found in outcome.problems])


def _print_github(session: Session, outcome: _Outcome) -> None:
    from generator.reporting.github import write_commands

    for line in write_commands(_from_top(session, outcome), session.language):
        click.echo(line)
    click.echo(_sum_up(session, outcome), err=True)


def _print_gitlab(session: Session, outcome: _Outcome) -> None:
    from generator.reporting.gitlab import describe_issues

    print_json(describe_issues(_from_top(session, outcome), session.language))


def _print_sarif(session: Session, outcome: _Outcome) -> None:
    from importlib.metadata import version

    from generator.reporting.sarif import describe_problems

    print_json(
        describe_problems(
            _from_top(session, outcome),
            session.language,
            version=version("aftersales-registry"),
            site_url=_find_site_url(session.registry),
        )
    )


_PRINTERS = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
    "gitlab": _print_gitlab,
    "sarif": _print_sarif,
}


def _from_top(session: Session, outcome: _Outcome) -> tuple[Problem, ...]:
    """Return the problems with paths from the repository's root, or from here without one."""
    from generator.reporting.places import place_problems
    from generator.revisions.versions import find_repository

    try:
        top = find_repository(session.registry).top
    except CannotGoOn:
        top = Path.cwd()
    return place_problems(outcome.problems, session.registry, top, outcome.drafts)


def _find_site_url(root: Path) -> str | None:
    """Return the site's address with a slash at its end, if the registry's settings name one."""
    from generator.records.data import read_data

    try:
        settings = read_data(root / "mkdocs.yml")
    except CannotGoOn:
        return None
    address = settings.get("site_url") if isinstance(settings, dict) else None
    return f"{address.rstrip('/')}/" if isinstance(address, str) and address else None
