"""Publication: how sure a grade is, what it has to spare and the way up, in words.

Input: the prospects of a scorecard. Output: sentences in one language, plain words; the terminal
prints them, the templates of a firm's page escape and place them. What is to spare is rounded down,
what is lacking up. The improvements themselves are rows, made in `rises.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.prospects.balance import Kind
from generator.publication.figures import (
    list_words,
    write_missing,
    write_short,
    write_spare,
)
from generator.records.model import Method

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.prospects import Prospects
    from generator.assessment.prospects.balance import Balance
    from generator.assessment.prospects.doubt import Doubt
    from generator.assessment.prospects.improvement import WayUp
    from generator.assessment.prospects.margin import Margin
    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Standard

NEAREST = 3
"""How many boundaries are told besides the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The prospects of one scorecard in one language."""

    certainty: str
    odds: tuple[tuple[str, str], ...]
    """Grade and share of the cases, the most first: (四星, 93%)."""
    margin: tuple[str, ...]
    """Each boundary in words, the total first, then the nearest ones."""
    grade: str | None
    """The id of the next grade; None at the top."""
    way_up: str
    """What reaches the next grade, in a sentence; or that there is none."""
    duties: tuple[str, ...]
    """What must be done besides: nonconformities to close, deductions to put right."""


class OutlookWriter:
    """Puts prospects into words for audits against one standard."""

    def __init__(self, standard: Standard, language: str, words: NullTranslations) -> None:
        """Prepare the titles of grades, sections, groups and criteria."""
        self._said: dict[str, str] = {}
        self.standard, self.language, self.words = standard, language, words
        self.grades = {grade.id: grade.title[language] for grade in standard.grades}
        self.titles = {
            **{(Kind.SECTION, one.id): one.title[language] for one in standard.sections},
            **{(Kind.GROUP, one.id): one.title[language] for one in standard.groups},
            **{
                (Kind.CRITERION, one.id): f"{one.number} {one.title[language]}"
                for one in standard.criteria.values()
            },
        }

    def write(self, prospects: Prospects, card: Scorecard) -> Outlook:
        """Return the outlook of a scorecard."""
        way = prospects.way_up
        return Outlook(
            certainty=self.tell_certainty(prospects.doubt),
            odds=self.tell_odds(prospects.doubt),
            margin=tuple(self.tell_margin(prospects.margin)) if prospects.margin else (),
            grade=way.grade if way else None,
            way_up=self.tell_way_up(way),
            duties=tuple(self._tell_duties(way, card)) if way else (),
        )

    def _say(self, words: str) -> str:
        """Look words up once: catalogues are asked one after the other, for every page again."""
        return self._said.get(words) or self._said.setdefault(words, self.words.gettext(words))

    # ------------------------------------------------------------ certainty

    def tell_certainty(self, doubt: Doubt) -> str:
        """Say how the cases fall, as in “Four stars in 93% of cases, Three stars in 7%”."""
        _ = self._say
        if not doubt.samples:
            return _("Nothing was sampled: sampling leaves nothing in doubt.")
        (first, share), *others = self.tell_odds(doubt)
        if not others:
            told = _("{grade} in every case").format(grade=first)
            return _("Given sampling alone: {cases}.").format(cases=told)
        listed = [
            _("{grade} in {share} of cases").format(grade=first, share=share),
            *(_("{grade} in {share}").format(grade=grade, share=share) for grade, share in others),
        ]
        return _("Given sampling alone: {cases}.").format(cases=_(", ").join(listed))

    def tell_odds(self, doubt: Doubt) -> tuple[tuple[str, str], ...]:
        """Return every grade that the cases give, with its share of them: (四星, 93%)."""
        _ = self._say
        return tuple(
            (self.grades[grade] if grade else _("no grade"), _write_cases(count, doubt.cases))
            for grade, count in doubt.grades
        )

    # ------------------------------------------------------------ margin

    def tell_margin(self, margin: Margin) -> list[str]:
        """Say how far the grade is from each boundary: the total, the nearest ones, deductions.

        A critical criterion that is either met or not has no way to slip by degrees: that it must
        be met stands among the conditions already.
        """
        words = self.words
        total = [one for one in margin.boundaries if one.kind is Kind.TOTAL]
        inner = [
            one
            for one in margin.boundaries
            if one.kind is not Kind.TOTAL
            and (one.kind is not Kind.CRITERION or self._slips(one.subject))
        ]
        told = [self._tell_boundary(one, margin.grade) for one in (*total, *inner[:NEAREST])]
        if margin.deductions is not None:
            told.append(
                words.ngettext(
                    "{count} more special deduction would cost the grade",
                    "{count} more special deductions would cost the grade",
                    margin.deductions,
                ).format(count=margin.deductions)
            )
        return told

    def _slips(self, criterion: str | None) -> bool:
        return self.standard.criteria[criterion or ""].method is not Method.CONFORMITY

    def _tell_boundary(self, one: Balance, grade: str) -> str:
        _ = self._say
        spare = write_spare(one.points)
        if one.kind is Kind.TOTAL:
            return _("Total: {points} points above the least for {grade} ({minimum})").format(
                points=spare,
                grade=self.grades[grade],
                minimum=write_short(self.standard.grade(grade).minimum),
            )
        return _("{title}: {points} points above {share}%").format(
            title=self._title(one), points=spare, share=_percent(one.share)
        )

    def _title(self, one: Balance) -> str:
        return self.titles[one.kind, one.subject or ""]

    # ------------------------------------------------------------ the way up

    def tell_way_up(self, way: WayUp | None) -> str:
        """Say what the next grade takes, in sentences."""
        _ = self._say
        if way is None:
            return _("There is no higher grade.")
        grade = self.grades[way.grade]
        lacking = self._tell_needs(way)
        if not way.reachable:
            told = _("No improvement of the findings alone would reach {grade}.")
            return told.format(grade=grade) + lacking
        if not way.improvements and not way.deductions:
            return _("For {grade} no points are missing; it takes only this:").format(grade=grade)
        count = len(way.improvements) + way.deductions
        told = self.words.ngettext(
            "One improvement is enough to reach {grade}.",
            "It takes at least {count} improvements to reach {grade}.",
            count,
        ).format(grade=grade, count=count)
        return told + lacking

    def _tell_needs(self, way: WayUp) -> str:
        _ = self._say
        if not way.needs:
            return ""
        told = []
        for need in way.needs:
            points = write_missing(-need.points)
            if need.kind is Kind.TOTAL:
                told.append(_("{points} points of the total").format(points=points))
            else:
                told.append(
                    _("{points} points of “{title}” (to reach {share}%)").format(
                        title=self._title(need), points=points, share=_percent(need.share)
                    )
                )
        return _(" Missing today: {needs}.").format(needs=list_words(told, self.language))

    def _tell_duties(self, way: WayUp, card: Scorecard) -> list[str]:
        words = self.words
        duties = []
        if way.conditions:
            ids = list_words(list(way.conditions), self.language)
            duties.append(
                words.ngettext(
                    "Close the open major nonconformity {ids}",
                    "Close the open major nonconformities {ids}",
                    len(way.conditions),
                ).format(ids=ids)
            )
        if way.deductions:
            duties.append(
                words.ngettext(
                    "Put right {count} of the {all} special deduction",
                    "Put right {count} of the {all} special deductions",
                    card.deductions,
                ).format(count=way.deductions, all=card.deductions)
            )
        return duties


def _percent(share: Fraction | None) -> str:
    return write_short((share or 0) * 100)


def _write_cases(count: int, cases: int) -> str:
    """Write a share of the cases; with a decimal place where it is next to none or to all."""
    near = min(count, cases - count) * 100 < cases
    return f"{write_short(Fraction(100 * count, cases), 1 if near else 0)}%"
