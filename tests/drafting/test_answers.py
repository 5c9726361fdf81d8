"""What people answer is read as meant, or refused with the reason in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.drafting.answers import (
    Refusal,
    find_firms,
    find_industries,
    list_channels,
    list_standards,
    read_channels,
    read_new_code,
    read_words,
)
from generator.drafting.places import find_regions
from generator.records.codes import Codes, load_codes
from generator.records.foundation import read_foundation

ROOT = Path(__file__).parents[2]
WATCHES = "00440300MA1BENCH51"
NEW = "00440300MA1NEWFRMK"


@pytest.fixture(scope="module")
def codes() -> Codes:
    return load_codes(ROOT / "standards" / "codes")


@pytest.mark.parametrize("answer", [NEW, NEW.lower(), f" {NEW}\n", "00440300 MA1NEWFRM K"])
def test_a_code_is_taken_however_it_was_typed(valid: Path, answer: str) -> None:
    assert read_new_code(valid, answer) == NEW


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "has 18 characters"),
        (NEW[:-1], "has 17"),
        (f"{NEW[:-1]}3", "the last is K"),
        ("O0440300MA1NEWFRMK", "are not used"),
        ("../440300/00440300", "are not used"),
        (WATCHES, f"audits/440300/{WATCHES}/firm.yaml"),
        (f"{NEW}\x07", "cannot be used"),
    ],
)
def test_a_code_that_cannot_be_is_refused_with_the_reason(
    valid: Path, answer: str, reason: str
) -> None:
    with pytest.raises(Refusal, match=re.escape(reason)) as refused:
        read_new_code(valid, answer)
    assert re.search("[一-鿿]", refused.value.zh)


def test_words_come_onto_one_line() -> None:
    assert read_words("  两行\n文字\u2028 x ") == "两行 文字 x"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("440300", ["440300"]),
        ("深圳", ["440300"]),
        ("深圳市", ["440300"]),
        ("Shenzhen", ["440300"]),
        ("guangdong", ["440000"]),
        ("光明区", ["440311"]),
        ("朝阳", ["110105", "211300", "211321", "220104"]),
        ("999999", []),
        ("nowhere", []),
    ],
)
def test_a_region_is_found_by_its_code_or_name(codes: Codes, answer: str, found: list[str]) -> None:
    assert sorted(choice.id for choice in find_regions(codes, answer)) == found


def test_a_region_that_was_abolished_is_not_offered(codes: Codes) -> None:
    assert find_regions(codes, "崇文区") == ()


def test_every_region_offered_is_one_that_the_check_knows(codes: Codes) -> None:
    found = find_regions(codes, "区")
    assert len(found) > 500
    assert all(codes.knows_region(choice.id) for choice in found)


@pytest.mark.parametrize(
    ("answer", "found"),
    [("C38", ["C38"]), ("c38", ["C38"]), ("修理", ["C43", "O81"]), ("nothing of this", [])],
)
def test_an_industry_is_found_by_its_code_or_words(
    codes: Codes, answer: str, found: list[str]
) -> None:
    assert [choice.id for choice in find_industries(codes, answer)] == found


@pytest.mark.parametrize(
    "answer", [WATCHES, WATCHES.lower(), "钟表", "watch", f"audits/440300/{WATCHES}/"]
)
def test_a_firm_is_found_by_its_code_its_folder_or_its_name(valid: Path, answer: str) -> None:
    assert [choice.id for choice in find_firms(valid, answer)] == [WATCHES]


def test_a_part_of_many_names_finds_them_all(valid: Path) -> None:
    assert len(find_firms(valid, "Sample")) == 2
    assert find_firms(valid, "no such firm") == ()


def test_a_firm_whose_record_has_mistakes_is_refused_only_when_it_is_meant(registry: Path) -> None:
    path = registry / "audits/440300" / WATCHES / "firm.yaml"
    path.write_text(path.read_text("utf-8").replace("industry: O81", "industry:"), "utf-8")
    assert [choice.title.en for choice in find_firms(registry, "sample")] == [
        "Sample Leather Workshop"
    ]
    for answer in (WATCHES, "Watch"):
        with pytest.raises(Refusal, match="mend them first"):
            find_firms(registry, answer)


def test_a_registry_without_firms_says_where_to_begin(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="certify new firm"):
        find_firms(tmp_path, "anything")


def test_channels_are_named_once_each_in_the_registrys_order(valid: Path) -> None:
    foundation = read_foundation(valid).foundation
    assert foundation is not None
    known = list_channels(foundation)
    assert read_channels(known, ["mail", "counter", "mail"]) == ("counter", "mail")
    assert read_channels(known, []) == ()
    with pytest.raises(Refusal, match=r"Did you mean mail\?"):
        read_channels(known, ["mial"])
    assert [choice.id for choice in list_standards(foundation)] == ["bench-care@1"]
