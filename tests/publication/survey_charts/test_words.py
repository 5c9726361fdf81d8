"""The words of charts: all of them in Chinese, and no others kept."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

from generator.strings import translations

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "generator" / "publication" / "survey_charts"
CALL = re.compile(r'(?:\b_|words\.n?gettext)\(\s*((?:"[^"]*"\s*)+)')
"""Of words for one and for several, those for one."""


def words_of_code() -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))
    return {
        "".join(re.findall(r'"([^"]*)"', call))
        for source in sources
        for call in CALL.findall(source)
    }


def test_every_word_has_its_chinese() -> None:
    chinese = translations("zh")
    assert [words for words in sorted(words_of_code()) if chinese.gettext(words) == words] == []


def test_no_words_are_kept_that_no_chart_says() -> None:
    with (ROOT / "generator" / "strings" / "charts.zh.po").open("rb") as file:
        messages = [message.id for message in read_po(file, locale="zh") if message.id]
    kept = {one if isinstance(one, str) else one[0] for one in messages}
    assert kept - words_of_code() == set()
