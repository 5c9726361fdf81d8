"""`certify new audit`: an audit's file with every criterion in it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from generator.commands.drafted import (
    certify_at,
    read_or_stop,
    show_commands,
    stop_unwritten,
    write_draft,
)
from generator.commands.session import Day, Session, today
from generator.drafting.answers import Choice, Refusal, find_firms, list_standards
from generator.drafting.audit import draft_audit
from generator.drafting.history import read_history
from generator.drafting.plan import AuditPlan, find_schema
from generator.drafts import find_firm, find_folders
from generator.publication.words import audit_words
from generator.records.model import AuditType, Text
from generator.records.problems import CannotGoOn
from generator.records.registry import FIRM_FILE
from generator.strings import translations
from generator.terminal.asking import Asker, Question

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Foundation

_FIRM = Question(
    option="FIRM", zh="企业（代码或名称的一部分）", en="Firm (its code, or a part of its name)"
)
_TYPE = Question(option="--type", zh="审核类型（序号或标识）", en="Type of audit (number or id)")
_STANDARD = Question(option="--standard", zh="认证标准（序号或标识）", en="Standard (number or id)")
_ID = Question(option="--id", zh="审核编号", en="The audit's id")
_FORM = re.compile(r"[0-9]{4}-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 64


@click.command("audit")
@click.argument("firm", required=False)
@click.option("--type", "kind", metavar="TYPE", help="|".join(AuditType))
@click.option("--standard", metavar="ID@VERSION", help="认证标准 / the standard")
@click.option("--from", "started", type=Day(), help="现场首日 / first day on site")
@click.option("--id", "audit_id", help="审核编号 / the audit's id  [<年 / year>-<类型 / type>]")
@click.pass_obj
def audit_command(
    session: Session,
    firm: str | None,
    kind: str | None,
    standard: str | None,
    started: date | None,
    audit_id: str | None,
) -> None:
    """起草一次审核 / Draft an audit: every criterion that applies, with fields to fill in."""
    root = session.require_registry()
    foundation = read_or_stop(session, root)
    try:
        plan = _plan(Asker(session), root, foundation, (firm, kind, standard, audit_id), started)
    except click.Abort:
        stop_unwritten(session)
    write_draft(session, root, plan.path, draft_audit(plan))
    certify, path = certify_at(root), str(root / plan.path)
    show_commands(session, (*certify, "check", path), (*certify, "score", path, "--explain"))


def _plan(
    asker: Asker,
    root: Path,
    foundation: Foundation,
    given: tuple[str | None, str | None, str | None, str | None],
    started: date | None,
) -> AuditPlan:
    firm, kind, standard, audit_id = given
    named = asker.find_one(_FIRM, firm, lambda answer: find_firms(root, answer))
    folder = find_folders(root, named.id)[0]
    chosen = asker.choose(_TYPE, kind, _list_types())
    standards = list_standards(foundation)
    question = _STANDARD.with_default(standards[0].id) if len(standards) == 1 else _STANDARD
    ref = asker.choose(question, standard, standards).id
    day = started or today()
    firm_record = find_firm(root, folder.name)
    shown = folder.relative_to(root).as_posix()
    if firm_record is None:
        raise CannotGoOn(
            zh=f"{shown}/{FIRM_FILE} 还有错误，先改好：certify check {shown}",
            en=f"{shown}/{FIRM_FILE} has mistakes; mend them first: certify check {shown}",
        )
    wanted = foundation.standards[ref]
    settled = _settle_id(asker, folder, audit_id, f"{day.year}-{chosen.id}")
    return AuditPlan(
        id=settled,
        type=AuditType(chosen.id),
        firm=firm_record,
        standard=wanted,
        people=tuple(foundation.people.values()),
        history=read_history(root, folder, firm_record, wanted, foundation, day),
        day=day,
        started=started,
        schema=find_schema(root, wanted),
        path=f"{shown}/{settled}.yaml",
        language=asker.session.language,
    )


def _list_types() -> tuple[Choice, ...]:
    zh, en = (audit_words(translations(language)) for language in ("zh", "en"))
    return tuple(Choice(kind, Text(zh[kind], en[kind])) for kind in AuditType)


def _settle_id(asker: Asker, folder: Path, given: str | None, usual: str) -> str:
    """Return an id that no file has; the usual one is taken unasked while it is free."""

    def read(answer: str) -> str:
        if len(answer) > _LONGEST or not _FORM.match(answer):
            raise Refusal(f"编号写法如 {usual}。", f"write an id like {usual}.")
        if (folder / f"{answer}.yaml").exists():
            free = _next_free(folder, usual)
            raise Refusal(
                f"{answer}.yaml 已存在，不会覆盖。要另写一份：--id {free}",
                f"{answer}.yaml exists and is not overwritten. For another one: --id {free}",
            )
        return answer

    free = not (folder / f"{usual}.yaml").exists()
    if given is None and (free or not asker.asks):
        given = usual
    return asker.read(_ID.with_default(_next_free(folder, usual)), given, read)


def _next_free(folder: Path, usual: str) -> str:
    number = 2
    while (folder / f"{usual}-{number}.yaml").exists():
        number += 1
    return f"{usual}-{number}"
