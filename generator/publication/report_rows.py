"""Publication, the audit report: the rows of a firm's page made fit for paper.

Input: rows of HTML by `FindingWriter`, a scorecard. Output: the same rows with the rule that gave
the points and the line of the finding in the audit's file; sections and groups as bars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.figures import write_short
from generator.publication.tables import weigh
from generator.records.model import GateKind, Method

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

    from generator.assessment.scorecard import CriterionScore, Mark, Scorecard, Tally
    from generator.records.model import Criterion, Standard

_ROW_END = "</tr>\n"
_HEAD = re.compile(r'<tr id="c-([^"]*)"><td><a href="[^"]*">(.*?)</a>', re.DOTALL)
"""A row up to its criterion's title, which leads to the site: a file on a desk leads nowhere."""
_POINTS = "</td><td>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A section or a group: what it earned of its points."""

    title: str
    score: str
    points: str
    percent: int | None
    """Its share of the points; None where nothing applies."""
    mark: int | None
    """The share that a condition or the ladder asks for."""
    hue: int
    whole: bool
    """Whether it is a section."""


def list_bars(
    card: Scorecard, standard: Standard, language: str, marks: Mapping[str, int]
) -> tuple[tuple[Bar, ...], ...]:
    """Return a section and its groups after another; `marks`: per cent asked of groups, by id."""
    asked = next((g for g in standard.gates if g.kind is GateKind.EACH_SECTION_AT_LEAST), None)
    threshold = None if asked is None or asked.threshold is None else int(asked.threshold)
    groups = {tally.id: tally for tally in card.groups}
    listed = []
    for hue, (section, tally) in enumerate(zip(standard.sections, card.sections, strict=True)):
        title = f"{section.number} {section.title[language]}"
        bars = [_make_bar(title, tally, threshold, hue, whole=True)]
        for group in section.groups:
            title = f"{group.number} {group.title[language]}"
            mark = marks.get(group.id)
            bars.append(_make_bar(title, groups[group.id], mark, hue, whole=False))
        listed.append(tuple(bars))
    return tuple(listed)


def _make_bar(title: str, tally: Tally, mark: int | None, hue: int, *, whole: bool) -> Bar:
    score, percent = weigh(tally)
    points = write_short(tally.points)
    return Bar(
        title=title, score=score, points=points, percent=percent, mark=mark, hue=hue, whole=whole
    )


class RowFitter:
    """Adds to the rows of criteria what only a report tells, in one language."""

    def __init__(self, standard: Standard, words: NullTranslations) -> None:
        """Keep the criteria and the words."""
        _ = words.gettext
        self.criteria = standard.criteria
        self.rule, self.line = _("Rule: {rule}"), _("Line {line} of the record")

    def fit(self, rows: str, card: Scorecard) -> str:
        """Return a group's rows for paper."""
        return "".join(self._fit_row(row, card) for row in rows.split(_ROW_END) if row)

    def _fit_row(self, row: str, card: Scorecard) -> str:
        found = _HEAD.match(row)
        if found is None:
            raise ValueError(row)
        score = card.by_criterion[found[1]]
        told = [self.rule.format(rule=rule)] if (rule := self.tell_rule(score)) else []
        if score.line is not None:
            told.append(self.line.format(line=score.line))
        before, after = row[found.end() :].split(_POINTS, 1)
        extra = f'<p class="rule">{" · ".join(told)}</p>' if told else ""
        return (
            f'<tr id="c-{found[1]}"><th scope="row"><b>{found[2]}</b>{before}{extra}</th><td>'
            f"{after}{_ROW_END}"
        )

    def tell_rule(self, score: CriterionScore) -> str:
        """Return how the points follow from the findings, as in `2 × (1 − 1/20) = 1.9`."""
        marks = [mark for mark in score.marks if mark.share is not None]
        if not marks:
            return ""
        criterion = self.criteria[score.id]
        points = write_short(score.points)
        exact = (score.earned * 100).denominator == 1
        earned = f"{'=' if exact else '≈'} {write_short(score.earned)}"
        if len(marks) == 1:
            return f"{points} × {_write_factor(criterion, marks[0])} {earned}"
        weights = [Fraction(1) if mark.weight is None else mark.weight for mark in marks]
        terms = [
            _write_factor(criterion, mark) if weight == 1 else f"{write_short(weight)} × {factor}"
            for mark, weight in zip(marks, weights, strict=True)
            for factor in (_write_factor(criterion, mark),)
        ]
        whole = write_short(sum(weights, Fraction()))
        return f"{points} × ({' + '.join(terms)}) ÷ {whole} {earned}"


def _write_factor(criterion: Criterion, mark: Mark) -> str:
    """Return the share of the points that a mark earns, as its method reckons it."""
    seen = mark.observation
    match criterion.method:
        case Method.SAMPLED:
            return f"(1 − {seen.nonconforming}/{seen.sampled})"
        case Method.SCALE:
            return f"{seen.rating}/{criterion.scale[-1].rating}"
        case Method.METRIC:
            return f"{write_short((mark.share or Fraction()) * 100)}%"
        case _:
            return "1" if seen.met else "0"
