"""`certify status`: how firms and certificates stand on a day."""

from __future__ import annotations

from datetime import date

import click

from generator.checking import gather_firms
from generator.commands.session import Session, count_cores, day_option, print_json, today
from generator.strings import translations
from generator.terminal.standings import describe_standing, print_standings


@click.command("status")
@click.argument("firm", required=False)
@day_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, firm: str | None, as_of: date | None, form: str) -> None:
    """证书在某一天的状态 / How firms and certificates stand on a day."""
    day = as_of or today()
    gathered = gather_firms(session.require_registry(), firm, as_of=day, jobs=count_cores())
    session.stop_on_problems(gathered)
    if firm is not None and not gathered.dossiers:
        raise click.UsageError(
            session.say(
                f"登记库中没有企业或证书 {firm}", f"the registry has no firm or certificate {firm}"
            )
        )
    rows = [(dossier, standing) for dossier in gathered.dossiers for standing in dossier.standings]
    if form == "json":
        print_json([describe_standing(dossier, standing, day) for dossier, standing in rows])
    else:
        print_standings(rows, day, session.language, translations(session.language), gathered)
