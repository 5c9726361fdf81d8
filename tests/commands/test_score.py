"""`certify score`: certainty, margin and the way up, for people and for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from generator.terminal import scorecards
from tests.commands.running import certify
from tests.test_cli import CHINESE, DECIMAL, LEATHER, WATCHES

if TYPE_CHECKING:
    from pathlib import Path

HELD, REFUSED = f"{WATCHES}/2025-initial.yaml", f"{LEATHER}/2025-initial.yaml"
HEADINGS = {
    "en": (
        "What the grade has to spare",
        "The way up",
        "Where most points are lost",
        "Every criter",
    ),
    "zh": ("现有星级的余量", "怎样再上一级", "失分最多的条款", "逐条评分"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_explained_score_goes_from_the_margin_to_every_criterion(valid: Path, lang: str) -> None:
    brief = certify(valid, "score", str(valid / HELD), lang=lang).stdout
    full = certify(valid, "score", str(valid / HELD), "--explain", lang=lang).stdout
    places = [full.index(heading) for heading in HEADINGS[lang]]
    assert places == sorted(places)
    assert full.startswith(brief.rstrip("\n"))
    assert not [heading for heading in HEADINGS[lang] if heading in brief]
    assert ("单就抽样而言：" if lang == "zh" else "Given sampling alone: ") in brief
    assert ("95% 区间" if lang == "zh" else "95% interval") in full


def test_an_explanation_in_english_has_no_chinese(valid: Path) -> None:
    for audit in (HELD, REFUSED):
        told = certify(valid, "score", str(valid / audit), "--explain").stdout
        assert not CHINESE.search(told.replace("开业两个月", ""))  # the auditor's own words


def test_no_figure_is_broken_in_a_terminal_of_100_columns(
    valid: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        scorecards, "make_console", lambda: Console(width=100, highlight=False, soft_wrap=False)
    )
    printed = certify(valid, "score", str(valid / HELD), "--explain").stdout
    assert max(map(len, printed.splitlines())) <= 100
    rows = printed[printed.index("Every criterion") :]
    assert re.search(r"^\d\.\d\.\d +A receipt +[\d.]+ +4 ", rows, re.MULTILINE)


def test_the_document_tells_certainty_margin_and_way_up_in_decimal_strings(valid: Path) -> None:
    result = certify(valid, "score", str(valid / REFUSED), "--format", "json")
    document = json.loads(result.stdout)
    assert document["grade"] is None
    assert document["margin"] == []
    assert sum(float(one["share"]) for one in document["certainty"]["grades"]) == 1
    way = document["way_up"]
    assert way["grade"] == "bronze"
    assert DECIMAL.match(way["points"])
    for one in way["improvements"]:
        assert all(DECIMAL.match(one[name]) for name in ("earned", "needed", "gain"))
        assert one["steps"]


def test_the_document_of_the_highest_grade_has_a_margin_and_no_way_up(valid: Path) -> None:
    document = json.loads(certify(valid, "score", str(valid / HELD), "--format", "json").stdout)
    assert document["way_up"] is None
    kinds = {one["kind"] for one in document["margin"]}
    assert kinds == {"criterion", "group", "section", "total", "deductions"}
