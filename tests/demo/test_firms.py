"""Invented firms: all different, plausible, and never to be taken for real ones."""

from __future__ import annotations

import re
import time

import pytest

from generator.demo import words
from generator.demo.draws import draw_permutation, shuffled_slots
from generator.demo.firms import Identity, Sources, brands, draw_identity
from generator.demo.trades import TRADES
from generator.records.codes import credit_code_flaw

HUNDRED_THOUSAND = 100_000


@pytest.fixture(scope="module")
def some(sources: Sources) -> list[Identity]:
    return [draw_identity(sources, index) for index in range(2000)]


@pytest.mark.slow
def test_a_hundred_thousand_names_and_codes_are_all_different(sources: Sources) -> None:
    start = time.perf_counter()
    firms = [draw_identity(sources, index).firm for index in range(HUNDRED_THOUSAND)]
    took = time.perf_counter() - start
    assert len({firm.name.zh for firm in firms}) == HUNDRED_THOUSAND
    assert len({firm.code for firm in firms}) == HUNDRED_THOUSAND
    assert took < 120, f"{HUNDRED_THOUSAND / took:.0f} a second"


def test_a_firm_is_the_same_whenever_it_is_drawn(sources: Sources, some: list[Identity]) -> None:
    assert draw_identity(sources, 1234) == some[1234]


def test_codes_are_right_and_belong_to_nobody(some: list[Identity]) -> None:
    for identity in some:
        firm = identity.firm
        assert credit_code_flaw(firm.code) is None
        assert firm.code.startswith("00")
        assert firm.code[2:8] == firm.region


def test_names_lie_in_places_that_do_not_exist(some: list[Identity]) -> None:
    first = "".join(zh for zh, _ in words.PLACE_FIRST)
    last = "".join(zh for zh, _ in words.PLACE_LAST)
    for identity in some:
        assert re.search(f"(^|（)[{first}][{last}]", identity.firm.name.zh), identity.firm.name
        assert "虚构" in identity.firm.profile.zh
        assert "invented" in identity.firm.profile.en


def test_names_have_the_form_of_chinese_companies(some: list[Identity]) -> None:
    for identity in some:
        assert re.fullmatch(r"[一-鿿（）]{8,26}(?:公司)", identity.firm.name.zh)
        assert re.fullmatch(r"[ -~ü]+", identity.firm.name.en)


def test_no_brand_begins_like_a_known_one() -> None:
    assert not {zh for zh, _ in brands()} & words.KNOWN_BRANDS


def test_brands_of_three_syllables_cannot_run_into_the_trade() -> None:
    thirds = {zh for zh, _ in words.BRAND_THIRD}
    assert not thirds & {trade.word[0][0] for trade in TRADES}
    assert len(brands()) == len({zh for zh, _ in brands()})


def test_industries_and_regions_exist_and_vary(sources: Sources, some: list[Identity]) -> None:
    sections = {sources.codes.industry(identity.firm.industry).section for identity in some}
    provinces = {sources.codes.region(identity.firm.region).province for identity in some}
    assert len(sections) > 12
    assert len(provinces) > 25


@pytest.mark.parametrize("size", [3, 10, 97, 41578])
def test_a_permutation_takes_every_place_once(size: int) -> None:
    permutation = draw_permutation(3, "test", size)
    assert sorted(permutation[index] for index in range(size)) == list(range(size))
    with pytest.raises(IndexError):
        permutation[size]


def test_slots_are_shuffled_anew_in_each_block() -> None:
    first, second = (shuffled_slots(1, "test", block, 100) for block in (0, 1))
    assert sorted(first) == sorted(second) == list(range(100))
    assert first != second
