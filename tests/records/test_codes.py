"""Regions, industries and credit codes: titles in both languages, and what is wrong with a code."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import numdb
from stdnum.cn import uscc

from generator.records.codes import Codes, credit_code_check, credit_code_flaw, load_codes
from generator.scaffold import scaffold_root

FOLDER = scaffold_root() / "standards" / "codes"
SECTIONS = "ABCDEFGHIJKLMNOPQRST"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.fixture(scope="module")
def codes() -> Codes:
    return load_codes(FOLDER)


# ---------------------------------------------------------------- industries


def test_all_sections_and_divisions_are_there(codes: Codes) -> None:
    assert [section.id for section in codes.sections] == list(SECTIONS)
    assert [code[1:] for code in codes.industries] == [f"{n:02d}" for n in range(1, 98)]


def test_sections_follow_one_another(codes: Codes) -> None:
    letters = [code[0] for code in codes.industries]
    assert letters == sorted(letters)
    assert set(letters) == set(SECTIONS)


def test_a_division_knows_its_section(codes: Codes) -> None:
    industry = codes.industry("C38")
    assert industry.title.zh == "电气机械和器材制造业"
    assert industry.section == "C"
    assert industry.section_title.en == "Manufacturing"


@pytest.mark.parametrize("code", ["", "C", "38", "C00", "C98", "A38", "c38", "C381"])
def test_an_unknown_industry_is_a_key_error(codes: Codes, code: str) -> None:
    with pytest.raises(KeyError):
        codes.industry(code)


# ---------------------------------------------------------------- regions


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("440300", "广东省深圳市", "Shenzhen, Guangdong"),
        ("440305", "广东省深圳市南山区", "Nanshan District, Shenzhen, Guangdong"),
        ("110000", "北京市", "Beijing"),
        ("110100", "北京市", "Beijing"),
        ("110105", "北京市朝阳区", "Chaoyang District, Beijing"),
        ("500229", "重庆市城口县", "Chengkou County, Chongqing"),
        ("150100", "内蒙古自治区呼和浩特市", "Hohhot, Inner Mongolia"),
        ("150600", "内蒙古自治区鄂尔多斯市", "Ordos, Inner Mongolia"),
        ("230200", "黑龙江省齐齐哈尔市", "Qiqihar, Heilongjiang"),
        ("422800", "湖北省恩施土家族苗族自治州", "Enshi, Hubei"),
        ("540100", "西藏自治区拉萨市", "Lhasa, Tibet"),
        ("610100", "陕西省西安市", "Xi'an, Shaanxi"),
        ("650100", "新疆维吾尔自治区乌鲁木齐市", "Ürümqi, Xinjiang"),
        ("419001", "河南省济源市", "Jiyuan, Henan"),
        ("429021", "湖北省神农架林区", "Shennongjia, Hubei"),
        ("220623", "吉林省白山市长白朝鲜族自治县", "Changbai Autonomous County, Baishan, Jilin"),
        ("152201", "内蒙古自治区兴安盟乌兰浩特市", "Ulanhot, Hinggan, Inner Mongolia"),
        ("810000", "香港特别行政区", "Hong Kong"),
    ],
)
def test_a_region_has_its_whole_name(codes: Codes, code: str, zh: str, en: str) -> None:
    title = codes.region(code).title
    assert (title.zh, title.en) == (zh, en)


def test_a_region_knows_its_province(codes: Codes) -> None:
    region = codes.region("440305")
    assert region.province == "44"
    assert region.province_title.en == "Guangdong"


def test_an_abolished_region_is_still_known(codes: Codes) -> None:
    assert codes.region("110103").title.zh == "北京市崇文区"


@pytest.mark.parametrize(
    "code",
    ["", "44", "4403", "44030", "4403055", "990000", "440399", "449900", "４40300", "44030a"],
)
def test_an_unknown_region_is_a_key_error(codes: Codes, code: str) -> None:
    with pytest.raises(KeyError):
        codes.region(code)


def test_all_provinces_are_there(codes: Codes) -> None:
    assert len(codes.provinces) == 34
    assert codes.provinces[0].title.zh == "北京市"


def test_prefectures_are_those_of_the_table(codes: Codes) -> None:
    table = numdb.get("cn/loc")
    assert len(codes.prefectures) == 333
    for code in codes.prefectures:
        assert codes.places[code[:4]].zh in table.info(code)[1][1]["county"]


def test_english_names_are_written_in_latin_letters(codes: Codes) -> None:
    for title in codes.places.values():
        assert re.fullmatch(r"[A-ZÜ][A-Za-zêéü' -]+", title.en), title


def test_every_region_of_the_table_has_a_title(codes: Codes) -> None:
    path = Path(numdb.__file__).parent / "cn" / "loc.dat"
    province, seen = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r'(\d\d) province="', line):
            province = match[1]
        elif match := re.match(r'  (\d{4}) county="', line):
            title = codes.region(province + match[1]).title
            assert not re.search(r"[^ -~êéüÜ]", title.en), title
            seen += 1
    assert seen > 6000


def test_a_second_look_up_is_free(codes: Codes) -> None:
    assert codes.region("440305") is codes.region("440305")


# ---------------------------------------------------------------- credit codes


@given(st.text(alphabet="0123456789ABCDEFGNY", min_size=2, max_size=2), st.integers(0, 999999),
       st.text(alphabet=ALPHABET, min_size=9, max_size=9))  # fmt: skip
def test_a_code_with_its_check_character_is_right(head: str, region: int, tail: str) -> None:
    first17 = f"{head}{region:06d}{tail}"
    assert credit_code_flaw(first17 + credit_code_check(first17)) is None


@given(st.text(alphabet=ALPHABET, min_size=9, max_size=9), st.sampled_from(ALPHABET))
def test_only_one_check_character_is_right(tail: str, last: str) -> None:
    first17 = f"00440300{tail}"
    right = last == credit_code_check(first17)
    assert credit_code_flaw(first17 + last) == (None if right else "check_digit")


def test_letter_authorities_are_allowed_as_the_standard_has_them() -> None:
    first17 = "A1110000600037341"
    assert credit_code_flaw(first17 + uscc.calc_check_digit(first17)) is None


@pytest.mark.parametrize(
    ("code", "flaw"),
    [
        ("91110000600037341L", None),
        ("91110000600037341M", "check_digit"),
        ("", "length"),
        ("91110000600037341", "length"),
        ("91110000600037341LL", "length"),
        ("91110000600037341l", "character"),
        ("9111000060003734IL", "character"),
        ("911100006000373４1L", "character"),
        ("9111000A600037341L", "character"),
        ("91110000600037341\n", "character"),
    ],
)
def test_flaws_are_named(code: str, flaw: str | None) -> None:
    assert credit_code_flaw(code) == flaw


@pytest.mark.parametrize(
    "first17", ["", "9111000060003734", "9111000060003734I", "911100006000373411"]
)
def test_a_check_character_needs_seventeen_good_ones(first17: str) -> None:
    with pytest.raises(ValueError, match="17 characters"):
        credit_code_check(first17)
