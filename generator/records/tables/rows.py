"""Records, tables: what is wrong with a row as a whole, or with several rows together.

Input: the values of the columns, None where a cell holds none. Output: mistakes. Each rule first
looks over whole columns, and at single rows only where that shows that something is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.records.model import Model, Ratio
from generator.records.rules.flaw import listed
from generator.records.tables.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.records.tables.body import Body


def judge_rows(body: Body) -> Iterator[Mistake]:
    """Tell what is wrong with the rows; a row whose cells are wrong is not judged by them."""
    for rule in _RULES:
        yield from rule(body)


def _pairs_are_whole(body: Body) -> Iterator[Mistake]:
    """Both answers of a pair are there."""
    if not body.layout.pair or not body.has(*body.layout.pair):
        return
    one, other = sorted(body.layout.pair, key=lambda name: body.cells[name])
    firsts, seconds = body.words[one], body.words[other]
    if all(map(str.strip, set(firsts) | set(seconds))):
        return
    half = "data-kano-half" if body.instrument.model is Model.KANO else "data-pair-half"
    for place, (first, second) in enumerate(zip(firsts, seconds, strict=True)):
        blank = not first.strip(), not second.strip()
        row = body.rows[place]
        if all(blank):
            figures = {"fields": listed((body.names[one], body.names[other]))}
            code = "data-row-unanswered"
            yield Mistake(code=code, row=row, cell=body.cells[one], figures=figures)
        elif any(blank):
            name = one if blank[0] else other
            figures = {"column": body.names[name]}
            yield Mistake(code=half, row=row, cell=body.cells[name], figures=figures)


def _respondents_have_one_role(body: Body) -> Iterator[Mistake]:
    if not body.has("respondent", "role"):
        return
    people, roles = body.columns["respondent"], body.columns["role"]
    if len(set(zip(people, roles, strict=True))) == len(set(people)):
        return
    first: dict[str, int] = {}
    for place, (person, role) in enumerate(zip(people, roles, strict=True)):
        if person is None or role is None:
            continue
        before = first.setdefault(person, place)
        if roles[before] != role:
            yield Mistake(
                code="data-role-changed",
                row=body.rows[place],
                cell=body.cells["role"],
                found=role,
                first=body.rows[before],
                figures={"id": person, "other": roles[before]},
            )


def _items_are_asked_of_the_role(body: Body) -> Iterator[Mistake]:
    asked = {item.id: item.role for item in body.instrument.items if item.role}
    if not asked or not body.has("item", "role"):
        return
    items, roles = body.columns["item"], body.columns["role"]
    wrong = {
        (item, role)
        for item, role in set(zip(items, roles, strict=True))
        if role is not None and asked.get(item, role) != role
    }
    if not wrong:
        return
    for place, pair in enumerate(zip(items, roles, strict=True)):
        if pair in wrong:
            yield Mistake(
                code="data-role-not-asked",
                row=body.rows[place],
                cell=body.cells["role"],
                found=pair[1],
                figures={"id": pair[0], "expected": asked[pair[0]]},
            )


def _keys_are_there_once(body: Body) -> Iterator[Mistake]:
    names = body.layout.key
    if not body.has(*names):
        return
    columns = [body.columns[name] for name in names]
    if len(set(zip(*columns, strict=True))) == len(body.rows):
        return
    roles = body.columns.get("role")
    first: dict[tuple[Any, ...], int] = {}
    for place, key in enumerate(zip(*columns, strict=True)):
        before = first.setdefault(key, place)
        # Of two people with one number, the number is what is wrong: that is told.
        if before == place or None in key or (roles and roles[before] != roles[place]):
            continue
        yield Mistake(
            code="data-row-twice",
            row=body.rows[place],
            cell=body.cells[names[0]],
            found=", ".join(key),
            first=body.rows[before],
        )


def _stages_are_in_order(body: Body) -> Iterator[Mistake]:
    """No stage is reached before the latest of those before it."""
    latest: list[Any] = [None] * len(body.rows)
    earlier = [""] * len(body.rows)
    for name in (stage.id for stage in body.instrument.stages if stage.id in body.columns):
        for place, (moment, before) in enumerate(zip(body.columns[name], latest, strict=True)):
            if moment is None:
                continue
            if before is None or moment >= before:
                latest[place], earlier[place] = moment, name
                continue
            limit = body.words[earlier[place]][place].strip()
            told = {"later": body.names[name], "earlier": body.names[earlier[place]]}
            yield Mistake(
                code="data-stages-order",
                row=body.rows[place],
                cell=body.cells[name],
                found=body.words[name][place].strip(),
                figures={**told, "limit": limit},
            )


def _closed_cases_tell_whether_they_were_reopened(body: Body) -> Iterator[Mistake]:
    """An open case need not; that a closed one was not reopened must be said."""
    if body.instrument.model is not Model.CASES or "reopened" not in body.columns:
        return
    last = body.instrument.stages[-1].id
    if last not in body.columns:
        return
    for place, (ended, word) in enumerate(
        zip(body.columns[last], body.words["reopened"], strict=True)
    ):
        if ended is not None and not word.strip():
            row, cell = body.rows[place], body.cells["reopened"]
            figures = {"column": body.names["reopened"], "stage": body.names[last]}
            yield Mistake(code="data-reopened-untold", row=row, cell=cell, figures=figures)


def _shares_are_counted_in_whole_numbers(body: Body) -> Iterator[Mistake]:
    if not body.has("measure", "count", "of"):
        return
    shares = {one.id for one in body.instrument.measures if one.ratio is Ratio.SHARE}
    for name in ("count", "of"):
        for place, (measure, value) in enumerate(
            zip(body.columns["measure"], body.columns[name], strict=True)
        ):
            if measure in shares and value is not None and value.denominator != 1:
                yield Mistake(
                    code="data-not-whole",
                    row=body.rows[place],
                    cell=body.cells[name],
                    found=body.words[name][place].strip(),
                    figures={"column": body.names[name]},
                )


def _shares_are_no_more_than_all(body: Body) -> Iterator[Mistake]:
    if not body.has("measure", "count", "of"):
        return
    shares = {one.id for one in body.instrument.measures if one.ratio is Ratio.SHARE}
    columns = (body.columns[name] for name in ("measure", "count", "of"))
    for place, (measure, count, of) in enumerate(zip(*columns, strict=True)):
        if measure in shares and count is not None and of is not None and count > of:
            yield Mistake(
                code="data-count-exceeds",
                row=body.rows[place],
                cell=body.cells["count"],
                found=body.words["count"][place].strip(),
                figures={"column": body.names["count"], "limit": body.words["of"][place].strip()},
            )


def _years_and_months_are_not_mixed(body: Body) -> Iterator[Mistake]:
    """A year's figures hold those of its months, which would count twice."""
    if not body.has("period", "measure"):
        return
    periods, measures = body.columns["period"], body.columns["measure"]
    first: dict[tuple[str, str, bool], int] = {}
    for place, (period, measure) in enumerate(zip(periods, measures, strict=True)):
        if period is None or measure is None:
            continue
        year, _, month = period.partition("-")
        first.setdefault((year, measure, bool(month)), place)
        other = first.get((year, measure, not month))
        if other is not None:
            yield Mistake(
                code="data-period-overlap",
                row=body.rows[place],
                cell=body.cells["period"],
                found=period,
                first=body.rows[other],
                figures={"other": periods[other]},
            )


_RULES: tuple[Callable[[Body], Iterator[Mistake]], ...] = (
    _pairs_are_whole,
    _respondents_have_one_role,
    _items_are_asked_of_the_role,
    _keys_are_there_once,
    _stages_are_in_order,
    _closed_cases_tell_whether_they_were_reopened,
    _shares_are_counted_in_whole_numbers,
    _shares_are_no_more_than_all,
    _years_and_months_are_not_mixed,
)
