"""`certify decide`: a decision of the committee is tried, shown, and appended to the firm's.

What is not given as an option is taken from the records or asked for at a terminal, and is wrong
usage elsewhere.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import click

from generator.commands.drafted import certify_at, read_or_stop, show_commands, stop_unwritten
from generator.commands.session import EXIT_PROBLEMS, Day, Session, print_json, this_moment
from generator.deciding.filling import fill_decision
from generator.deciding.proposal import carry_out, propose
from generator.deciding.saving import read_folder
from generator.deciding.situation import Given, Situation
from generator.deciding.targets import Target, find_target
from generator.deciding.words import Spoken
from generator.drafting.answers import Choice, find_firms
from generator.drafts import find_folders
from generator.gathering import assess_firm
from generator.records.model import Outcome, Text
from generator.records.problems import count_errors
from generator.terminal.asking import Asker, Question
from generator.terminal.decisions import describe_proposal, print_proposal
from generator.terminal.problems import print_problems, read_from

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from generator.deciding.proposal import Proposal
    from generator.records.model import Foundation
    from generator.records.problems import Problem

_WHAT = Question(
    option="WHAT",
    zh="关于什么（审核、企业代码或名称、证书编号）",
    en="About what (an audit, a firm's code or name, a certificate's number)",
)


def _text_options(name: str, zh: str, en: str) -> Callable[..., Any]:
    """Give a command the three options of words in two languages."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        for suffix, of in (("-en", "英文 / in English"), ("-zh", "中文 / in Chinese"), ("", "")):
            words = f"{zh} / {en}"
            both = f"{words}: “中文 // English”, @FILE"
            command = click.option(
                f"--{name}{suffix}", metavar="TEXT", help=f"{words}: {of}" if of else both
            )(command)
        return command

    return give


@click.command("decide")
@click.argument("what", required=False)
@click.argument("kind", required=False)
@click.option(
    "--by", multiple=True, metavar="IDS", help="决定人 / who decided, as C001,C003; may be repeated"
)
@click.option("--decided", type=Day(), help="决定日 / day of the decision  [今天 / today]")
@click.option("--effective", type=Day(), help="生效日 / day of effect  [决定日 / that day]")
@_text_options("scope", "证书范围", "scope of the certificate")
@_text_options("reason", "理由", "the reason")
@_text_options("exemption", "首年限制豁免理由", "why the first-year cap is lifted")
@click.option("--appeal", metavar="ID", help="所决定的申诉 / the appeal that is decided, as AP1")
@click.option("--outcome", metavar="OUTCOME", help="|".join(Outcome))
@click.option("--yes", is_flag=True, help="不再确认 / write without asking")
@click.option("--dry-run", is_flag=True, help="只试不写 / try and show only, write nothing")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session,
    /,
    *,
    what: str | None,
    kind: str | None,
    by: tuple[str, ...],
    decided: date | None,
    effective: date | None,
    yes: bool,
    dry_run: bool,
    form: str,
    appeal: str | None,
    outcome: str | None,
    **words: str | None,
) -> None:
    """登记一项认证决定 / Record a decision: tried by every rule first, shown, then appended.

    WHAT: 审核（文件或 企业代码/编号）、企业代码、证书编号 / an audit (its file, or CODE/ID),
    a firm's code, or a certificate's number.

    KIND: grant, refuse, maintain, suspend, reinstate, withdraw, change_scope, renew, appeal.
    """
    root = session.require_registry()
    asker = Asker(session)
    if not (yes or dry_run or asker.asks):
        raise click.UsageError(
            session.say(
                "缺少 --yes（不经确认就写入）或 --dry-run（只试不写）",
                "--yes is missing (write without asking), or --dry-run (write nothing)",
            )
        )
    today, time = this_moment()
    day = decided or today
    given = Given(
        kind=kind,
        by=by,
        decided=day,
        effective=effective or day,
        scope=_spoken(words, "scope"),
        exemption=_spoken(words, "exemption"),
        reason=_spoken(words, "reason"),
        appeal=appeal,
        outcome=outcome,
    )
    foundation = read_or_stop(session, root)
    try:
        target = _find(asker, root, what)
        folder, contents = target.folder, read_folder(target.folder)
        dossier, problems = assess_firm(
            folder, root=root, foundation=foundation, as_of=given.effective
        )
        if dossier is None:
            _stop(session, root, problems, form)
        situation = Situation(
            root=root,
            target=target,
            dossier=dossier,
            foundation=foundation,
            recorded=today,
            time=time,
        )
        decision = fill_decision(asker, situation, given)
        proposal = propose(root, folder, contents, foundation, decision)
        if proposal.errors:
            _stop(session, root, proposal.problems, form, proposal)
        _show(session, root, proposal, foundation, form, asks=not (yes or dry_run))
        if not (yes or dry_run):
            _confirm(session)
    except click.Abort:
        stop_unwritten(session)
    if not dry_run:
        carry_out(root, folder, contents, proposal)
    if form == "json":
        print_json(describe_proposal(proposal, written=not dry_run, language=session.language))
    else:
        _tell(session, root, proposal, written=not dry_run)


