"""Publication, the audit report: how its figures come about, in words.

Input: a standard, whether there are data. Output: short paragraphs for the report's last part, each
with its title; the steps from points to the total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.figures import write_number, write_short
from generator.publication.words import method_words
from generator.records.model import Method, Model, ScoringStep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction
    from gettext import NullTranslations

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Standard

_SCALES = frozenset({Model.ALPHA, Model.SERVQUAL})
"""Models that tell how reliable their scale is."""
_PLACES = 4
"""Of the totals on the way, which are not rounded before the standard says so."""


def list_steps(
    card: Scorecard, standard: Standard, words: NullTranslations
) -> Iterator[tuple[str, str]]:
    """Yield each of the standard's steps in words, with the total after it."""
    _ = words.gettext
    limit, rounding = standard.scoring.limit, standard.scoring.rounding
    told = {
        ScoringStep.CRITERIA: _(
            "The points of the criteria are added up; what does not apply leaves both sides."
        ),
        ScoringStep.SECTIONS: _(
            "Each section: points earned ÷ points that apply × points of the section; "
            "the sections are added up."
        ),
        ScoringStep.DEDUCTIONS: _("Special deductions are taken off."),
        ScoringStep.BONUSES: _("A special bonus is added."),
        ScoringStep.LIMIT: _("The total is held between {low} and {high}.").format(
            low=_write_end(limit, 0), high=_write_end(limit, 1)
        ),
        ScoringStep.ROUND: _(
            "It is rounded once, to {places} decimal places; grades compare the rounded figure."
        ).format(places=rounding.places if rounding else 0),
    }
    rounded = False
    for step, total in card.steps:
        rounded = rounded or step == ScoringStep.ROUND
        written = (
            write_number(total, rounding.places)
            if rounded and rounding
            else write_short(total, _PLACES)
        )
        yield told[ScoringStep(step)], written


def _write_end(limit: tuple[Fraction, Fraction] | None, place: int) -> str:
    return "—" if limit is None else write_short(limit[place])


def tell_methods(
    card: Scorecard, standard: Standard, words: NullTranslations
) -> Iterator[tuple[str, str]]:
    """Yield what the report's figures are and where their formulas come from."""
    yield from _tell_scoring(standard, words)
    models = {standard.instruments[id_].model for id_, _result in card.results}
    if models:
        yield from _tell_data(models, words)
    yield from _tell_prospects(standard, words)
    _ = words.gettext
    yield (
        _("What is not here"),
        _(
            "Single answers are not published, here or on the site: a report holds sums, shares "
            "and means only. Who has a file of data can compare its SHA-256 with the one above; "
            "a change of a single byte shows."
        )
        if models
        else _(
            "Names of customers and of the auditors are not published; the auditors’ ids stand in "
            "the registry’s roster."
        ),
    )


def _tell_scoring(standard: Standard, words: NullTranslations) -> Iterator[tuple[str, str]]:
    _ = words.gettext
    methods = {
        Method.CONFORMITY: _("Met earns all the points, not met none."),
        Method.SAMPLED: _(
            "Of n items looked at, k do not conform: points × (1 − k/n). The interval of the "
            "conforming share is that of Wilson (1927): the smaller the sample, the wider it is."
        ),
        Method.SCALE: _(
            "Every step is described in the standard; the auditor picks the highest that fits "
            "what was seen: points × step / highest step."
        ),
        Method.METRIC: _(
            "A figure is mapped to points along straight lines between the values that the "
            "standard lists; beyond either end the end’s share holds."
        ),
    }
    names = method_words(words)
    used = {criterion.method for criterion in standard.criteria.values()}
    for method, told in methods.items():
        if method in used:
            yield names[method], told
    yield (
        _("Exactness"),
        _(
            "All figures are exact fractions, rounded where the standard says so and when they are "
            "printed. The same record gives the same report, byte for byte."
        ),
    )


def _tell_data(models: set[Model], words: NullTranslations) -> Iterator[tuple[str, str]]:
    _ = words.gettext
    yield (
        _("95% interval"),
        _(
            "A survey is a sample. Of a hundred samples drawn like it, about 95 give an interval "
            "that holds the figure of all. Shares have the interval of Wilson (1927), the net "
            "promoter score ±1.96 √((p + d − (p − d)²)/n), means ±1.96 s/√n over the respondents."
        ),
    )
    yield (
        _("Least sample"),
        _(
            "The standard says on how many answers or cases a computed figure must rest. Of a "
            "small population N fewer do: n ÷ (1 + (n − 1)/N), after Cochran (1977). A figure that "
            "rests on less earns nothing, whatever it says. Where the standard names an end of the "
            "interval, that end counts and not the figure itself."
        ),
    )
    if models & _SCALES:
        yield (
            _("Reliability (α)"),
            _(
                "Cronbach’s α (1951) says how far the items of a scale measure one thing: 1 at "
                "best; good enough from 0.7, not to be relied on below 0.6 (Nunnally 1978). Its "
                "interval is that of Feldt (1965)."
            ),
        )
    if Model.CASES in models:
        yield (
            _("Times of cases"),
            _(
                "Days run from receipt. “Half within” is the median, “nine tenths within” the "
                "ninetieth percentile of the cases that reached a stage. A case counts as due when "
                "it has reached the stage or the days allowed have passed."
            ),
        )
        yield (
            _("Estimates"),
            _(
                "What complaints may cost and bring is reckoned from figures much quoted in the "
                "field, not from this firm’s own. No points rest on it."
            ),
        )


def _tell_prospects(standard: Standard, words: NullTranslations) -> Iterator[tuple[str, str]]:
    _ = words.gettext
    if any(criterion.method is Method.SAMPLED for criterion in standard.criteria.values()):
        yield (
            _("How sure the grade is"),
            _(
                "The true share of conforming items is taken to follow Beta(n − k + ½, k + ½) "
                "(Jeffreys’ prior). A thousand equally probable cases are drawn as a Latin "
                "hypercube (McKay, Beckman, Conover 1979) and graded by the standard’s own rules. "
                "It speaks of sampling only."
            ),
        )
    yield (
        _("The way up"),
        _(
            "The smallest set of improvements that reaches the next grade if nothing else "
            "changes: as few as possible and, of sets as small, the one with most to give."
        ),
    )
