"""The words of the interface in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from generator.strings import translations

ROOT = Path(__file__).parent.parent.parent
CATALOGUES = sorted((ROOT / "generator" / "strings").glob("*.zh.po"))
CALL = re.compile(r"""\b_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+|'[^']*')""")
PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'([^']*)'")
SOURCES = sorted(
    [
        *(ROOT / "site" / "theme").rglob("*.html"),
        *(ROOT / "site" / "templates").glob("firm*.html"),
        ROOT / "site" / "templates" / "certificate_page.html",
        *(ROOT / "generator" / "publication").rglob("*.py"),
        *(ROOT / "generator" / "terminal").glob("*.py"),
    ]
)


def words_in(source: str) -> list[str]:
    return [
        "".join(double or single for double, single in PIECE.findall(call))
        for call in CALL.findall(source)
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_word_of_the_interface_has_its_chinese(source: Path) -> None:
    chinese = translations("zh")
    missing = [
        words
        for words in words_in(source.read_text(encoding="utf-8"))
        if re.search(r"[A-Za-z]{2}", words) and chinese.gettext(words) == words
    ]
    assert missing == []


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh")


def test_no_words_are_translated_twice() -> None:
    ids = [str(m.id) for path in CATALOGUES for m in read_catalogue(path) if m.id]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_chinese_is_punctuated_as_chinese(path: Path) -> None:
    half_width = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]")
    for message in read_catalogue(path):
        assert not half_width.search(str(message.string)), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_translations_keep_the_places_of_their_figures(path: Path) -> None:
    for message in read_catalogue(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert set(re.findall(r"{\w+}", str(text))) == set(re.findall(r"{\w+}", str(ids[-1])))
