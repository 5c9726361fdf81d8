"""Records: what is wrong with them, as data, with words in both languages.

Input: a place, a code and the figures of the case. Output: `Problem`, sorted and worded.
All words of a code stand in `strings/problems/*.yaml`, the one source of its message, its hint
and its page: what it means, a wrong and a right example.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NotRequired, TypedDict

WHOLE_FILE = "(file)"
"""Stands in a problem's figures for the file itself, where no field can be named."""
_WHOLE_FILE = {"zh": "文件", "en": "the file"}
CATALOGUE = Path(__file__).parent.parent / "strings" / "problems"
TERMS = Path(__file__).parent.parent / "strings" / "terms.yaml"
_NAMED = frozenset({"decision", "possible", "status", "tie"})
"""Figures that are ids of the program: a reader of Chinese is told their Chinese names as well."""
PROBLEM_PAGES = "problems/"
"""Where the site explains the codes."""


class CannotGoOn(Exception):  # noqa: N818 (says what happened, not that it is an error)
    """The base of everything that stops a run: worded in both languages, caught at the edge."""

    def __init__(self, *, zh: str, en: str) -> None:
        """Keep the words in both languages; the edge picks one."""
        super().__init__(en)
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross process boundaries whole."""
        return (_revive, (type(self), self.zh, self.en))


def _revive(kind: type[CannotGoOn], zh: str, en: str) -> CannotGoOn:
    error = kind.__new__(kind)
    CannotGoOn.__init__(error, zh=zh, en=en)
    return error


Words = dict[str, str]
"""The same words in each language."""

ProblemWords = TypedDict(
    "ProblemWords",
    {
        "message": Words,
        "hint": Words,
        "hint_near": NotRequired[Words],
        # Without it: error.
        "severity": NotRequired[str],
        "means": Words,
        # Where the example stands, or else `shown`: "words" where no file alone can show the
        # mistake, "never" where no record is known that leads to it.
        "in": NotRequired[str],
        "shown": NotRequired[str],
        "wrong": NotRequired[str],
        "right": NotRequired[str],
        # Of `wrong`, from 1; 0 where the program points elsewhere. Without it: the first changed.
        "line": NotRequired[int],
    },
)
"""All that the catalogue says of a code; {names} in message and hints are figures to fill in."""


class Severity(StrEnum):
    """Errors stop publication; warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `line` and `column` count from 1, in characters."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and the figures that its words need."""

    location: Location
    code: str
    arguments: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int]:
        """The order in which problems are told: by path, line, column; then as they were found."""
        place = self.location
        return (place.path, place.line, place.column)

    def message(self, language: str) -> str:
        """Say what is wrong, in `language`."""
        return _words(self.code)["message"][language].format_map(self._figures(language))

    def hint(self, language: str) -> str:
        """Say how to mend it, in `language`; a near word known is offered."""
        figures = self._figures(language)
        words = _words(self.code)
        hint = words.get("hint_near", words["hint"]) if figures.get("near") else words["hint"]
        return hint[language].format_map(figures)

    def _figures(self, language: str) -> dict[str, str]:
        return {name: _show_figure(name, figure, language) for name, figure in self.arguments}

    def as_json(self, language: str) -> dict[str, str | int]:
        """Return the form that `check --format json` prints."""
        return {
            "path": self.location.path,
            "line": self.location.line,
            "column": self.location.column,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message(language),
            "hint": self.hint(language),
        }


def _show_figure(name: str, figure: str, language: str) -> str:
    if figure == WHOLE_FILE:
        return _WHOLE_FILE[language]
    if name not in _NAMED or language == "en":
        return figure
    words = (_terms().get(id_) for id_ in figure.split(", "))
    return "、".join(
        f"{id_}（{named}）" if named else id_
        for id_, named in zip(figure.split(", "), words, strict=True)
    )


@cache
def _terms() -> dict[str, str]:
    from generator.records.data import read_data  # noqa: PLC0415

    terms: dict[str, str] = read_data(TERMS)
    return terms


def problem(location: Location, code: str, /, **arguments: object) -> Problem:
    """Make a problem of a known code; the arguments fill the words of its message and hint."""
    return Problem(location, code, tuple(sorted((k, str(v)) for k, v in arguments.items())))


def sort_problems(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order of their places, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda found: found.order))


def count_errors(problems: tuple[Problem, ...]) -> int:
    """Count what stops publication."""
    return sum(found.severity is Severity.ERROR for found in problems)


def problem_page(code: str) -> str:
    """Return the address of a code's page, below the site's root or that of a language."""
    return f"{PROBLEM_PAGES}{code}/"


@cache
def problem_themes() -> dict[str, dict[str, ProblemWords]]:
    """Return the codes by theme, in the order in which people wrote them; a file is a theme."""
    # source.py tells its problems in these words.
    from generator.records.data import read_data  # noqa: PLC0415

    return {path.stem: read_data(path) for path in sorted(CATALOGUE.glob("*.yaml"))}


@cache
def problem_catalogue() -> dict[str, ProblemWords]:
    """Return every code with its words in both languages."""
    return {code: words for theme in problem_themes().values() for code, words in theme.items()}


def _words(code: str) -> ProblemWords:
    return problem_catalogue()[code]
