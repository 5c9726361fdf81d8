"""The terminal: a scorecard, with sections, gates, ladder and every criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from generator.publication.figures import write_percent, write_short, write_stars
from generator.publication.scorecards import explain_score, write_decimal
from generator.publication.tables import write_gate_value
from generator.publication.verdict import name_gate, tell_grade
from generator.publication.words import audit_words, gate_rules
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.scorecard import Scorecard, Tally
    from generator.records.model import Audit, Standard


def print_scorecard(
    scorecard: Scorecard,
    audit: Audit,
    standard: Standard,
    language: str,
    words: NullTranslations,
    *,
    explain: bool,
) -> None:
    """Print a scorecard: total and grade first, then sections, gates, and each criterion."""
    _ = words.gettext
    console = make_console()
    grade = standard.grade(scorecard.grade) if scorecard.grade else None
    title = (
        f"{grade.title[language]} {write_stars(grade.stars)}".strip() if grade else _("No grade")
    )
    console.print(
        f"[bold]{scorecard.total}[/]  [bold]{title}[/]  "
        f"{scorecard.firm} · {audit.id} · {audit_words(words)[audit.type]} · {audit.standard}"
    )
    console.print(tell_grade(scorecard, standard, language, words))
    console.print(_tally_table(scorecard, standard, language, words))
    console.print(_gate_table(scorecard, standard, language, words))
    if scorecard.ladder_steps:
        titles = {group.id: group.title[language] for group in standard.groups}
        steps = [
            f"{'✓' if step.reached else '✗'} {titles[step.group]} "
            f"{write_percent(step.share / 100 if step.share is not None else None, 1)}"
            for step in scorecard.ladder_steps
        ]
        console.print(
            f"{standard.ladder.title[language] if standard.ladder else ''}: " + "  ".join(steps)
        )
    if explain:
        console.print(_criteria_table(scorecard, standard, language, words))


def _tally_table(
    scorecard: Scorecard, standard: Standard, language: str, words: NullTranslations
) -> Table:
    _ = words.gettext
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for heading in (_("score"), _("points"), _("share")):
        table.add_column(heading, justify="right")
    groups = {tally.id: tally for tally in scorecard.groups}
    for section, tally in zip(standard.sections, scorecard.sections, strict=True):
        table.add_row(*_tally_row(f"[bold]{section.title[language]}[/]", tally))
        for group in section.groups:
            table.add_row(*_tally_row(f"  {group.title[language]}", groups[group.id]))
    return table


def _tally_row(title: str, tally: Tally) -> tuple[str, str, str, str]:
    score = "—" if tally.score is None else f"{float(tally.score):.2f}"
    return title, score, write_short(tally.points), write_percent(tally.share, 1)


def _gate_table(
    scorecard: Scorecard, standard: Standard, language: str, words: NullTranslations
) -> Table:
    _ = words.gettext
    table = Table(box=None, pad_edge=False)
    for heading in ("", _("condition"), _("value"), _("required")):
        table.add_column(heading)
    gates = {gate.id: gate for gate in standard.gates}
    rules = gate_rules(words)
    for result in scorecard.gates:
        gate = gates[result.gate]
        table.add_row(
            "[green]✓[/]" if result.passed else "[red]✗[/]",
            name_gate(result, gate, standard, language),
            write_gate_value(result, gate.kind),
            rules[gate.kind].format(threshold=write_short(gate.threshold or 0)),
        )
    return table


def _criteria_table(
    scorecard: Scorecard, standard: Standard, language: str, words: NullTranslations
) -> Table:
    _ = words.gettext
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column(_("criterion"))
    table.add_column(_("earned"), justify="right")
    table.add_column("/", justify="right")
    table.add_column(_("why"))
    table.add_column(_("line"), justify="right")
    for score in scorecard.criteria:
        table.add_row(
            score.number,
            standard.criteria[score.id].title[language],
            write_short(score.earned, 3) if score.available else "—",
            write_decimal(score.available),
            explain_score(score, standard, language, words),
            "" if score.line is None else str(score.line),
        )
    return table
