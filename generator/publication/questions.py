"""Publication: an instrument as a form asks it: its parts, its questions, what is marked for each.

Input: an `Instrument`, a language. Output: a `Form`, for the questionnaire on a screen and the one
on paper. The names of what is marked follow from the columns of the instrument's table.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.records.model import UNASKED, Model
from generator.records.problems import CannotGoOn
from generator.records.tables.columns import Kind, lay_out
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Instrument, Item
    from generator.records.tables.columns import Column, Layout

_ANSWERS = frozenset({Kind.WHOLE, Kind.NUMBER})
_FREE = 2
"""Columns of an answer from which on a question may be left out as a whole."""


class NothingToAsk(CannotGoOn):
    """An instrument whose items, or their scale, stand only in the data that it evaluates."""

    def __init__(self, instrument: str) -> None:
        """Name the instrument."""
        super().__init__(
            zh=f"{instrument} 没有列出题目或量表，做不出问卷；"
            "请在它的 YAML 中写上 items 和 scale。",
            en=f"{instrument} names no items or no scale, so there is no questionnaire; "
            "give it items and a scale in its YAML.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a scale, with its words where it has any."""

    value: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One answer that is to be given: a step of the scale, or a place in an order."""

    name: str
    """Of the field: `Q1.expectation`, or the column where a respondent has one row."""
    words: str
    """What it is that is marked, where a question has several; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One item; `words` is empty where its marks say it all."""

    id: str
    label: str
    words: str
    marks: tuple[Mark, ...]
    role: str = ""
    """Who alone is asked, by id."""
    role_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions that belong together, under a title where it does not sway whoever answers."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A questionnaire, ready to be set."""

    columns: tuple[str, ...]
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]
    headings: tuple[str, ...]
    """What the marks of every question are, where all are the same; else empty."""
    roles: tuple[tuple[str, str], ...]
    ranked: bool
    """Whether places in an order are given, and not steps of a scale."""
    whole: bool
    """Whether every question must be answered."""

    @property
    def worded(self) -> bool:
        """Whether every step has words of its own."""
        return bool(self.steps) and all(step.words for step in self.steps)

    @property
    def count(self) -> int:
        """How many questions there are."""
        return sum(len(part.questions) for part in self.parts)

    @property
    def width(self) -> int:
        """Columns of the table in which it is printed."""
        return 1 + (len(self.steps) if self.worded else max(1, len(self.headings)))

    @property
    def ends(self) -> tuple[Step, Step]:
        """The lowest and the highest step."""
        return self.steps[0], self.steps[-1]


def ask(instrument: Instrument, language: str) -> Form:
    """Return an instrument's form; raises NothingToAsk where it names no items."""
    if not instrument.items or instrument.model in UNASKED:
        raise NothingToAsk(instrument.id)
    layout = lay_out(instrument)
    marked = [column for column in layout.columns if column.kind in _ANSWERS]
    ranked = instrument.model is Model.RANKING
    kano = instrument.model is Model.KANO
    parts = _split(instrument, language)
    several = "item" in layout.names and len(marked) >= _FREE
    headings = column_headings(language)
    return Form(
        columns=layout.names,
        steps=() if ranked else _list_steps(instrument, marked[0], language),
        parts=tuple(
            Part(
                title=title,
                questions=tuple(_make(instrument, item, layout, language) for item in items),
            )
            for title, items in parts
        ),
        headings=tuple(headings[c.name] for c in marked) if several and not kano else (),
        roles=tuple((role.id, role.title[language]) for role in instrument.roles),
        ranked=ranked,
        whole="item" not in layout.names or ranked,
    )


def column_headings(language: str) -> dict[str, str]:
    """Return what is marked in each column of which a question has several."""
    _ = translations(language).gettext
    return {
        "expectation": _("An excellent firm does so"),
        "perception": _("This firm does so"),
        "expected": _("What I expected"),
        "experienced": _("What I experienced"),
    }


def _split(instrument: Instrument, language: str) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Split the items into parts, as they follow one another.

    The causes of gaps have no title on the form: what is called lack of teamwork gets other marks.
    """
    _ = translations(language).gettext
    titles = {d.id: "" if d.gap else d.title[language] for d in instrument.dimensions}
    gave, got = _("What you gave"), _("What you got")

    def title(item: Item) -> str:
        if instrument.model is Model.VALUE:
            return gave if item.negative else got
        return titles.get(item.dimension or "", "")

    for words, items in groupby(instrument.items, title):
        yield words, tuple(items)


def _make(instrument: Instrument, item: Item, layout: Layout, language: str) -> Question:
    columns = [column.name for column in layout.columns if column.kind in _ANSWERS]
    words, headings = item.text[language], column_headings(language)
    # The two sides of a Kano feature are what its columns are about.
    sides = (words, item.reverse[language]) if item.reverse is not None else ()
    by_item = "item" in layout.names
    if by_item:
        names = [f"{item.id}.{column}" for column in columns]
        marks = tuple(
            Mark(name=name, words=sides[place] if sides else headings.get(columns[place], ""))
            for place, name in enumerate(names)
        )
    else:
        marks = (Mark(name=item.id if item.id in columns else columns[0], words=""),)
    position = "" if len(instrument.items) == 1 else str(instrument.items.index(item) + 1)
    titles = {role.id: role.title[language] for role in instrument.roles}
    return Question(
        id=item.id,
        label=item.id if by_item else position,
        words="" if sides else words,
        marks=marks,
        role=item.role or "",
        role_words=titles.get(item.role or "", ""),
    )


def _list_steps(instrument: Instrument, column: Column, language: str) -> tuple[Step, ...]:
    labels = dict(instrument.scale.labels) if instrument.scale else {}
    if column.low is None or column.high is None:
        raise NothingToAsk(instrument.id)
    return tuple(
        Step(value=value, words=labels[value][language] if value in labels else "")
        for value in range(column.low, column.high + 1)
    )
