"""Publication: what is said of data and what rests on them, in words.

Input: a response, a basis. Output: sentences in one language.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.alpha import AlphaResult
from generator.assessment.instruments.economics import QUOTED, estimate_economics
from generator.assessment.instruments.servqual import ServqualResult
from generator.assessment.scorecard import Shortfall
from generator.assessment.shortfalls import write_cut_off
from generator.publication.figures import write_number, write_short
from generator.records.model import Model

_SHARES = frozenset({Model.CSAT, Model.LOYALTY})
"""Models whose results are shares of the respondents."""
POOR, FAIR = Fraction(6, 10), Fraction(7, 10)
"""Below the first α a scale is called unreliable, from the second on good enough: usage."""

if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import NullTranslations

    from generator.assessment.instruments.cases import CasesResult
    from generator.assessment.instruments.measuring import Result
    from generator.assessment.instruments.response import ResponseResult
    from generator.assessment.scorecard import Basis
    from generator.records.model import Computed


def tell_response(
    response: ResponseResult, words: NullTranslations, *, model: Model
) -> Iterator[str]:
    """Say how many answered, how exact that makes a share, and what stays in doubt.

    The margin is the widest that a share can have, that of one half: results tell their own.
    """
    _ = words.gettext
    answered = _("{count} answered").format(count=f"{response.answered:,}")
    parts = [answered]
    if response.asked is not None:
        parts.append(_("{count} asked").format(count=f"{response.asked:,}"))
    if response.population is not None:
        parts.append(_("of {count} in all").format(count=f"{response.population:,}"))
    if response.rate is not None:
        parts.append(_("response {share}%").format(share=write_short(response.rate * 100, 1)))
    if response.margin is not None and model in _SHARES:
        margin = write_number(response.margin * 100, 1)
        parts.append(_("at most ±{margin} points at 95%").format(margin=margin))
    yield _("; ").join(parts)
    warnings = {
        "asked_unknown": _("How many were asked is not told, so nobody can say who stayed silent."),
        "low_response": _(
            "Fewer than three in ten answered: those who stayed silent may think otherwise."
        ),
        "very_low_response": _(
            "Fewer than one in ten answered: the result may say little of the others."
        ),
        "more_answers_than_asked": _("There are more answers than people asked."),
        "small_sample": _("Fewer than thirty answers: take the figures as a hint only."),
    }
    for warning in response.warnings:
        yield warnings[warning]


def tell_basis(basis: Basis, computed: Computed, words: NullTranslations) -> str:
    """Say what a computed figure rests on: its interval, its sample, which end counts."""
    _ = words.gettext
    parts = []
    if basis.measured is not None and basis.measured != basis.value:
        parts.append(_("measured {value}").format(value=write_short(basis.measured, 3)))
    if basis.low is not None and basis.high is not None:
        low, high = write_short(basis.low, 3), write_short(basis.high, 3)
        parts.append(_("95% interval {low} to {high}").format(low=low, high=high))
    parts.append(_("n = {n}").format(n=basis.n))
    match basis.shortfall:
        case Shortfall.SAMPLE:
            parts.append(
                _("sample too small (at least {needed}), so it earns nothing").format(
                    needed=basis.needed
                )
            )
        case Shortfall.SCALE:
            alpha = "—" if basis.alpha is None else write_cut_off(basis.alpha)
            least = "—" if computed.reliability is None else write_short(computed.reliability)
            parts.append(
                _("scale unreliable (α {alpha}, at least {least}), so it earns nothing").format(
                    alpha=alpha, least=least
                )
            )
        case Shortfall.FIGURE:
            parts.append(_("the data do not give this figure, so it earns nothing"))
        case None if basis.alpha is not None:
            parts.append(_("α {alpha}").format(alpha=write_cut_off(basis.alpha)))
    return _("; ").join(parts)


def tell_reliability(alpha: AlphaResult, words: NullTranslations) -> Iterator[str]:
    """Say how far a scale can be trusted, where it is not beyond doubt.

    Source of the bounds: J. C. Nunnally (1978), Psychometric Theory, second edition.
    """
    _ = words.gettext
    if alpha.alpha is None:
        yield _("Reliability cannot be reckoned: the answers do not differ, or there are too few.")
        return
    value = write_cut_off(alpha.alpha)
    if alpha.alpha < POOR:
        yield _(
            "Unreliable: Cronbach’s α is {alpha}. The items do not hang together, so their means "
            "say little."
        ).format(alpha=value)
    elif alpha.alpha < FAIR:
        yield _("Reliability is weak: Cronbach’s α is {alpha}.").format(alpha=value)


def tell_cautions(result: Result, words: NullTranslations) -> Iterator[str]:
    """Say why a result may mean less than it seems to."""
    alpha = result.alpha if isinstance(result, ServqualResult) else result
    if isinstance(alpha, AlphaResult) and result.n:
        yield from tell_reliability(alpha, words)


def tell_economics(result: CasesResult, words: NullTranslations) -> Iterator[str]:
    """Say what complaints may cost and bring, by figures of the field: an estimate, called one."""
    _ = words.gettext
    if not result.n:
        return
    estimate = estimate_economics(complaints=result.n, in_time=result.closed_in_time)
    whole = {
        "dissatisfied": _write_roughly(estimate.dissatisfied),
        "told": _write_roughly(estimate.told_others),
        "leave": _write_roughly(estimate.would_leave),
        "kept": _write_roughly(estimate.kept),
        "kept_if_prompt": _write_roughly(estimate.kept_if_prompt),
    }
    yield _(
        "Behind {complaints} complaints stand perhaps {dissatisfied} dissatisfied customers, who "
        "tell {told} others."
    ).format(complaints=f"{result.n:,}", **whole)
    yield _(
        "Of those who did not complain, perhaps {leave} leave without a word. Of those who did, "
        "perhaps {kept} stay."
    ).format(**whole)
    if whole["kept_if_prompt"] != whole["kept"]:
        yield _("If every complaint were settled in time, perhaps {kept_if_prompt} would.").format(
            **whole
        )
    yield _(
        "Winning a customer is said to cost {factor} times keeping one. These are figures much "
        "quoted in the field, not measured at this firm, and no points rest on them."
    ).format(factor=QUOTED.cost_factor)


def _write_roughly(value: Fraction) -> str:
    """Write an estimate with the two digits that may mean something."""
    whole = int(write_number(value, 0))
    unit = 10 ** max(len(str(whole)) - 2, 0)
    return f"{(whole + unit // 2) // unit * unit:,}"
