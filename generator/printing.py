"""The terminal's tables: scorecards, standings, a build's progress and summary.

Input: what the rooms made. Output: text on stdout, plain where stdout is not a terminal.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from generator.publication.figures import write_percent, write_short, write_stars
from generator.publication.scorecards import explain_score, write_decimal
from generator.publication.tables import write_gate_value
from generator.publication.verdict import (
    name_gate,
    tell_grade,
    tell_status,
)
from generator.publication.words import audit_words, gate_rules, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from gettext import NullTranslations
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from generator.assessment.scorecard import Scorecard, Tally
    from generator.certification.standing import Dossier, Standing
    from generator.pipeline import Gathered, Summary
    from generator.records.model import Audit, Standard


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that never breaks what it prints into a pipe."""
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal:
        # Tables take only the width they need; nothing is wrapped for a reader that is a program.
        console = Console(stderr=stderr, highlight=False, width=4000)
    return console


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


# ---------------------------------------------------------------- status


def describe_standing(dossier: Dossier, standing: Standing, day: date) -> dict[str, Any]:
    """Return a standing as `status --format json` prints it; days as YYYY-MM-DD or null."""
    certificate = standing.certificate
    return {
        "firm": standing.firm,
        "name": {"zh": dossier.records.firm.name.zh, "en": dossier.records.firm.name.en},
        "standard": standing.standard,
        "certificate": certificate.number if certificate else None,
        "status": str(standing.status),
        "since": standing.since.isoformat(),
        "grade": certificate.grade if certificate else None,
        "score": str(certificate.score) if certificate else None,
        "ladder": certificate.ladder if certificate else None,
        "first_granted": certificate.first_granted.isoformat() if certificate else None,
        "granted": certificate.granted.isoformat() if certificate else None,
        "effective": certificate.effective.isoformat() if certificate else None,
        "valid_to": certificate.valid_to.isoformat() if certificate else None,
        "revision": certificate.revision if certificate else None,
        "surveillance_by": standing.surveillance_by.isoformat()
        if standing.surveillance_by
        else None,
        "former": [
            {"certificate": former.number, "status": str(status), "grade": former.grade}
            for former, status in standing.former
        ],
        "as_of": day.isoformat(),
    }


def print_standings(
    rows: Sequence[tuple[Dossier, Standing]],
    day: date,
    language: str,
    words: NullTranslations,
    gathered: Gathered,
) -> None:
    """Print a line for each standing."""
    _ = words.gettext
    console = make_console()
    table = Table(box=None, pad_edge=False, title=f"{day:%Y-%m-%d}", title_justify="left")
    for heading in (_("code"), _("firm"), _("certificate"), _("status"), _("grade"), ""):
        table.add_column(heading)
    statuses = status_words(words)
    for dossier, standing in rows:
        certificate = standing.certificate
        grade = ""
        if certificate and gathered.foundation:
            held = gathered.foundation.standards[certificate.standard].grade(certificate.grade)
            grade = held.title[language]
        colour = "green" if standing.status.holds else "default"
        table.add_row(
            standing.firm,
            dossier.records.firm.name[language],
            certificate.number if certificate else "—",
            f"[{colour}]{statuses[standing.status]}[/]",
            grade,
            tell_status(standing, language, words),
        )
    console.print(table)


# ---------------------------------------------------------------- build


_REFRESH = 0.1
"""Seconds between two drawings of the bars."""


class BuildProgress:
    """Progress bars on stderr while a build runs; silent where stderr is not a terminal."""

    STAGES: ClassVar = {
        "records": ("读取与评分", "records"),
        "pages": ("企业页面", "firm pages"),
        "certificates": ("证书", "certificates"),
    }

    def __init__(self, language: str) -> None:
        """Prepare; nothing is shown before the first step."""
        self.language = language
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=make_console(stderr=True),
            transient=True,
            # No thread of its own: workers are forked while the bars stand.
            auto_refresh=False,
        )
        self.tasks: dict[str, TaskID] = {}
        self.shown = 0.0

    def __enter__(self) -> Self:
        """Begin to show."""
        if self.progress.console.is_terminal:
            self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the bars."""
        if self.progress.console.is_terminal:
            self.progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear how far a stage has come."""
        if not self.progress.console.is_terminal:
            return
        if stage not in self.tasks:
            zh, en = self.STAGES.get(stage, (stage, stage))
            title = zh if self.language == "zh" else en
            self.tasks[stage] = self.progress.add_task(title, total=total)
        self.progress.update(self.tasks[stage], completed=done, total=total)
        if (now := time.monotonic()) - self.shown >= _REFRESH or done == total:
            self.shown = now
            self.progress.refresh()


def print_summary(summary: Summary, target: Path, language: str) -> None:
    """Say what was built and what changed since the last build."""
    zh = language == "zh"
    console = make_console()
    s = summary
    if zh:
        console.print(
            f"{s.firms} 家企业 · {s.pages} 个企业页面 · {s.certificates} 张证书 → {target}"
        )
    else:
        console.print(
            f"{s.firms} firms · {s.pages} firm pages · {s.certificates} certificates → {target}"
        )
    changed = s.changes
    if changed is None:
        return
    if not any((changed.added, changed.removed, changed.changed)):
        console.print(
            "与上次生成相比，评价结果没有变化。"
            if zh
            else "No rating changed since the last build."
        )
        return
    if zh:
        console.print(
            f"与上次生成相比：新增 {len(changed.added)} 家，减少 {len(changed.removed)} 家，"
            f"变化 {len(changed.changed)} 家。"
        )
    else:
        console.print(
            f"Since the last build: {len(changed.added)} added, {len(changed.removed)} removed, "
            f"{len(changed.changed)} changed."
        )
    for line in changed.changed[:20]:
        console.print(f"  {line}")
