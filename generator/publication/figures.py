"""Publication: figures, days and words as readers see them.

Input: exact numbers, days, bilingual texts. Output: short strings, escaped where they are HTML.
Everything here is exact: halves are rounded up in whole numbers, never through floats.
"""

from __future__ import annotations

import html
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from generator.records.model import Text

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPECIAL = re.compile("[&<>\"']").search
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}


def escape_words(words: str) -> str:
    """Escape words for HTML; most have nothing to escape, and a look is cheaper than the work."""
    return html.escape(words) if _SPECIAL(words) else words


def write_number(value: Fraction | Decimal | int, places: int = 2) -> str:
    """Write a number with so many decimal places, halves away from zero."""
    top, bottom = value.as_integer_ratio()
    scale = 10**places
    units = (2 * abs(top) * scale + bottom) // (2 * bottom)
    sign = "−" if top < 0 and units else ""
    if not places:
        return f"{sign}{units}"
    return f"{sign}{units // scale}.{units % scale:0{places}d}"


def write_short(value: Fraction | Decimal | int, places: int = 2) -> str:
    """Write a number with at most so many decimal places and no trailing zeros."""
    text = write_number(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_missing(value: Fraction, places: int = 2) -> str:
    """Write what is lacking, rounded up: with less it would still be lacking."""
    scale = 10**places
    return write_number(Fraction(-(-value.numerator * scale // value.denominator), scale), places)


def write_spare(value: Fraction, places: int = 2) -> str:
    """Write what is to spare, rounded down: no more than this may be lost."""
    scale = 10**places
    return write_number(Fraction(value.numerator * scale // value.denominator, scale), places)


def write_ratio(top: int, bottom: int, places: int = 2) -> str:
    """Write top ÷ bottom, both positive, with so many decimal places, halves up.

    For the figures of which a page has dozens: a `Fraction` would cost more than its printing.
    """
    scale = 10**places
    units = (2 * top * scale + bottom) // (2 * bottom)
    return f"{units // scale}.{units % scale:0{places}d}" if places else str(units)


def percent_of(earned: int, available: int) -> int:
    """Return earned ÷ available as a whole per cent, halves up; `available` must not be 0."""
    return (200 * earned + available) // (2 * available)


def write_percent(share: Fraction | None, places: int = 0) -> str:
    """Write a share of 0–1 as per cent; a dash where nothing applies."""
    return "—" if share is None else f"{write_short(share * 100, places)}%"


def write_points(value: Fraction | int, language: str) -> str:
    """Write points in words: 1.5 分, 1.5 points, 1 point."""
    number = write_short(value)
    if language == "zh":
        return f"{number} 分"
    return f"{number} point" if number == "1" else f"{number} points"


def write_day(day: date, language: str) -> str:
    """Write a day in words: 2026年11月22日, 22 November 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_month(day: date, language: str) -> str:
    """Write the month of a day in words: 2026年11月, November 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def write_text(text: Text, language: str) -> Markup:
    """Return the words in `language`, escaped; marked where they are in the other one only."""
    words = text[language]
    if text.zh == text.en and (spoken := _spoken(words)) not in (None, language):
        return Markup('<span lang="{}">{}</span>').format(_LANGUAGE_TAGS[str(spoken)], words)
    return escape(words)


def _spoken(words: str) -> str | None:
    if _CHINESE.search(words):
        return "zh"
    return "en" if any(letter.isalpha() for letter in words) else None


def write_stars(stars: int) -> str:
    """Return so many stars; nothing for a grade without any."""
    return "★" * stars


def list_words(words: list[str], language: str) -> str:
    """Join words into a list, as the language does."""
    return ("、" if language == "zh" else ", ").join(words)


def writers(language: str) -> dict[str, Callable[..., object]]:
    """Return the filters that templates use, bound to a language."""
    return {
        "day": lambda day: write_day(day, language),
        "number": write_number,
        "short": write_short,
        "points": lambda value: write_points(value, language),
        "percent": write_percent,
        "text": lambda text: write_text(text, language),
        "stars": write_stars,
        "listed": lambda words: list_words(list(words), language),
    }
