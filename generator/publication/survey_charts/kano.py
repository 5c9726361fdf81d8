"""Publication, survey charts: Kano's plane, what each feature does to satisfaction.

Input: its result, the instrument. Output: a dot for each item, the dissatisfaction it prevents
across and the satisfaction it brings upwards, in four fields.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, hypot
from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH
from generator.publication.figures import list_words, write_short
from generator.publication.inks import Ink, Shape
from generator.publication.lettering import widest, wrap
from generator.publication.plots import SMALL, Panel
from generator.publication.survey_charts.placing import Box, place_labels
from generator.publication.survey_charts.rows import Key, draw_legend, draw_note
from generator.publication.survey_charts.speech import NOTHING, write_mean

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.assessment.instruments.kano import KanoItem, KanoResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument

_LEFT, _SIDE = 34, 316
"""Where the plane begins, and how long its sides are."""
_HALF = Fraction(1, 2)
_DOT = 6
_AWAY = 8
_LABEL = 100
"""Units that the ids of items in one place may take up beside one another."""
_LEADING = 15
_LOOKS = {
    "M": (Ink.H0, Shape.SQUARE),
    "O": (Ink.GOOD, Shape.CIRCLE),
    "A": (Ink.H2, Shape.TRIANGLE),
    "I": (Ink.SOFT, Shape.DIAMOND),
    "R": (Ink.BAD, Shape.NADIR),
    "Q": (Ink.H3, Shape.CROSS),
}


def name_categories(words: NullTranslations) -> dict[str, str]:
    """Return the names of the categories by their letters."""
    _ = words.gettext
    return {
        "M": _("Must-be"),
        "O": _("One-dimensional"),
        "A": _("Attractive"),
        "I": _("Indifferent"),
        "R": _("Reverse"),
        "Q": _("Questionable"),
    }


def draw_kano(result: KanoResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw the items in the plane; those whose category is not significant are hollow."""
    if not result.items:
        return ()
    _ = speech.words.gettext
    names = name_categories(speech.words)
    shown = [one for one in result.items if one.better is not None and one.worse is not None]
    hidden = [one.id for one in result.items if one not in shown]
    panel = Panel(f"{instrument.id}-plane")
    occurring = [letter for letter in _LOOKS if any(one.category == letter for one in shown)]
    keys = [
        Key(words=f"{letter} {names[letter]}", ink=_LOOKS[letter][0], shape=_LOOKS[letter][1])
        for letter in occurring
    ]
    if any(not one.significant for one in shown):
        hollow = _("hollow: not clearly ahead")
        keys.append(Key(words=hollow, ink=Ink.SOFT, shape=Shape.CIRCLE, hollow=True))
    draw_legend(panel, keys)
    panel.y += 18
    panel.text(0, panel.y, _("↑ Better: satisfaction that it brings"), size=SMALL)
    panel.y += 28
    top = panel.y
    _draw_plane(panel, top, names)
    _draw_items(panel, top, shown)
    panel.y = top + _SIDE + 36
    across = _("Worse: dissatisfaction that it prevents →")
    panel.text(WIDTH, panel.y, across, size=SMALL, anchor="end")
    if hidden:
        listed = list_words(hidden, speech.language)
        draw_note(panel, _("Without usable answers, not drawn: {items}").format(items=listed))
    panel.y += 6
    told = [
        _("{label}: {figure}.").format(
            label=names[letter],
            figure=list_words(
                [one.id for one in result.items if one.category == letter], speech.language
            ),
        )
        for letter in _LOOKS
        if any(one.category == letter for one in result.items)
    ]
    return (
        panel.close(
            _("Kano’s plane: what each feature does to satisfaction"),
            speech.tell(*told),
            head=(
                _("Item"),
                _("Feature"),
                *_list_letters(result),
                _("Category"),
                _("Better"),
                _("Worse"),
                _("Significant"),
            ),
            rows=(_list_item(one, instrument, names, speech) for one in result.items),
        ),
    )


def _list_letters(result: KanoResult) -> tuple[str, ...]:
    return tuple(result.items[0].counts)


def _list_item(
    one: KanoItem, instrument: Instrument, names: dict[str, str], speech: Speech
) -> tuple[str, ...]:
    _ = speech.words.gettext
    sure = {True: _("yes"), False: _("no"), None: NOTHING}
    return (
        one.id,
        instrument.item(one.id).text[speech.language],
        *(str(count) for count in one.counts.values()),
        names.get(one.category, NOTHING),
        NOTHING if one.better is None else write_mean(one.better),
        NOTHING if one.worse is None else write_mean(one.worse),
        sure[one.significant],
    )


