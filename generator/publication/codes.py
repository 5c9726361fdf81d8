"""Publication: what the pages of problem codes show, one page for each and a list of all.

Input: the catalogue of problems, a language. Output: `Theme`s of `CodePage`s, their words ready
for the templates. The catalogue is the one that the program tells its problems from.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from generator.publication.sides import Line, compare_sides
from generator.records.problems import Severity, problem_themes
from generator.strings import translations

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.records.problems import ProblemWords

_NARROW = 58
"""Columns that fit beside one another on a desk; longer examples stand below one another."""
_KINDS = ("concepts", "decisions", "firm", "issuer", "proceedings", "roster", "standard")
"""Records that are known by the names of their files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A mistake beside its mending."""

    place: str
    """In which record it stands; "" where no file alone can show it."""
    wrong: tuple[Line, ...]
    right: tuple[Line, ...]
    wide: bool

    @property
    def pointed(self) -> bool:
        """Whether the line that the program names is among those shown."""
        return any(line.pointed for line in self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """One code in one language; in its message and hints ‹names› stand for the figures."""

    code: str
    theme: str
    """Its id: the list of all codes has a heading of that name."""
    theme_title: str
    severity: str
    message: Markup
    hint: Markup
    hint_near: Markup | None
    means: str
    example: Example | None
    summary: str
    """The message as plain words, for the page's description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The codes of one part of the records, in the order of the catalogue."""

    id: str
    title: str
    pages: tuple[CodePage, ...]


@cache
def build_code_pages(language: str) -> tuple[Theme, ...]:
    """Return all codes by theme, the themes in the order in which a file is checked."""
    titles = theme_titles(translations(language))
    catalogue = problem_themes()
    order = sorted(catalogue, key=lambda id_: (list(titles).index(id_), id_))
    return tuple(
        Theme(
            id=id_,
            title=titles[id_],
            pages=tuple(
                _build_page(code, (id_, titles[id_]), told, language)
                for code, told in catalogue[id_].items()
            ),
        )
        for id_ in order
    )


def theme_titles(words: NullTranslations) -> dict[str, str]:
    """Return what each file of the catalogue is about, in the order in which records are judged."""
    _ = words.gettext
    return {
        "file": _("Files and folders"),
        "yaml": _("How YAML is written"),
        "people": _("How words and figures are typed"),
        "form": _("Fields and their values"),
        "privacy": _("Personal data"),
        "keys": _("Signing keys"),
        "names": _("Names, ids and sums"),
        "firms": _("In a firm's record"),
        "audits": _("In an audit"),
        "data": _("In a file of data"),
        "figures": _("Figures computed from data"),
        "decisions": _("In the decisions"),
        "proceedings": _("In the proceedings"),
        "git": _("In git's history"),
        "registry": _("Kinds of record"),
    }


def _build_page(code: str, theme: tuple[str, str], told: ProblemWords, language: str) -> CodePage:
    words = translations(language)
    near = told.get("hint_near")
    return CodePage(
        code=code,
        theme=theme[0],
        theme_title=theme[1],
        severity=told.get("severity", Severity.ERROR),
        message=_mark_figures(told["message"][language], words),
        hint=_mark_figures(told["hint"][language], words),
        hint_near=_mark_figures(near[language], words) if near else None,
        means=told["means"][language],
        example=_build_example(told, words),
        summary="".join(_name_figures(told["message"][language], words)),
    )


def _name_figures(words: str, translated: NullTranslations) -> list[str]:
    """Return the words in pieces: text, ‹name of a figure›, text, … in turn."""
    pieces = []
    for text, name, _, _ in string.Formatter().parse(words):
        pieces += [text, translated.gettext(f"‹{name}›") if name else ""]
    return pieces


def _mark_figures(words: str, translated: NullTranslations) -> Markup:
    pieces = _name_figures(words, translated)
    marked = [
        Markup("<var>{}</var>").format(piece) if position % 2 and piece else escape(piece)
        for position, piece in enumerate(pieces)
    ]
    return Markup("").join(marked)


def _build_example(told: ProblemWords, words: NullTranslations) -> Example | None:
    if "wrong" not in told:
        return None
    wrong, right = (told[side].rstrip("\n").split("\n") for side in ("wrong", "right"))
    wrong_lines, right_lines = compare_sides(wrong, right)
    changed = [at for at, line in enumerate(wrong_lines, 1) if line.changed]
    # The first line changed, unless the catalogue says otherwise; what only lies in files has none.
    pointed = told.get("line", changed[0] if changed else 0) if "in" in told else 0
    return Example(
        place=_name_place(told["in"], words) if "in" in told else "",
        wrong=tuple(replace(line, pointed=at == pointed) for at, line in enumerate(wrong_lines, 1)),
        right=tuple(right_lines),
        wide=max(_measure(text) for text in (*wrong, *right)) > _NARROW,
    )


def _name_place(path: str, words: NullTranslations) -> str:
    """Say in which kind of record an example stands; an audit's file has no name of its kind."""
    _ = words.gettext
    # decisions.yaml, or examples/decisions-of-two-years.yaml, which is one too.
    kind = path.rpartition("/")[2].removesuffix(".yaml").partition("-")[0]
    return _("In {file}:").format(file=f"{kind}.yaml") if kind in _KINDS else _("In an audit:")


def _measure(text: str) -> int:
    """Return the columns that a line takes; Chinese characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
