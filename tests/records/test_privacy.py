"""What belongs to private persons is found at its place; what only looks like it is let alone."""

from __future__ import annotations

import ast
import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.checking import check_paths
from generator.demo.registry import write_demo
from generator.records.privacy import (
    PrivateKind,
    find_private,
    is_bank_card_number,
    is_identity_number,
    mask_private,
)
from generator.records.rules.privacy import MOST, keep_private
from generator.records.source import Source, read_source
from tests.conftest import VALID

if TYPE_CHECKING:
    from generator.records.problems import Problem

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"
MOBILE, IDENTITY = PrivateKind.MOBILE, PrivateKind.IDENTITY_CARD
CARD, EMAIL = PrivateKind.BANK_CARD, PrivateKind.EMAIL


def found_in(text: str) -> list[tuple[PrivateKind, str]]:
    return [(number.kind, number.written) for number in find_private(text)]


# ---------------------------------------------------------------- what is found


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("13800138000", MOBILE, "13800138000"),
        ("手机13800138000号", MOBILE, "13800138000"),
        ("电话：138-0013-8000。", MOBILE, "138-0013-8000"),
        ("call 138 0013 8000 first", MOBILE, "138 0013 8000"),
        ("+8613800138000", MOBILE, "+8613800138000"),
        ("+86 138-0013-8000", MOBILE, "+86 138-0013-8000"),
        ("0086-13800138000", MOBILE, "0086-13800138000"),
        ("（86）13800138000", MOBILE, "13800138000"),
        ("１３８００１３８０００", MOBILE, "１３８００１３８０００"),
        ("138–0013–8000", MOBILE, "138–0013–8000"),
        ("138.0013.8000", MOBILE, "138.0013.8000"),
        ("138\u00a00013\u00a08000", MOBILE, "138\u00a00013\u00a08000"),
        ("13800138000 2026-03-09", MOBILE, "13800138000"),
        ("2026-03-09 13800138000", MOBILE, "13800138000"),
        ("tel13800138000", MOBILE, "13800138000"),
        ("WeChat: 13800138000", MOBILE, "13800138000"),
        ("138-0013-8000 2026", MOBILE, "138-0013-8000"),
        ("138 0013 8000 20260309", MOBILE, "138 0013 8000"),
        ("13800138000次日回电", MOBILE, "13800138000"),
        ("138-0013-\n    8000", MOBILE, "138-0013-\n    8000"),
        ("value: 19912345678", MOBILE, "19912345678"),
        ("11010519491231002X", IDENTITY, "11010519491231002X"),
        ("11010519491231002x", IDENTITY, "11010519491231002x"),
        ("身份证110105194912310021", None, ""),
        ("１１０１０５１９４９１２３１００２Ｘ", IDENTITY, "１１０１０５１９４９１２３１００２Ｘ"),
        ("440524 18800101 0014 号", IDENTITY, "440524 18800101 0014"),
        ("身份证号：110105491231002", IDENTITY, "110105491231002"),
        ("6222021234567894", CARD, "6222021234567894"),
        ("卡号6222 0212 3456 7894。", CARD, "6222 0212 3456 7894"),
        ("6222-0212-3456-7894", CARD, "6222-0212-3456-7894"),
        ("6222 0212 3456 7890 128", CARD, "6222 0212 3456 7890 128"),
        ("4111 1111 1111 1111", CARD, "4111 1111 1111 1111"),
        ("5500005555555559", CARD, "5500005555555559"),
        ("3782 822463 10005", CARD, "3782 822463 10005"),
        ("3530111333300000", CARD, "3530111333300000"),
        ("4222222222222", CARD, "4222222222222"),
        ("a@b.cn", EMAIL, "a@b.cn"),
        ("写信给first.last+x@mail.example.com。", EMAIL, "first.last+x@mail.example.com"),
        ("mailto:a_b@163.com", EMAIL, "a_b@163.com"),
        ("a＠example.cn", EMAIL, "a＠example.cn"),
    ],
)
def test_a_number_is_found_with_all_that_belongs_to_it(
    text: str, kind: PrivateKind | None, written: str
) -> None:
    assert found_in(text) == ([(kind, written)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "400-138-8000, 400 1380 0138, 95588, 12315, 010-13800138, 0755-1380 0138, 0755-13800138",
        "684,270 orders, 13,800,138,000 yuan, ¥13800138000, 13800138000.50, 13800138000 元",
        "13800138000 件, 19912345678 次, 99.13800138000, 0.13800138000",
        "138001380001, 1380013800, 23800138000, 12800138000, 9913800138000",
        "00440300MA1BENCH51 00510100MA2BENCH6A 91440300MA5FXXXX0K 911101013800138000",
        "WS-2025-000001-08 ASC-2026-000123-57 ASC2026000123-57",
        "2026-03-09 2026-03-10 2026-03-11, 20260309 20260310, 2026-03-09T10:11:12.138001380",
        "sha256:13800138000abcdef13800138000abcdef, 3f13800138000, a13800138000",
        "https://example.com/13800138000/6222021234567894, http://x.cn/?id=11010519491231002X",
        "order 2026-138-0013-8000-1, 2026-13800138000, 1-138-0013-8000",
        "6222021234567893, 6222 0212 3456 7893, 9999999999999995, 1234567890123452",
        "EAN 4006381333931, 6901234567892, IMEI 490154203237518",
        "11010519491331002X, 110105194912310029, 99010519491231002X, 110105170012310028",
        "code: 510101199001010018\nfirm: '510101199001010018'",
        "standard: repair@2026.beta, bench-care@1, after-sales-service@2026",
        "@店长, a@b, a@.cn, @example.com, a@b.1, 3@4, https://user@host/",
        "6230 138 0013 8000, 138 0013 8000 1234",
        "1 3 8 0 0 1 3 8 0 0 0",
        "",
    ],
)
def test_what_only_looks_like_one_is_let_alone(text: str) -> None:
    assert found_in(text) == []


