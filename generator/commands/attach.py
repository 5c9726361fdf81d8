"""`certify attach`: a file of data is checked, put beside its audit and named in it.

What is not given as an option is asked for at a terminal, and is wrong usage elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.commands.drafted import certify_at, read_or_stop, show_commands, stop_unwritten
from generator.commands.session import Day, Session
from generator.drafting.answers import Refusal
from generator.drafting.attaching import (
    Attachment,
    Entry,
    attach_entry,
    find_entry,
    list_entries,
    take_alone,
)
from generator.drafting.entries import Given, Subject, fill_entry
from generator.drafting.placing import replace_files
from generator.drafting.targets import (
    find_audit_file,
    find_folder,
    find_instrument,
    find_standard,
    name_file,
    refuse_decided,
    show_path,
)
from generator.drafts import kind_of
from generator.records.files import read_bytes
from generator.records.problems import CannotGoOn, Location, Problem, count_errors, problem
from generator.records.source import MAX_BYTES, Source, parse_source
from generator.records.tables.reading import MAX_BYTES as MAX_DATA
from generator.records.tables.reading import parse_table
from generator.terminal.asking import Asker
from generator.terminal.attachments import describe_attached, list_resting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.model import Instrument, Table


@click.command("attach")
@click.argument("audit")
@click.argument("instrument")
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--evidence", metavar="ID", help="证据编号，如 E5 / its id in the list of evidence")
@click.option("--from", "begun", type=Day(), help="数据的第一天 / first day that it covers")
@click.option("--to", "ended", type=Day(), help="数据的最后一天 / last day that it covers")
@click.option(
    "--population",
    type=click.IntRange(1),
    help="可以询问的客户总数 / how many could have been asked",
)
@click.option("--asked", type=click.IntRange(1), help="实际询问了多少人 / how many were asked")
@click.pass_obj
def command(
    session: Session,
    /,
    *,
    audit: str,
    instrument: str,
    file: Path,
    evidence: str | None,
    begun: date | None,
    ended: date | None,
    population: int | None,
    asked: int | None,
) -> None:
    """把数据附到审核 / Attach data to an audit: checked, put beside it, named in it.

    AUDIT: 审核文件，或 企业代码/编号 / the audit's file, or CODE/ID.

    INSTRUMENT: 标准的问卷、计数或案件登记表 / an instrument of the standard, as servqual.

    再次附上同一工具的数据时，换下原来的 / attaching again replaces what that instrument had.
    """
    root = session.require_registry()
    try:
        path = find_audit_file(root, audit)
        session.require_file(file)
        foundation = read_or_stop(session, root)
        source, before = _read_audit(session, root, path)
        refuse_decided(path, source)
        standard = find_standard(source, foundation)
        tool = find_instrument(standard, instrument)
        position, folder = find_entry(source, tool.id), find_folder(source, path)
        name = name_file(source, position, file, f"{tool.id}.csv", folder)
    except Refusal as refusal:
        raise click.UsageError(session.say(refusal.zh, refusal.en)) from None
    content, table, sha256 = _read_data(session, file, tool)
    old = {} if position is None else list_entries(source)[position]
    subject = Subject(source=source, standard=standard, instrument=tool, table=table, old=old)
    given = Given(evidence=evidence, begun=begun, ended=ended, population=population, asked=asked)
    try:
        fields = fill_entry(Asker(session), subject, given)
    except click.Abort:
        stop_unwritten(session)
    entry: Entry = {"instrument": tool.id, "file": name, "sha256": sha256, **fields}
    attached = attach_entry(before, source.path, entry)
    if isinstance(attached, Problem):
        _stop(session, path, attached)
    # What they give is found before anything is written.
    alone = take_alone(source, {**old, **entry}, table)
    results = describe_attached(alone, standard, session.language)
    _save(path, before, {folder / name: content, path: attached.content})
    for line in results:
        click.echo(line)
    if position is not None:
        _tell_replaced(session, old, given)
    _tell(session, root, path, folder / name, attached)
    _tell_stated(session, subject)


def _read_audit(session: Session, root: Path, path: Path) -> tuple[Source, bytes]:
    """Read the audit, finished or not; end with exit code 1 where it cannot be read."""
    shown = show_path(root, path)
    raw = read_bytes(path, shown, limit=MAX_BYTES)
    source = raw if isinstance(raw, Problem) else parse_source(raw, shown)
    if isinstance(raw, Problem) or isinstance(source, Problem):
        _stop(session, path, *(found for found in (raw, source) if isinstance(found, Problem)))
    if kind_of(source, path.name) != "audit" or not isinstance(source.data, dict):
        _stop(session, path, problem(Location(shown, 1, 1), "not-an-audit"))
    return source, raw


def _read_data(session: Session, file: Path, tool: Instrument) -> tuple[bytes, Table, str]:
    """Read the file of data; end with exit code 1 and every mistake told where it has any."""
    raw = read_bytes(file, file.as_posix(), limit=MAX_DATA)
    if isinstance(raw, Problem):
        _stop(session, file, raw)
    reading = parse_table(raw, file.as_posix(), tool)
    if reading.table is None:
        _stop(session, file, *reading.problems)
    session.tell(reading.problems, file)
    return raw, reading.table, reading.sha256


def _stop(session: Session, path: Path, *problems: Problem) -> NoReturn:
    session.tell(problems, path)
    session.stop_unwritten(count_errors(problems))


def _save(path: Path, before: bytes, contents: Mapping[Path, bytes]) -> None:
    """Write the data and the audit, both or neither, unless the audit was changed meanwhile."""
    if path.read_bytes() != before:
        raise CannotGoOn(
            zh=f"期间 {path} 被改动，没有写入；请再运行一次。",
            en=f"{path} was changed in the meantime; nothing was written. Run it again.",
        )
    replace_files(contents)


def _tell(session: Session, root: Path, path: Path, data: Path, attached: Attachment) -> None:
    """Say what was written, and what comes next."""
    line = session.say(f"data，第 {attached.line} 行", f"data, line {attached.line}")
    click.echo(session.say(f"已写入 {data}", f"written: {data}"))
    click.echo(session.say(f"已写入 {path}（{line}）", f"written: {path} ({line})"))
    certify = certify_at(root)
    show_commands(session, (*certify, "check", str(path)), (*certify, "score", str(path)))


def _tell_replaced(session: Session, old: Mapping[str, Any], given: Given) -> None:
    """Say that other data stood there, and what was kept of what was told about them."""
    fields = {
        "from": given.begun,
        "to": given.ended,
        "population": given.population,
        "asked": given.asked,
    }
    kept = [
        f"{name}: {old[name]}" for name, value in fields.items() if value is None and name in old
    ]
    told = session.say("换下了原来的数据。", "What was attached before was replaced.")
    if kept:
        told += session.say(
            f"沿用原来写的 {'、'.join(kept)}：不对就用选项另写。",
            f" Kept as told then: {', '.join(kept)}; if that is not so, give the options.",
        )
    click.echo(told)


def _tell_stated(session: Session, subject: Subject) -> None:
    """Name the findings that still state a figure which these data give."""
    resting = [one.id for one in list_resting(subject.standard, subject.instrument.id)]
    findings = subject.source.data.get("findings")
    stated = [
        str(finding["criterion"])
        for finding in (findings if isinstance(findings, list) else ())
        if isinstance(finding, dict) and finding.get("criterion") in resting
        if finding.get("value") is not None
    ]
    if stated:
        told = session.say(
            f"这些条款的数值改由数据计算，删去填写的 value：{'、'.join(stated)}",
            f"computed from now on, so take out value: {', '.join(stated)}",
        )
        click.echo(told, err=True)
