"""`certify report`: one audit's report for the firm, as a PDF."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from generator.checking import score_file
from generator.commands.drafted import read_or_stop
from generator.commands.saving import refuse_existing, save_document
from generator.commands.session import EXIT_PROBLEMS, Session
from generator.scaffold import scaffold_root


@click.command("report")
@click.argument("audit")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写入哪个文件 / into which file  [企业代码-审核编号.语言.pdf / CODE-ID.LANGUAGE.pdf]",
)
@click.option("--force", is_flag=True, help="可以覆盖 / overwrite what is there")
@click.pass_obj
def command(session: Session, audit: str, out: Path | None, force: bool) -> None:
    """制作一次审核的报告（PDF）/ Make the report of one audit, a PDF.

    AUDIT: 审核文件，或 企业代码/编号 / the audit's file, or CODE/ID.

    报告的语言由 --lang 决定 / --lang says in which language.
    """
    root = session.require_registry()
    if out is not None and out.suffix.lower() != ".pdf":
        raise click.UsageError(
            session.say(f"报告是 PDF：{out} 应以 .pdf 结尾", f"a report is a PDF: name {out} .pdf")
        )
    file = session.require_audit(audit)
    scored = score_file(root, file)
    if (
        scored.scorecard is None
        or scored.audit is None
        or scored.standard is None
        or scored.firm is None
    ):
        session.tell(scored.problems, file)
        sys.exit(EXIT_PROBLEMS)
    # What makes a PDF takes a second to load: who has problems to mend need not wait for it.
    from generator.publication.report import TEMPLATE, name_report, print_report

    path = out or Path(name_report(scored.audit, session.language))
    if path.exists() and not force:
        refuse_existing(session, path)
    # A registry may set its own; one without templates, or with older ones, takes the program's.
    own = root / "site" / "templates"
    content = print_report(
        scored.audit,
        scored.scorecard,
        scored.standard,
        firm=scored.firm,
        issuer=read_or_stop(session, root).issuer,
        language=session.language,
        templates=own if (own / TEMPLATE).is_file() else scaffold_root() / "site" / "templates",
    )
    save_document(session, path, content, force=force)
    _tell(session, path, content)


def _tell(session: Session, path: Path, content: bytes) -> None:
    """Say what was written."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    counted = "1 page" if pages == 1 else f"{pages} pages"
    click.echo(session.say(f"已写入 {path}，共 {pages} 页", f"written: {path}, {counted}"))
