"""Publication: the improvements of the way up, as rows of words or of HTML.

Input: a way up. Output: for each criterion its steps, from what was found to what is needed, and
the points regained. Pages of many firms ask for the same steps of the same criteria: a row of HTML
once made is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.publication.figures import escape_words, write_number, write_short
from generator.publication.survey_charts import Speech, draw_improvements
from generator.records.model import Method

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.prospects.improvement import WayUp
    from generator.assessment.prospects.settling import Improvement, Step
    from generator.publication.plots import Chart
    from generator.records.model import Criterion, Observation, Standard

KEPT = 20_000
"""How many rows a writer keeps before it starts afresh: some megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """One criterion of the way up in words."""

    criterion: str
    title: str
    steps: tuple[tuple[str, str], ...]
    """What was found (with its channel) and what is needed, for each mark that improves."""
    points: str


class RiseWriter:
    """Writes the improvements of audits against one standard, in one language."""

    def __init__(self, standard: Standard, language: str, words: NullTranslations) -> None:
        """Prepare titles, units and the words of each method."""
        _ = words.gettext
        self.speech = Speech(language, words)
        self.criteria = standard.criteria
        self.titles = {
            one.id: f"{one.number} {one.title[language]}" for one in standard.criteria.values()
        }
        self.channels = {one.id: one.title[language] + _(": ") for one in standard.channels}
        self.units = {
            one.id: one.metric.unit[language] for one in standard.criteria.values() if one.metric
        }
        self.met, self.not_met = _("conforms"), _("does not conform")
        self.rating = _("step {rating}")
        self.sample = _("{nonconforming} nonconforming of {sampled}")
        self.sufficient = _("the same on a sufficient basis")
        self._rows: dict[tuple[object, ...], str] = {}

    def list_rises(self, way: WayUp | None) -> tuple[Rise, ...]:
        """Return the improvements in words; none where there is no way up."""
        return () if way is None else tuple(map(self._tell, way.improvements))

    def draw(self, way: WayUp | None) -> tuple[Chart, ...]:
        """Draw the improvements, the one that regains most first; no chart where there is none."""
        gains = [(self.titles[one.criterion], one.gain) for one in way.improvements] if way else []
        gains.sort(key=lambda gain: -gain[1])
        return draw_improvements(gains, self.speech)

    def write_rows(self, way: WayUp | None) -> Markup:
        """Return the improvements as rows of HTML; nothing where there are none."""
        if len(self._rows) > KEPT:
            self._rows.clear()
        rows = [self._write_row(one) for one in way.improvements] if way is not None else []
        return Markup("".join(rows))  # noqa: S704 - escaped when they are made

    def _write_row(self, one: Improvement) -> str:
        key = _key_of(one)
        row = self._rows.get(key)
        if row is None:
            rise = self._tell(one)
            steps = "<br>".join(
                f"{escape_words(before)} → <b>{escape_words(after)}</b>"
                for before, after in rise.steps
            )
            row = self._rows[key] = (
                f'<tr><th scope="row"><div><a href="#c-{one.criterion}">'
                f"{escape_words(rise.title)}</a><p>{steps}</p></div></th>"
                f"<td>{rise.points}</td></tr>\n"
            )
        return row

    def _tell(self, one: Improvement) -> Rise:
        criterion = self.criteria[one.criterion]
        return Rise(
            criterion=one.criterion,
            title=self.titles[one.criterion],
            steps=tuple(self._tell_step(criterion, step) for step in one.steps),
            points=f"+{write_number(one.gain)}",
        )

    def _tell_step(self, criterion: Criterion, step: Step) -> tuple[str, str]:
        before, after = (self._tell_finding(criterion, one) for one in (step.before, step.after))
        if step.before == step.after:  # only what it rests on was too little
            after = self.sufficient
        channel = "" if step.channel is None else self.channels.get(step.channel, "")
        return channel + before, after

    def _tell_finding(self, criterion: Criterion, seen: Observation) -> str:
        match criterion.method:
            case Method.CONFORMITY:
                return self.met if seen.met else self.not_met
            case Method.SCALE:
                return self.rating.format(rating=seen.rating)
            case Method.SAMPLED:
                return self.sample.format(nonconforming=seen.nonconforming, sampled=seen.sampled)
            case Method.METRIC:
                return f"{write_short(seen.value or 0, 3)} {self.units[criterion.id]}"


def _key_of(one: Improvement) -> tuple[object, ...]:
    """Return what a row's words and points follow from."""
    if len(one.steps) == 1 and one.steps[0].channel is None:
        return (one.criterion, *_figures_of(one.steps[0]))
    gain = one.gain.as_integer_ratio()
    return (one.criterion, gain, *((step.channel, *_figures_of(step)) for step in one.steps))


def _figures_of(step: Step) -> tuple[object, ...]:
    before, after = step.before, step.after
    if before.value is not None and after.value is not None:
        return (*before.value.as_integer_ratio(), *after.value.as_integer_ratio())
    return before.rating, after.rating, before.sampled, before.nonconforming, after.nonconforming
