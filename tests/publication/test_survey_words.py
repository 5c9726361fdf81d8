"""What is said of data: who answered, how far a scale can be trusted, what is only an estimate."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.assessment.instruments.alpha import AlphaResult
from generator.assessment.instruments.cases import measure_cases
from generator.assessment.instruments.response import judge_response
from generator.assessment.scorecard import Basis, Shortfall
from generator.publication.survey_words import (
    tell_basis,
    tell_economics,
    tell_reliability,
    tell_response,
)
from generator.records.model import Computed, Model
from generator.strings import translations
from tests.publication.survey_charts.material import CASES, make_cases

EN, ZH = translations("en"), translations("zh")
COMPUTED = Computed(
    figure="csat.low", times=Fraction(100), places=2, minimum=100, reliability=Fraction(6, 10)
)


def test_the_response_tells_who_answered_of_how_many_and_how_exactly() -> None:
    response = judge_response(answered=518, asked=1600, population=918_000)
    (told,) = tell_response(response, EN, model=Model.CSAT)
    assert told == (
        "518 answered; 1,600 asked; of 918,000 in all; response 32.4%; at most ±4.3 points at 95%"
    )
    (told,) = tell_response(response, ZH, model=Model.CSAT)
    assert (
        told == "518 人作答；发出 1,600 份；总体 918,000 人；回收率 32.4%；"
        "95% 把握下误差最多 ±4.3 个百分点"
    )


def test_the_margin_of_a_share_is_told_of_shares_only() -> None:
    response = judge_response(answered=518, asked=1600, population=None)
    for model in Model:
        (told,) = tell_response(response, EN, model=model)
        assert ("±" in told) == (model in (Model.CSAT, Model.LOYALTY))


@pytest.mark.parametrize(
    ("answered", "asked", "word"),
    [(100, None, "not told"), (100, 900, "stayed silent"), (50, 900, "one in ten"), (9, 9, "hint")],
)
def test_what_leaves_a_response_in_doubt_is_said(
    answered: int, asked: int | None, word: str
) -> None:
    response = judge_response(answered=answered, asked=asked, population=None)
    assert any(word in told for told in tell_response(response, EN, model=Model.CSAT))


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        (None, "cannot be reckoned"),
        (Fraction(59, 100), "Unreliable"),
        (Fraction(69, 100), "weak"),
        (Fraction(7, 10), ""),
    ],
)
def test_a_scale_is_called_unreliable_below_six_tenths_and_weak_below_seven(
    alpha: Fraction | None, said: str
) -> None:
    told = " ".join(tell_reliability(AlphaResult(n=50, items=5, alpha=alpha), EN))
    assert bool(told) == bool(said)
    assert said in told


@pytest.mark.parametrize(
    ("shortfall", "words"),
    [
        (None, "measured 88; 95% interval 84.2 to 91; n = 300; α 0.81"),
        (Shortfall.SAMPLE, "sample too small (at least 85), so it earns nothing"),
        (Shortfall.SCALE, "scale unreliable (α 0.81, at least 0.6), so it earns nothing"),
        (Shortfall.FIGURE, "the data do not give this figure, so it earns nothing"),
    ],
)
def test_a_basis_tells_its_interval_its_sample_and_what_it_lacks(
    shortfall: Shortfall | None, words: str
) -> None:
    basis = Basis(
        figure="csat.low",
        value=Fraction(842, 10),
        measured=Fraction(88),
        low=Fraction(842, 10),
        high=Fraction(91),
        n=300,
        needed=85,
        alpha=Fraction(81, 100),
        shortfall=shortfall,
    )
    assert tell_basis(basis, COMPUTED, EN).endswith(words)


def test_an_estimate_is_rounded_and_called_one() -> None:
    result = measure_cases(make_cases(CASES, [5] * 1588), CASES)
    told = " ".join(tell_economics(result, EN))
    assert "1,588 complaints" in told
    assert "perhaps 2,400 dissatisfied" in told
    assert "tell 21,000 others" in told
    assert "not measured at this firm" in told
    assert tuple(tell_economics(measure_cases(make_cases(CASES, []), CASES), ZH)) == ()
