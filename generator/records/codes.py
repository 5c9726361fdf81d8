"""Records: the public codes of regions, industries and firms.

Input: `standards/codes/` and python-stdnum's table of regions. Output: titles in both languages,
and what is wrong with a unified social credit code. GB/T 2260, GB/T 4754-2017, GB 32100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from generator.records.data import parse_data
from generator.records.model import Labelled, Text
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CREDIT_CODE_LENGTH = 18
_INDUSTRIES, _REGIONS = "industries.yaml", "regions.yaml"
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}\Z")
_NEXT_PROVINCE = re.compile(r"\n(?! )")
_NAMED = re.compile(r"(?:\[[0-9]*-(?P<until>[0-9]*)\])?(?P<name>.+)\Z")
_NOT_A_NAME = re.compile(r"市辖区|县|林区|.*直辖县级行政(?:区划|单位)")
_PEOPLES = re.compile(
    r"(?<=..)(?:(?:满|回|蒙古|朝鲜|土家|苗|侗|瑶|畲|壮|羌|藏|彝|水|布依|仡佬|仫佬|毛南|黎|傣|佤|景颇"
    r"|拉祜|傈僳|哈尼|纳西|独龙|怒|白|布朗|普米|保安|东乡|撒拉|裕固|土|达斡尔|哈萨克|各)族"
    r"|蒙古|塔吉克|锡伯|哈萨克)+(?=自治[县旗])"
)
_COUNTY_KINDS = (
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("林区", "Forestry District"),
    ("特区", "Special District"),
    ("县", "County"),
    ("旗", "Banner"),
    ("区", "District"),
    ("市", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region by its six digits, such as 广东省深圳市 / Shenzhen, Guangdong."""

    code: str
    title: Text
    province: str
    """The first two digits."""
    province_title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry:
    """A division by its section's letter and its own two digits, such as C38."""

    code: str
    title: Text
    section: str
    section_title: Text


@dataclass(frozen=True, kw_only=True)
class Codes:
    """Regions and industries; each is worked out once and then kept."""

    sections: tuple[Labelled, ...]
    """Sections of industry, A–T."""
    industries: Mapping[str, Industry] = field(repr=False)
    provinces: tuple[Labelled, ...]
    """Provinces by two digits, in the order of their codes."""
    places: Mapping[str, Text] = field(repr=False)
    """Names kept by hand: provinces (2 digits), prefectures (4) and some counties (6)."""
    readings: Mapping[str, str] = field(repr=False)
    """Characters whose usual reading in place names is not the dictionaries' first."""
    names: Mapping[str, str] = field(repr=False)
    """Names of counties, without the word for county, that are not plain pinyin in English."""
    _regions: dict[str, Region] = field(default_factory=dict, init=False, repr=False, compare=False)

    def industry(self, code: str) -> Industry:
        """Return the division with that code; raises KeyError where there is none."""
        return self.industries[code]

    def region(self, code: str) -> Region:
        """Return the region with those six digits; raises KeyError where there is none.

        Regions that were abolished since are known too: a record does not go bad with time.
        """
        known = self._regions.get(code)
        if known is None:
            known = self._regions[code] = self._find_region(code)
        return known

    def knows_region(self, code: str) -> bool:
        """Tell whether `region` knows the code, at less cost: no name is put into English."""
        try:
            self._list_places(code)
        except KeyError:
            return False
        return True

    @cached_property
    def prefectures(self) -> tuple[str, ...]:
        """Six-digit codes of the prefectures, in their order."""
        return tuple(sorted(f"{code}00" for code in self.places if len(code) == len("4403")))

    def _find_region(self, code: str) -> Region:
        province, *below = self._list_places(code)
        titles = [
            place if isinstance(place, Text) else Text(place, self._romanise_county(place))
            for place in (province, *below)
        ]
        zh, en = "".join(t.zh for t in titles), ", ".join(t.en for t in reversed(titles))
        return Region(code=code, title=Text(zh, en), province=code[:2], province_title=titles[0])

    def _list_places(self, code: str) -> list[Text | str]:
        """List province, prefecture and county; a county known by its Chinese name alone is a str.

        Prefecture or county may have no name of its own. Raises KeyError where there is none such.
        """
        if not re.fullmatch(r"[0-9]{6}", code) or code[:2] not in self.places:
            raise KeyError(code)
        places: list[Text | str] = [self.places[code[:2]]]
        if code.endswith("0000"):
            return places
        prefecture = self.places.get(code[:4])
        if prefecture is not None:
            places.append(prefecture)
        if code in self.places:
            places.append(self.places[code])
        elif not (code.endswith("00") and prefecture is not None):
            name = _name_in_table(code)
            if name is None:
                raise KeyError(code)
            if not code.endswith("00") and not _NOT_A_NAME.fullmatch(name):
                places.append(name)
        return places

    def _romanise_county(self, name: str) -> str:
        kind, word = next(((k, w) for k, w in _COUNTY_KINDS if name.endswith(k)), ("", ""))
        stem = _PEOPLES.sub("", name).removesuffix(kind) or name
        written = self.names.get(stem) or _join_syllables(
            [self.readings.get(character) or _romanise(character) for character in stem]
        )
        return f"{written} {word}".strip()


