"""The passages of the themed pages."""

from __future__ import annotations

from generator.publication.prose import read_passages

PAGE = """<html><body><nav>menu</nav><main><h1>规范</h1><p>前言。</p>
<nav>目录</nav><h3>没有锚点</h3><h2 id="points">分值</h2><p>共 <b>100</b> 分<br>。</p>
<section id="repair"><h4>一次修复率</h4><p>是否一次修好?</p><table><tr><td>60</td></tr></table>
</section></main><footer>页脚</footer></body></html>"""


def test_each_heading_that_can_be_linked_to_begins_a_passage() -> None:
    passages = read_passages(PAGE, "standards/x/1/")
    assert [(p["url"], p["heading"]) for p in passages] == [
        ("standards/x/1/", ""),
        ("standards/x/1/#points", "分值"),
        ("standards/x/1/#repair", "一次修复率"),
    ]
    assert {p["title"] for p in passages} == {"规范"}


def test_menus_tables_and_what_stands_outside_the_page_are_not_read() -> None:
    words = " ".join(p["text"] for p in read_passages(PAGE, ""))
    assert words == "前言。 没有锚点 共 100 分 。 是否一次修好?"
