"""Records, stage two: the plain values that records are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from generator.records import model
from generator.records.model import Text

Data = Mapping[str, Any]
NOTHING: Mapping[str, Any] = MappingProxyType({})


def text(data: str | Data) -> Text:
    """Words in one language stand in both places, so that no page has a hole."""
    if isinstance(data, str):
        return Text(data, data)
    return Text(data["zh"], data["en"])


def text_or_none(data: str | Data | None) -> Text | None:
    """Return words, or None where there are none."""
    return None if data is None else text(data)


def day(data: str) -> date:
    """Return a day written YYYY-MM-DD."""
    return date.fromisoformat(data)


def day_or_none(data: str | None) -> date | None:
    """Return a day, or None where there is none."""
    return None if data is None else date.fromisoformat(data)


def number_or_none(data: Any) -> Fraction | None:
    """Return an exact figure, or None where there is none."""
    return None if data is None else Fraction(data)


def whole_or_none(data: Any) -> int | None:
    """The form takes 8.0 for a whole number, and so it is one."""
    return None if data is None else int(data)


def labelled(items: Iterable[Data]) -> tuple[model.Labelled, ...]:
    """Return ids with their titles."""
    return tuple(model.Labelled(id=i["id"], title=text(i["title"])) for i in items)
