"""The page on the life cycle says what the program's own table says, no more and no less."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.certification.standing import Status
from generator.certification.status import MOVES, Act, Back, list_decisions
from generator.publication.life_cycle import (
    act_titles,
    build_life_cycle,
    decision_words,
    follow_words,
    list_limits,
    source_words,
)
from generator.publication.templating import add_words
from generator.strings import LANGUAGES, translations
from tests.assessment.material import FLAGSHIP, TINY

ROOT = Path(__file__).parents[2]
Key = TypeVar("Key")


def render(part: str, language: str) -> str:
    """Render a part of the page as the site's plugin does."""
    environment = Environment(
        loader=FileSystemLoader(str(ROOT / "site" / "theme")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    add_words(environment, language)
    environment.globals.update(
        life_cycle=build_life_cycle(language),
        list_limits=list_limits,
        view=SimpleNamespace(standards=(FLAGSHIP, TINY)),
    )
    source = f'{{% import "registry/life_cycle_parts.html" as life with context %}}{part}'
    return environment.from_string(source).render()


class Table(HTMLParser):
    """Reads a table: rows of cells, a cell being its pieces of text; a rowspan reaches down."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[list[str]]] = []
        self.reaching: tuple[int, list[str]] = (0, [])
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            rest, cell = self.reaching
            self.rows.append([cell] if rest > 0 else [])
            self.reaching = (rest - 1, cell)
        elif tag in ("th", "td"):
            self.rows[-1].append([])
            span = int(dict(attrs).get("rowspan") or 1)
            if span > 1:
                self.reaching = (span - 1, self.rows[-1][-1])

    def handle_data(self, data: str) -> None:
        if self.rows and data.strip():
            self.rows[-1][-1].append(data.strip())


def invert(words: dict[Key, str]) -> dict[str, Key]:
    """Return what each word means; no two mean the same."""
    turned = {word: key for key, word in words.items()}
    assert len(turned) == len(words)
    return turned


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_on_the_page_is_the_table_of_the_code(language: str) -> None:
    words = translations(language)
    acts = invert(act_titles(words))
    sources, follows = invert(source_words(words)), invert(follow_words(words))
    read: dict[tuple[Status | None, Act], Status | Back | None] = {}
    for row in Table(render("{{ life.moves() }}", language)).rows[1:]:
        if len(row) == 1:
            continue
        (title,), froms, (end,) = row
        for source in froms:
            key = (sources[source], acts[title])
            assert key not in read
            read[key] = follows[end] or key[0]
    assert read == MOVES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decisions_on_the_page_are_those_that_the_code_allows(language: str) -> None:
    words = translations(language)
    sources, kinds = invert(source_words(words)), invert(decision_words(words))
    comma = {"zh": "、", "en": ", "}[language]
    read = {
        sources[status]: tuple(kinds[one] for one in told.split(comma) if one in kinds)
        for ((status,), (told,)) in Table(render("{{ life.options() }}", language)).rows[1:]
    }
    expected = {status: list_decisions(status) for status in Status}
    del expected[Status.SUPERSEDED]
    assert read == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_happening_is_told_once_by_whoever_brings_it_about(language: str) -> None:
    cycle = build_life_cycle(language)
    acts = [one.act for actor in cycle.actors for one in actor.happenings]
    assert sorted(acts) == sorted(Act)
    firm, auditors, committee, time = (
        {one.act for one in actor.happenings} for actor in cycle.actors
    )
    assert firm == {"application"}
    assert auditors == {"audit_begun", "audit_ended"}
    assert time == {"surveillance_passed", "suspension_lapsed", "expired"}
    assert committee >= {"grant", "renew", "appeal_upheld"}


def test_the_limits_are_those_of_the_standard_and_only_those_it_sets() -> None:
    least = replace(FLAGSHIP.terms, renewal_months=None, appeal_days=None, impartiality_months=None)
    most = replace(least, renewal_months=3, appeal_days=21, impartiality_months=24)
    assert [limit for _, limit in list_limits(least, "en")] == [
        "36 months",
        "12 months",
        "6 months",
        "2 members",
    ]
    assert [limit for _, limit in list_limits(most, "zh")] == [
        "36 个月",
        "12 个月",
        "6 个月",
        "3 个月",
        "21 日",
        "24 个月",
        "2 名委员",
    ]
    single = replace(least, suspension_months=1, deciders=1)
    assert [limit for _, limit in list_limits(single, "en")][2:] == ["1 month", "1 member"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_standard_has_its_limits_on_the_page(language: str) -> None:
    html = render("{{ life.limits() }}", language)
    for standard in (FLAGSHIP, TINY):
        assert f"../standards/{standard.id}/{standard.version}/" in html
        for title, limit in list_limits(standard.terms, language):
            assert [[title], [limit]] in Table(html).rows
    hours = [s.terms.days_per_outlet for s in (FLAGSHIP, TINY)]
    told = {"zh": "人日", "en": "person-days"}[language]
    assert html.count(told) == sum(isinstance(one, Fraction) for one in hours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_table(language: str) -> None:
    page = (ROOT / "site" / "pages" / language / "life-cycle.md").read_text(encoding="utf-8")
    for part in ("moves", "options", "limits"):
        assert page.count(f"{{{{ life.{part}() }}}}") == 1
