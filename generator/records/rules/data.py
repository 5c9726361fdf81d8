"""Records: rules on the data beside an audit: what it is of, its days and its numbers.

Input: an `AuditCase`. Output: flaws. What is wrong inside a file is told there, by `tables`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.model import UNASKED, Model
from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.records.model import Instrument, Table
    from generator.records.rules.case import AuditCase


def data_are_of_known_instruments(case: AuditCase) -> Iterator[Flaw]:
    """Each file answers an instrument of the standard, and each instrument has one file."""
    known = case.standard.instruments
    instruments, files = set[str](), set[str]()
    for position, one in enumerate(case.audit.data):
        where = ("data", position)
        if one.instrument not in known:
            near = nearest(one.instrument, known)
            arguments = {"name": one.instrument, "near": near, "known": listed(known)}
            yield Flaw((*where, "instrument"), "unknown-name", arguments)
        elif one.instrument in instruments:
            yield flaw(*where, "instrument", code="id-twice", id=one.instrument)
        elif one.file in files:
            yield flaw(*where, "file", code="id-twice", id=one.file)
        instruments.add(one.instrument)
        files.add(one.file)


def data_rest_on_evidence(case: AuditCase) -> Iterator[Flaw]:
    """Each file is a piece of evidence that the audit lists."""
    known = {evidence.id for evidence in case.audit.evidence}
    told = {name for finding in case.audit.findings for name in finding.evidence}
    for position, one in enumerate(case.audit.data):
        if one.evidence not in known and one.evidence not in told:
            near = nearest(one.evidence, known)
            place = ("data", position, "evidence")
            yield flaw(*place, code="evidence-unknown", evidence=one.evidence, near=near)


def days_of_data_are_in_order(case: AuditCase) -> Iterator[Flaw]:
    """The last day comes after the first, and before the report."""
    audit = case.audit
    for position, one in enumerate(audit.data):
        where = ("data", position, "to")
        if one.ended < one.begun:
            days = {"later": "to", "earlier": "from", "found": one.ended, "limit": one.begun}
            yield Flaw(where, "dates-order", days)
        # A wrong day of the audit itself is told there.
        elif audit.ended <= audit.reported < one.ended:
            found, limit = audit.reported, one.ended
            days = {"later": "reported", "earlier": "to", "found": found, "limit": limit}
            yield Flaw(where, "dates-order", days)


def rows_lie_within_the_days(case: AuditCase) -> Iterator[Flaw]:
    """Cases came in and periods lie within the days of the data; nothing happened after them.

    The last day says up to when cases were followed: a wrong one would hide those overdue.
    """
    for position, one in enumerate(case.audit.data):
        instrument = case.standard.instruments.get(one.instrument)
        if instrument is None or one.ended < one.begun:
            continue
        outside = find_row_outside(one.table, instrument, one.begun, one.ended)
        if outside:
            arguments = {"found": outside, "begun": one.begun, "ended": one.ended}
            yield Flaw(("data", position), "data-outside", arguments)


def find_row_outside(table: Table, instrument: Instrument, begun: date, ended: date) -> str:
    """Return a case or a period of the rows that lies outside the days; "" where none does."""
    if not table.rows:
        return ""
    if instrument.model is Model.CASES:
        return _find_moment_outside(table, [stage.id for stage in instrument.stages], begun, ended)
    return _find_period_outside(table, begun, ended) if instrument.model is Model.COUNTS else ""


def _find_moment_outside(table: Table, stages: Sequence[str], begun: date, ended: date) -> str:
    """Return a case received before the days, or one of which something came after them."""
    came, case = min(zip(table[stages[0]], table["case"], strict=True))
    if begun <= came.date():
        came, case = max(
            (at, case)
            for stage in stages
            for at, case in zip(table[stage], table["case"], strict=True)
            if at is not None
        )
    # As it stands in the file: a day without a time is midnight.
    when = f"{came:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    return "" if begun <= came.date() <= ended else f"{case} {when}"


def _find_period_outside(table: Table, begun: date, ended: date) -> str:
    """Return a period, a month or a year, that has no day in common with the data's."""
    for period in table["period"]:
        length = len(period)
        if not begun.isoformat()[:length] <= period <= ended.isoformat()[:length]:
            return str(period)
    return ""


def nobody_is_asked_for_books(case: AuditCase) -> Iterator[Flaw]:
    """Cases and counts come from the firm's books: they have no population and no response."""
    for position, one in enumerate(case.audit.data):
        instrument = case.standard.instruments.get(one.instrument)
        if instrument is None or instrument.model not in UNASKED:
            continue
        for field, value in (("population", one.population), ("asked", one.asked)):
            if value is not None:
                arguments = {"field": field, "instrument": one.instrument}
                yield Flaw(("data", position, field), "data-not-asked", arguments, key=True)


def numbers_of_data_agree(case: AuditCase) -> Iterator[Flaw]:
    """Nobody answers who was not asked, and nobody is asked who is not there."""
    for position, one in enumerate(case.audit.data):
        answered = count_people(one.table)
        if one.asked is not None and one.population is not None and one.asked > one.population:
            yield _more(position, "asked", one.asked, "population", one.population)
        for field, most in (("asked", one.asked), ("population", one.population)):
            if most is not None and answered > most:
                yield _more(position, field, answered, field, most)
                break


def _more(position: int, field: str, found: int, other: str, most: int) -> Flaw:
    return flaw("data", position, field, code="data-more-than", found=found, other=other, most=most)


def count_people(table: Table) -> int:
    """Return how many people answered; 0 for data that nobody was asked for."""
    return len(set(table.columns.get("respondent", ())))


DATA_RULES = (
    data_are_of_known_instruments,
    data_rest_on_evidence,
    days_of_data_are_in_order,
    rows_lie_within_the_days,
    nobody_is_asked_for_books,
    numbers_of_data_agree,
)
