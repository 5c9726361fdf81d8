"""Records: rules on the data beside an audit: what it is of, its days and its numbers.

Input: an `AuditCase`. Output: flaws. What is wrong inside a file is told there, by `tables`.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from generator.records.model import Model
from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.model import DataSet, Table
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
        if instrument is None or not one.table.rows or one.ended < one.begun:
            continue
        outside = ""
        if instrument.model is Model.CASES:
            outside = _find_moment_outside(one, [stage.id for stage in instrument.stages])
        elif instrument.model is Model.COUNTS:
            outside = _find_period_outside(one)
        if outside:
            arguments = {"found": outside, "begun": one.begun, "ended": one.ended}
            yield Flaw(("data", position), "data-outside", arguments)


def _find_moment_outside(one: DataSet, stages: Sequence[str]) -> str:
    begun = datetime.combine(one.begun, time.min)
    ended = datetime.combine(one.ended, time.max)
    received = one.table[stages[0]]
    moments = [at for stage in stages for at in one.table[stage] if at is not None]
    found = min(received) if min(received) < begun else max(moments)
    return "" if begun <= found <= ended else f"{found:%Y-%m-%d %H:%M}"


def _find_period_outside(one: DataSet) -> str:
    """Return a period, a month or a year, that has no day in common with the data's."""
    for period in one.table["period"]:
        length = len(period)
        begun, ended = one.begun.isoformat()[:length], one.ended.isoformat()[:length]
        if not begun <= period <= ended:
            return str(period)
    return ""


def nobody_is_asked_for_books(case: AuditCase) -> Iterator[Flaw]:
    """Cases and counts come from the firm's books: they have no population and no response."""
    for position, one in enumerate(case.audit.data):
        instrument = case.standard.instruments.get(one.instrument)
        if instrument is None or instrument.model not in (Model.CASES, Model.COUNTS):
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
