"""The pages of problem codes: one for each in both languages, linked, and in nobody's way."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from generator.gathering import gather
from generator.mkdocs_plugin import render_site
from generator.publication.codes import CodePage, build_code_pages, theme_titles
from generator.publication.prose import build_prose_index
from generator.records.problems import problem_catalogue, problem_page, problem_themes
from generator.strings import LANGUAGES, translations
from tests.publication.views import look_over

ROOT = Path(__file__).parents[2]
CODES = sorted(problem_catalogue())
HREF = re.compile(r'href="([^"]+)"')
FIGURE = re.compile(r"‹([^›]+)›")


@cache
def pages_of(language: str) -> dict[str, CodePage]:
    return {one.code: one for theme in build_code_pages(language) for one in theme.pages}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The themed pages of the tiny registry, Chinese at the top and English in en/."""
    folder = tmp_path_factory.mktemp("codes")
    root = Path(shutil.copytree(ROOT / "tests" / "records" / "valid", folder / "registry"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "site", root / "site")
    gathered = gather(root, as_of=date(2025, 3, 31))
    view = look_over(gathered)
    for language in LANGUAGES:
        render_site(root, folder / "public", language, view)
    return folder / "public"


def read_page(site: Path, language: str, address: str) -> str:
    folder = site if language == "zh" else site / language
    return (folder / address / "index.html").read_text(encoding="utf-8")


def words_of(page: str) -> str:
    """The words of a page without its marks."""
    return unescape(re.sub(r"<[^>]+>", "", page))


# ---------------------------------------------------------------- what the pages say


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_of_the_catalogue_has_a_title(language: str) -> None:
    titles = theme_titles(translations(language))
    assert set(problem_themes()) <= set(titles)
    assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_stands_in_the_list_once(language: str) -> None:
    listed = [one.code for theme in build_code_pages(language) for one in theme.pages]
    assert sorted(listed) == CODES


@pytest.mark.parametrize("code", CODES)
def test_figures_to_be_filled_in_are_named_in_the_readers_language(code: str) -> None:
    for language, form in (("zh", r"[㐀-鿿]+"), ("en", r"[a-z]+")):
        one = pages_of(language)[code]
        told = f"{one.message}{one.hint}{one.hint_near or ''}"
        for name in FIGURE.findall(told):
            assert re.fullmatch(form, name), name


def test_braces_that_are_no_figure_are_shown_as_they_are_told() -> None:
    assert "{zh: …, en: …}" in pages_of("en")["not-string-or-object"].message


def test_a_description_is_the_message_in_plain_words() -> None:
    assert pages_of("en")["null-value"].summary == "‹field› has no value"
    assert pages_of("zh")["null-value"].summary == "‹字段› 没有填写"


def test_a_code_that_only_warns_says_so() -> None:
    severities = {code: one.severity for code, one in pages_of("en").items()}
    assert severities["note-missing"] == "warning"
    assert severities["null-value"] == "error"


def test_an_example_tells_the_record_it_stands_in_and_the_line_that_the_program_names() -> None:
    example = pages_of("en")["grant-not-eligible"].example
    assert example is not None
    assert example.place == "In decisions.yaml:"
    assert [line.text.strip() for line in example.wrong if line.pointed] == ["audit: 2025-initial"]
    missing = pages_of("zh")["finding-missing"].example
    assert missing is not None
    assert (missing.place, missing.wrong[0].pointed) == ("在审核记录中：", True)


def test_an_example_of_files_has_no_line_that_a_program_could_name() -> None:
    example = pages_of("en")["file-stray"].example
    assert example is not None
    assert (example.place, example.pointed) == ("", False)
    assert pages_of("en")["form"].example is None


# ---------------------------------------------------------------- the pages themselves


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_page_with_its_words_and_example(site: Path, language: str) -> None:
    for code, one in pages_of(language).items():
        page = read_page(site, language, problem_page(code))
        words = words_of(page)
        assert f'<h1 class="problem__code">{code}</h1>' in page
        assert words_of(str(one.message)) in words
        assert words_of(str(one.hint)) in words
        assert one.means in words
        if one.example is not None:
            for line in (*one.example.wrong, *one.example.right):
                assert line.text.replace("\t", "⇥\t") in words, (code, line.text)
            assert page.count("excerpt__pointed") == one.example.pointed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_knows_its_address_and_its_twin_in_the_other_language(
    site: Path, language: str
) -> None:
    chinese = "https://registry.example/problems/null-value/"
    english = "https://registry.example/en/problems/null-value/"
    own, other = (chinese, english) if language == "zh" else (english, chinese)
    page = read_page(site, language, problem_page("null-value"))
    assert f'<link rel="canonical" href="{own}">' in page
    assert f'href="{other}"' in page
    switch = re.search(r'<a class="tools__language" href="([^"]+)"', page)
    assert switch is not None
    assert urljoin(own, switch[1]) == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_on_these_pages_leads_nowhere(site: Path, language: str) -> None:
    prefix = "" if language == "zh" else f"{language}/"
    for address in ("problems/", *map(problem_page, CODES)):
        page = read_page(site, language, address)
        for href in HREF.findall(page):
            if href.startswith("http") or "/assets/" in href or "/changes." in href:
                continue  # the canonical address; what publication writes afterwards
            target, anchor = urldefrag(urljoin(f"/{prefix}{address}", unescape(href)))
            file = site / target.removeprefix("/") / "index.html"
            assert file.is_file(), f"{address}: {href}"
            if anchor:
                assert f'id="{anchor}"' in file.read_text(encoding="utf-8"), f"{address}: {href}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_code_and_every_page_to_the_list(site: Path, language: str) -> None:
    page = read_page(site, language, "problems/")
    assert all(f'href="{code}/"' in page for code in CODES)
    assert 'problems/">' in read_page(site, language, "")


def test_the_search_box_finds_a_code_in_the_list_after_all_other_pages_and_nothing_else(
    site: Path,
) -> None:
    addresses = ["problems/", *map(problem_page, CODES), "standards/"]
    passages = json.loads(build_prose_index(site, addresses))
    assert [passage["url"] for passage in passages] == ["standards/", "problems/"]
    assert all(code in passages[1]["text"] for code in CODES)
    assert "校验码" not in passages[1]["text"]
