"""Publication: the small tables of a firm's page, cut in advance from the standard.

Input: a scorecard, figures. Output: rows of HTML for the templates to place. Titles and rules are
the same for every firm: they are escaped and laid out once, and only figures go in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.publication.figures import (
    escape_words,
    percent_of,
    write_number,
    write_ratio,
    write_short,
)
from generator.publication.words import gate_rules
from generator.records.model import GateKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from gettext import NullTranslations

    from generator.assessment.scorecard import GateResult, Scorecard, Tally
    from generator.publication.matrix import Matrix
    from generator.records.model import Standard

GroupScore = tuple[str, int | None]
"""A group's score in words, and its share of the points in per cent."""


_GROUP_END = "</tbody></table></details>\n"


class Tables:
    """Lays out gates, matrix, ladder and groups of criteria for audits against one standard."""

    def __init__(self, standard: Standard, language: str, words: NullTranslations) -> None:
        """Prepare what is the same for every firm."""
        _ = words.gettext
        self.criteria = {
            criterion.id: f"{criterion.number} {escape_words(criterion.title[language])}"
            for criterion in standard.criteria.values()
        }
        self._prepare_gates(standard, language, words)
        self.rows, self.columns = "", []
        if standard.matrix is not None:
            rows, columns = (standard.axis(axis).values for axis in standard.matrix)
            heads = [f'<th scope="col">{escape_words(one.title[language])}</th>' for one in columns]
            self.rows = f"<tr><td></td>{''.join(heads)}</tr>\n"
            self.columns = [
                f'<tr><th scope="row">{escape_words(one.title[language])}</th>' for one in rows
            ]
        self.reached = f" · {_('reached')}</span></li>\n"
        self.short = f" · {_('not reached')}</span></li>\n"
        self.levels = {
            group.id: f"<b>{escape_words(group.title[language])}</b> <span>"
            for group in standard.groups
        }
        self.groups = {
            group.id: _fold_group(f"{group.number} {group.title[language]}", group.points, words)
            for group in standard.groups
        }
        self.sections = [
            (
                _head_section(f"{section.number} {section.title[language]}"),
                f" / {write_short(section.points)}</span></h3>\n",
                [group.id for group in section.groups],
            )
            for section in standard.sections
        ]

    def _prepare_gates(self, standard: Standard, language: str, words: NullTranslations) -> None:
        rules = gate_rules(words)
        self.kinds = {gate.id: gate.kind for gate in standard.gates}
        self.gates = {
            gate.id: (
                f'<tr><th scope="row">{escape_words(gate.title[language])}',
                rules[gate.kind].format(threshold=write_short(gate.threshold or 0)),
            )
            for gate in standard.gates
        }
        self.subjects = {
            section.id: f" · {escape_words(section.title[language])}"
            for section in standard.sections
        }
        self.yes = f'<td class="yes">{words.gettext("yes")}</td></tr>\n'
        self.no = f'<td class="no">{words.gettext("no")}</td></tr>\n'

    def write_gates(self, card: Scorecard) -> Markup:
        """Return a row for each condition: what it asks for, what was found, whether it is met."""
        return Markup("".join([self._write_gate(gate) for gate in card.gates]))  # noqa: S704

    def _write_gate(self, gate: GateResult) -> str:
        title, rule = self.gates[gate.gate]
        cases = "".join(
            [f'<br><a href="#c-{id_}">{self.criteria[id_]}</a>' for id_ in gate.criteria]
        )
        return (
            f"{title}{self.subjects.get(gate.subject or '', '')}{cases}</th><td>{rule}</td>"
            f"<td>{write_gate_value(gate, self.kinds[gate.gate])}</td>"
            f"{self.yes if gate.passed else self.no}"
        )

    def write_matrix(self, matrix: Matrix | None) -> Markup | None:
        """Return the rows of the overview of two axes; None where the standard has none."""
        if matrix is None:
            return None
        rows = [
            head
            + "".join(
                [
                    '<td class="none">—</td>'
                    if cell is None
                    else f'<td style="--s:{cell}">{cell}%</td>'
                    for cell in cells
                ]
            )
            for head, cells in zip(self.columns, matrix.cells, strict=True)
        ]
        return Markup(f"{self.rows}{'</tr>'.join(rows)}</tr>")  # noqa: S704 - prepared above

    def write_ladder(self, card: Scorecard) -> Markup:
        """Return the levels of the ladder, the highest first, as items of a list."""
        items = []
        for step in reversed(card.ladder_steps):
            percent = "0" if step.share is None else write_number(step.share, 0)
            said = "—" if step.share is None else f"{percent}%"
            kind, end = ("reached", self.reached) if step.reached else ("short", self.short)
            items.append(
                f'<li class="{kind}" style="--s:{percent}%">{self.levels[step.group]}{said}{end}'
            )
        return Markup("".join(items))  # noqa: S704 - prepared above

    def write_criteria(
        self, card: Scorecard, scores: Mapping[str, GroupScore], rows: Mapping[str, str]
    ) -> Markup:
        """Return every section with its groups, each folded over its rows of criteria."""
        parts: list[str] = []
        for (before, after, groups), tally in zip(self.sections, card.sections, strict=True):
            parts += (before, weigh(tally)[0], after)
            for id_ in groups:
                opening, middle = self.groups[id_]
                parts += (opening, scores[id_][0], middle, rows[id_], _GROUP_END)
        return Markup("".join(parts))  # noqa: S704 - prepared above, rows escape what they quote


def _fold_group(title: str, points: Fraction, words: NullTranslations) -> tuple[str, str]:
    """Return what stands before and after the score of a group, up to its rows."""
    _ = words.gettext
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in (_("Criterion and finding"), _("Points"))
    )
    opening = f'<details class="group"><summary><span>{escape_words(title)}</span> '
    after = f" / {write_short(points)}</span></summary>\n<table><thead><tr>{heads}</tr></thead>"
    return f'{opening}<span class="points">', f"{after}<tbody>\n"


def _head_section(title: str) -> str:
    return f'<h3><span>{escape_words(title)}</span> <span class="points">'


def weigh(tally: Tally) -> GroupScore:
    """Return a tally's score in words and its share in per cent; a dash where nothing applies."""
    if not tally.available:
        return "—", None
    top, bottom = tally.earned.as_integer_ratio()
    of, part = tally.available.as_integer_ratio()
    points, split = tally.points.as_integer_ratio()
    score = write_ratio(top * part * points, bottom * of * split)
    return score, percent_of(top * part, bottom * of)


def write_gate_value(gate: GateResult, kind: GateKind) -> str:
    """Return the value that a gate was judged by: points, per cent or a number of cases."""
    if kind is GateKind.TOTAL_AT_LEAST:
        return write_number(gate.value)
    if kind is GateKind.EACH_SECTION_AT_LEAST:
        return f"{write_number(gate.value, 1)}%"
    return write_short(gate.value)
