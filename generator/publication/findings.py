"""Publication: every criterion of an audit as a row of HTML, with its finding in words.

Input: a scorecard, its audit, its standard. Output: ready rows, group by group.
A page has dozens of them and there are many pages: what depends on the standard and the language
alone is written once, what recurs is kept, and a row is then a few strings joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.figures import escape_words, write_number, write_short, write_text
from generator.publication.survey_words import tell_basis
from generator.publication.words import method_words
from generator.records.model import Method

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction
    from gettext import NullTranslations

    from generator.assessment.scorecard import Basis, CriterionScore, Mark, Scorecard
    from generator.records.model import Audit, Criterion, Evidence, Finding, Standard, Text

KEPT = 20_000
"""How many pieces a writer keeps before it starts afresh: some megabytes."""


class FindingWriter:
    """Writes the criteria of audits against one standard, in one language."""

    def __init__(self, standard: Standard, language: str, translations: NullTranslations) -> None:
        """Prepare the parts of each row that are the same for every firm."""
        _ = translations.gettext
        self.language = language
        self.colon = _(": ")
        self.groups = [
            (group.id, [criterion.id for criterion in group.criteria]) for group in standard.groups
        ]
        criteria = standard.criteria.values()
        methods = method_words(translations)
        self.heads = {
            criterion.id: _write_head(criterion, standard, language, _("critical"))
            + f'<p><span class="m">{methods[criterion.method]}</span> '
            for criterion in criteria
        }
        self.points = {
            criterion.id: f"<small>/{write_short(criterion.points)}</small>"
            for criterion in criteria
        }
        self.patterns = {
            criterion.id: _write_sample(criterion, language, translations)
            for criterion in criteria
            if criterion.sample
        }
        self.steps = {
            criterion.id: _write_steps(criterion, language, translations)
            for criterion in criteria
            if criterion.scale
        }
        self.units = {
            criterion.id: " " + escape_words(criterion.metric.unit[language])
            for criterion in criteria
            if criterion.metric
        }
        self.words = translations
        self.computed = {one.id: one.computed for one in criteria if one.computed}
        self.is_computed = _("computed from data")
        self.channels = {
            value.id: escape_words(value.title[language]) + self.colon
            for value in standard.channels
        }
        self.kinds = {
            kind.id: escape_words(kind.title[language]) + self.colon
            for kind in standard.evidence_kinds
        }
        self.met, self.not_met = _("conforms"), f"<b>{_('does not conform')}</b>"
        self.interval = _pattern(
            _("95% interval of the conforming share {low}–{high}%"), low="%d", high="%d"
        )
        self.not_applicable = _("Not applicable") + self.colon
        self.not_operated = _("The firm does not operate this channel; it is not counted.")
        self.earns = _pattern(_("earns {share}% of the points"), share="%s")
        self.note = f'<p class="note">{_("Auditor’s note")}{self.colon}'
        self.evidence = f'<p class="ev">{_("Evidence")}{self.colon}'
        self.rows: dict[tuple[object, ...], tuple[str, str]] = {}
        self.links: dict[tuple[str, ...], str] = {}

    def write_groups(self, scorecard: Scorecard, audit: Audit) -> dict[str, str]:
        """Return the rows of every group, by the group's id."""
        if len(self.rows) > KEPT:
            self.rows.clear()
        if len(self.links) > KEPT:
            self.links.clear()
        findings = {finding.criterion: finding for finding in audit.findings}
        scores = {score.id: score for score in scorecard.criteria}
        return {
            group: "".join([self._write_row(scores[id_], findings.get(id_)) for id_ in ids])
            for group, ids in self.groups
        }

    def write_evidence(self, evidence: Iterable[Evidence]) -> str:
        """Return the list of what the findings rest on."""
        return "".join(
            [
                f'<li id="e-{one.id}"><b>{one.id}</b> {self.kinds[one.kind]}'
                f"{self._write(one.title)} <small>{one.date}</small></li>\n"
                for one in evidence
            ]
        )

    def _write(self, text: Text) -> str:
        if text.zh == text.en:
            return write_text(text, self.language)
        return escape_words(text[self.language])

    def _write_row(self, score: CriterionScore, finding: Finding | None) -> str:
        key = _key_of(score)
        if key is None:
            before, after = self._cut_row(score)
        else:
            before, after = self.rows.get(key) or self._keep_row(key, score)
        if finding is None:
            return before + after
        note = evidence = ""
        if finding.note is not None:
            note = f"{self.note}{self._write(finding.note)}</p>"
        if finding.evidence:
            evidence = self.links.get(finding.evidence) or self._keep_links(finding.evidence)
        return f"{before}{note}{evidence}{after}"

    def _keep_row(self, key: tuple[object, ...], score: CriterionScore) -> tuple[str, str]:
        return self.rows.setdefault(key, self._cut_row(score))

    def _cut_row(self, score: CriterionScore) -> tuple[str, str]:
        """Return a row in two parts: up to the auditor's note, and from the points on."""
        before = f"{self.heads[score.id]}{self._write_marks(score)}</p>"
        if not score.available:
            return before, f"</td><td>—{self.points[score.id]}</td></tr>\n"
        length = write_number(score.earned * 100 / score.available, 0)
        points = f"{write_short(score.earned)}{self.points[score.id]}"
        return before, f'</td><td>{points}<i style="--s:{length}%"></i></td></tr>\n'

    def _keep_links(self, ids: tuple[str, ...]) -> str:
        links = " ".join([f'<a href="#e-{one}">{one}</a>' for one in ids])
        return self.links.setdefault(ids, f"{self.evidence}{links}</p>")

    def _write_marks(self, score: CriterionScore) -> str:
        marks = score.marks
        if not marks or score.reason == "channel_not_operated":
            return self.not_operated
        if len(marks) == 1 and marks[0].channel is None:
            return self._write_mark(score, marks[0])
        return "<br>".join(
            [
                self.channels.get(mark.channel or "", "") + self._write_mark(score, mark)
                for mark in marks
            ]
        )

    def _write_mark(self, score: CriterionScore, mark: Mark) -> str:
        seen, method = mark.observation, score.method
        if seen.not_applicable is not None:
            return self.not_applicable + self._write(seen.not_applicable)
        if method is Method.SCALE:
            return self.steps[score.id].get(seen.rating or 0, "")
        if method is Method.SAMPLED:
            words = self.patterns[score.id] % (
                {"sampled": seen.sampled, "nonconforming": seen.nonconforming}
            )
            if mark.low is not None and mark.high is not None:
                ends = (round(mark.low * 100), round(mark.high * 100))
                words += f' <span class="ci">{self.interval % ends}</span>'
            return words
        if method is Method.METRIC:
            earns = self.earns % write_short(_known(mark.share) * 100, 1)
            if mark.basis is not None:
                return self._write_computed(score.id, mark.basis, earns)
            return f"<b>{self._write_figure(score.id, _known(seen.value))}</b> · {earns}"
        return self.met if seen.met else self.not_met

    def _write_computed(self, criterion: str, basis: Basis, earns: str) -> str:
        computed = self.computed[criterion]
        figure = "—" if basis.value is None else self._write_figure(criterion, basis.value)
        rests = escape_words(tell_basis(basis, computed, self.words))
        return (
            f'<b>{figure}</b> <span class="computed">{self.is_computed}</span> · {earns} '
            f'<span class="ci">{rests}</span>'
        )

    def _write_figure(self, criterion: str, value: Fraction) -> str:
        return write_short(value, 3) + self.units[criterion]


