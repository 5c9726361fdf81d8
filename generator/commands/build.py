"""`certify build`: the whole site and its certificates."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.session import Session, count_cores, day_option, jobs_option, today
from generator.pipeline import Summary
from generator.terminal.builds import BuildProgress, print_summary

if TYPE_CHECKING:
    from generator.publication.seal import Seal


@click.command("build")
@day_option
@jobs_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="输出到 / where to  [public]",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="上次发布的网站，用来核对历史 / the site published before, to compare histories  [--out]",
)
@click.option(
    "--key",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="签名密钥所在的文件夹，在登记库之外 / folder of the signing key, outside the registry",
)
@click.pass_obj
def command(
    session: Session,
    as_of: date | None,
    jobs: int | None,
    out: Path | None,
    previous: Path | None,
    key: Path | None,
) -> None:
    """生成网站与证书 / Build the site and its certificates."""
    root = session.require_registry()
    target = out if out is not None else root / "public"
    summary = run_build(session, target, as_of, jobs, previous=previous, key=key)
    session.stop_on_problems(summary.gathered)


def run_build(
    session: Session,
    target: Path,
    as_of: date | None,
    jobs: int | None,
    *,
    previous: Path | None = None,
    check_history: bool = True,
    key: Path | None = None,
) -> Summary:
    """Build once, showing how far it has come; say what was built where the records are sound."""
    from generator.mkdocs_plugin import read_site_url, render_site
    from generator.pipeline import build

    root = session.require_registry()
    with BuildProgress(session.language) as progress:
        summary = build(
            root,
            target,
            as_of=as_of or today(),
            site_url=read_site_url(root),
            render_site=render_site,
            previous=previous,
            check_history=check_history,
            seal=open_seal(key) if key is not None else None,
            jobs=jobs or count_cores(),
            progress=progress,
        )
    if summary.gathered.sound:
        session.tell(summary.gathered.problems)
        print_summary(summary, target, session.language)
    return summary


def open_seal(key: Path) -> Seal:
    """Open the committee's key; a password is asked at a terminal. Raises KeyTrouble."""
    from generator.signing.keys import load_signer
    from generator.signing.seal import CommitteeSeal

    return CommitteeSeal(load_signer(key, ask=_ask_password if sys.stdin.isatty() else None))


def _ask_password() -> str:
    words: str = click.prompt("密钥的密码 / password of the key", hide_input=True, default="")
    return words