def _draw_plane(panel: Panel, top: int, names: dict[str, str]) -> None:
    """Draw the frame, the halves, the numbers on the axes, and at the edges the fields' names."""
    panel.outline((_LEFT, top), (_SIDE, _SIDE), ink=Ink.SOFT)
    middle = (_LEFT + _SIDE // 2, top + _SIDE // 2)
    panel.line((middle[0], top), (middle[0], top + _SIDE), ink=Ink.SOFT, dashes="4 3")
    panel.line((_LEFT, middle[1]), (_LEFT + _SIDE, middle[1]), ink=Ink.SOFT, dashes="4 3")
    for share in (Fraction(), _HALF, Fraction(1)):
        x, y = _locate(share, share, top)
        words = write_short(share, 1)
        panel.text(x, top + _SIDE + 16, words, ink=Ink.SOFT, size=SMALL, anchor="middle")
        panel.text(_LEFT - 6, y + 4, words, ink=Ink.SOFT, size=SMALL, anchor="end")
    for letter, across, y in (
        ("A", 1, top - 7),
        ("O", 3, top - 7),
        ("I", 1, top + _SIDE + 16),
        ("M", 3, top + _SIDE + 16),
    ):
        panel.text(_LEFT + across * _SIDE // 4, y, names[letter], anchor="middle")


def _locate(worse: Fraction, better: Fraction, top: int) -> tuple[int, int]:
    """Return the place of a dot; whole units, so that labels can be placed by them."""
    inner = _SIDE - 2 * _DOT - 4
    inset = _DOT + 2
    return (
        _LEFT + inset + int(abs(worse) * inner + _HALF),
        top + inset + int((1 - better) * inner + _HALF),
    )


def _find_nearest(box: Box, dot: tuple[int, int]) -> tuple[int, int]:
    """Return the point of a box that is nearest to a dot."""
    return min(max(dot[0], box.left), box.right), min(max(dot[1], box.top), box.bottom)


def _measure(box: Box, dot: tuple[int, int]) -> float:
    """Return how far a dot is from a box."""
    x, y = _find_nearest(box, dot)
    return hypot(x - dot[0], y - dot[1])


def _draw_items(panel: Panel, top: int, shown: list[KanoItem]) -> None:
    """Draw dots and ids; those of one place share a label, one that stands away is joined to it."""
    groups: dict[tuple[int, int], list[str]] = {}
    for one in shown:
        if one.worse is not None and one.better is not None:
            groups.setdefault(_locate(one.worse, one.better, top), []).append(one.id)
    labels = [wrap(" ".join(ids), _LABEL, SMALL, len(ids)) for ids in groups.values()]
    sizes = [(ceil(widest(lines, SMALL)) + 4, _LEADING * len(lines)) for lines in labels]
    area = Box(_LEFT + 2, top + 2, _LEFT + _SIDE - 2, top + _SIDE - 2)
    dots = list(groups)
    x, y = _LEFT + _SIDE // 2, top + _SIDE // 2
    halves = (Box(x, top, x + 1, top + _SIDE), Box(_LEFT, y, _LEFT + _SIDE, y + 1))
    boxes = place_labels(dots, sizes, radius=_DOT + 2, area=area, taken=halves)
    for (x, y), lines, box in zip(groups, labels, boxes, strict=True):
        if box is None:
            continue
        near = _find_nearest(box, (x, y))
        away = max(abs(near[0] - x), abs(near[1] - y)) > _DOT + _AWAY
        # A label that stands as near to another dot is joined to its own.
        if away or any(
            _measure(box, dot) <= _measure(box, (x, y)) + 2 for dot in dots if dot != (x, y)
        ):
            panel.line((x, y), near, ink=Ink.SOFT)
        middle = Fraction(box.left + box.right, 2)
        for index, line in enumerate(lines):
            base = box.top + _LEADING * (index + 1) - 4
            panel.text(middle, base, line, size=SMALL, anchor="middle")
    for one in shown:
        if one.worse is not None and one.better is not None:
            ink, shape = _LOOKS[one.category]
            place = _locate(one.worse, one.better, top)
            panel.dot(place, ink=ink, shape=shape, hollow=not one.significant, radius=_DOT)
