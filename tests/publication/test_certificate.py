"""What a certificate says, how it is set, and the files that come of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator import workers
from generator.certification.decisions import judge_firm
from generator.pipeline import Gathered, gather
from generator.publication.certificate import (
    check_characters,
    encode_qr,
    list_certificates,
    make_environment,
    render_certificate,
    split_languages,
    write_certificates,
)
from generator.publication.fitting import DENSITIES, Fit, fit_sheet, measure_width
from generator.publication.fonts import MissingGlyph, find_missing
from generator.publication.sheet import (
    certificate_data,
    characters,
    describe_sheet,
    title_certificate,
)
from generator.records.model import Text
from tests.publication.sheets import ENORMOUS, LONG, ONE_LANGUAGE, SHORT, TEMPLATES

if TYPE_CHECKING:
    from generator.publication.sheet import CertificateSheet

ROOT = Path(__file__).parents[2]
SITE = "https://registry.example/"


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    return gather(ROOT, as_of=date(2026, 11, 22))


def write(gathered: Gathered, out: Path, jobs: int = 1) -> dict[str, bytes]:
    assert gathered.foundation is not None
    seen: list[Path] = []
    count = write_certificates(
        gathered.dossiers,
        gathered.foundation,
        site_url=SITE,
        out=out,
        templates=TEMPLATES,
        jobs=jobs,
        on_each=seen.append,
    )
    files = {file.name: file.read_bytes() for file in sorted((out / "certificates").iterdir())}
    assert len(files) == len(seen) == count
    return files


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


def test_a_sheet_says_what_its_certificate_says(gathered: Gathered) -> None:
    assert gathered.foundation is not None
    work = list_certificates(gathered.dossiers)
    assert work
    for dossier, certificate in work:
        sheet = certificate_data(dossier, certificate, gathered.foundation, SITE)
        standard = gathered.foundation.standards[certificate.standard]
        assert sheet.grade_title == standard.grade(certificate.grade).title
        assert sheet.page == f"{SITE}firms/{certificate.firm}/"
        assert (sheet.number, sheet.score) == (certificate.number, str(certificate.score))
        assert sheet.valid_to == certificate.valid_to
        assert (sheet.level is None) == (certificate.ladder is None)


def test_a_sheet_does_not_depend_on_the_day_of_the_build(gathered: Gathered) -> None:
    foundation = gathered.foundation
    assert foundation is not None
    for dossier, certificate in list_certificates(gathered.dossiers):
        later = judge_firm(dossier.records, dossier.scorecards, foundation, date(2026, 12, 31))
        found = [s.certificate for s in later if s.certificate is not None]
        same = next(c for c in found if c.number == certificate.number)
        before = certificate_data(dossier, certificate, foundation, SITE)
        assert certificate_data(dossier, same, foundation, SITE) == before


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


def test_a_character_that_no_font_has_names_the_firm() -> None:
    odd = replace(SHORT, name=Text("云\U000e0fff澜", "Yunlan"))
    with pytest.raises(MissingGlyph) as error:
        check_characters([LONG, odd])
    assert SHORT.firm in error.value.en
    assert "U+E0FFF" in error.value.zh
    assert SHORT.firm in error.value.zh


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


# ---------------------------------------------------------------- files


def test_the_same_bytes_in_other_folders_and_processes(
    gathered: Gathered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(gathered, tmp_path / "a")
    monkeypatch.setattr(workers, "CHUNK", 1)
    assert write(gathered, tmp_path / "b" / "c", jobs=3) == first


def test_each_file_carries_its_data_and_its_scorecard(gathered: Gathered, tmp_path: Path) -> None:
    for name, content in write(gathered, tmp_path).items():
        path = tmp_path / "certificates" / name
        assert len(content) <= 80_000
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == 1
            files = {key: file.get_file().read_bytes() for key, file in pdf.attachments.items()}
        certificate = json.loads(files["certificate.json"])
        scorecard = json.loads(files["scorecard.json"])
        assert certificate["number"] == name.removesuffix(".pdf")
        assert scorecard["firm"] == certificate["firm"]
        assert scorecard["total"] == certificate["score"]


def test_nothing_is_written_where_nothing_holds(gathered: Gathered, tmp_path: Path) -> None:
    assert gathered.foundation is not None
    count = write_certificates(
        [], gathered.foundation, site_url=SITE, out=tmp_path, templates=TEMPLATES
    )
    assert count == 0
    assert not list(tmp_path.iterdir())
