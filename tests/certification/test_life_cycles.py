"""Whatever is recorded in whatever order: no forbidden status, one valid certificate, no day more.

Hypothesis makes the life cycles; `life_cycles.py` says a second time what may happen in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.certification.course import Course
from generator.certification.decisions import follow_matter, judge_firm, sort_matters
from generator.certification.standing import Status
from generator.certification.status import TIMES, Act
from generator.records.model import FirmRecords, Proceedings
from tests.assessment.material import FLAGSHIP, TINY
from tests.certification.life_cycles import (
    DAY,
    DECISIONS,
    EVENTS,
    HOLDING,
    ISSUING,
    START,
    Life,
    live,
    make_life,
    months_after,
)
from tests.certification.material import FOUNDATION

if TYPE_CHECKING:
    from datetime import date

    from generator.certification.standing import Standing

Item = TypeVar("Item")
END = START + timedelta(days=40_000)
LIVES = st.builds(make_life, st.sampled_from((TINY.ref, FLAGSHIP.ref)), EVENTS)
ENDED = ("superseded", "expired", "withdrawn")


def follow(records: FirmRecords, until: date = END) -> Course:
    """Follow the course of a firm's only standard."""
    matters = sort_matters(records)
    if not matters:
        return Course(steps=(), missteps=())
    (matter,) = matters
    return follow_matter(matter, FOUNDATION, until)


def days_to_ask(life: Life, course: Course) -> list[date]:
    """Return each day on which something changed or might have, and its eve."""
    days = {*life.days(), *(step.day for step in course.steps)}
    return sorted(days | {day - DAY for day in days} | {END})


def last_of(course: Course, day: date) -> tuple[str | None, str | None]:
    """Return the status and the certificate at the end of a day, by the steps."""
    steps = [step for step in course.steps if step.day <= day]
    return (str(steps[-1].status), steps[-1].certificate) if steps else (None, None)


def judge(life: Life, records: FirmRecords, day: date) -> Standing | None:
    standings = judge_firm(records, life.cards(), FOUNDATION, day)
    assert len(standings) <= 1
    return standings[0] if standings else None


