"""Instruments and tables of any shape, tables in another order, and libraries to agree with."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from generator.records.model import Dimension, Instrument, Item, Labelled, Model, Scale, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORDS = Text("字", "words")


def make_instrument(model: Model, **parts: Any) -> Instrument:
    """Make an instrument with these parts."""
    return Instrument(
        id=str(model), model=model, title=WORDS, purpose=WORDS, concepts=("quality",), **parts
    )


def dimension(name: str, **more: Any) -> Dimension:
    return Dimension(id=name, title=WORDS, **more)


def item(name: str, **more: Any) -> Item:
    return Item(id=name, text=WORDS, **more)


def roles(*names: str) -> tuple[Labelled, ...]:
    return tuple(Labelled(id=name, title=WORDS) for name in names)


def scale(low: int, high: int) -> Scale:
    return Scale(low=low, high=high)


def make_table(names: str, rows: Iterable[Sequence[Any]]) -> Table:
    """Make a table of its columns' names, parted by spaces, and its rows."""
    given = [tuple(row) for row in rows]
    columns = {name: tuple(row[at] for row in given) for at, name in enumerate(names.split())}
    return Table(columns=columns, rows=len(given))


def reorder(table: Table, order: Sequence[int]) -> Table:
    """Put a table's rows into another order."""
    columns = {name: tuple(column[at] for at in order) for name, column in table.columns.items()}
    return Table(columns=columns, rows=table.rows)


@st.composite
def with_reordered(draw: st.DrawFn, tables: st.SearchStrategy[Table]) -> tuple[Table, Table]:
    """Draw a table, and the same rows in another order."""
    table = draw(tables)
    return table, reorder(table, draw(st.permutations(range(table.rows))))


def load_peer(name: str) -> Any:
    """Load a library that computes the same; what it warns of while loading is its own affair."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)
