"""`certify build`: the whole site and its certificates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.session import Session, count_cores, day_option, jobs_option, today
from generator.pipeline import Summary
from generator.terminal.builds import BuildProgress, print_summary


@click.command("build")
@day_option
@jobs_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="输出到 / where to  [public]",
)
@click.pass_obj
def command(session: Session, as_of: date | None, jobs: int | None, out: Path | None) -> None:
    """生成网站与证书 / Build the site and its certificates."""
    root = session.require_registry()
    summary = run_build(session, out if out is not None else root / "public", as_of, jobs)
    session.stop_on_problems(summary.gathered)


def run_build(session: Session, target: Path, as_of: date | None, jobs: int | None) -> Summary:
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
            jobs=jobs or count_cores(),
            progress=progress,
        )
    if summary.gathered.sound:
        session.tell(summary.gathered.problems)
        print_summary(summary, target, session.language)
    return summary
