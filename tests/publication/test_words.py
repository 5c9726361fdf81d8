"""The words of the site in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from generator.strings import translations

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = ROOT / "generator" / "strings" / "site.zh.po"
CALL = re.compile(r"""\b_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+|'[^']*')""")
PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'([^']*)'")
SOURCES = sorted(
    [
        *(ROOT / "site" / "theme").rglob("*.html"),
        *(ROOT / "site" / "templates").glob("firm*.html"),
        *(ROOT / "generator" / "publication").glob("*.py"),
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


def test_translations_keep_the_places_of_their_figures() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh")
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert set(re.findall(r"{\w+}", str(text))) == set(re.findall(r"{\w+}", str(ids[-1])))