def load_codes(folder: Path) -> Codes:
    """Read `industries.yaml` and `regions.yaml` of a folder; raises CannotGoOn where it cannot."""
    contents = []
    for name in (_INDUSTRIES, _REGIONS):
        try:
            contents.append((folder / name).read_bytes())
        except OSError as error:
            told = f"{folder / name}: {error.strerror}"
            raise CannotGoOn(zh=told, en=told) from error
    return _make_codes(*contents)


@lru_cache(maxsize=2)
def _make_codes(industry_file: bytes, region_file: bytes) -> Codes:
    """The same files give the same codes: they are parsed once, however often they are read."""
    sections = parse_data(industry_file, _INDUSTRIES)["sections"]
    regions = parse_data(region_file, _REGIONS)
    industries = {}
    for section in sections:
        title = Text(**section["title"])
        for digits, division in section["divisions"].items():
            code = f"{section['id']}{digits}"
            industries[code] = Industry(
                code=code, title=Text(**division), section=section["id"], section_title=title
            )
    return Codes(
        sections=tuple(Labelled(id=s["id"], title=Text(**s["title"])) for s in sections),
        industries=industries,
        provinces=tuple(
            Labelled(id=code, title=Text(**title)) for code, title in regions["provinces"].items()
        ),
        places={
            code: Text(**title)
            for level in ("provinces", "prefectures", "counties")
            for code, title in regions[level].items()
        },
        readings=regions["readings"],
        names=regions["names"],
    )


def credit_code_check(first17: str) -> str:
    """Return the check character of a unified social credit code (GB 32100).

    Raises ValueError where the 17 characters do not have the code's form.
    """
    if not _CREDIT_CODE.match(f"{first17}0"):
        raise ValueError(f"not the first 17 characters of a credit code: {first17!r}")
    return uscc.calc_check_digit(first17)


def credit_code_flaw(code: str) -> str | None:
    """Tell what is wrong with a credit code: `length`, `character`, `check_digit`, or None.

    The form is that of GB 32100: authority and category may be letters, the region is digits.
    """
    if len(code) != CREDIT_CODE_LENGTH:
        return "length"
    if not _CREDIT_CODE.match(code):
        return "character"
    return None if code[-1] == uscc.calc_check_digit(code[:-1]) else "check_digit"


def _name_in_table(code: str) -> str | None:
    """Return the county-level name that python-stdnum's table has for a code, the latest one."""
    # Looked up in the table's text: to have it parsed takes a tenth of a second.
    table = _region_table()
    start = table.find(f"\n{code[:2]} ")
    end = _NEXT_PROVINCE.search(table, start + 1)
    block = table[start : end.start() if end else len(table)] if start >= 0 else ""
    entry = re.search(rf'\n  {code[2:]} county="([^"]*)"', block)
    names = entry[1] if entry else ""
    found = [match for part in names.split(",") if (match := _NAMED.match(part))]
    if not found:
        return None
    # Written `[1983-1989]…,[1990-]…`: the one without an end is today's.
    current = [match for match in found if not match["until"]]
    return (current or found)[-1]["name"]


@cache
def _region_table() -> str:
    """Return python-stdnum's table of regions: a line a province, below it a line a county."""
    return (files("stdnum.cn") / "loc.dat").read_text(encoding="utf-8")


def _join_syllables(syllables: list[str]) -> str:
    """Write syllables as one word, with an apostrophe where two would run together."""
    joined = "".join(
        f"'{syllable}" if number and syllable[0] in "aoe" else syllable
        for number, syllable in enumerate(syllables)
    )
    return joined[:1].upper() + joined[1:]


@cache
def _romanise(character: str) -> str:
    # Its dictionaries take a quarter of a second to load, and few records name a county.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    # pypinyin writes ü as v.
    return re.sub(r"^([ln])v", r"\1ü", lazy_pinyin(character)[0])