def _spoken(words: dict[str, str | None], name: str) -> Spoken:
    return Spoken(both=words[name], zh=words[f"{name}_zh"], en=words[f"{name}_en"])


def _find(asker: Asker, root: Path, what: str | None) -> Target:
    """Return what is decided about; words that name nothing are looked for in firms' names."""
    targets: dict[str, Target] = {}

    def find(answer: str) -> tuple[Choice, ...]:
        target = find_target(root, answer)
        if target is None:
            firms = find_firms(root, answer)
            targets.update({f.id: Target(folder=find_folders(root, f.id)[0]) for f in firms})
            return firms
        shown = target.audit or target.certificate
        name = f"{target.folder.name}/{shown}" if shown else target.folder.name
        targets[name] = target
        # Who typed it at a terminal sees whom it names; mistakes in a firm's file are told later.
        firms = find_firms(root, target.folder.name) if what is None else ()
        return (Choice(name, firms[0].title if firms else Text("", "")),)

    return targets[asker.find_one(_WHAT, what, find).id]


def _stop(
    session: Session,
    root: Path,
    problems: tuple[Problem, ...],
    form: str,
    proposal: Proposal | None = None,
) -> NoReturn:
    """End with exit code 1 and every problem told, at the line that it would have."""
    if form == "json":
        print_json(
            describe_proposal(proposal, written=False, language=session.language)
            if proposal
            else {"written": False, "problems": [p.as_json(session.language) for p in problems]}
        )
    else:
        print_problems(problems, session.language, err=True, read=_reader(root, proposal))
    session.stop_unwritten(count_errors(problems))


def _reader(root: Path, proposal: Proposal | None) -> Callable[[str], bytes | None]:
    """Return what reads the records as they would be."""
    read = read_from(root)
    if proposal is None or proposal.addition is None:
        return read
    path, content = proposal.path, proposal.addition.content
    return lambda shown: content if shown == path else read(shown)


def _show(
    session: Session,
    root: Path,
    proposal: Proposal,
    foundation: Foundation,
    form: str,
    *,
    asks: bool,
) -> None:
    """Show what will be written and what follows; on stderr where stdout is for JSON."""
    if form == "json" and not asks:
        return
    aside = form == "json"
    print_problems(proposal.problems, session.language, err=True, read=_reader(root, proposal))
    print_proposal(proposal, foundation, session.language, stderr=aside)


def _confirm(session: Session) -> None:
    if not click.confirm(session.say("写入？", "Write it?"), default=False, err=True):
        click.echo(session.say("没有写入。", "Nothing was written."), err=True)
        sys.exit(EXIT_PROBLEMS)


def _tell(session: Session, root: Path, proposal: Proposal, *, written: bool) -> None:
    if not written:
        click.echo(session.say("只试未写。", "Only tried; nothing was written."))
        return
    path = str(root / proposal.path)
    click.echo(session.say(f"已写入 {path}", f"written: {path}"))
    firm = proposal.path.split("/")[-2]
    status = (*certify_at(root), "status", firm, "--as-of", str(proposal.decision.effective))
    show_commands(session, status, ("git", "add", path))