def some_of(days: list[date], count: int) -> list[date]:
    """Return so many days, the same at every run, from all of a life."""
    return days[:: -(-len(days) // count)]


# ---------------------------------------------------------------- the laws


def check_against_the_model(life: Life, course: Course) -> None:
    """Every status on every day, and every decision refused, is as the model says."""
    days = days_to_ask(life, course)
    models, refused = live(life, *days)
    assert sorted(misstep.decision for misstep in course.missteps) == sorted(refused)
    taken = {step.decision for step in course.steps if step.decision is not None}
    assert taken == set(range(len(life.decisions))) - set(refused)
    for day, model in zip(days, models, strict=True):
        assert last_of(course, day) == (model.status, model.number), day


def check_the_steps(course: Course) -> None:
    """What has ended begins again by a grant or an appeal only; time takes, and gives nothing."""
    for one, other in pairwise(course.steps):
        act = str(other.act)
        assert one.day <= other.day
        if one.status in ("expired", "withdrawn") and other.status is not one.status:
            assert act in ("grant", "appeal_upheld")
        if one.certificate != other.certificate:
            assert act == ("renew" if one.status in HOLDING else "grant")
        if act in TIMES:
            assert other.status in ("surveillance_due", "withdrawn", "expired")
            assert other.status is not one.status


def check_the_certificates(life: Life, course: Course) -> None:
    """One holds at most, none beyond its days, no suspension beyond its months."""
    terms, records = life.standard.terms, life.records()
    for day in some_of(days_to_ask(life, course), 10):
        standing = judge(life, records, day)
        if standing is None:
            continue
        held, former = standing.certificate, standing.former
        numbers = [one.certificate.number for one in former] + ([held.number] if held else [])
        assert len(numbers) == len(set(numbers))
        assert all(one.status in ENDED for one in former)
        if standing.status in (*HOLDING, "suspended"):
            assert held is not None
            assert held.effective <= day <= held.valid_to
            assert held.valid_to < months_after(held.effective, terms.valid_months)
        if standing.status == "suspended" and held is not None:
            limit = months_after(standing.since, terms.suspension_months)
            if standing.lapses is None:  # it runs out before
                assert held.valid_to < limit
            else:
                assert day < standing.lapses <= min(limit, held.valid_to)
        assert standing.since <= day
        assert last_of(course, standing.since)[0] == standing.status
        check_what_was_superseded(standing)
        told = [event.day for event in standing.history]
        assert told == sorted(told, reverse=True)
        assert all(one <= day for one in told)


def check_what_was_superseded(standing: Standing) -> None:
    """Superseded is a certificate with a follower, since the day of the follower; no other."""
    every = [one.certificate for one in standing.former]
    every += [standing.certificate] if standing.certificate else []
    starts = {one.number: one.effective for one in every}
    for one in standing.former:
        assert (one.status == "superseded") is (one.superseded_by is not None)
        if one.superseded_by is not None:
            assert one.since == starts[one.superseded_by] <= one.certificate.valid_to + DAY
        if one.status == "expired":
            assert one.since > one.certificate.valid_to


def check_a_course_cut_short(life: Life, course: Course) -> None:
    """What comes later changes nothing of what was."""
    whole = life.records()
    for day in some_of(days_to_ask(life, course), 8):
        cut = follow(whole, day)
        assert cut.steps == tuple(step for step in course.steps if step.day <= day)
        assert cut.missteps == tuple(m for m in course.missteps if m.day <= day)
        known = replace(
            life,
            audits=[a for a in life.audits if a.started <= day],
            applications=[a for a in life.applications if a.received <= day],
            decisions=[d for d in life.decisions if d.decided <= day],
        )
        standing = judge(life, whole, day)
        assert standing == judge(life, known.records(), day)
        if standing is not None:
            assert standing.status == cut.steps[-1].status
            assert standing.lapses in (None, cut.lapses)


def check_the_order_of_records(life: Life, course: Course, turn: int) -> None:
    """Audits, applications and appeals may stand in any order; decisions have theirs."""
    records = life.records()
    told = records.proceedings
    turned = replace(
        records,
        audits=turn_round(records.audits, turn),
        proceedings=Proceedings(
            applications=turn_round(told.applications, turn),
            appeals=turn_round(told.appeals, turn),
        ),
    )
    assert follow(turned) == course


def turn_round(items: tuple[Item, ...], by: int) -> tuple[Item, ...]:
    """Return the items in another order."""
    at = by % (len(items) or 1)
    return (items[at:] + items[:at])[::-1]


# ---------------------------------------------------------------- two hundred lives


def test_two_hundred_lives_keep_every_law_and_reach_everything_there_is() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=200)
    @given(LIVES, st.integers(0, 9))
    def check(life: Life, turn: int) -> None:
        count_what_happened(life, check_life(life, turn), seen)

    check()
    # Laws that nothing puts to the test would hold for nothing.
    for what in (*Act, *({*Status} - {Status.SUPERSEDED})):
        assert seen[what] > 4, what
    assert seen["three certificates"] > 9
    # In every status much was tried that may not be, and every decision where it may not be.
    for status in {*Status} - {Status.SUPERSEDED}:
        assert seen[f"refused when {status}"] > 9, status
    for kind in DECISIONS:
        assert seen[f"refused {kind}"] > 0, kind


@pytest.mark.slow
@settings(max_examples=2000)
@given(LIVES, st.integers(0, 9))
def test_thousands_of_lives_keep_every_law(life: Life, turn: int) -> None:
    check_life(life, turn)


def check_life(life: Life, turn: int) -> Course:
    course = follow(life.records())
    check_against_the_model(life, course)
    check_the_steps(course)
    check_the_certificates(life, course)
    check_the_order_of_records(life, course, turn)
    if turn == 0:
        check_a_course_cut_short(life, course)
    return course


def count_what_happened(life: Life, course: Course, seen: Counter[str]) -> None:
    seen.update({str(step.act) for step in course.steps})
    seen.update({str(step.status) for step in course.steps})
    for misstep in course.missteps:
        decision = life.decisions[misstep.decision]
        # Not for its number: that would say nothing of the status.
        same = decision.certificate in (None, misstep.certificate)
        right = not same if decision.kind in ISSUING else same or misstep.certificate is None
        seen[f"refused when {misstep.status}"] += right
        seen[f"refused {decision.kind}"] += right
    seen["three certificates"] += len({step.certificate for step in course.steps} - {None}) > 2
