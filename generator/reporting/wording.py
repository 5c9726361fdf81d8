"""Reporting: what changed, in words: the pieces that text and Markdown are both made of.

Input: a `Difference`. Output: short plain strings in one language, not yet escaped for any form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publication.figures import write_short, write_stars
from generator.publication.scorecards import explain_score
from generator.publication.tables import write_gate_value
from generator.publication.verdict import name_gate
from generator.publication.words import gate_rules, status_words
from generator.revisions.comparison import Change
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from generator.assessment.scorecard import CriterionScore, GateResult, Scorecard
    from generator.certification.standing import Standing
    from generator.records.model import Deduction, Standard
    from generator.revisions.comparison import AuditChange, Comparison, FirmChange, Pair
    from generator.revisions.difference import Difference

PLACES = 3
"""Decimal places of a criterion's points; a total is written as its standard rounds it."""
ARROW = " → "


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A fact on both sides, in words; alike on both where it did not change."""

    name: str
    before: str
    after: str
    difference: str = ""
    """With its sign, where both sides are numbers."""

    def __str__(self) -> str:
        """Write `before → after (difference)`, or what it still is."""
        if self.before == self.after:
            return self.after
        shift = f"{self.before}{ARROW}{self.after}"
        return f"{shift} ({self.difference})" if self.difference else shift


class Wording:
    """Puts changes into words, with the titles that the standards of each side give."""

    def __init__(self, difference: Difference, language: str) -> None:
        """Prepare for one language."""
        self.language = language
        self.words = translations(language)
        self.before: Mapping[str, Standard] = (
            difference.before.foundation.standards if difference.before.foundation else {}
        )
        self.after: Mapping[str, Standard] = (
            difference.after.foundation.standards if difference.after.foundation else {}
        )
        self.absent = "—"
        self.colon = self.words.gettext(": ")

    def name_firm(self, firm: FirmChange) -> str:
        """Return the firm's name, or its code where its name cannot be read."""
        return firm.name[self.language] if firm.name else firm.code

    def tell_change(self, change: Change) -> str:
        """Return a word or two for what became of a firm."""
        _ = self.words.gettext
        return {
            Change.ADDED: _("new"),
            Change.REMOVED: _("removed"),
            Change.CHANGED: _("changed"),
            Change.REWORDED: _("only words differ"),
            Change.UNREADABLE_BEFORE: _("had errors before"),
            Change.UNREADABLE_AFTER: _("has errors now"),
        }[change]

    def count_up(self, comparison: Comparison) -> str:
        """Say how many firms became what, or that nothing that counts differs."""
        _ = self.words.gettext
        counted = [(change, comparison.count(change)) for change in Change]
        told = " · ".join(
            _("{count} {change}").format(count=count, change=self.tell_change(change))
            for change, count in counted
            if count
        )
        counts = _("Firms: {counts}").format(counts=told) if told else ""
        if any(count for change, count in counted if change is not Change.REWORDED):
            return counts
        nothing = _("No score, grade or status differs.")
        return f"{nothing} {counts}".rstrip() if self.language == "en" else f"{nothing}{counts}"

    # ------------------------------------------------------------ standings

    def tell_standing(self, pair: Pair[Standing]) -> tuple[Shift, Shift]:
        """Return status and certificate on both sides."""
        _ = self.words.gettext
        statuses = status_words(self.words)
        before, after = pair.before, pair.after
        return (
            Shift(
                name=_("status"),
                before=statuses[before.status] if before else self.absent,
                after=statuses[after.status] if after else self.absent,
            ),
            Shift(
                name=_("certificate"),
                before=self._tell_certificate(before, self.before),
                after=self._tell_certificate(after, self.after),
            ),
        )

    def _tell_certificate(
        self, standing: Standing | None, standards: Mapping[str, Standard]
    ) -> str:
        held = standing.certificate if standing else None
        if held is None:
            return self.absent
        grade = standards[held.standard].grade(held.grade).title[self.language]
        until = self.words.gettext("until {day}").format(day=held.valid_to.isoformat())
        comma = "，" if self.language == "zh" else ", "
        return comma.join((held.number, grade, str(held.score), until))

    # ------------------------------------------------------------ audits

    def tell_verdict(self, audit: AuditChange) -> tuple[Shift, ...]:
        """Return total, grade, ladder and, where it differs, the standard, on both sides."""
        _ = self.words.gettext
        before, after = audit.cards.before, audit.cards.after
        difference = audit.difference
        told = [
            Shift(
                name=_("total"),
                before=str(before.total) if before else self.absent,
                after=str(after.total) if after else self.absent,
                difference=write_signed(difference, 2) if difference else "",
            ),
            Shift(
                name=_("grade"),
                before=self._tell_grade(before, self.before),
                after=self._tell_grade(after, self.after),
            ),
            Shift(
                name=_("ladder"),
                before=self._tell_ladder(before, self.before),
                after=self._tell_ladder(after, self.after),
            ),
        ]
        if before and after and before.standard != after.standard:
            standard = Shift(name=_("standard"), before=before.standard, after=after.standard)
            told.insert(0, standard)
        return tuple(told)

    def _tell_grade(self, card: Scorecard | None, standards: Mapping[str, Standard]) -> str:
        if card is None:
            return self.absent
        if card.grade is None:
            return self.words.gettext("no grade")
        grade = standards[card.standard].grade(card.grade)
        return f"{grade.title[self.language]} {write_stars(grade.stars)}".strip()

    def _tell_ladder(self, card: Scorecard | None, standards: Mapping[str, Standard]) -> str:
        if card is None or not card.ladder_steps:
            return self.absent
        titles = {group.id: group.title[self.language] for group in standards[card.standard].groups}
        return titles[card.ladder] if card.ladder else self.words.gettext("none")

    # ------------------------------------------------------------ what made them

    def tell_criterion(
        self, audit: AuditChange, pair: Pair[CriterionScore]
    ) -> tuple[str, Shift, Shift]:
        """Return a criterion's title, its points and its findings on both sides."""
        cards = audit.cards
        before = self._tell_score(pair.before, cards.before, self.before)
        after = self._tell_score(pair.after, cards.after, self.after)
        difference = (pair.after.earned if pair.after else 0) - (
            pair.before.earned if pair.before else 0
        )
        points = Shift(
            name=self.words.gettext("points"),
            before=before[1],
            after=after[1],
            difference=write_signed(difference, PLACES) if difference else "",
        )
        found = Shift(name=self.words.gettext("finding"), before=before[2], after=after[2])
        return (after if pair.after else before)[0], points, found

    def _tell_score(
        self,
        score: CriterionScore | None,
        card: Scorecard | None,
        standards: Mapping[str, Standard],
    ) -> tuple[str, str, str]:
        """Return the criterion's title, its points, its finding with the method's figures."""
        if score is None or card is None:
            return "", self.absent, self.absent
        standard = standards[card.standard]
        title = f"{score.number} {standard.criteria[score.id].title[self.language]}"
        points = write_short(score.earned, PLACES) if score.available else self.absent
        return title, points, explain_score(score, standard, self.language, self.words)

    def tell_gate(self, audit: AuditChange, pair: Pair[GateResult]) -> Shift:
        """Return a condition, with whether it is met and its value on both sides."""
        cards = audit.cards
        before = self._tell_gate(pair.before, cards.before, self.before)
        after = self._tell_gate(pair.after, cards.after, self.after)
        return Shift(name=(after if pair.after else before)[0], before=before[1], after=after[1])

    def _tell_gate(
        self, result: GateResult | None, card: Scorecard | None, standards: Mapping[str, Standard]
    ) -> tuple[str, str]:
        if result is None or card is None:
            return "", self.absent
        standard = standards[card.standard]
        gate = next(one for one in standard.gates if one.id == result.gate)
        rule = gate_rules(self.words)[gate.kind].format(threshold=write_short(gate.threshold or 0))
        met = self.words.gettext("met") if result.passed else self.words.gettext("not met")
        name = self._bracket(name_gate(result, gate, standard, self.language), rule)
        return name, self._bracket(met, write_gate_value(result, gate.kind))

    def _bracket(self, words: str, more: str) -> str:
        return f"{words}（{more}）" if self.language == "zh" else f"{words} ({more})"

    def tell_special(self, audit: AuditChange) -> tuple[str, ...]:
        """Return the special deductions and bonuses that came or went, a sentence each."""
        _ = self.words.gettext
        return (
            *(
                (
                    _("Special deduction no longer there: {words}")
                    if pair.after is None
                    else _("New special deduction: {words}")
                ).format(words=self._tell_deduction(pair, audit))
                for pair in audit.deductions
            ),
            *(
                (
                    _("Special bonus no longer there: {words}")
                    if pair.after is None
                    else _("New special bonus: {words}")
                ).format(words=pair.known.description[self.language])
                for pair in audit.bonuses
            ),
        )

    def _tell_deduction(self, pair: Pair[Deduction], audit: AuditChange) -> str:
        item = pair.known
        card = audit.cards.before if pair.after is None else audit.cards.after
        standards = self.before if pair.after is None else self.after
        special = standards[card.standard].special if card else None
        grounds = special.grounds if special else ()
        titles = {ground.id: ground.title[self.language] for ground in grounds}
        ground = titles.get(item.ground, item.ground)
        return f"{ground}{self.colon}{item.description[self.language]}"


def write_signed(value: Fraction | int, places: int) -> str:
    """Write a difference with its sign; one too small for the places is about nothing."""
    text = write_short(value, places)
    if text == "0":
        return "≈0"
    return text if text.startswith("−") else f"+{text}"
