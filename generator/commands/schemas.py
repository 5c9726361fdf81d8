"""`certify schemas`: the schemas that editors complete audits from, one for each standard."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator.commands.session import EXIT_PROBLEMS, Session
from generator.records.editing import dump_schema, make_audit_schema
from generator.records.foundation import STANDARDS, read_foundation
from generator.records.schema import load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Foundation


@click.command("schemas")
@click.option(
    "--check", is_flag=True, help="只检查是否最新，不写入 / only tell whether they are current"
)
@click.pass_obj
def command(session: Session, check: bool) -> None:
    """生成编辑器用的模式文件 / Write the schemas that editors complete audits from."""
    root = session.require_registry()
    reading = read_foundation(root)
    if reading.foundation is None:
        session.tell(reading.problems)
        sys.exit(EXIT_PROBLEMS)
    stale = find_stale(root, reading.foundation)
    for path, wanted in stale.items():
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(wanted)
        shown = path.relative_to(root).as_posix()
        click.echo(
            session.say(f"{shown}：与标准不符", f"{shown}: does not match its standard")
            if check
            else session.say(f"已写入 {shown}", f"wrote {shown}")
        )
    if not stale:
        click.echo(session.say("模式文件都是最新的。", "All schemas are current."))
    elif check:
        click.echo(
            session.say(
                "请运行 certify schemas 重新生成。", "Make them anew with certify schemas."
            ),
            err=True,
        )
        sys.exit(EXIT_PROBLEMS)


def find_stale(root: Path, foundation: Foundation) -> dict[Path, bytes]:
    """Return the schemas that are missing or differ from their standard, with what belongs there.

    The key is the file; the value, its bytes.
    """
    base = load_schema("audit")
    stale: dict[Path, bytes] = {}
    for standard in foundation.standards.values():
        folder = root / STANDARDS / standard.id / standard.version / "schema"
        path = folder / "audit.schema.json"
        wanted = dump_schema(make_audit_schema(base, standard))
        if not path.is_file() or path.read_bytes() != wanted:
            stale[path] = wanted
    return stale
