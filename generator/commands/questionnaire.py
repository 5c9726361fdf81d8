"""`certify questionnaire`: an instrument of a standard as a form on a screen, on paper, as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.drafted import read_or_stop
from generator.commands.saving import save_document
from generator.commands.session import Session
from generator.records.model import UNASKED
from generator.records.rules.flaw import nearest
from generator.scaffold import scaffold_root

if TYPE_CHECKING:
    from generator.records.model import Foundation, Instrument, Standard


@click.command("questionnaire")
@click.argument("instrument", required=False)
@click.option(
    "--standard",
    "ref",
    metavar="ID@VERSION",
    help="认证标准 / the standard  [唯一的那个 / the only one]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "pdf", "csv"]),
    default="html",
    show_default=True,
    help="csv: 只有表头 / only the header",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写入哪个文件 / into which file  [标准输出 / standard output]",
)
@click.option("--force", is_flag=True, help="可以覆盖 / overwrite what is there")
@click.pass_obj
def command(
    session: Session,
    instrument: str | None,
    ref: str | None,
    form: str,
    out: Path | None,
    force: bool,
) -> None:
    """制作问卷、登记表 / Make a questionnaire, a register or a table to fill in.

    不写 INSTRUMENT 时列出标准里有哪些 / without INSTRUMENT, lists what the standard has.
    """
    root = session.require_registry()
    standard = _find_standard(session, read_or_stop(session, root), ref)
    if instrument is None:
        if out is not None:
            raise click.UsageError(
                session.say("要写入哪一份？请写明 INSTRUMENT。", "Which one? Name an INSTRUMENT.")
            )
        _show_instruments(session, standard)
        return
    found = _find_instrument(session, standard, instrument)
    if form == "pdf" and out is None:
        raise click.UsageError(
            session.say(
                "PDF 要写入文件：请用 --out 指明。", "A PDF goes into a file: name it with --out."
            )
        )
    if out is not None and out.suffix.lower() != f".{form}":
        raise click.UsageError(
            session.say(
                f"格式是 {form}：{out} 应以 .{form} 结尾，或另选 --format。",
                f"its format is {form}: name {out} .{form}, or choose another --format.",
            )
        )
    content = _make(session, root, standard, found, form)
    if out is None:
        click.echo(content, nl=False)
    else:
        save_document(session, out, content, force=force)
        click.echo(session.say(f"已写入 {out}", f"written: {out}"))


def _find_standard(session: Session, foundation: Foundation, ref: str | None) -> Standard:
    known = foundation.standards
    if ref is None and len(known) == 1:
        return next(iter(known.values()))
    if ref is not None and ref in known:
        return known[ref]
    shown = ", ".join(known)
    raise click.UsageError(
        session.say(
            f"请用 --standard 指明标准：{shown}", f"Name a standard with --standard: {shown}"
        )
        if ref is None
        else session.say(
            f"没有标准 {ref}，可选：{shown}", f"there is no {ref}; choose from: {shown}"
        )
    )


def _find_instrument(session: Session, standard: Standard, name: str) -> Instrument:
    known = standard.instruments
    if name in known:
        return known[name]
    if not known:
        raise click.UsageError(
            session.say(
                f"{standard.ref} 没有问卷。", f"{standard.ref} has no questionnaires of its own."
            )
        )
    near = nearest(name, known)
    shown = ", ".join(known)
    raise click.UsageError(
        session.say(
            f"没有 {name}，" + (f"是不是 {near}？" if near else f"可选：{shown}"),
            f"there is no {name}; " + (f"did you mean {near}?" if near else f"known: {shown}"),
        )
    )


def _show_instruments(session: Session, standard: Standard) -> None:
    width = max(map(len, standard.instruments), default=0)
    for one in standard.instruments.values():
        click.echo(f"{one.id:<{width}}  {one.title[session.language]}  {_count(session, one)}")
    if not standard.instruments:
        click.echo(
            session.say(f"{standard.ref} 没有问卷。", f"{standard.ref} has no questionnaires."),
            err=True,
        )


def _count(session: Session, instrument: Instrument) -> str:
    """Say how much is asked; of what nobody is asked for, what there is to fill in."""
    number = len(instrument.items)
    if instrument.model in UNASKED:
        return session.say("从台账填写", "filled from the firm's books")
    counted = "1 question" if number == 1 else f"{number} questions"
    return session.say(f"{number} 题", counted) if number else ""


def _make(
    session: Session, root: Path, standard: Standard, instrument: Instrument, form: str
) -> bytes:
    # What makes a PDF takes a second to load: a list needs none of it.
    from generator.publication.questionnaires import (
        SCREEN,
        print_questionnaire,
        render_questionnaire,
        write_header,
    )

    if form == "csv":
        return write_header(instrument).encode()
    # A registry may set its own; one without templates, or with older ones, takes the program's.
    own = root / "site" / "templates"
    templates = own if (own / SCREEN).is_file() else scaffold_root() / "site" / "templates"
    title, language = standard.title, session.language
    if form == "pdf":
        return print_questionnaire(
            instrument,
            standard=title,
            language=language,
            templates=templates,
            day=standard.valid_from,
        )
    return render_questionnaire(
        instrument, standard=title, language=language, templates=templates
    ).encode()
