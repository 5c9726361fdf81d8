"""Publication: the themed pages that are made of data, and what all themed pages are given.

Input: the overview and the language. Output: pages as Markdown with their front matter, by file
name; words and figures in an environment of templates. Whoever renders them is told nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.change_pages import ChangePages
from generator.publication.codes import build_code_pages
from generator.publication.exhibits import draw_exhibits
from generator.publication.life_cycle import build_life_cycle, list_limits
from generator.publication.shell import KINDS, RECORD
from generator.publication.templating import add_words
from generator.publication.words import (
    event_words,
    gate_rules,
    method_words,
    status_meanings,
    status_words,
)
from generator.records.problems import PROBLEM_PAGES, problem_page
from generator.strings import translations

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publication.overview import Overview


def write_themed_pages(view: Overview, language: str) -> dict[str, str]:
    """Return the pages of standards and problem codes, and the shells of records' pages."""
    pages = {
        f"{kind}/{RECORD}/index.md": "---\ntitle: '@@title@@'\n"
        "template: registry/record.html\n---\n"
        for kind in KINDS
    }
    for standard in view.standards:
        title = f"{standard.title[language]} {standard.version}"
        pages[f"standards/{standard.id}/{standard.version}/index.md"] = (
            f"---\ntitle: {_quote(title)}\ntemplate: registry/standard.html\n"
            f"standard: {_quote(standard.ref)}\n"
            f"description: {_quote(standard.summary[language])}\n---\n"
        )
    return pages | _write_code_pages(language)


def equip_templates(environment: Environment, view: Overview, language: str) -> None:
    """Give templates the words and figures of the registry in one language."""
    words = translations(language)
    themes = build_code_pages(language)
    add_words(environment, language)
    environment.globals.update(
        view=view,
        charts=draw_exhibits(view, language),
        statuses=status_words(words),
        status_meanings=status_meanings(words),
        events=event_words(words),
        methods=method_words(words),
        gate_rules=gate_rules(words),
        life_cycle=build_life_cycle(language),
        list_limits=list_limits,
        standard_of={standard.ref: standard for standard in view.standards},
        standard_concepts={
            standard.ref: {id_ for c in standard.criteria.values() for id_ in c.concepts}
            for standard in view.standards
        },
        change_pages=ChangePages(view.standards, language),
        problem_themes=themes,
        problem_pages={one.code: one for theme in themes for one in theme.pages},
    )


def _write_code_pages(language: str) -> dict[str, str]:
    """Return the pages of the problem codes and the list of them all, by their files' names."""
    title = translations(language).gettext("Problem codes")
    pages = {
        f"{PROBLEM_PAGES}index.md": f"---\ntitle: {_quote(title)}\n"
        "template: registry/problems.html\n---\n"
    }
    for theme in build_code_pages(language):
        for one in theme.pages:
            pages[f"{problem_page(one.code)}index.md"] = (
                f"---\ntitle: {_quote(one.code)}\ntemplate: registry/problem.html\n"
                f"code: {_quote(one.code)}\ndescription: {_quote(one.summary)}\n---\n"
            )
    return pages


def _quote(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
