"""The comment on a merge request: laid out for people, safe whatever records say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.reporting import markdown
from generator.reporting.comparisons import describe_difference
from generator.reporting.markdown import escape_html, escape_text, write_comment
from generator.revisions.difference import find_difference
from tests.repositories import edit, start

WATCHES = "audits/440300/00440300MA1BENCH51"
STANDARD = "standards/bench-care/1/standard.yaml"
DAY = date(2025, 3, 15)
GFM = MarkdownIt("gfm-like", {"linkify": False})
"""Tables, strikethrough and HTML, as code hosts read them."""
NASTY = (
    "|<b>`x`</b> @admin #12 !3 [a](b) ![i](j) **c** _d_ https://evil.example www.evil.example $x$"
)


@pytest.fixture
def lowered(registry: Path) -> Path:
    """A repository in which one audit has lost points since the last commit."""
    start(registry)
    edit(registry / WATCHES / "2025-initial.yaml", "nonconforming: 1\n", "nonconforming: 5\n")
    return registry


def comment(root: Path, language: str = "en") -> str:
    return write_comment(find_difference(root, "HEAD", as_of=DAY), language)


def cells(text: str) -> list[list[str]]:
    """Return the tables' rows, as a reader of Markdown lays them out."""
    rows: list[list[str]] = []
    for token in GFM.parse(text):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline" and rows and token.level == 4:
            rows[-1].append("".join(child.content for child in token.children or ()))
    return rows


def test_the_comment_shows_what_changed_and_by_which_finding(lowered: Path) -> None:
    text = comment(lowered)
    assert "Sample Watch Workshop" in text
    rows = cells(text)
    assert rows[0] == ["Firm", "Audit", "Total", "Grade", "Status", "Change"]
    assert rows[1][1:4] == ["2025-initial", "44.0 → 40.0 (−4)", "Silver ★★"]
    assert rows[2] == ["Criterion", "Points", "Before", "Now"]
    assert rows[3][:2] == ["1.2.1 Packing", "7 → 3 (−4)"]
    before, after = (re.findall("[0-9]+", cell) for cell in rows[3][2:])
    assert ("8" in before, "5" in before) == (True, False)
    assert ("8" in after, "5" in after) == (True, True)


def test_the_comment_speaks_chinese(lowered: Path) -> None:
    text = comment(lowered, "zh")
    assert "### 评分变化" in text
    assert "样例钟表工坊" in text
    assert cells(text)[0] == ["企业", "审核", "总分", "星级", "状态", "变化"]
    assert cells(text)[3][:2] == ["1.2.1 包装", "7 → 3 (−4)"]


def test_nothing_changed_is_said(registry: Path) -> None:
    start(registry)
    assert "No score, grade or status differs." in comment(registry)
    assert "评分、星级和状态都没有变化。" in comment(registry, "zh")
    assert cells(comment(registry)) == []


def test_words_of_records_stay_words(lowered: Path) -> None:
    title = NASTY.replace("`", "").replace("\\", "")
    edit(lowered / STANDARD, "{zh: 包装, en: Packing}", f'{{zh: 包装, en: "{title}"}}')
    edit(lowered / WATCHES / "firm.yaml", "en: Sample Watch Workshop", f'en: "{NASTY}</summary>"')
    text = comment(lowered)
    rows = cells(text)
    assert {len(row) for row in rows[:2]} == {6}
    assert {len(row) for row in rows[2:]} == {4}
    html = GFM.render(text)
    assert set(re.findall(r"<(\w+)", html)) == {
        "h3", "p", "code", "strong", "table", "thead", "tbody", "tr", "th", "td", "br",
        "details", "summary", "ul", "li",
    }  # fmt: skip
    shown = re.sub(r"<[^>]*>", "", html)
    assert not re.search(r"[@#!]\w|://|www\.", shown)


@given(st.text())
def test_escaped_words_are_read_as_they_are_written(words: str) -> None:
    table = GFM.render(f"| a | b |\n| --- | --- |\n| {escape_text(words)} | end |\n")
    found = re.findall(r"<td>(.*?)</td>", table, re.DOTALL)
    assert len(found) == 2
    assert found[1] == "end"
    assert not re.search(r"<(?!/?t[a-z]+>)", found[0])
    assert not re.search(r"[@#!~%$&]\w", re.sub(r"&(?:amp|lt|gt|quot);", "", found[0]))
    assert "<" not in escape_html(words)
    assert "\n" not in escape_html(words)


def test_a_comment_is_never_longer_than_hosts_allow(
    lowered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = comment(lowered)
    monkeypatch.setattr(markdown, "LIMIT", len(full) - 10)
    short = comment(lowered)
    assert len(short) < len(full) + 100
    assert "1 firms are not explained" in short
    assert "<details>" not in short
    assert "2025-initial" in short
    monkeypatch.setattr(markdown, "LIMIT", 10)
    assert "2025-initial" not in comment(lowered)


def test_errors_are_told_with_their_side(lowered: Path) -> None:
    edit(lowered / WATCHES / "2025-initial.yaml", "criterion: receipt", "criterion: recipt")
    text = comment(lowered)
    assert "❌ Errors in the records now: 1." in text
    assert f"{WATCHES}/2025-initial.yaml:15" in text
    assert "has errors now" in text


def test_the_document_for_programs_holds_figures_as_decimal_strings(lowered: Path) -> None:
    difference = find_difference(lowered, "HEAD", as_of=DAY)
    document = describe_difference(difference, "en")
    assert document["base"] == difference.base
    assert document["as_of"] == "2025-03-15"
    assert document["problems"] == {"before": [], "after": []}
    (firm,) = document["firms"]
    assert (firm["firm"], firm["change"]) == ("00440300MA1BENCH51", "changed")
    (audit,) = firm["audits"]
    assert (audit["before"]["total"], audit["after"]["total"]) == ("44.0", "40.0")
    assert audit["difference"] == "-4"
    (criterion,) = audit["criteria"]
    assert criterion["id"] == "packing"
    assert criterion["difference"] == "-4"
    assert criterion["before"]["findings"] == [
        {"channel": None, "sampled": "8", "nonconforming": "1"}
    ]
    assert criterion["after"]["earned"] == "3"
    (standing,) = firm["standings"]
    assert (standing["before"]["score"], standing["after"]["score"]) == ("44.0", "40.0")
