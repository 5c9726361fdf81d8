"""Publication: every criterion of an audit as a row of HTML, with its finding in words.

Input: a scorecard, its audit, its standard. Output: ready rows, group by group.
A page has dozens of them and there are many pages: what depends on the standard and the language
alone is written once, and a row is then a few strings joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.publication.figures import write_number, write_short, write_text
from generator.publication.words import method_words
from generator.records.model import Method

if TYPE_CHECKING:
    from fractions import Fraction
    from gettext import NullTranslations

    from generator.assessment.scorecard import CriterionScore, Mark, Scorecard
    from generator.records.model import Audit, Criterion, Finding, Group, Standard


class FindingWriter:
    """Writes the criteria of audits against one standard, in one language."""

    def __init__(self, standard: Standard, language: str, translations: NullTranslations) -> None:
        """Prepare the parts of each row that are the same for every firm."""
        _ = translations.gettext
        self.language = language
        self.groups = standard.groups
        self.colon = _(": ")
        self.channels = {value.id: str(escape(value.title[language])) for value in standard.channels}
        methods = method_words(translations)
        self.heads = {
            criterion.id: _write_head(criterion, standard, language, _("critical"))
            for criterion in standard.criteria.values()
        }
        self.methods = {
            criterion.id: f'<p><span class="m">{methods[criterion.method]}</span> '
            for criterion in standard.criteria.values()
        }
        self.points = {
            criterion.id: f"<small>/{write_short(criterion.points)}</small>"
            for criterion in standard.criteria.values()
        }
        self.steps = {
            criterion.id: _write_steps(criterion, language, _("step {rating} of {highest}"), self.colon)
            for criterion in standard.criteria.values()
            if criterion.scale
        }
        self.samples = {
            criterion.id: _write_sample(criterion, language, translations)
            for criterion in standard.criteria.values()
            if criterion.sample
        }
        self.units = {
            criterion.id: " " + str(escape(criterion.metric.unit[language]))
            for criterion in standard.criteria.values()
            if criterion.metric
        }
        self.met, self.not_met = _("conforms"), _("does not conform")
        self.interval = _pattern(
            _("95% interval of the conforming share {low}–{high}%"), low="%d", high="%d"
        )
        self.not_applicable = _("Not applicable") + self.colon
        self.not_operated = _("The firm does not operate this channel; it is not counted.")
        self.earns = _pattern(_("earns {share}% of the points"), share="%s")
        self.note, self.evidence = _("Auditor's note") + self.colon, _("Evidence") + self.colon

    def write_group(self, group: Group, scorecard: Scorecard, audit: Audit) -> str:
        """Return the rows of one group."""
        return self.write_groups(scorecard, audit)[group.id]

    def write_groups(self, scorecard: Scorecard, audit: Audit) -> dict[str, str]:
        """Return the rows of every group, by the group's id."""
        findings = {finding.criterion: finding for finding in audit.findings}
        scores = {score.id: score for score in scorecard.criteria}
        return {
            group.id: "".join(
                [
                    self._write_row(scores[criterion.id], findings.get(criterion.id))
                    for criterion in group.criteria
                    if criterion.id in scores
                ]
            )
            for group in self.groups
        }

    def _write_row(self, score: CriterionScore, finding: Finding | None) -> str:
        words = self._write_marks(score)
        id_ = score.id
        if score.available:
            earned = write_short(score.earned)
            length = write_number(score.earned * 100 / score.available, 0)
            bar = f'<i style="--s:{length}%"></i>'
        else:
            earned, bar = "—", ""
        row = [self.heads[id_], self.methods[id_], words, "</p>"]
        if finding is not None:
            if finding.note is not None:
                row += ('<p class="note"><b>', self.note, "</b>")
                row += (write_text(finding.note, self.language), "</p>")
            if finding.evidence:
                links = " ".join([f'<a href="#e-{one}">{one}</a>' for one in finding.evidence])
                row += ('<p class="ev">', self.evidence, links, "</p>")
        row += ("</td><td>", earned, self.points[id_], bar, "</td></tr>\n")
        return "".join(row)

    def _write_marks(self, score: CriterionScore) -> str:
        if not score.marks:
            return self.not_operated
        if len(score.marks) == 1:
            only = score.marks[0]
            if only.channel is None:
                return self._write_mark(score, only)
        return "<br>".join(
            [
                f"{self.channels.get(mark.channel or '', '')}{self.colon}"
                f"{self._write_mark(score, mark)}"
                for mark in score.marks
            ]
        )

    def _write_mark(self, score: CriterionScore, mark: Mark) -> str:
        seen = mark.observation
        if seen.not_applicable is not None:
            return self.not_applicable + write_text(seen.not_applicable, self.language)
        if score.reason == "channel_not_operated":
            return self.not_operated
        match score.method:
            case Method.SAMPLED:
                words = self.samples[score.id] % (
                    {"sampled": seen.sampled, "nonconforming": seen.nonconforming}
                )
                if mark.low is not None and mark.high is not None:
                    interval = (round(mark.low * 100), round(mark.high * 100))
                    words += f' <span class="ci">{self.interval % interval}</span>'
                return words
            case Method.SCALE:
                return self.steps[score.id].get(seen.rating or 0, "")
            case Method.METRIC:
                value = write_short(_known(seen.value), 3) + self.units[score.id]
                earns = self.earns % write_short(_known(mark.share) * 100, 1)
                return f"<b>{value}</b> · {earns}"
            case _:
                return self.met if seen.met else f"<b>{self.not_met}</b>"


def _pattern(words: str, **places: str) -> str:
    """Return words with `{name}` as a pattern for the quicker `%`."""
    return words.replace("%", "%%").format(**places)


def _known(value: Fraction | None) -> Fraction:
    if value is None:
        message = "a metric without its figure passed the checks"
        raise ValueError(message)
    return value


def _write_head(criterion: Criterion, standard: Standard, language: str, critical: str) -> str:
    mark = f' <b class="crit">{critical}</b>' if criterion.critical else ""
    return (
        f'<tr id="c-{criterion.id}"><td>'
        f'<a href="../../standards/{standard.id}/{standard.version}/#{criterion.id}">'
        f"{criterion.number} {escape(criterion.title[language])}</a>{mark}"
    )


def _write_steps(
    criterion: Criterion, language: str, pattern: str, colon: str
) -> dict[int, str]:
    highest = max(step.rating for step in criterion.scale)
    return {
        step.rating: f"<b>{pattern.format(rating=step.rating, highest=highest)}</b>"
        f"{colon}{escape(step.text[language])}"
        for step in criterion.scale
    }


def _write_sample(criterion: Criterion, language: str, translations: NullTranslations) -> str:
    items = str(escape(criterion.sample.items[language])) if criterion.sample else ""
    return _pattern(
        translations.gettext("{sampled} checked ({items}), {nonconforming} nonconforming;"),
        sampled="<b>%(sampled)d</b>",
        nonconforming="<b>%(nonconforming)d</b>",
        items=items.replace("%", "%%"),
    )
