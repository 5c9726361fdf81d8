"""Certainty, margin and the way up, in words and as data."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.prospects import Prospects, find_prospects
from generator.assessment.prospects.demands import Rulebook
from generator.publication.figures import write_missing, write_spare
from generator.publication.foresight import Foresight
from generator.publication.outlook import Outlook, OutlookWriter
from generator.publication.prospects import describe_prospects
from generator.publication.rises import Rise, RiseWriter
from generator.publication.scorecards import describe_scorecard
from generator.strings import LANGUAGES, translations
from tests.assessment.material import (
    FLAGSHIP,
    NOT_MET,
    TINY,
    Seen,
    all_channels,
    make_audit,
    make_firm,
    measured,
    nonconformity,
    rated,
    sampled,
    score,
)

if TYPE_CHECKING:
    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit, Nonconformity, Standard

WEAK: dict[str, Seen] = {
    "moments-of-truth": rated(0),
    "look-and-sound": rated(0),
    "customer-satisfaction": measured("0"),
    "early-failure": measured("3"),
    "staff-conduct": sampled(20, 8),
    "purchase-convenience": {
        "physical": rated(2),
        "electronic": rated(5),
        "online": rated(3),
    },
}
"""Four of the six points of `experience` are short: a total for five stars, a ladder for three."""


def prospects_of(
    standard: Standard,
    seen: dict[str, Seen] | None = None,
    *,
    deductions: int = 0,
    nonconformities: tuple[Nonconformity, ...] = (),
) -> tuple[Scorecard, Audit, Prospects]:
    audit = make_audit(standard, seen, deductions=deductions, nonconformities=nonconformities)
    card = score(standard, seen, deductions=deductions, nonconformities=nonconformities)
    return card, audit, find_prospects(card, audit, Rulebook(standard))


def outlook_of(
    language: str,
    seen: dict[str, Seen] | None = None,
    *,
    deductions: int = 0,
    nonconformities: tuple[Nonconformity, ...] = (),
) -> Outlook:
    card, _, prospects = prospects_of(
        FLAGSHIP, seen, deductions=deductions, nonconformities=nonconformities
    )
    return OutlookWriter(FLAGSHIP, language, translations(language)).write(prospects, card)


def rises_of(language: str, seen: dict[str, Seen]) -> tuple[Rise, ...]:
    _, _, prospects = prospects_of(FLAGSHIP, seen)
    return RiseWriter(FLAGSHIP, language, translations(language)).list_rises(prospects.way_up)


def test_certainty_names_the_grades_the_most_likely_first() -> None:
    english, chinese = (outlook_of(language, WEAK) for language in ("en", "zh"))
    assert english.certainty.startswith("Given sampling alone: Three stars in ")
    assert chinese.certainty.startswith("单就抽样而言：")
    assert "的情形" in chinese.certainty
    assert english.odds[0][0] == "Three stars"


def test_a_grade_that_no_case_denies_is_said_to_be_so() -> None:
    majors = (nonconformity("staff-conduct", major=True),)
    assert outlook_of("en", nonconformities=majors).certainty == (
        "Given sampling alone: no grade in every case."
    )
    assert (
        outlook_of("zh", nonconformities=majors).certainty == "单就抽样而言：所有情形都是无星级。"
    )


def test_the_total_is_the_first_boundary_and_certain_conditions_are_not_among_them() -> None:
    told = outlook_of("en", WEAK).margin
    assert told[0].startswith("Total: ")
    assert not [one for one in told if "Secure payment" in one]
    assert told[-1].endswith("would cost the grade")


def test_the_way_up_says_what_is_missing_and_which_steps_supply_it() -> None:
    told = outlook_of("en", WEAK)
    assert told.grade == "four_star"
    assert "points of “Experience needs” (to reach 70%)" in told.way_up
    rises = rises_of("en", WEAK)
    assert [rise.criterion for rise in rises] == ["moments-of-truth", "customer-satisfaction"]
    assert rises[0].steps[0][0] == "step 0"
    assert rises[0].points.startswith("+")


def test_duties_come_beside_the_points() -> None:
    majors = (nonconformity("staff-conduct", major=True),)
    english = outlook_of("en", deductions=6, nonconformities=majors)
    assert english.way_up == "It takes at least 2 improvements to reach Compliant."
    assert english.duties == (
        "Close the open major nonconformity NC1",
        "Put right 2 of the 6 special deductions",
    )
    chinese = outlook_of("zh", deductions=6, nonconformities=majors)
    assert chinese.duties == ("关闭严重不符合项 NC1", "6 项特别扣分中，须纠正 2 项")


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_the_top_there_is_no_way_up(language: str) -> None:
    told = outlook_of(language)
    assert told.grade is None
    assert told.duties == ()
    assert told.way_up == {"zh": "已是最高星级。", "en": "There is no higher grade."}[language]


def test_a_critical_criterion_that_fails_is_missing_its_points() -> None:
    told = outlook_of("zh", {"payment-security": NOT_MET})
    assert told.way_up == (
        "要评为达标，至少须改进 1 项。目前“1.2.4 支付安全”差 0.60 分（须达 60%）。"
    )
    rises = rises_of("zh", {"payment-security": NOT_MET})
    assert [rise.steps for rise in rises] == [(("不符合", "符合"),)]


def test_the_document_has_the_fields_of_the_contract_and_no_float() -> None:
    _, _, prospects = prospects_of(FLAGSHIP, WEAK)
    document = describe_prospects(prospects)
    assert list(document) == ["certainty", "margin", "way_up"]
    assert document["certainty"]["cases"] == 1000
    assert sum(Fraction(one["share"]) for one in document["certainty"]["grades"]) == 1
    assert {"kind": "deductions", "subject": None, "points": None}.items() <= document["margin"][
        -1
    ].items()
    way = document["way_up"]
    assert (way["grade"], way["reachable"], way["deductions"]) == ("four_star", True, 0)
    assert [need["kind"] for need in way["lacking"]] == ["group"]
    improvement = way["improvements"][0]
    assert improvement["criterion"] == "moments-of-truth"
    assert Fraction(improvement["gain"]) == Fraction(improvement["needed"]) - Fraction(
        improvement["earned"]
    )
    assert improvement["steps"][0]["from"] == {"rating": "0"}

    def refuse(_: str) -> None:
        raise AssertionError

    json.loads(json.dumps(document), parse_float=refuse)


def test_nothing_of_it_enters_the_scorecard_that_certificates_carry() -> None:
    card, audit, prospects = prospects_of(TINY)
    described = describe_scorecard(card, audit, TINY, "zh", translations("zh"))
    assert not described.keys() & describe_prospects(prospects).keys()


def test_prospects_are_found_once_for_all_languages_and_anew_for_another_audit() -> None:
    foresight = Foresight()
    card, audit, prospects = prospects_of(FLAGSHIP, WEAK)
    first = foresight.foresee(card, audit, FLAGSHIP)
    assert first == prospects
    assert foresight.foresee(card, audit, FLAGSHIP) is first
    other = score(TINY)
    found = foresight.foresee(other, make_audit(TINY), TINY)
    assert found.margin is not None
    assert found.margin.grade == other.grade
    assert make_firm(all_channels(TINY)).code == other.firm


@given(st.fractions(0, 100, max_denominator=10_000))
def test_what_is_missing_is_rounded_up_and_what_is_to_spare_down(value: Fraction) -> None:
    up, down = Fraction(write_missing(value)), Fraction(write_spare(value))
    assert down <= value <= up
    assert up - down <= Fraction(1, 100)


def test_rows_are_kept_apart_where_they_differ_in_anything_shown() -> None:
    writer = RiseWriter(FLAGSHIP, "zh", translations("zh"))
    differing: list[dict[str, Seen]] = [
        {"payment-security": NOT_MET},
        {"warranty-fulfilment": sampled(20, 15)},
        {"warranty-fulfilment": sampled(25, 15)},
        {"complaint-handling": sampled(20, 15)},
        WEAK,
    ]
    for seen in differing:
        _, _, prospects = prospects_of(FLAGSHIP, seen)
        fresh = RiseWriter(FLAGSHIP, "zh", translations("zh"))
        rows = writer.write_rows(prospects.way_up)
        assert rows
        assert rows == fresh.write_rows(prospects.way_up) == writer.write_rows(prospects.way_up)
    assert writer.write_rows(None) == ""
