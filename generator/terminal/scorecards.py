"""The terminal: a scorecard; explained, also what lies behind it and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from generator.publication.figures import write_number, write_percent, write_short, write_stars
from generator.publication.outlook import OutlookWriter
from generator.publication.rises import RiseWriter
from generator.publication.scorecards import explain_score, write_decimal
from generator.publication.tables import write_gate_value
from generator.publication.verdict import name_gate, tell_cap, tell_grade
from generator.publication.words import audit_words, gate_rules
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from gettext import NullTranslations

    from rich.console import Console

    from generator.assessment.prospects import Prospects
    from generator.assessment.scorecard import CriterionScore, Scorecard, Tally
    from generator.publication.outlook import Outlook
    from generator.publication.rises import Rise
    from generator.records.model import Audit, Standard

MOST = 10
"""How many of the criteria that lose most are listed."""


def print_scorecard(
    scorecard: Scorecard,
    prospects: Prospects,
    audit: Audit,
    standard: Standard,
    language: str,
    words: NullTranslations,
    *,
    explain: bool,
) -> None:
    """Print a scorecard: total, grade and how sure it is first, then sections and gates.

    Explained: where points are lost, caps, the margin, the way up, and every criterion.
    """
    _ = words.gettext
    console = make_console()
    grade = standard.grade(scorecard.grade) if scorecard.grade else None
    title = (
        f"{grade.title[language]} {write_stars(grade.stars)}".strip() if grade else _("No grade")
    )
    outlook = OutlookWriter(standard, language, words).write(prospects, scorecard)
    console.print(
        f"[bold]{scorecard.total}[/]  [bold]{title}[/]  "
        f"{scorecard.firm} · {audit.id} · {audit_words(words)[audit.type]} · {audit.standard}"
    )
    console.print(tell_grade(scorecard, standard, language, words))
    console.print(outlook.certainty, markup=False)
    console.print()
    console.print(_tally_table(scorecard, standard, language, words))
    console.print()
    console.print(_gate_table(scorecard, standard, language, words))
    if scorecard.ladder_steps:
        titles = {group.id: group.title[language] for group in standard.groups}
        steps = [
            f"{'✓' if step.reached else '✗'} {titles[step.group]} "
            f"{write_percent(step.share / 100 if step.share is not None else None, 1)}"
            for step in scorecard.ladder_steps
        ]
        ladder = standard.ladder.title[language] if standard.ladder else ""
        console.print(f"{ladder}{_(': ')}" + "  ".join(steps))
    if explain:
        rises = RiseWriter(standard, language, words).list_rises(prospects.way_up)
        _explain(console, scorecard, outlook, rises, standard, language, words)


def _explain(
    console: Console,
    scorecard: Scorecard,
    outlook: Outlook,
    rises: tuple[Rise, ...],
    standard: Standard,
    language: str,
    words: NullTranslations,
) -> None:
    _ = words.gettext
    for cap in scorecard.caps:
        told = tell_cap(cap, standard, language, words, f"{scorecard.total}")
        if cap.id != scorecard.decided_by:
            console.print(told, markup=False)
    if outlook.margin:
        _print_heading(console, _("What the grade has to spare"))
        for boundary in outlook.margin:
            console.print(f"  · {boundary}", markup=False)
    _print_heading(console, _("The way up"))
    console.print(outlook.way_up, markup=False)
    for duty in outlook.duties:
        console.print(f"  · {duty}", markup=False)
    if rises:
        console.print(_way_up_table(rises, words))
    losing = sorted(
        (score for score in scorecard.criteria if score.earned < score.available),
        key=lambda score: score.earned - score.available,
    )
    if losing:
        _print_heading(console, _("Where most points are lost"))
        console.print(_losses_table(losing[:MOST], standard, language, words))
    _print_heading(console, _("Every criterion"))
    console.print(_criteria_table(scorecard, standard, language, words))


def _print_heading(console: Console, words: str) -> None:
    console.print()
    console.print(f"[bold]{words}[/]")


def _new_table() -> Table:
    return Table(box=None, pad_edge=False)


def _add_figures(table: Table, *headings: str) -> None:
    """Add columns of figures, which are never broken however narrow the terminal."""
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)


def _way_up_table(rises: tuple[Rise, ...], words: NullTranslations) -> Table:
    _ = words.gettext
    table = _new_table()
    table.add_column(_("criterion"), overflow="fold")
    table.add_column(_("found"), overflow="fold")
    table.add_column(_("needed"), overflow="fold")
    _add_figures(table, _("regained"))
    for rise in rises:
        for place, (before, after) in enumerate(rise.steps):
            first = not place
            table.add_row(rise.title if first else "", before, after, rise.points if first else "")
    return table


def _losses_table(
    losing: list[CriterionScore], standard: Standard, language: str, words: NullTranslations
) -> Table:
    _ = words.gettext
    table = _new_table()
    table.add_column("", no_wrap=True)
    table.add_column(_("criterion"), overflow="fold")
    _add_figures(table, _("lost"))
    table.add_column(_("why"), overflow="fold")
    _add_figures(table, _("line"))
    for score in losing:
        table.add_row(
            score.number,
            standard.criteria[score.id].title[language],
            write_number(score.earned - score.available),
            _tell_why(score, standard, language, words),
            "" if score.line is None else str(score.line),
        )
    return table


def _tell_why(
    score: CriterionScore, standard: Standard, language: str, words: NullTranslations
) -> str:
    """Say which rule gave the points and, of a sample, how far it can be trusted."""
    told = explain_score(score, standard, language, words)
    intervals = [
        f"{mark.low * 100:.0f}–{mark.high * 100:.0f}%"
        for mark in score.marks
        if mark.low is not None and mark.high is not None
    ]
    if not intervals:
        return told
    return words.gettext("{reason}; 95% interval {intervals}").format(
        reason=told, intervals=", ".join(intervals)
    )


def _tally_table(
    scorecard: Scorecard, standard: Standard, language: str, words: NullTranslations
) -> Table:
    _ = words.gettext
    table = _new_table()
    table.add_column("")
    _add_figures(table, _("score"), _("points"), _("share"))
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
    table = _new_table()
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
    table = _new_table()
    table.add_column("", no_wrap=True)
    table.add_column(_("criterion"), overflow="fold")
    _add_figures(table, _("earned"), "/")
    table.add_column(_("why"), overflow="fold")
    _add_figures(table, _("line"))
    for score in scorecard.criteria:
        table.add_row(
            score.number,
            standard.criteria[score.id].title[language],
            write_short(score.earned, 3) if score.available else "—",
            write_decimal(score.available),
            _tell_why(score, standard, language, words),
            "" if score.line is None else str(score.line),
        )
    return table