def test_each_number_is_found_once_in_the_order_of_the_text() -> None:
    text = "a@b.cn 13800138000、13900139000 6222021234567894/11010519491231002X"
    assert [number.kind for number in find_private(text)] == [EMAIL, MOBILE, MOBILE, CARD, IDENTITY]


def test_a_number_is_masked_for_logs_that_all_may_read() -> None:
    text = "+86 138-0013-8000 11010519491231002X 6222 0212 3456 7894 first.last@example.cn"
    masked = ["138****8000", "110*************2X", "6222********7894", "f***@example.cn"]
    assert [number.masked for number in find_private(text)] == masked
    assert mask_private(f"not {text}!") == f"not {' '.join(masked)}!"
    assert mask_private("nothing here") == "nothing here"


# ---------------------------------------------------------------- laws

SPACES = ("", " ", "-", "\u3000")
AROUND = st.text(alphabet="甲乙，。：；、（） \n", max_size=12)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    digits = f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 999_999_999)):09}"
    gap = draw(st.sampled_from(SPACES))
    return draw(st.sampled_from(("", "+86", "86 ", "+86-"))) + gap.join(
        (digits[:3], digits[3:7], digits[7:])
    )


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    province = draw(st.sampled_from(("11", "13", "21", "31", "44", "50", "54", "65", "82")))
    day = date(1900, 1, 1) + timedelta(days=draw(st.integers(0, 45_000)))
    body = f"{province}{draw(st.integers(0, 9999)):04}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    weighted = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body))
    return body + "10X98765432"[weighted % 11]


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    prefix, length = draw(st.sampled_from((("62", 16), ("62", 19), ("4", 16), ("53", 16))))
    rest = length - len(prefix) - 1
    body = prefix + f"{draw(st.integers(0, 10**rest - 1)):0{rest}}"
    for last in range(10):
        doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(f"{body}{last}"))]
        if sum(d - 9 * (d > 9) for d in doubled) % 10 == 0:
            return f"{body}{last}"
    raise AssertionError


@given(before=AROUND, number=mobiles(), after=AROUND)
def test_every_mobile_number_is_found_at_its_place(before: str, number: str, after: str) -> None:
    [told] = find_private(f"{before}{number}{after}")
    assert (told.kind, told.start, told.written) == (MOBILE, len(before), number)


@given(before=AROUND, number=identity_numbers(), after=AROUND)
def test_every_identity_number_is_found_at_its_place(before: str, number: str, after: str) -> None:
    assert is_identity_number(number)
    [told] = find_private(f"{before}{number}{after}")
    assert (told.kind, told.start, told.written) == (IDENTITY, len(before), number)


@given(before=AROUND, number=card_numbers(), after=AROUND, grouped=st.booleans())
def test_every_card_number_is_found_at_its_place(
    before: str, number: str, after: str, *, grouped: bool
) -> None:
    assert is_bank_card_number(number)
    written = " ".join(re.findall(".{1,4}", number)) if grouped else number
    [told] = find_private(f"{before}{written}{after}")
    assert (told.kind, told.start, told.written) == (CARD, len(before), written)


