"""`certify score`: one audit's scorecard, and what would change it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.checking import score_file
from generator.commands.session import EXIT_PROBLEMS, Session, print_json
from generator.publication.scorecards import describe_scorecard
from generator.strings import translations
from generator.terminal.problems import print_problems


@click.command("score")
@click.argument("audit", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="逐条列出 / every criterion")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, audit: Path, explain: bool, form: str) -> None:
    """给一次审核评分 / Score one audit."""
    root = session.require_registry()
    if not audit.is_file():
        raise click.UsageError(
            session.say(f"没有这个文件：{audit}", f"there is no such file: {audit}")
        )
    scored = score_file(root, audit)
    if scored.scorecard is None or scored.audit is None or scored.standard is None:
        print_problems(scored.problems, session.language, err=True)
        sys.exit(EXIT_PROBLEMS)
    words = translations(session.language)
    if form == "json":
        print_json(
            describe_scorecard(
                scored.scorecard, scored.audit, scored.standard, session.language, words
            )
        )
        return
    from generator.terminal.scorecards import print_scorecard

    print_scorecard(
        scored.scorecard, scored.audit, scored.standard, session.language, words, explain=explain
    )
