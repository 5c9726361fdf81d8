"""What a certificate says and how it is set."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.publication.certificate import (
    encode_qr,
    make_environment,
    render_certificate,
    split_languages,
)
from generator.publication.fitting import DENSITIES, Fit, fit_sheet, measure_width
from generator.publication.fonts import find_missing
from generator.publication.sheet import (
    characters,
    describe_sheet,
    title_certificate,
)
from generator.records.model import Text
from tests.publication.sheets import ENORMOUS, LONG, ONE_LANGUAGE, SHORT, TEMPLATES, WITHDRAWN

if TYPE_CHECKING:
    from generator.publication.sheet import CertificateSheet


def render(sheet: CertificateSheet, fit: Fit | None = None) -> str:
    return render_certificate(sheet, make_environment(TEMPLATES), fit or fit_sheet(sheet))


# ---------------------------------------------------------------- data


@pytest.mark.parametrize(
    ("standard", "title"),
    [
        (
            Text("售后服务认证规范", "After-Sales Service Certification Standard"),
            Text("售后服务认证证书", "After-Sales Service Certificate"),
        ),
        (
            Text("商品售后服务评价标准", "Service Scheme"),
            Text("商品售后服务评价认证证书", "Service Certificate"),
        ),
        (Text("好服务", "Good Service"), Text("好服务认证证书", "Good Service Certificate")),
    ],
)
def test_the_title_is_made_of_the_standard_s(standard: Text, title: Text) -> None:
    assert title_certificate(standard) == title


def test_the_json_is_canonical() -> None:
    data = json.loads(describe_sheet(SHORT))
    assert data["number"] == SHORT.number
    assert data["valid_to"] == "2029-03-01"
    assert data["name"] == {"zh": SHORT.name.zh, "en": SHORT.name.en}
    assert list(data) == sorted(data)
    assert "家电" in describe_sheet(SHORT).decode()


def test_words_in_one_language_stand_once() -> None:
    assert [p.language for p in split_languages(SHORT.name)] == ["zh-Hans", "en"]
    assert [p.language for p in split_languages(Text("维修", "维修"))] == ["zh-Hans"]
    assert [p.language for p in split_languages(Text("Fix", "Fix"))] == ["en"]


# ---------------------------------------------------------------- characters


def test_every_character_of_a_sheet_is_asked_for() -> None:
    found = characters([SHORT, ONE_LANGUAGE["en"]])
    assert list(found) == sorted(set(found))
    assert {"澜", "ü", "“", "★"} - set(found) == {"★"}


def test_characters_without_a_mark_are_not_missed() -> None:
    assert find_missing("云澜 \u200b\u00a0A★🛠\u0e01") == "🛠\u0e01"


# ---------------------------------------------------------------- setting


def test_longer_names_are_set_smaller() -> None:
    assert fit_sheet(SHORT).name_zh == 0
    assert fit_sheet(LONG).name_zh > fit_sheet(SHORT).name_zh
    assert fit_sheet(LONG).name_en > fit_sheet(SHORT).name_en
    assert fit_sheet(SHORT).density < fit_sheet(LONG).density < DENSITIES
    assert fit_sheet(ENORMOUS).density == DENSITIES - 1
    assert measure_width("云澜") == 2


def test_the_page_is_in_both_languages() -> None:
    html = render(SHORT)
    assert html.startswith("<!doctype html>") or "<!doctype html>" in html[:200]
    for words in (SHORT.name, SHORT.scope, SHORT.title, SHORT.grade_title, SHORT.address):
        assert words.zh in html
        assert words.en in html
    assert "★★★★" in html
    assert "4 May 2026" in html
    assert "2026 年 5 月 4 日" in html


def test_the_code_stands_beside_the_number_and_the_page_s_address_as_text() -> None:
    html = render(SHORT)
    assert f"{SHORT.number} &#9;{SHORT.code} " in html.replace("\t", "&#9;")
    assert "查验码 Check code" in html
    assert html.count(SHORT.page) == 2  # in the picture's description, and as text
    assert SHORT.check in html


def test_only_an_unsigned_sheet_says_that_it_is_unsigned() -> None:
    assert "未经电子签名 Not signed electronically" in render(replace(SHORT, signed=False))
    assert "签名" not in render(SHORT)


def test_a_void_sheet_says_so_before_all_else() -> None:
    html = render(WITHDRAWN)
    first = html.index("本证书已撤销（自 2026-04-20）")
    assert first < html.index("已撤销  WITHDRAWN", first) < html.index(WITHDRAWN.issuer.zh, first)
    assert "This certificate is withdrawn (since 2026-04-20)" in html
    assert "<title>已撤销 WITHDRAWN · 售后服务认证证书" in html
    assert "WITHDRAWN" not in render(SHORT)


@pytest.mark.parametrize("stars", range(6))
def test_as_many_stars_as_the_grade_has(stars: int) -> None:
    assert render(replace(SHORT, stars=stars)).count("★") == stars


def test_words_are_escaped() -> None:
    html = render(replace(SHORT, name=Text("<b>云澜</b>", "A & <i>B</i>")))
    assert "<b>" not in html
    assert "A &amp; &lt;i&gt;B" in html


def test_the_closest_setting_shortens_and_says_so() -> None:
    fit = replace(fit_sheet(ENORMOUS), density=DENSITIES - 1)
    html = render(ENORMOUS, fit)
    assert ENORMOUS.scope.zh not in html
    assert "另有 56 处" in html
    assert "56 more" in html


def test_the_qr_code_is_a_square_with_a_rim() -> None:
    rows = encode_qr(SHORT.page)
    assert {len(row) for row in rows} == {len(rows)}
    assert set(rows[0]) == set(rows[-1]) == {"0"}


def test_the_template_knows_no_standard() -> None:
    words = "".join(
        (TEMPLATES / name).read_text("utf-8") for name in ("certificate.html", "certificate.css")
    )
    for id_ in ("after-sales-service", "four_star", "physical", "relationship", "compliant"):
        assert id_ not in words
