"""Publication: what customers said and what figures show, on a firm's page and in its report.

Input: a scorecard with the results of its instruments, its audit. Output: `Chapter`s: a title,
what it rests on, charts, and what to make of them; one for each file of data.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.cases import CasesResult
from generator.assessment.instruments.gaps import GapsResult
from generator.assessment.instruments.response import judge_response
from generator.assessment.instruments.servqual import ServqualResult
from generator.publication.figures import write_number
from generator.publication.survey_charts import draw_result
from generator.publication.survey_headlines import tell_headline
from generator.publication.survey_words import (
    tell_basis,
    tell_cautions,
    tell_economics,
    tell_response,
)
from generator.records.model import UNASKED, Model

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.instruments.measuring import Result
    from generator.assessment.scorecard import Scorecard
    from generator.publication.plots import Chart
    from generator.records.model import Audit, DataSet, Instrument, Standard


_ORDER = (
    Model.CSAT,
    Model.NPS,
    Model.SERVQUAL,
    Model.SATISFACTION,
    Model.QUALITY,
    Model.KANO,
    Model.LOYALTY,
    Model.VALUE,
    Model.RANKING,
    Model.GAPS,
    Model.ALPHA,
    Model.CASES,
    Model.COUNTS,
)
"""What customers say first, then what the firm says of itself, then what its books show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A weak cause of a gap and what helps."""

    cause: str
    score: str
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What one file of data gives."""

    id: str
    title: str
    headline: str
    """Its main figure; "" where there is none."""
    covers: str
    """The days that it covers."""
    drawn: str
    """How those asked were chosen, if told."""
    response: tuple[str, ...]
    """Who answered, and what stays in doubt."""
    cautions: tuple[str, ...]
    """Why the figures may mean less than they seem to."""
    charts: tuple[Chart, ...]
    remedies: tuple[Remedy, ...]
    estimates: tuple[str, ...]
    """What is only an estimate by figures of the field, and said to be one."""
    file: str
    sha256: str


class SurveyPart:
    """Writes the chapters of audits against one standard, in one language."""

    def __init__(self, standard: Standard, language: str, words: NullTranslations) -> None:
        """Keep what all audits share."""
        self.standard = standard
        self.instruments = sorted(
            standard.instruments.values(), key=lambda one: (_ORDER.index(one.model), one.id)
        )
        self.language = language
        self.words = words

    def write(self, card: Scorecard, audit: Audit) -> tuple[Chapter, ...]:
        """Return a chapter for each file of data."""
        data = {one.instrument: one for one in audit.data}
        results = dict(card.results)
        fifth = next((r.overall for r in results.values() if isinstance(r, ServqualResult)), None)
        losses = self._find_losses(card)
        return tuple(
            self._write_chapter(one, results[one.id], data[one.id], fifth, losses.get(one.id, []))
            for one in self.instruments
            if one.id in results and one.id in data
        )

    def _write_chapter(
        self,
        instrument: Instrument,
        result: Result,
        data: DataSet,
        fifth: Fraction | None,
        losses: list[str],
    ) -> Chapter:
        response: tuple[str, ...] = ()
        if instrument.model not in UNASKED:
            judged = judge_response(answered=result.n, asked=data.asked, population=data.population)
            response = tuple(tell_response(judged, self.words, model=instrument.model))
        return Chapter(
            id=instrument.id,
            title=instrument.title[self.language],
            headline=self._tell_headline(result, losses),
            covers=f"{data.begun} – {data.ended}",
            drawn=data.drawn[self.language] if data.drawn else "",
            response=response,
            cautions=(*tell_cautions(result, self.words), *losses),
            charts=draw_result(result, instrument, self.language, self.words, fifth=fifth),
            remedies=self._find_remedies(result, instrument),
            estimates=tuple(tell_economics(result, self.words))
            if isinstance(result, CasesResult)
            else (),
            file=data.file,
            sha256=data.sha256,
        )

    def _tell_headline(self, result: Result, losses: list[str]) -> str:
        """Say the main figure, and beside it where nothing was earned by it."""
        lost = self.words.gettext("earned nothing") if losses else ""
        return " · ".join(filter(None, (tell_headline(result, self.words), lost)))

    def _find_losses(self, card: Scorecard) -> dict[str, list[str]]:
        """Return, by instrument, which criteria earn nothing for want of a basis, and why."""
        _ = self.words.gettext
        found: dict[str, list[str]] = {}
        for score in card.criteria:
            computed = self.standard.criteria[score.id].computed
            for mark in score.marks:
                if computed is None or mark.basis is None or mark.basis.shortfall is None:
                    continue
                why = tell_basis(mark.basis, computed, self.words)
                told = _("Criterion {number} earns nothing by it: {why}")
                offer = self.standard.offers[computed.figure]
                found.setdefault(offer.instrument, []).append(
                    told.format(number=score.number, why=why)
                )
        return found

    def _find_remedies(self, result: Result, instrument: Instrument) -> tuple[Remedy, ...]:
        """Return the weak causes, the weakest first, each with its remedies."""
        if not isinstance(result, GapsResult):
            return ()
        weak = [cause for gap in result.gaps for cause in gap.causes if cause.weak]
        weak.sort(key=lambda cause: (cause.mean, cause.id))
        return tuple(
            Remedy(
                cause=instrument.dimension(cause.id).title[self.language],
                score=write_number(Fraction(cause.mean)),
                helps=tuple(one[self.language] for one in instrument.dimension(cause.id).remedies),
            )
            for cause in weak
        )