def _key_of(score: CriterionScore) -> tuple[object, ...] | None:
    """Return what a row's words and points follow from; None where it is too rare to keep."""
    marks = score.marks
    if len(marks) != 1:
        return None
    mark = marks[0]
    if mark.share is None or mark.channel is not None or mark.basis is not None:
        return None
    seen, method = mark.observation, score.method
    if method is Method.SCALE:
        return score.id, seen.rating
    if method is Method.SAMPLED:
        return score.id, seen.sampled, seen.nonconforming
    if method is Method.CONFORMITY:
        return score.id, seen.met
    value = _known(seen.value)
    return score.id, value.numerator, value.denominator


def _known(value: Fraction | None) -> Fraction:
    if value is None:
        message = "a metric without its figure passed the checks"
        raise ValueError(message)
    return value


def _pattern(words: str, **places: str) -> str:
    """Return words with `{name}` as a pattern for the quicker `%`."""
    return words.replace("%", "%%").format(**places)


def _write_head(criterion: Criterion, standard: Standard, language: str, critical: str) -> str:
    mark = f' <b class="crit">{critical}</b>' if criterion.critical else ""
    return (
        f'<tr id="c-{criterion.id}"><td>'
        f'<a href="../../standards/{standard.id}/{standard.version}/#{criterion.id}">'
        f"{criterion.number} {escape_words(criterion.title[language])}</a>{mark}"
    )


def _write_steps(
    criterion: Criterion, language: str, translations: NullTranslations
) -> dict[int, str]:
    _ = translations.gettext
    highest = max(step.rating for step in criterion.scale)
    pattern = _("step {rating} of {highest}")
    return {
        step.rating: f"<b>{pattern.format(rating=step.rating, highest=highest)}</b>"
        f"{_(': ')}{escape_words(step.text[language])}"
        for step in criterion.scale
    }


def _write_sample(criterion: Criterion, language: str, translations: NullTranslations) -> str:
    items = escape_words(criterion.sample.items[language]) if criterion.sample else ""
    return _pattern(
        translations.gettext("{sampled} checked ({items}), {nonconforming} nonconforming;"),
        sampled="<b>%(sampled)d</b>",
        nonconforming="<b>%(nonconforming)d</b>",
        items=items.replace("%", "%%"),
    )
