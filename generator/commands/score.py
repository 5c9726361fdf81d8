"""`certify score`: one audit's scorecard, and what would change it."""

from __future__ import annotations

import sys

import click

from generator.assessment.prospects import find_prospects
from generator.assessment.prospects.demands import Rulebook
from generator.checking import score_file
from generator.commands.session import EXIT_PROBLEMS, Session, print_json
from generator.publication.prospects import describe_prospects
from generator.publication.scorecards import describe_scorecard
from generator.strings import translations


@click.command("score")
@click.argument("audit")
@click.option(
    "--explain",
    is_flag=True,
    help="失分最多的条款、余量、怎样再上一级、逐条得分 / "
    "where points are lost, the margin, the way up, every criterion",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, audit: str, explain: bool, form: str) -> None:
    """给一次审核评分 / Score one audit.

    AUDIT: 审核文件，或 企业代码/编号 / the audit's file, or CODE/ID.
    """
    root = session.require_registry()
    file = session.require_audit(audit)
    scored = score_file(root, file)
    if scored.scorecard is None or scored.audit is None or scored.standard is None:
        session.tell(scored.problems, file)
        sys.exit(EXIT_PROBLEMS)
    words = translations(session.language)
    card, standard = scored.scorecard, scored.standard
    prospects = find_prospects(card, scored.audit, Rulebook(standard))
    if form == "json":
        described = describe_scorecard(card, scored.audit, standard, session.language, words)
        print_json({**described, **describe_prospects(prospects)})
        return
    from generator.terminal.scorecards import print_scorecard

    print_scorecard(
        card, prospects, scored.audit, standard, session.language, words, explain=explain
    )
