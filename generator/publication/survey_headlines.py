"""Publication: the one figure that a chapter of data is remembered by.

Input: a result. Output: a few words in one language; "" where there is nothing to tell.
"""

from __future__ import annotations

from functools import singledispatch
from gettext import NullTranslations  # singledispatch reads the annotations
from typing import TYPE_CHECKING

from generator.assessment.instruments.alpha import AlphaResult
from generator.assessment.instruments.cases import CasesResult
from generator.assessment.instruments.counts import CountsResult
from generator.assessment.instruments.csat import CsatResult
from generator.assessment.instruments.gaps import GapsResult
from generator.assessment.instruments.kano import KanoResult
from generator.assessment.instruments.loyalty import LoyaltyResult
from generator.assessment.instruments.nps import NpsResult
from generator.assessment.instruments.quality import QualityResult
from generator.assessment.instruments.ranking import RankingResult
from generator.assessment.instruments.satisfaction import SatisfactionResult
from generator.assessment.instruments.servqual import ServqualResult
from generator.assessment.instruments.value import ValueResult
from generator.publication.figures import write_number
from generator.publication.survey_charts.speech import write_gap

if TYPE_CHECKING:
    from fractions import Fraction


@singledispatch
def tell_headline(result: object, words: NullTranslations) -> str:
    """Say the main figure of a result."""
    raise TypeError(type(result), words)


@tell_headline.register
def _(result: CsatResult, words: NullTranslations) -> str:
    if result.share is None:
        return ""
    return words.gettext("{share}% satisfied").format(share=write_number(result.share * 100, 1))


@tell_headline.register
def _(result: NpsResult, _words: NullTranslations) -> str:
    if result.nps is None or result.margin is None:
        return ""
    return f"NPS {write_number(result.nps * 100, 1)} ± {write_number(result.margin * 100, 1)}"


@tell_headline.register
def _(result: ServqualResult, words: NullTranslations) -> str:
    gap = result.overall if result.weighted is None else result.weighted
    return "" if gap is None else _tell_gap(gap, words)


@tell_headline.register
def _(result: QualityResult, words: NullTranslations) -> str:
    return "" if result.gap is None else _tell_gap(result.gap, words)


def _tell_gap(gap: Fraction, words: NullTranslations) -> str:
    return words.gettext("gap {gap}").format(gap=write_gap(gap))


@tell_headline.register
def _(result: SatisfactionResult, words: NullTranslations) -> str:
    if result.index is None:
        return ""
    return words.gettext("index {index} of 100").format(index=write_number(result.index, 1))


@tell_headline.register
def _(result: KanoResult, words: NullTranslations) -> str:
    count = len(result.items)
    return words.ngettext("{count} feature", "{count} features", count).format(count=count)


@tell_headline.register
def _(result: LoyaltyResult, words: NullTranslations) -> str:
    if not result.n:
        return ""
    share = write_number(result.figures()["true"].value * 100, 1)
    return words.gettext("{share}% truly loyal").format(share=share)


@tell_headline.register
def _(result: ValueResult, words: NullTranslations) -> str:
    if result.delivered is None:
        return ""
    return words.gettext("value {value}").format(value=write_gap(result.delivered))


@tell_headline.register
def _(result: RankingResult, _words: NullTranslations) -> str:
    return "" if result.rho is None else f"ρ = {write_number(result.rho)}"


@tell_headline.register
def _(result: GapsResult, words: NullTranslations) -> str:
    weak = sum(cause.weak for gap in result.gaps for cause in gap.causes)
    return words.gettext("weak causes: {count}").format(count=weak)


@tell_headline.register
def _(result: AlphaResult, _words: NullTranslations) -> str:
    return "" if result.alpha is None else f"α = {write_number(result.alpha)}"


@tell_headline.register
def _(result: CasesResult, words: NullTranslations) -> str:
    if result.closed_in_time is None:
        return words.ngettext("{count} case", "{count} cases", result.n).format(count=result.n)
    share = write_number(result.closed_in_time * 100, 1)
    told = words.ngettext(
        "{count} case, {share}% closed in time", "{count} cases, {share}% closed in time", result.n
    )
    return told.format(count=result.n, share=share)


@tell_headline.register
def _(result: CountsResult, words: NullTranslations) -> str:
    count = len(result.measures)
    return words.ngettext("{count} measure", "{count} measures", count).format(count=count)