@given(number=identity_numbers(), place=st.integers(0, 16), shift=st.integers(1, 9))
def test_one_wrong_digit_makes_no_identity_number(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_identity_number(wrong)
    assert IDENTITY not in {told.kind for told in find_private(wrong)}


@given(number=card_numbers(), place=st.integers(2, 15), shift=st.integers(1, 9))
def test_one_wrong_digit_makes_no_card_number(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_bank_card_number(wrong)


@given(text=st.text(max_size=200))
def test_a_text_with_few_digits_and_no_at_sign_holds_nothing(text: str) -> None:
    assume(sum(sign in "0123456789０１２３４５６７８９" for sign in text) < 11)
    assume(not {"@", "＠"} & set(text))
    assert find_private(text) == ()


@given(text=st.text(alphabet="0123456789０９ -.+@xX甲a,\n", max_size=80))
def test_what_is_found_never_overlaps_and_is_what_stands_there(text: str) -> None:
    found = find_private(text)
    assert all(text[number.start : number.end] == number.written for number in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(number.masked != number.written for number in found)


# ---------------------------------------------------------------- in the registry


def problems_with(path: Path, line: str) -> list[Problem]:
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    problems, _ = check_paths(path.parents[path.parts[::-1].index("registry") - 1], [])
    return list(problems)


@pytest.mark.parametrize(
    "name",
    [
        "audits/440300/00440300MA1BENCH51/firm.yaml",
        "audits/440300/00440300MA1BENCH51/2025-initial.yaml",
        "audits/440300/00440300MA1BENCH51/decisions.yaml",
        "audits/roster.yaml",
        "standards/concepts.yaml",
        "standards/bench-care/1/standard.yaml",
    ],
)
def test_every_kind_of_record_is_looked_at_down_to_its_comments(registry: Path, name: str) -> None:
    lines = (registry / name).read_text(encoding="utf-8").count("\n")
    problems = problems_with(registry / name, "# 13800138000\n")
    told = [(p.code, p.location.path, p.location.line, p.location.column) for p in problems]
    assert told == [("private-mobile", name, lines + 1, 3)]


def test_the_issuer_may_say_how_to_reach_it(registry: Path) -> None:
    assert problems_with(registry / "audits" / "issuer.yaml", "# registry@example.com\n") == []


def test_of_a_list_of_numbers_no_more_are_told_than_anybody_reads(registry: Path) -> None:
    path = registry / "audits" / "roster.yaml"
    numbers = "".join(f"# 138{number:08}\n" for number in range(MOST + 50))
    assert [found.code for found in problems_with(path, numbers)] == ["private-mobile"] * MOST


def test_no_other_problem_repeats_a_private_number(registry: Path) -> None:
    path = registry / "audits/440300/00440300MA1BENCH51/2025-initial.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sampled: 4", "sampled: 约 13800138000"), encoding="utf-8")
    problems, _ = check_paths(registry, [path])
    assert [found.code for found in problems] == ["not-integer", "private-mobile"]
    assert "13800138000" not in json.dumps([found.as_json("zh") for found in problems])


@pytest.mark.parametrize("folder", [ROOT / "audits", ROOT / "standards", VALID])
def test_no_record_of_this_repository_gives_a_false_alarm(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == "roster.yaml":  # it may give the addresses that people commit with
            source = read_source(path, path.name)
            assert isinstance(source, Source)
            assert keep_private(source, "roster") == []
            continue
        assert find_private(path.read_text(encoding="utf-8")) == (), path


def test_no_record_of_an_invented_registry_gives_a_false_alarm(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", firms=40, seed=3, as_of=date(2026, 11, 22))
    for path in sorted((tmp_path / "demo" / "audits").rglob("*.yaml")):
        assert find_private(path.read_text(encoding="utf-8")) == (), path


def test_no_form_asks_for_what_is_private() -> None:
    asked = {
        "phone",
        "mobile",
        "email",
        "mail",
        "contact",
        "identity",
        "card",
        "birthday",
        "wechat",
    }
    for path in sorted((ROOT / "standards" / "schema").glob("*.schema.json")):
        fields = set(re.findall(r'"(\w+)": \{', path.read_text(encoding="utf-8")))
        assert not asked & fields, path.name


def test_the_sieve_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((GENERATOR / "records" / "privacy.py").read_text(encoding="utf-8"))
    names = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not any(name.startswith("generator") for name in names)
