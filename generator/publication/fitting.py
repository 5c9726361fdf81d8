"""Publication: how large a certificate's words may be set so that they fit on its page; pure.

Input: a sheet. Output: `Fit`, the size classes of certificate.css. A wrong guess costs no more than
a second try (the printer sees a page that overflows), so estimates of widths are enough.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.publication.sheet import CertificateSheet

DENSITIES = 5
"""How closely a page may be set; the last one shortens what is long and points to the site."""

_POINT = 25.4 / 72  # millimetres

# As in certificate.css: sizes of names in points, the widest (in ems) that each takes.
_NAMES = {
    "zh": ((29, 25, 21.5, 18.5, 15.5, 13), (20.0, 24.0, 28.0, 33.0, 39.0)),
    "en": ((15.5, 13.5, 11.8, 10.2, 9), (38.0, 44.0, 51.0, 60.0)),
}
_MARK_EMS = (4.0, 6.0)
_NAME_LEADING = 1.25
_COLUMNS = {"zh": 112.0, "en": 121.0}  # millimetres
_ROOM = 125.0
_LABEL_EMS = 5.0
_SLENDER = 0.94  # Latin letters of the terms' face to those of the names'
# Of each density: size in points and leading of the terms, height of all above them with the
# largest names, height of the stars; millimetres.
_SETTINGS = (
    (8.4, 1.55, 101.0, 11.3),
    (7.8, 1.55, 99.2, 11.3),
    (7.2, 1.55, 88.0, 7.8),
    (6.4, 1.45, 86.0, 7.8),
    (6.4, 1.45, 86.0, 7.8),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Size classes of a page: of names and mark (0 is the largest) and of the whole."""

    name_zh: int
    name_en: int
    mark: int
    density: int


def measure_width(words: str) -> float:
    """Estimate how many ems the words are wide in the certificate's fonts."""
    width = 0.0
    for character in words:
        if unicodedata.east_asian_width(character) in "WF":
            width += 1.0
        elif character.isspace():
            width += 0.25
        else:
            width += 0.67 if character.isupper() else 0.53
    return width


def fit_sheet(sheet: CertificateSheet) -> Fit:
    """Choose the size classes that the lengths of the words ask for."""
    zh = bisect_left(_NAMES["zh"][1], measure_width(sheet.name.zh))
    en = bisect_left(_NAMES["en"][1], measure_width(sheet.name.en))
    spared = sum(
        (sizes[0] - sizes[step]) * _NAME_LEADING * _POINT
        for (sizes, _), step in ((_NAMES["zh"], zh), (_NAMES["en"], en))
    )
    widths = tuple(_measure_terms(sheet))
    density = DENSITIES - 1
    for i, (size, leading, head, stars) in enumerate(_SETTINGS):
        room = _ROOM - head + spared + (0 if sheet.stars else stars)
        if _measure_height(widths, size, leading) <= room:
            density = i
            break
    return Fit(
        name_zh=zh,
        name_en=en,
        mark=bisect_left(_MARK_EMS, measure_width(sheet.mark)),
        density=density,
    )


def _measure_terms(sheet: CertificateSheet) -> Iterator[tuple[float, float]]:
    """Yield the ems of each entry below the grade, in Chinese and in English."""
    for texts in ((sheet.scope,), sheet.channels, (sheet.address,), sheet.sites):
        if texts:
            yield (
                _LABEL_EMS + sum(measure_width(text.zh) + 1 for text in texts),
                _LABEL_EMS + sum(measure_width(text.en) + 1 for text in texts) * _SLENDER,
            )


def _measure_height(widths: tuple[tuple[float, float], ...], size: float, leading: float) -> float:
    """Return how high the higher column is, in millimetres."""
    heights = []
    for side, column in enumerate(_COLUMNS.values()):
        ems = column / (size * _POINT) - 1.5  # what the ends of lines leave
        lines = sum(ceil(width[side] / ems) for width in widths)
        heights.append(lines * size * leading * _POINT)
    return max(heights)
